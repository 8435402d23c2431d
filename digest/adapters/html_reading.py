"""What the audit needs of a finished HTML page: ids, links and cited texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from digest.text.escape import one_line


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """One page of the site."""

    ids: frozenset[str]
    links: frozenset[str]
    """Every address of `a`, `link`, `img` and `script`, canonical links excepted."""
    cited: tuple[tuple[str, str], ...]
    """Address and shown text of every element that shows a whole passage: a `q`, or `cite` without `data-span`."""
    details: tuple[tuple[str, str, str], ...]
    """Address, span (`130-141`) and shown text of every element with a `data-span`."""
    passages: tuple[tuple[str, str], ...]
    """Id and text of every element marked as a passage of a source (class `passage`)."""
    text: str
    """All visible text, on one line; of event pages only."""
    canonical: str = ""
    """The address that the page names as its own; `` for none."""

    def within(self, root: str, way: str) -> HtmlPage:
        """The same, with `way` instead of `root` at the head of every address that begins so."""

        def local(address: str) -> str:
            return way + address.removeprefix(root) if address.startswith(root) else address

        return replace(
            self,
            links=frozenset(map(local, self.links)),
            cited=tuple((local(address), shown) for address, shown in self.cited),
            details=tuple((local(address), span, shown) for address, span, shown in self.details),
        )


_ARTICLE = etree.XPath("string((//article)[1])", smart_strings=False)
_LINKING = {"a": "href", "link": "href", "img": "src", "script": "src"}
"""The attribute with which an element links."""
_ELSEWHERE = frozenset({"canonical", "preconnect"})
"""Relations of a `link` that lead to no file of the site."""


def read(data: bytes, *, with_text: bool) -> HtmlPage:
    """Parse a page of the site. Raises ValueError for what is not HTML."""
    try:
        tree: Any = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    except etree.LxmlError as fault:
        raise ValueError(str(fault)) from fault
    if tree is None:
        raise ValueError("empty")
    found = _Found()
    for element in tree.iter("*"):  # one look at each: a dozen XPath expressions take three times as long
        attributes = element.items()
        if attributes or element.tag == "q":
            found.see(element, dict(attributes))
    cited: list[tuple[str, str]] = []
    details: list[tuple[str, str, str]] = []
    for element in found.citing:
        address, span = _address(element, found.marks), element.get("data-span")
        if span is None:
            cited.append((address, _shown(element)))
        else:
            details.append((address, span, _shown(element)))
    return HtmlPage(
        ids=frozenset(found.ids),
        links=frozenset(found.links),
        cited=tuple(cited),
        details=tuple(details),
        passages=tuple((e.get("id", ""), _shown(e)) for e in found.passages),
        text=one_line(_ARTICLE(tree)) if with_text else "",
        canonical=next(iter(found.canonical), ""),
    )


@dataclass(slots=True)
class _Found:
    """What the elements of a page are there for."""

    ids: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    canonical: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    """Address by the place on this page that it stands at."""
    is_prose: bool = False
    """Whether it is a page of the publisher's own, whose quotations are not ours to prove."""
    citing: list[Any] = field(default_factory=list)
    passages: list[Any] = field(default_factory=list)

    def see(self, element: Any, attributes: Mapping[str, str]) -> None:
        """Take up an element that has attributes."""
        tag = element.tag
        if tag in _LINKING:
            self._link(tag, attributes)
        if "id" in attributes:
            self.ids.add(attributes["id"])
        classes = attributes.get("class", "").split(" ")
        if tag == "article":
            self.is_prose = "md-typeset" in classes
        if "cite" in attributes or "data-span" in attributes or (tag == "q" and not self.is_prose):
            self.citing.append(element)
        if "passage" in classes:
            self.passages.append(element)

    def _link(self, tag: str, attributes: Mapping[str, str]) -> None:
        address = attributes.get(_LINKING[tag])
        if tag == "a":
            if "name" in attributes:
                self.ids.add(attributes["name"])
            if "id" in attributes:
                self.marks[f"#{attributes['id']}"] = address or ""
        relation = attributes.get("rel") if tag == "link" else None
        if relation == "canonical":
            self.canonical.append(address or "")
        if address is not None and relation not in _ELSEWHERE:
            self.links.add(address)


def _address(element: Any, marks: Mapping[str, str]) -> str:
    """What the element cites, itself or by the nearest `q` or `cite` around it; `` for nothing.

    An address of the same page names a numbered mark: what counts is where that mark leads. A `q` without `cite`
    cites what its mark leads to: the link that it stands in, else the first one after it beside it.
    """
    while element is not None and element.get("cite") is None and element.tag != "q":
        element = element.getparent()
    if element is None:
        return ""
    address = element.get("cite")
    address = _mark(element) if address is None else str(address)
    return marks.get(address, address)


def _mark(quoted: Any) -> str:
    """Address of the link that a `q` stands in or before; `` for none."""
    link = next(quoted.iterancestors("a"), None)
    if link is None:
        link = next(quoted.itersiblings("a"), None)
    return "" if link is None else str(link.get("href", ""))


def _shown(element: Any) -> str:
    """The text of an element, without what is no part of it: ways back, and words of another source."""
    return one_line("".join(_texts(element)) if len(element) else element.text or "")


def _texts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not (child.get("class") == "back" or (child.tag == "del" and child.get("cite"))):
            yield from _texts(child)
        yield child.tail or ""
