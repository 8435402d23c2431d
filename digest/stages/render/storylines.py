"""Views of storylines: their list, and each with its events in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digest.briefing import Entry, Event, Status, Storyline
from digest.stages.render import addresses
from digest.stages.render.library import Library
from digest.stages.render.listings import Listing
from digest.stages.render.lists import Lister
from digest.stages.render.parts import Link
from digest.stages.render.views import EntryView

_HERE = "./"


@dataclass(frozen=True, slots=True)
class Told:
    """An edition in which an event stood."""

    link: Link
    """`20 January`."""
    status: Status
    status_label: str
    """`New`, `Updated`, `Day 3`."""


@dataclass(frozen=True, slots=True)
class Followed:
    """An event of a storyline, as it stands now, and how it was told from edition to edition."""

    event: EntryView
    """Without its days: `told` has them."""
    told: tuple[Told, ...]
    """Earliest first; () when undated."""


@dataclass(frozen=True, slots=True)
class StorylineDay:
    """The events that were first reported on one day."""

    link: Link
    """To the edition."""
    events: tuple[Followed, ...]


@dataclass(frozen=True, slots=True)
class StorylineView:
    """Template `storyline`: its events in time, earliest first."""

    heading: str
    days_words: str
    """`20–24 January 2022`, or `undated`."""
    count: int
    """Events."""
    days: tuple[StorylineDay, ...]
    feeds: str
    """Folder of its feeds."""


@dataclass(frozen=True, slots=True)
class StorylineRow:
    """A storyline in the list of all."""

    link: Link
    days_words: str
    latest: Link
    """Its newest event."""


@dataclass(frozen=True, slots=True)
class StorylinesView:
    """Template `storylines`."""

    intro: str
    rows: tuple[StorylineRow, ...]
    """The one with the newest report first."""


def listings(library: Library) -> Iterator[tuple[str, Listing]]:
    """Address and events of each storyline, as its feeds want them."""
    for line in library.briefing.storylines:
        yield (
            addresses.storyline(line),
            Listing(library.words("storyline.one"), line.title, (), _events(line, library)),
        )


def every(library: Library, intro: str) -> StorylinesView:
    """The list of all storylines."""
    lister = Lister(library, addresses.STORYLINES)
    newest = sorted(library.briefing.storylines, key=lambda line: (-_newest(line, library), line.id))
    return StorylinesView(intro, tuple(_row(line, library, lister) for line in newest))


def _newest(line: Storyline, library: Library) -> int:
    return max((event.days[-1].toordinal() for event in _events(line, library) if event.days), default=0)


def _row(line: Storyline, library: Library, lister: Lister) -> StorylineRow:
    events = _events(line, library)
    latest = max(events, key=lambda event: event.days[-1:])  # the earliest of those reported last
    return StorylineRow(
        link=lister.link(line.title, addresses.storyline(line), len(events)),
        days_words=_range(events, library),
        latest=lister.link(latest.title, addresses.event(latest)),
    )


def storyline(line: Storyline, library: Library) -> StorylineView:
    """A storyline's events by the day on which each was first reported."""
    lister = Lister(library, addresses.storyline(line))
    events = _events(line, library)
    by_day: dict[date | None, list[Event]] = {}
    for event in events:
        by_day.setdefault(event.days[0] if event.days else None, []).append(event)
    return StorylineView(
        heading=line.title,
        days_words=_range(events, library),
        count=len(events),
        days=tuple(
            StorylineDay(
                lister.link(
                    library.words.day(day) if day else library.words.weekday(None), addresses.edition(day)
                ),
                tuple(_followed(event, lister) for event in found),
            )
            for day, found in by_day.items()
        ),
        feeds=_HERE,
    )


def _followed(event: Event, lister: Lister) -> Followed:
    entries = lister.library.briefing.entries.get(event.id, ())
    (view,) = lister.listed((event,))
    return Followed(
        replace(view, days=""), tuple(_told(entry, lister) for entry in entries if entry.event.days)
    )


def _told(entry: Entry, lister: Lister) -> Told:
    day = entry.event.days[-1]
    words = lister.library.words
    link = lister.link(words.short_day(day), addresses.edition(day))
    return Told(link, entry.status, words.status(entry.status, entry.day_number))


def _events(line: Storyline, library: Library) -> tuple[Event, ...]:
    return tuple(library.events[event] for event in line.events)


def _range(events: Sequence[Event], library: Library) -> str:
    return library.words.days([day for event in events for day in event.days])
