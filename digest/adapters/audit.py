"""The audit of a finished site, from its files alone: what is shown stands in its source.

Proved here: every shown sentence is the span it cites, and every figure, phrase, name and quotation
in it is its own span, character by character; the passage that the link leads to is that span;
every source file is named and linked by its event's page; every internal link and anchor resolves.

Of an outlet whose rights do not allow the full text, the site serves none. Its spans are proved against
the bodies that the caller read from the content folder; without them they are counted as unproved.

With the proofs of an earlier audit, only pages are read that these do not cover any more (`proofs.py`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from digest.adapters import away, html_reading, pool, tree
from digest.adapters.events_data import ArticleData, EventData, read_events
from digest.adapters.html_reading import HtmlPage
from digest.adapters.proofs import NOTHING, Proof, Proofs
from digest.adapters.references import file_of, resolve
from digest.errors import Location, Problem, ProblemKind
from digest.stages.render import addresses
from digest.text.escape import one_line

_OUTSIDE = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an audit found."""

    faults: tuple[Problem, ...]
    """In order; empty when all is proved."""
    unproved: int
    """Spans of texts that the site may not serve and that nobody handed over."""
    proofs: Proofs
    """What the next audit of the site may rely on; nothing when there are faults."""


def audit(
    site: Path,
    bodies: Mapping[str, str] | None = None,
    *,
    hashes: Mapping[str, str] | None = None,
    before: Proofs = NOTHING,
) -> Verdict:
    """Audit the site in a folder; `bodies` are texts by article id, as read from the content.

    `hashes` are the SHA-256 of all its files by name, where the caller knows them; without them `before` is of
    no use. Raises DigestError when the folder holds no site of this program.
    """
    return _Audit(site, bodies, hashes or {}, before).verdict()


@dataclass(frozen=True, slots=True)
class _Source:
    """A source file of the site."""

    path: str
    rights: str
    text: str | None
    """Plain text with which citations are compared; None when it is neither served nor handed over."""


@dataclass(slots=True)
class _Reading:
    """A page while it is judged, and what it relies on."""

    place: str
    page: HtmlPage
    links: set[str] = field(default_factory=set)
    anchored: set[str] = field(default_factory=set)
    cited: set[str] = field(default_factory=set)
    unproved: int = 0
    wanted: list[tuple[str, str, Problem]] = field(default_factory=list)
    """Name of a file, an id that must stand in it, and the fault if it does not."""
    settled: tuple[str, int] | None = None
    """Hash of the data of the page's event, and the spans in it that could not be compared."""


@dataclass(frozen=True, slots=True)
class _Judgement:
    """What was found of one file; it may come from another process."""

    place: str
    faults: tuple[Problem, ...]
    proof: Proof | None
    """None for what cannot be read."""
    wanted: tuple[tuple[str, str, Problem], ...] = ()
    settled: tuple[str, int] | None = None


