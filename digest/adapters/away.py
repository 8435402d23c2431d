"""What the audit needs of texts that are read away from the site: feeds, and editions as one file.

Where the site has an address, their links are absolute. They are judged as what they are inside the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from digest.adapters import html_reading
from digest.adapters.html_reading import HtmlPage
from digest.stages.render import addresses
from digest.text.escape import one_line

NO_PAGE = HtmlPage(frozenset(), frozenset(), (), (), (), "")
FEEDS = (f"/{addresses.FEED}", f"/{addresses.JSON_FEED}")
"""Ends of the names of feeds, those at the root with a slash before them."""

_ATOM = "{http://www.w3.org/2005/Atom}"
_EVENT = ":event/"
"""In the id of an entry about an event: its summary is a sentence."""


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    link: str
    summary: str
    content: str


def edition(data: bytes, place: str) -> HtmlPage:
    """An edition as one file. Raises ValueError for what is not HTML."""
    page = html_reading.read(data, with_text=False)
    return _at_home(page, page.canonical, place)


def feed(data: bytes, place: str) -> HtmlPage:
    """A feed, its entries one after another. Raises ValueError for what is none, or for a summary without a source."""
    try:
        home, entries = _json(data) if place.endswith(".json") else _atom(data)
    except (etree.LxmlError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        raise ValueError(f"not a feed: {fault}") from fault
    if not entries:
        return NO_PAGE
    contents = "".join(f"<section>{entry.content}</section>" for entry in entries)
    page = html_reading.read(contents.encode("utf-8"), with_text=False)
    shown = {text for _, text in page.cited}
    for entry in entries:
        if _EVENT in entry.id and entry.summary and one_line(entry.summary) not in shown:
            raise ValueError(f"a summary without a source: {entry.summary[:80]!r}")
    page = replace(page, links=page.links | {entry.link for entry in entries})
    return _at_home(page, home, place)


def _json(data: bytes) -> tuple[str, list[_Entry]]:
    found: Any = json.loads(data)
    items = [_Entry(i["id"], i["url"], i.get("summary", ""), i["content_html"]) for i in found["items"]]
    return found.get("home_page_url", ""), items


def _atom(data: bytes) -> tuple[str, list[_Entry]]:
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    return _alternate(tree), [*_entries(tree)]


def _entries(tree: Any) -> Iterator[_Entry]:
    for entry in tree.iter(f"{_ATOM}entry"):
        parts = (entry.findtext(f"{_ATOM}{name}") or "" for name in ("id", "summary", "content"))
        identity, summary, content = parts
        yield _Entry(identity, _alternate(entry), summary, content)


def _alternate(element: Any) -> str:
    links = (
        link.get("href", "") for link in element.iterfind(f"{_ATOM}link") if link.get("rel") == "alternate"
    )
    return next(links, "")


def _at_home(page: HtmlPage, home: str, place: str) -> HtmlPage:
    """The page with the addresses that it would have inside the site; `home` is the page in the same folder."""
    folder = place.rpartition("/")[0]
    root = home.removesuffix(f"{folder}/") if folder else home
    return page.within(root, addresses.to_root(place)) if "://" in root else page
