"""What each page and file follows from, as a hash that is known before the page is made.

An event's key stands for its articles and everything that was found of them (`Event.key`); a page's key joins those
of the events that it shows with whatever else its view takes from the briefing. Two builds in which a page has one
key make the same page: `tests/site/test_warm.py` holds them to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Protocol

from digest.briefing import Edition, Entry, Event, Storyline
from digest.config import Rights
from digest.memory import key
from digest.model import Article
from digest.stages.render import coverage
from digest.stages.render.archive import Month
from digest.stages.render.library import Library
from digest.stages.render.listings import Listing, Part


class Known(Protocol):
    """Tells whether a file of that name, made from that key, stands in the site that is to be replaced."""

    def __call__(self, name: str, key: str, /) -> bool:
        """Whether it need not be made again."""


def nothing_known(_name: str, _key: str, /) -> bool:
    """A site that is made from nothing."""
    return False


class Keys:
    """The keys of the pages of one briefing; `basis` stands for the settings and what the site is called."""

    def __init__(self, library: Library, basis: str) -> None:
        self._library = library
        self._basis = basis
        self._told: dict[str, str] = {}

    @cached_property
    def are_known(self) -> bool:
        """Whether every event has a key."""
        return all(
            entry.event.key for edition in self._library.briefing.editions for entry in edition.entries
        )

    def of(self, *parts: object) -> str:
        """A key of plain values and keys."""
        return key(self._basis, *parts)

    def told(self, event: Event) -> str:
        """An event as it stands, and how it was told from edition to edition."""
        if event.id not in self._told:
            entries = self._library.briefing.entries.get(event.id, ())
            self._told[event.id] = key(event.key, *map(_entry, entries))
        return self._told[event.id]

    def event(self, event: Event) -> str:
        """Page of an event."""
        library = self._library
        line, rejected = library.storyline_of.get(event.id), event.cluster.evidence.rejected
        nearest = library.event_of.get(rejected.anchor) if rejected else None
        others = [library.events[name] for name in line.events] if line else []
        reprinted = {reprint.of for text in event.texts for reprint in text.reprints}
        return self.of(
            self.told(event),
            line and (line.id, line.title),
            *((other.id, other.title) for other in others),
            nearest and (nearest.id, nearest.title),
            *(
                (name, library.articles[name].title, library.articles[name].slug)
                for name in sorted(reprinted)
            ),
            *(self._corrections(article) for article in event.articles),
        )

    def source(self, article: Article) -> str:
        """Page of a source file."""
        listed = ((passage.start, passage.end) for passage in self._library.listed.get(article.id, ()))
        event = self._library.event_of[article.id]
        return self.of(article.id, self.told(event), self._corrections(article), *listed)

    def _corrections(self, article: Article) -> str:
        found = self._library.corrections.get(article.id)
        return key(*found) if found else ""

    def edition(self, edition: Edition, neighbours: Iterable[Edition | None]) -> str:
        """Page of an edition; `neighbours` are the other editions that it names."""
        others = (other and (str(other.day), len(other.entries)) for other in neighbours)
        return self.of(self.entries(edition), *others)

    def entries(self, edition: Edition) -> str:
        """What an edition says."""
        return self.of(str(edition.day), len(edition.lead), *map(_entry, edition.entries))

    def data(self, event: Event) -> str:
        """Data of an event; `` where it holds sentences of a text that may not be shown in full: those that pages
        show, and later editions add to them."""
        if not (self.are_known and self._is_open):
            return ""
        line = self._library.storyline_of.get(event.id)
        return self.of(self.told(event), line.id if line else "")

    def edition_data(self, edition: Edition) -> str:
        """Data of an edition; `` in the same case."""
        return self.of(self.entries(edition)) if self._is_open else ""

    @cached_property
    def _is_open(self) -> bool:
        return all(outlet.rights is Rights.FULL for outlet in self._library.known)

    def month(self, months: Sequence[Month], at: int) -> str:
        """Page of a month of the archive."""
        around = (months[place].address for place in (at - 1, at + 1) if 0 <= place < len(months))
        return self.of(months[at].address, at == 0, *around, *map(self.entries, months[at].editions))

    def storyline(self, line: Storyline) -> str:
        """Page of a storyline."""
        return self.of(line.id, line.title, *(self.told(self._library.events[name]) for name in line.events))

    def listing(self, listing: Listing) -> str:
        """Page and feeds of events that share something."""
        parts = ((str(part.first), len(part.events)) for part in listing.parts)
        events = map(self.told, listing.newest)
        shown = (listing.label, listing.heading, listing.notes, listing.has_feeds)
        return self.of(*shown, len(listing.events), tuple(parts), *events)

    def listed(self, listing: Listing, part: Part) -> str:
        """Page of a month of a listing."""
        return self.of(listing.label, listing.heading, str(part.first), *map(self.told, part.events))

    def files(self, part: coverage.Part) -> str:
        """Page of a month of the coverage."""
        return self.of(str(part.first), *((one.article.id, one.event.key) for one in part.files))


def _entry(entry: Entry) -> tuple[object, ...]:
    return (entry.event.key, str(entry.status), entry.day_number, entry.standing)