class _Audit:
    def __init__(
        self, site: Path, bodies: Mapping[str, str] | None, hashes: Mapping[str, str], before: Proofs
    ) -> None:
        self._site = site
        self._bodies = bodies
        self._hashes = hashes
        self._before = before
        listed = tuple(read_events(site))
        self._events = {event.page: event for event in listed}
        self._doubled = [event for event in listed if self._events[event.page] is not event]
        # A file's name is one string, however many links lead to it.
        self._files = {name: name for name in (hashes or (name for name, _ in tree.files(site)))}
        self._sources: dict[str, _Source] = {}
        self._page_of: dict[str, str] = {}
        self._read: dict[str, str] = {}
        self._wanted: defaultdict[str, list[tuple[str, Problem]]] = defaultdict(list)
        self._proved: dict[str, Proof] = {}
        self._settled: dict[str, int] = {}

    def verdict(self) -> Verdict:
        faults = tuple(sorted(set(self._faults())))
        unproved = sum(proof.unproved for proof in self._proved.values()) + sum(self._settled.values())
        keys = {place: _key(source) for place, source in self._sources.items()}
        return Verdict(faults, unproved, NOTHING if faults else Proofs(self._proved, keys, self._settled))

    def _faults(self) -> Iterator[Problem]:
        for event in self._doubled:
            yield _fault(addresses.EVENTS_DATA, f"has a page with another event: {event.id}")
        yield from self._read_sources()
        pages = sorted(name for name in self._files if f"/{name}".endswith((".html", *away.FEEDS)))
        editions = sorted(name for name in self._files if _is_edition(name))
        self._proved = standing = self._standing()
        yield from self._judged([place for place in (*pages, *editions) if place not in standing])
        shaken = self._before.shaken(standing, self._read)
        for place in shaken:
            del standing[place]
        yield from self._judged(shaken)
        for place, event in self._events.items():
            if place not in self._files:
                yield _fault(addresses.EVENTS_DATA, f"no page for event {event.id}")
        yield from self._missing_anchors()

    def _standing(self) -> dict[str, Proof]:
        """The proofs that hold; the page of an event whose data is not settled is read again with it."""
        keys = {place: _key(source) for place, source in self._sources.items()}
        standing = self._before.standing(self._hashes, self._files, keys)
        for place, event in self._events.items():
            pages = [article.page for article in event.articles]
            if (
                event.sha256 in self._before.events
                and place in standing
                and all(p in standing for p in pages)
            ):
                self._settled[event.sha256] = self._before.events[event.sha256]
            else:
                standing.pop(place, None)
        return standing

    # ── what the site consists of ────────────────────────────────────────────────────────

    def _read_sources(self) -> Iterator[Problem]:
        for article in (article for event in self._events.values() for article in event.articles):
            text = None if self._bodies is None else self._bodies.get(article.id)
            if self._bodies is not None and text is None:
                yield _fault(addresses.EVENTS_DATA, f"not in the content: {article.path}")
            if article.text:
                served, fault = self._served(article, text)
                if fault:
                    yield fault
                elif text is not None and served != text:
                    yield _fault(addresses.EVENTS_DATA, f"served otherwise than read: {article.path}")
                text = served
                if text is None:
                    continue
            self._sources[article.page] = _Source(article.path, article.rights, text)
            self._page_of[article.id] = article.page

    def _served(self, article: ArticleData, body: str | None) -> tuple[str | None, Problem | None]:
        known = self._hashes.get(article.text)
        if known and body is not None and sha256(body.encode("utf-8", "surrogatepass")).hexdigest() == known:
            return body, None
        try:
            # Bytes, because reading as text would turn CRLF into LF and shift every offset.
            return (self._site / article.text).read_bytes().decode("utf-8"), None
        except (OSError, UnicodeDecodeError) as fault:
            return None, _fault(addresses.EVENTS_DATA, f"no text for {article.path}: {fault}")

    # ── what a page shows ────────────────────────────────────────────────────────────────

    def _judged(self, places: Sequence[str]) -> Iterator[Problem]:
        for found in pool.mapped(self._judge, places):
            yield from found.faults
            for name, anchor, fault in found.wanted:
                self._wanted[name].append((anchor, fault))
            if found.settled is not None:
                self._settled[found.settled[0]] = found.settled[1]
            if found.proof is not None:
                self._proved[found.place] = found.proof
                self._read[found.place] = found.proof.ids

    def _judge(self, place: str) -> _Judgement:
        """Reads one file; changes nothing here, because it may run in another process."""
        event = self._events.get(place)
        try:
            data = (self._site / place).read_bytes()
            document = _entries(data) if _is_edition(place) else None
            page = away.NO_PAGE if _is_edition(place) else _read(place, data, with_text=event is not None)
        except (OSError, ValueError, LookupError, AttributeError, RecursionError) as fault:
            return _Judgement(place, (_fault(place, f"not readable: {fault}"),), None)
        reading = _Reading(place, page)
        faults = tuple(self._page(reading, event) if document is None else self._spans(document, reading))
        wanted = tuple(reading.wanted)
        return _Judgement(place, faults, _proof(data, reading), wanted, reading.settled)

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
                yield _fault(reading.place, f"citation leads nowhere: {address}")
            elif _differs(reading, source, span, shown):
                yield _fault(reading.place, f"not verbatim in {address}: {shown[:80]!r}")
            elif source.rights == "link":
                yield _fault(reading.place, f"shows a text that may only be linked: {source.path}")

    def _details(self, reading: _Reading) -> Iterator[Problem]:
        place = reading.place
        for address, detail, shown in reading.page.details:
            source, sentence = self._passage(reading, address)
            span = addresses.span_of(f"s{detail}")
            if source is None or sentence is None or span is None:
                yield _fault(place, f"detail without a citation: {shown[:80]!r}")
            elif not sentence[0] <= span[0] < span[1] <= sentence[1]:
                yield _fault(place, f"detail {detail} is not in the passage it cites: {shown[:80]!r}")
            elif _differs(reading, source, span, shown):
                yield _fault(place, f"not verbatim at {detail} of {source.path}: {shown[:80]!r}")

    def _passages(self, reading: _Reading) -> Iterator[Problem]:
        source = self._sources.get(reading.place)
        for anchor, shown in reading.page.passages:
            span = addresses.span_of(anchor)
            if source is None or span is None or _differs(reading, source, span, shown):
                message = f"the passage at #{anchor} is not that span of the source: {shown[:80]!r}"
                yield _fault(reading.place, message)
        if source is not None:
            reading.cited.add(reading.place)

    def _passage(self, reading: _Reading, address: str) -> tuple[_Source | None, tuple[int, int] | None]:
        """The source and the span that an address on a page names."""
        target, _, fragment = resolve(reading.place, address).partition("#")
        name = file_of(target)
        reading.cited.add(self._files.get(name, name))
        return self._sources.get(name), addresses.span_of(fragment)

    def _links(self, reading: _Reading) -> Iterator[Problem]:
        place = reading.place
        for address in sorted(reading.page.links):
            parts = urlsplit(address) if ":" in address or address.startswith("//") else None
            if parts and (parts.scheme or parts.netloc):
                if parts.scheme not in _OUTSIDE:
                    yield _fault(place, f"link of an unknown scheme: {address[:80]!r}")
                continue
            target, _, fragment = resolve(place, address).partition("#")
            name = file_of(target) if not address.startswith("/") else self._rooted(target)
            if name not in self._files:
                yield _fault(place, f"link leads nowhere: {address}")
                continue
            reading.links.add(self._files[name])
            if fragment and name.endswith(".html"):
                reading.anchored.add(self._files[name])
                told = _fault(place, f"no such anchor: {address}")
                reading.wanted.append((self._files[name], fragment, told))

    def _rooted(self, target: str) -> str:
        # Absolute addresses (404.html) carry the base path of `site_url`, which the files do not show.
        parts = target.split("/")
        names = (file_of("/".join(parts[skip:])) for skip in range(len(parts)))
        return next((name for name in names if name in self._files), target)

    def _missing_anchors(self) -> Iterator[Problem]:
        for name, wanted in self._wanted.items():
            proof = self._proved.get(name)
            if proof is not None:  # a page that cannot be read has a fault of its own
                ids = frozenset(proof.ids.split("\n"))
                yield from (problem for fragment, problem in wanted if fragment not in ids)

    # ── what the data says of its event ──────────────────────────────────────────────────

    def _event(self, event: EventData, reading: _Reading) -> Iterator[Problem]:
        place, value = reading.place, event.value
        for article in event.articles:
            if article.page not in reading.links:
                yield _fault(place, f"does not link its source {article.path}")
            if one_line(article.path) not in reading.page.text:
                yield _fault(place, f"does not name its source {article.path}")
        before = reading.unproved
        shown = {text for _, text in reading.page.cited}
        for sentence in value["summary"]:
            yield from self._spans(sentence, reading)
            if one_line(sentence["text"]) not in shown:
                told = f"a sentence of the data is not cited on the page: {sentence['text'][:80]!r}"
                yield _fault(place, told)
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
        page = self._page_of.get(cited["article"], "")
        data = addresses.EVENTS_DATA if reading.page is not away.NO_PAGE else reading.place
        source, span = self._sources.get(page), (cited["start"], cited["end"])
        sentence = cited.get("sentence", span)
        if source is None:
            yield _fault(data, f"of no article: {cited['text'][:80]!r}")
        elif source.text is None:
            reading.unproved += 1
        elif (
            source.text[span[0] : span[1]] != cited["text"]
            or not sentence[0] <= span[0] < span[1] <= sentence[1]
        ):
            yield _fault(data, f"not verbatim in {cited['article']}: {cited['text'][:80]!r}")
        if page:
            told = _fault(data, f"not marked on its source page: {cited['text'][:80]!r}")
            reading.wanted.append((page, addresses.anchor(*sentence), told))
            reading.cited.add(page)
            reading.anchored.add(page)
            reading.cited.add(page)


