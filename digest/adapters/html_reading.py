"""What the audit needs of a finished HTML page: ids, links and cited texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import html

from digest.text.escape import one_line

_ADDRESSES = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"))


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """One page of the site."""

    ids: frozenset[str]
    links: frozenset[str]
    """Every address of `a`, `link`, `img` and `script`, canonical links excepted."""
    cited: tuple[tuple[str, str], ...]
    """Address and shown text of every element with a `cite` attribute."""
    passages: tuple[tuple[str, str], ...]
    """Id and text of every element marked as a passage of a source (class `passage`)."""
    text: str
    """All visible text, on one line; of event pages only."""


def read(path: Path, *, with_text: bool) -> HtmlPage:
    """Parse a page of the site. Raises OSError, or lxml's error for what is not HTML."""
    tree = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    links = {
        element.get(attribute)
        for tag, attribute in _ADDRESSES
        for element in tree.iter(tag)
        if element.get(attribute) is not None and element.get("rel") not in ("canonical", "preconnect")
    }
    main = tree.find(".//article") if with_text else None
    return HtmlPage(
        ids=frozenset(tree.xpath("//@id")) | frozenset(tree.xpath("//a/@name")),
        links=frozenset(links),
        cited=tuple((e.get("cite", ""), one_line(e.text_content())) for e in tree.xpath("//*[@cite]")),
        passages=tuple(
            (e.get("id", ""), one_line(e.text_content()))
            for e in tree.xpath("//*[contains(concat(' ', @class, ' '), ' passage ')]")
        ),
        text=one_line(main.text_content()) if main is not None else "",
    )
