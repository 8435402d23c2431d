"""The audit of a finished site, from its files alone: what is shown stands in its source.

Proved here: every shown sentence is the span it cites, character by character; the passage that
the link leads to is that span; every source file is named and linked by its event's page; every
internal link and anchor resolves.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from digest.adapters import html_reading
from digest.adapters.html_reading import HtmlPage
from digest.errors import DigestError, Exit, Location, Problem, ProblemKind
from digest.stages.render import addresses
from digest.text.escape import one_line

_OUTSIDE = frozenset({"http", "https", "mailto"})
_ORIGIN = "http://site/"


def audit(site: Path) -> tuple[Problem, ...]:
    """Every fault of the site in `site`, in order; empty when all is proved.

    Raises DigestError when the folder holds no site of this program.
    """
    return tuple(sorted(set(_Audit(site, _data(site)).faults())))


def _data(site: Path) -> dict[str, Any]:
    path = site / addresses.EVENTS_DATA
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] != 1 or not isinstance(data["events"], list):
            raise ValueError("not version 1")
    except (OSError, ValueError, KeyError, TypeError) as fault:
        problem = Problem(Location(str(path)), ProblemKind.SITE, f"no site of digest here: {fault}")
        raise DigestError(problem, status=Exit.DATA) from fault
    return dict(data)


@dataclass(frozen=True, slots=True)
class _Source:
    """A source file of the site."""

    path: str
    text: str
    """Plain text with which citations are compared."""


class _Audit:
    def __init__(self, site: Path, data: dict[str, Any]) -> None:
        self._site = site
        self._events = data["events"]
        self._files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
        self._sources: dict[str, _Source] = {}
        self._pages: dict[str, HtmlPage] = {}

    def faults(self) -> Iterator[Problem]:
        yield from self._read_sources()
        yield from self._read_pages()
        for place, page in self._pages.items():
            yield from self._cited(place, page)
            yield from self._passages(place, page)
            yield from self._links(place, page)
        for event in self._events:
            yield from self._event(event)

    def _read_sources(self) -> Iterator[Problem]:
        for article in self._articles():
            target = _resolve(addresses.EVENTS_DATA, article["text_url"])
            try:
                # Bytes, because reading as text would turn CRLF into LF and shift every offset.
                text = (self._site / target).read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError) as fault:
                yield _fault(addresses.EVENTS_DATA, f"no text for {article['path']}: {fault}")
                continue
            page = self._file(_resolve(addresses.EVENTS_DATA, article["url"]))
            self._sources[page] = _Source(article["path"], text)

    def _articles(self) -> Iterator[dict[str, Any]]:
        return (article for event in self._events for article in event["articles"])

    def _read_pages(self) -> Iterator[Problem]:
        events = {self._file(_resolve(addresses.EVENTS_DATA, event["url"])) for event in self._events}
        for place in sorted(name for name in self._files if name.endswith(".html")):
            try:
                self._pages[place] = html_reading.read(self._site / place, with_text=place in events)
            except (OSError, ValueError) as fault:
                yield _fault(place, f"not readable as HTML: {fault}")

    def _cited(self, place: str, page: HtmlPage) -> Iterator[Problem]:
        for address, shown in page.cited:
            target, _, fragment = _resolve(place, address).partition("#")
            expected = self._span(self._file(target), fragment)
            if expected is None:
                yield _fault(place, f"citation leads nowhere: {address}")
            elif expected != shown:
                yield _fault(place, f"not verbatim in {address}: {shown[:80]!r}")

    def _passages(self, place: str, page: HtmlPage) -> Iterator[Problem]:
        for anchor, shown in page.passages:
            if self._span(place, anchor) != shown:
                yield _fault(
                    place, f"the passage at #{anchor} is not that span of the source: {shown[:80]!r}"
                )

    def _span(self, page: str, anchor: str) -> str | None:
        source, span = self._sources.get(page), addresses.span_of(anchor)
        return one_line(source.text[span[0] : span[1]]) if source and span else None

    def _links(self, place: str, page: HtmlPage) -> Iterator[Problem]:
        for address in sorted(page.links):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                if parts.scheme not in _OUTSIDE:
                    yield _fault(place, f"link of an unknown scheme: {address[:80]!r}")
                continue
            target, _, fragment = _resolve(place, address).partition("#")
            name = self._file(target) if not address.startswith("/") else self._rooted(target)
            if name not in self._files:
                yield _fault(place, f"link leads nowhere: {address}")
            elif fragment and name in self._pages and fragment not in self._pages[name].ids:
                yield _fault(place, f"no such anchor: {address}")

    def _file(self, target: str) -> str:
        return posixpath.join(target, "index.html") if target.endswith("/") or not target else target

    def _rooted(self, target: str) -> str:
        # Absolute addresses (404.html) carry the base path of `site_url`, which the files do not show.
        parts = target.split("/")
        names = (self._file("/".join(parts[skip:])) for skip in range(len(parts)))
        return next((name for name in names if name in self._files), target)

    def _event(self, event: dict[str, Any]) -> Iterator[Problem]:
        place = self._file(_resolve(addresses.EVENTS_DATA, event["url"]))
        page = self._pages.get(place)
        if page is None:
            yield _fault(addresses.EVENTS_DATA, f"no page for event {event['id']}")
            return
        linked = {
            self._file(_resolve(place, link).partition("#")[0]) for link in page.links if "://" not in link
        }
        for article in event["articles"]:
            if self._file(_resolve(addresses.EVENTS_DATA, article["url"])) not in linked:
                yield _fault(place, f"does not link its source {article['path']}")
            if one_line(article["path"]) not in page.text:
                yield _fault(place, f"does not name its source {article['path']}")
        shown = {text for _, text in page.cited}
        yield from self._summary(event, place, shown)

    def _summary(self, event: dict[str, Any], place: str, shown: Iterable[str]) -> Iterator[Problem]:
        bodies = {
            article["id"]: self._sources.get(self._file(_resolve(addresses.EVENTS_DATA, article["url"])))
            for article in event["articles"]
        }
        for sentence in event["summary"]:
            source = bodies.get(sentence["article"])
            if source is None or source.text[sentence["start"] : sentence["end"]] != sentence["text"]:
                yield _fault(
                    addresses.EVENTS_DATA, f"not verbatim in {sentence['article']}: {sentence['text'][:80]!r}"
                )
            if one_line(sentence["text"]) not in shown:
                yield _fault(
                    place, f"a sentence of the data is not cited on the page: {sentence['text'][:80]!r}"
                )


def _resolve(place: str, address: str) -> str:
    """`address` as found on `place`, relative to the site's root, fragment kept."""
    parts = urlsplit(urljoin(_ORIGIN + place, address))
    path = unquote(parts.path).lstrip("/")
    return f"{path}#{unquote(parts.fragment)}" if parts.fragment else path


def _fault(place: str, message: str) -> Problem:
    return Problem(Location(place), ProblemKind.SITE, one_line(message))