def _read(place: str, data: bytes, *, with_text: bool) -> HtmlPage:
    if f"/{place}".endswith(away.FEEDS):
        return away.feed(data, place)
    if place.endswith(f"/{addresses.SINGLE}"):
        return away.edition(data, place)
    return html_reading.read(data, with_text=with_text)


def _differs(reading: _Reading, source: _Source, span: tuple[int, int], shown: str) -> bool:
    if source.text is None:
        reading.unproved += 1
        return False
    return one_line(source.text[span[0] : span[1]]) != shown


def _proof(data: bytes, reading: _Reading) -> Proof:
    return Proof(
        sha256=sha256(data).hexdigest(),
        ids="\n".join(sorted(reading.page.ids)),
        links=tuple(sorted(reading.links)),
        anchored=tuple(sorted(reading.anchored)),
        cited=tuple(sorted(reading.cited)),
        unproved=reading.unproved,
    )


def _is_edition(name: str) -> bool:
    return name.startswith(addresses.EDITIONS_FOLDER)


def _entries(data: bytes) -> Any:
    """What the data of an edition says of its events."""
    document = json.loads(data)
    return [] if document.get("gone") is True else document["entries"]


def _key(source: _Source) -> str:
    text = "" if source.text is None else f"\0{source.text}"
    return sha256(f"{source.path}\0{source.rights}{text}".encode("utf-8", "surrogatepass")).hexdigest()


def _fault(place: str, message: str) -> Problem:
    return Problem(Location(place), ProblemKind.SITE, one_line(message))
