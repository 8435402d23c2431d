"""What the audit needs of a finished HTML page: ids, links and cited texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    """Address and shown text of every element that cites a whole passage (`cite` without `data-span`)."""
    details: tuple[tuple[str, str, str], ...]
    """Address, span (`130-141`) and shown text of every element with a `data-span`."""
    passages: tuple[tuple[str, str], ...]
    """Id and text of every element marked as a passage of a source (class `passage`)."""
    text: str
    """All visible text, on one line; of event pages only."""


def read(path: Path, *, with_text: bool) -> HtmlPage:
    """Parse a page of the site. Raises OSError, or lxml's error for what is not HTML."""
    tree: Any = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    links = {
        element.get(attribute)
        for tag, attribute in _ADDRESSES
        for element in tree.iter(tag)
        if element.get(attribute) is not None and element.get("rel") not in ("canonical", "preconnect")
    }
    main = tree.find(".//article") if with_text else None
    marks = {f"#{a.get('id')}": a.get("href", "") for a in tree.xpath("//a[@id]")}
    return HtmlPage(
        ids=frozenset(tree.xpath("//@id")) | frozenset(tree.xpath("//a/@name")),
        links=frozenset(links),
        cited=tuple(
            (_address(element, marks), _shown(element))
            for element in tree.xpath("//*[@cite and not(@data-span)]")
        ),
        details=tuple(
            (_address(element, marks), element.get("data-span", ""), _shown(element))
            for element in tree.xpath("//*[@data-span]")
        ),
        passages=tuple(
            (e.get("id", ""), _shown(e))
            for e in tree.xpath("//*[contains(concat(' ', @class, ' '), ' passage ')]")
        ),
        text=one_line(main.text_content()) if main is not None else "",
    )


def _address(element: Any, marks: Mapping[str, str]) -> str:
    """What the element cites, itself or by the nearest element around it; `` for nothing.

    An address of the same page names a numbered mark: what counts is where that mark leads.
    """
    while element is not None and element.get("cite") is None:
        element = element.getparent()
    address = "" if element is None else str(element.get("cite"))
    return marks.get(address, address)


def _shown(element: Any) -> str:
    """The text of an element, without what is no part of it: ways back, and words of another source."""
    return one_line("".join(_texts(element)))


def _texts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not (child.get("class") == "back" or (child.tag == "del" and child.get("cite"))):
            yield from _texts(child)
        yield child.tail or ""
