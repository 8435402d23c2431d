"""The audit of a finished site, from its files alone: what is shown stands in its source.

Proved here: every shown sentence is the span it cites, and every figure, phrase, name and quotation
in it is its own span, character by character; the passage that the link leads to is that span;
every source file is named and linked by its event's page; every internal link and anchor resolves.

Of an outlet whose rights do not allow the full text, the site serves none. Its spans are proved against
the bodies that the caller read from the content folder; without them they are counted as unproved.

With the proofs of an earlier audit, only pages are read that these do not cover any more (`proofs.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from digest.adapters import away, pool, tree
from digest.adapters.events_data import ArticleData, read_events
from digest.adapters.judging import Judge, Source, Wanted, fault, is_edition
from digest.adapters.proofs import NOTHING, Names, Proofs, Row
from digest.errors import Problem
from digest.stages.render import addresses

_LEAST = 250
"""Pages, of a thousandth of a second each, from which it pays to judge them on every core."""


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
        self._sources: dict[str, Source] = {}
        self._page_of: dict[str, str] = {}
        self._read: dict[str, str] = {}
        self._wanted: defaultdict[str, list[Wanted]] = defaultdict(list)
        self._names = Names(before.names)
        self._proved: dict[str, Row] = {}
        self._settled: dict[str, int] = {}

    def verdict(self) -> Verdict:
        faults = tuple(sorted(set(self._faults())))
        unproved = sum(proof.unproved for proof in self._proved.values()) + sum(self._settled.values())
        keys = {place: _key(source) for place, source in self._sources.items()}
        proofs = Proofs(self._proved, self._names.listed, keys, self._settled)
        return Verdict(faults, unproved, NOTHING if faults else proofs)

    def _faults(self) -> Iterator[Problem]:
        for event in self._doubled:
            yield fault(addresses.EVENTS_DATA, f"has a page with another event: {event.id}")
        yield from self._read_sources()
        pages = sorted(name for name in self._files if f"/{name}".endswith((".html", *away.FEEDS)))
        editions = sorted(name for name in self._files if is_edition(name))
        self._proved = standing = self._standing()
        yield from self._judged([place for place in (*pages, *editions) if place not in standing])
        shaken = self._before.shaken(standing, self._read)
        for place in shaken:
            del standing[place]
        yield from self._judged(shaken)
        for place, event in self._events.items():
            if place not in self._files:
                yield fault(addresses.EVENTS_DATA, f"no page for event {event.id}")
        yield from self._missing_anchors()

    def _standing(self) -> dict[str, Row]:
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
                yield fault(addresses.EVENTS_DATA, f"not in the content: {article.path}")
            if article.text:
                served, problem = self._served(article, text)
                if problem:
                    yield problem
                elif text is not None and served != text:
                    yield fault(addresses.EVENTS_DATA, f"served otherwise than read: {article.path}")
                text = served
                if text is None:
                    continue
            self._sources[article.page] = Source(article.path, article.rights, text)
            self._page_of[article.id] = article.page

    def _served(self, article: ArticleData, body: str | None) -> tuple[str | None, Problem | None]:
        known = self._hashes.get(article.text)
        if known and body is not None and sha256(body.encode("utf-8", "surrogatepass")).hexdigest() == known:
            return body, None
        try:
            # Bytes, because reading as text would turn CRLF into LF and shift every offset.
            return (self._site / article.text).read_bytes().decode("utf-8"), None
        except (OSError, UnicodeDecodeError) as reason:
            return None, fault(addresses.EVENTS_DATA, f"no text for {article.path}: {reason}")

    # ── what a page shows ────────────────────────────────────────────────────────────────

    def _judged(self, places: Sequence[str]) -> Iterator[Problem]:
        judge = Judge(self._site, self._files, self._events, self._sources, self._page_of)
        for found in pool.mapped(judge.judge, places, least=_LEAST):
            yield from found.faults
            for wanted in found.wanted:
                self._wanted[wanted.name].append(wanted)
            if found.settled is not None:
                self._settled[found.settled[0]] = found.settled[1]
            if found.proof is not None:
                self._proved[found.place] = self._names.row(found.proof)
                self._read[found.place] = found.proof.ids

    def _missing_anchors(self) -> Iterator[Problem]:
        for name, wanted in self._wanted.items():
            proof = self._proved.get(name)
            if proof is not None:  # a page that cannot be read has a fault of its own
                ids = frozenset(proof.ids.split("\n"))
                yield from (fault(one.place, one.what) for one in wanted if one.id not in ids)


def _key(source: Source) -> str:
    text = "" if source.text is None else f"\0{source.text}"
    return sha256(f"{source.path}\0{source.rights}{text}".encode("utf-8", "surrogatepass")).hexdigest()
