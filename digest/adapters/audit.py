"""The audit of a finished site, from its files alone: what is shown stands in its source.

Proved here: every shown sentence is the span it cites, and every figure, phrase, name and quotation
in it is its own span, character by character; the passage that the link leads to is that span;
every source file is named and linked by its event's page; every internal link and anchor resolves.

Of an outlet whose rights do not allow the full text, the site serves none. Its spans are proved against
the bodies that the caller read from the content folder; without them they are counted as unproved.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an audit found."""

    faults: tuple[Problem, ...]
    """In order; empty when all is proved."""
    unproved: int
    """Spans of texts that the site may not serve and that nobody handed over."""


def audit(site: Path, bodies: Mapping[str, str] | None = None) -> Verdict:
    """Audit the site in a folder; `bodies` are texts by article id, as read from the content.

    Raises DigestError when the folder holds no site of this program.
    """
    done = _Audit(site, _data(site), bodies)
    faults = tuple(sorted(set(done.faults())))
    return Verdict(faults, done.unproved)


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
    rights: str
    text: str | None
    """Plain text with which citations are compared; None when it is neither served nor handed over."""


class _Audit:
    def __init__(self, site: Path, data: dict[str, Any], bodies: Mapping[str, str] | None) -> None:
        self._site = site
        self._events = data["events"]
        self._bodies = bodies
        self._files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
        self._sources: dict[str, _Source] = {}
        self._page_of: dict[str, str] = {}
        self._pages: dict[str, HtmlPage] = {}
        self.unproved = 0

    def faults(self) -> Iterator[Problem]:
        yield from self._read_sources()
        yield from self._read_pages()
        for place, page in self._pages.items():
            yield from self._cited(place, page)
            yield from self._details(place, page)
            yield from self._passages(place, page)
            yield from self._links(place, page)
        for event in self._events:
            yield from self._event(event)

    # ── what the site consists of ────────────────────────────────────────────────────────

    def _read_sources(self) -> Iterator[Problem]:
        for article in (article for event in self._events for article in event["articles"]):
            page = self._file(_resolve(addresses.EVENTS_DATA, article["url"]))
            text = None if self._bodies is None else self._bodies.get(article["id"])
            if self._bodies is not None and text is None:
                yield _fault(addresses.EVENTS_DATA, f"not in the content: {article['path']}")
            if article["text_url"] is not None:
                served, fault = self._served(article)
                if fault:
                    yield fault
                elif text is not None and served != text:
                    yield _fault(addresses.EVENTS_DATA, f"served otherwise than read: {article['path']}")
                text = served
                if text is None:
                    continue
            self._sources[page] = _Source(article["path"], article["rights"], text)
            self._page_of[article["id"]] = page

    def _served(self, article: dict[str, Any]) -> tuple[str | None, Problem | None]:
        target = _resolve(addresses.EVENTS_DATA, article["text_url"])
        try:
            # Bytes, because reading as text would turn CRLF into LF and shift every offset.
            return (self._site / target).read_bytes().decode("utf-8"), None
        except (OSError, UnicodeDecodeError) as fault:
            return None, _fault(addresses.EVENTS_DATA, f"no text for {article['path']}: {fault}")

    def _read_pages(self) -> Iterator[Problem]:
        events = {self._file(_resolve(addresses.EVENTS_DATA, event["url"])) for event in self._events}
        for place in sorted(name for name in self._files if name.endswith(".html")):
            try:
                self._pages[place] = html_reading.read(self._site / place, with_text=place in events)
            except (OSError, ValueError) as fault:
                yield _fault(place, f"not readable as HTML: {fault}")

    # ── what its pages show ──────────────────────────────────────────────────────────────

    def _cited(self, place: str, page: HtmlPage) -> Iterator[Problem]:
        for address, shown in page.cited:
            source, span = self._passage(place, address)
            if source is None or span is None or span[0] >= span[1]:
                yield _fault(place, f"citation leads nowhere: {address}")
            elif self._differs(source, span, shown):
                yield _fault(place, f"not verbatim in {address}: {shown[:80]!r}")
            elif source.rights == "link":
                yield _fault(place, f"shows a text that may only be linked: {source.path}")

    def _details(self, place: str, page: HtmlPage) -> Iterator[Problem]:
        for address, detail, shown in page.details:
            source, sentence = self._passage(place, address)
            span = addresses.span_of(f"s{detail}")
            if source is None or sentence is None or span is None:
                yield _fault(place, f"detail without a citation: {shown[:80]!r}")
            elif not sentence[0] <= span[0] < span[1] <= sentence[1]:
                yield _fault(place, f"detail {detail} is not in the passage it cites: {shown[:80]!r}")
            elif self._differs(source, span, shown):
                yield _fault(place, f"not verbatim at {detail} of {source.path}: {shown[:80]!r}")

    def _passages(self, place: str, page: HtmlPage) -> Iterator[Problem]:
        for anchor, shown in page.passages:
            source, span = self._sources.get(place), addresses.span_of(anchor)
            if source is None or span is None or self._differs(source, span, shown):
                yield _fault(
                    place, f"the passage at #{anchor} is not that span of the source: {shown[:80]!r}"
                )

    def _passage(self, place: str, address: str) -> tuple[_Source | None, tuple[int, int] | None]:
        """The source and the span that an address on a page names."""
        target, _, fragment = _resolve(place, address).partition("#")
        return self._sources.get(self._file(target)), addresses.span_of(fragment)

    def _differs(self, source: _Source, span: tuple[int, int], shown: str) -> bool:
        if source.text is None:
            self.unproved += 1
            return False
        return one_line(source.text[span[0] : span[1]]) != shown

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

    # ── what its data says ───────────────────────────────────────────────────────────────

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
        for sentence in event["summary"]:
            yield from self._spans(sentence)
            if one_line(sentence["text"]) not in shown:
                yield _fault(
                    place, f"a sentence of the data is not cited on the page: {sentence['text'][:80]!r}"
                )
        yield from self._spans(event["findings"])

    def _spans(self, value: Any) -> Iterator[Problem]:
        """Prove every citation in a part of the data, however deep."""
        if isinstance(value, list):
            for item in value:
                yield from self._spans(item)
        elif isinstance(value, dict):
            for item in value.values():
                yield from self._spans(item)
            if {"article", "start", "end", "text"} <= value.keys():
                yield from self._span(value)

    def _span(self, cited: dict[str, Any]) -> Iterator[Problem]:
        page = self._page_of.get(cited["article"], "")
        source, span = self._sources.get(page), (cited["start"], cited["end"])
        sentence = cited.get("sentence", span)
        if source is None:
            yield _fault(addresses.EVENTS_DATA, f"of no article: {cited['text'][:80]!r}")
        elif source.text is None:
            self.unproved += 1
        elif (
            source.text[span[0] : span[1]] != cited["text"]
            or not sentence[0] <= span[0] < span[1] <= sentence[1]
        ):
            yield _fault(addresses.EVENTS_DATA, f"not verbatim in {cited['article']}: {cited['text'][:80]!r}")
        if page in self._pages and addresses.anchor(*sentence) not in self._pages[page].ids:
            yield _fault(addresses.EVENTS_DATA, f"not marked on its source page: {cited['text'][:80]!r}")


def _resolve(place: str, address: str) -> str:
    """`address` as found on `place`, relative to the site's root, fragment kept."""
    parts = urlsplit(urljoin(_ORIGIN + place, address))
    path = unquote(parts.path).lstrip("/")
    return f"{path}#{unquote(parts.fragment)}" if parts.fragment else path


def _fault(place: str, message: str) -> Problem:
    return Problem(Location(place), ProblemKind.SITE, one_line(message))
