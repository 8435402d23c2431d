"""One file of a finished site judged: what it shows stands in its sources, what it links to is there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from digest.adapters import away, html_reading
from digest.adapters.events_data import EventData
from digest.adapters.html_reading import HtmlPage
from digest.adapters.proofs import Proof
from digest.adapters.references import file_of, resolve
from digest.errors import Location, Problem, ProblemKind
from digest.stages.render import addresses
from digest.text.escape import one_line

_OUTSIDE = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True)
class Source:
    """A source file of the site."""

    path: str
    rights: str
    text: str | None
    """Plain text with which citations are compared; None when it is neither served nor handed over."""


class Wanted(NamedTuple):
    """An id that must stand in another file."""

    name: str
    """Of that file."""
    id: str
    place: str
    """The file that has a fault if it does not stand there."""
    what: str
    """The fault."""


@dataclass(slots=True)
class _Reading:
    """A page while it is judged, and what it relies on."""

    place: str
    page: HtmlPage
    links: set[str] = field(default_factory=set)
    anchored: set[str] = field(default_factory=set)
    cited: set[str] = field(default_factory=set)
    unproved: int = 0
    wanted: list[Wanted] = field(default_factory=list)
    settled: tuple[str, int] | None = None
    """Hash of the data of the page's event, and the spans in it that could not be compared."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found of one file; it may come from another process."""

    place: str
    faults: tuple[Problem, ...]
    proof: Proof | None
    """None for what cannot be read."""
    wanted: tuple[Wanted, ...] = ()
    settled: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges files one by one; changes nothing, so it may run in several processes."""

    site: Path
    files: Mapping[str, str]
    """Every file by its name: one string, however many links lead to it."""
    events: Mapping[str, EventData]
    """By name of the page."""
    sources: Mapping[str, Source]
    """By name of the page."""
    page_of: Mapping[str, str]
    """Name of the page by article id."""

    def judge(self, place: str) -> Judgement:
        """What is found of the file at `place`."""
        event = self.events.get(place)
        try:
            data = (self.site / place).read_bytes()
            document = _entries(data) if is_edition(place) else None
            page = away.NO_PAGE if is_edition(place) else _read(place, data, with_text=event is not None)
        except (OSError, ValueError, LookupError, AttributeError, RecursionError) as reason:
            what = "not the data of an edition" if is_edition(place) else "not readable"
            return Judgement(place, (fault(place, f"{what}: {reason}"),), None)
        reading = _Reading(place, page)
        faults = tuple(self._page(reading, event) if document is None else self._spans(document, reading))
        wanted = tuple(reading.wanted)
        return Judgement(place, faults, _proof(data, reading), wanted, reading.settled)

    def _page(self, reading: _Reading, event: EventData | None) -> Iterator[Problem]:
        yield from self._cited(reading)
        yield from self._details(reading)
        yield from self._passages(reading)
        yield from self._links(reading)
        if event is not None:
            yield from self._event(event, reading)

    def _cited(self, reading: _Reading) -> Iterator[Problem]:
        for address, shown in reading.page.cited:
            source, span = self._passage(reading, address)
            if source is None or span is None or span[0] >= span[1]:
                yield fault(reading.place, f"citation leads nowhere: {address}")
            elif _differs(reading, source, span, shown):
                yield fault(reading.place, f"not verbatim in {address}: {shown[:80]!r}")
            elif source.rights == "link":
                yield fault(reading.place, f"shows a text that may only be linked: {source.path}")

    def _details(self, reading: _Reading) -> Iterator[Problem]:
        place = reading.place
        for address, detail, shown in reading.page.details:
            source, sentence = self._passage(reading, address)
            span = addresses.span_of(f"s{detail}")
            if source is None or sentence is None or span is None:
                yield fault(place, f"detail without a citation: {shown[:80]!r}")
            elif not sentence[0] <= span[0] < span[1] <= sentence[1]:
                yield fault(place, f"detail {detail} is not in the passage it cites: {shown[:80]!r}")
            elif _differs(reading, source, span, shown):
                yield fault(place, f"not verbatim at {detail} of {source.path}: {shown[:80]!r}")

    def _passages(self, reading: _Reading) -> Iterator[Problem]:
        source = self.sources.get(reading.place)
        for anchor, shown in reading.page.passages:
            span = addresses.span_of(anchor)
            if source is None or span is None or _differs(reading, source, span, shown):
                message = f"the passage at #{anchor} is not that span of the source: {shown[:80]!r}"
                yield fault(reading.place, message)
        if source is not None:
            reading.cited.add(reading.place)

    def _passage(self, reading: _Reading, address: str) -> tuple[Source | None, tuple[int, int] | None]:
        """The source and the span that an address on a page names."""
        target, _, fragment = resolve(reading.place, address).partition("#")
        name = file_of(target)
        reading.cited.add(self.files.get(name, name))
        return self.sources.get(name), addresses.span_of(fragment)

    def _links(self, reading: _Reading) -> Iterator[Problem]:
        place = reading.place
        for address in reading.page.links:
            parts = urlsplit(address) if ":" in address or address.startswith("//") else None
            if parts and (parts.scheme or parts.netloc):
                if parts.scheme not in _OUTSIDE:
                    yield fault(place, f"link of an unknown scheme: {address[:80]!r}")
                continue
            target, _, fragment = resolve(place, address).partition("#")
            name = file_of(target) if not address.startswith("/") else self._rooted(target)
            file = self.files.get(name)
            if file is None:
                yield fault(place, f"link leads nowhere: {address}")
                continue
            reading.links.add(file)
            if fragment and name.endswith(".html"):
                reading.anchored.add(file)
                reading.wanted.append(Wanted(file, fragment, place, f"no such anchor: {address}"))

    def _rooted(self, target: str) -> str:
        # Absolute addresses (404.html) carry the base path of `site_url`, which the files do not show.
        parts = target.split("/")
        names = (file_of("/".join(parts[skip:])) for skip in range(len(parts)))
        return next((name for name in names if name in self.files), target)

    # ── what the data says of its event ──────────────────────────────────────────────────

    def _event(self, event: EventData, reading: _Reading) -> Iterator[Problem]:
        place, value = reading.place, event.value
        for article in event.articles:
            if article.page not in reading.links:
                yield fault(place, f"does not link its source {article.path}")
            if one_line(article.path) not in reading.page.text:
                yield fault(place, f"does not name its source {article.path}")
        before = reading.unproved
        shown = {text for _, text in reading.page.cited}
        for sentence in value["summary"]:
            yield from self._spans(sentence, reading)
            if one_line(sentence["text"]) not in shown:
                told = f"a sentence of the data is not cited on the page: {sentence['text'][:80]!r}"
                yield fault(place, told)
        yield from self._spans(value["findings"], reading)
        reading.settled = event.sha256, reading.unproved - before
        reading.unproved = before

    def _spans(self, value: Any, reading: _Reading) -> Iterator[Problem]:
        """Prove every citation in a part of the data, however deep."""
        if isinstance(value, list):
            for item in value:
                yield from self._spans(item, reading)
        elif isinstance(value, dict):
            for item in value.values():
                yield from self._spans(item, reading)
            if {"article", "start", "end", "text"} <= value.keys():
                yield from self._span(value, reading)

    def _span(self, cited: dict[str, Any], reading: _Reading) -> Iterator[Problem]:
        page = self.page_of.get(cited["article"], "")
        data = addresses.EVENTS_DATA if reading.page is not away.NO_PAGE else reading.place
        source, span = self.sources.get(page), (cited["start"], cited["end"])
        sentence = cited.get("sentence", span)
        if source is None:
            yield fault(data, f"of no article: {cited['text'][:80]!r}")
        elif source.text is None:
            reading.unproved += 1
        elif (
            source.text[span[0] : span[1]] != cited["text"]
            or not sentence[0] <= span[0] < span[1] <= sentence[1]
        ):
            yield fault(data, f"not verbatim in {cited['article']}: {cited['text'][:80]!r}")
        if page:
            told = f"not marked on its source page: {cited['text'][:80]!r}"
            reading.wanted.append(Wanted(page, addresses.anchor(*sentence), data, told))
            reading.anchored.add(page)
            reading.cited.add(page)


def _read(place: str, data: bytes, *, with_text: bool) -> HtmlPage:
    if f"/{place}".endswith(away.FEEDS):
        return away.feed(data, place)
    if place.endswith(f"/{addresses.SINGLE}"):
        return away.edition(data, place)
    return html_reading.read(data, with_text=with_text)


def _differs(reading: _Reading, source: Source, span: tuple[int, int], shown: str) -> bool:
    if source.text is None:
        reading.unproved += 1
        return False
    cited = source.text[span[0] : span[1]]
    return cited != shown and one_line(cited) != shown


def _proof(data: bytes, reading: _Reading) -> Proof:
    return Proof(
        sha256=sha256(data).hexdigest(),
        ids="\n".join(sorted(reading.page.ids)),
        links=tuple(sorted(reading.links)),
        anchored=tuple(sorted(reading.anchored)),
        cited=tuple(sorted(reading.cited)),
        unproved=reading.unproved,
    )


def is_edition(name: str) -> bool:
    """Whether a file is the data of an edition."""
    return name.startswith(addresses.EDITIONS_FOLDER)


def _entries(data: bytes) -> Any:
    """What the data of an edition says of its events."""
    document = json.loads(data)
    return [] if document.get("gone") is True else document["entries"]


def fault(place: str, message: str) -> Problem:
    """A problem of a file of the site."""
    return Problem(Location(place), ProblemKind.SITE, one_line(message))
