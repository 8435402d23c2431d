"""The events that share something, as a page: the newest in full, all of them by month.

A list of everything would grow with the archive, and be made again with each event: after a year of 5,000 articles
the page of the commonest keyword would weigh 1.1 MB. So its page holds the newest, and links to pages of a month
each, which stand as they are from the next month on. An event stands in the month of its first day, so no page of a
month ever vanishes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from digest.briefing import Event
from digest.stages.render import addresses
from digest.stages.render.library import Library
from digest.stages.render.lists import Lister, newest_first
from digest.stages.render.parts import Link
from digest.stages.render.views import ListView

NEWEST = 30
"""Most events on the page itself: 60 KB, 8 KB compressed."""
_HERE = "./"


@dataclass(frozen=True, slots=True)
class Part:
    """The events of a listing that began in one month."""

    first: date | None
    """The month's first day; None for undated events."""
    events: tuple[Event, ...]

    def address(self, listing: str) -> str:
        """Of its page, below that of the listing."""
        return addresses.part(listing, self.first)


@dataclass(frozen=True, slots=True)
class Listing:
    """The events that share something."""

    label: str
    heading: str
    notes: tuple[str, ...]
    events: tuple[Event, ...]
    has_feeds: bool = True
    """Whether there are feeds of these events, in the folder of its page."""

    @property
    def newest(self) -> tuple[Event, ...]:
        """What its page and its feeds show."""
        return tuple(newest_first(self.events)[:NEWEST])

    @property
    def parts(self) -> tuple[Part, ...]:
        """All of them by month, newest month first, undated last; () when the page shows them all."""
        return by_month(self.events) if len(self.events) > NEWEST else ()

    def view(self, library: Library, page: str) -> ListView:
        """The list as it stands on `page`, its own."""
        lister = Lister(library, page)
        return ListView(
            heading=self.heading,
            label=self.label,
            month="",
            notes=self.notes,
            feeds=_HERE if self.has_feeds else "",
            count=len(self.events),
            entries=lister.listed(self.newest),
            months=tuple(_links(self.parts, page, lister)),
        )

    def month(self, part: Part, library: Library, page: str) -> ListView:
        """A month of it, on a page of its own."""
        return ListView(
            heading=self.heading,
            label=self.label,
            month=month_name(part, library),
            notes=(),
            feeds="",
            count=len(part.events),
            entries=Lister(library, page).listed(newest_first(part.events)),
            months=(),
        )


def by_month(events: Sequence[Event]) -> tuple[Part, ...]:
    """The events by the month of their first day, newest month first, undated last."""
    found: defaultdict[date | None, list[Event]] = defaultdict(list)
    for event in events:
        days = event.days
        found[days[0].replace(day=1) if days else None].append(event)
    newest = sorted(found, key=lambda first: first or date.min, reverse=True)
    return tuple(Part(first, tuple(found[first])) for first in newest)


def _links(parts: Sequence[Part], page: str, lister: Lister) -> Iterator[Link]:
    for part in parts:
        yield lister.link(month_name(part, lister.library), part.address(page), len(part.events))


def month_name(part: Part, library: Library) -> str:
    """`January 2022`, or what undated ones are called."""
    return library.words.month(part.first) if part.first else library.words.weekday(None)
