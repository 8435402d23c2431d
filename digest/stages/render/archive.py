"""Views of the archive: calendars, months with their editions, storylines in time."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from digest.briefing import Edition, Event, Storyline
from digest.stages.render import addresses
from digest.stages.render.library import Library
from digest.stages.render.lists import Lister
from digest.stages.render.parts import Link
from digest.stages.render.views import ArchiveView, DayView, MonthPageView, MonthView, StorylineView, YearView
from digest.stages.render.words import (
    MONTHS,
    day_words,
    edition_line,
    month_words,
    range_words,
    weekday_words,
)

_CALENDARS = 12
"""Newest months that the archive shows as calendars; older ones as links, so that it stays light for years."""
_HEADLINES = 3
"""Headlines of an edition in the list of its month."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month with editions, newest first."""

    first: date
    editions: tuple[Edition, ...]

    @property
    def heading(self) -> str:
        """`January 2022`."""
        return month_words(self.first)

    @property
    def address(self) -> str:
        """Of its page."""
        return addresses.month(self.first)


def months(editions: Sequence[Edition]) -> tuple[Month, ...]:
    """Every month with an edition, newest first."""
    found: dict[date, list[Edition]] = {}
    for edition in editions:
        if edition.day:
            found.setdefault(edition.day.replace(day=1), []).append(edition)
    return tuple(Month(first, tuple(found[first])) for first in sorted(found, reverse=True))


def archive(library: Library, page: str, found: Sequence[Month]) -> ArchiveView:
    """The calendars of the newest months, and links to older ones by year."""
    lister = Lister(library, page)
    undated = next((e for e in library.briefing.editions if e.day is None), None)
    older: dict[int, list[Link]] = {}
    for month in found[_CALENDARS:]:
        events = sum(len(edition.entries) for edition in month.editions)
        link = lister.link(MONTHS[month.first.month - 1], month.address, events)
        older.setdefault(month.first.year, []).append(link)
    return ArchiveView(
        months=tuple(_calendar(month, lister) for month in found[:_CALENDARS]),
        years=tuple(YearView(str(year), tuple(links)) for year, links in older.items()),
        undated=lister.link("Undated", addresses.UNDATED, len(undated.entries)) if undated else None,
    )


def month_page(library: Library, found: Sequence[Month], at: int) -> MonthPageView:
    """A month: its calendar and its editions; its neighbours are the next months with an edition."""
    month = found[at]
    lister = Lister(library, month.address)
    before = found[at + 1] if at + 1 < len(found) else None
    after = found[at - 1] if at else None
    return MonthPageView(
        heading=month.heading,
        month=_calendar(month, lister),
        days=tuple(_day(edition, lister) for edition in month.editions if edition.entries),
        previous=lister.link(before.heading, before.address) if before else None,
        next=lister.link(after.heading, after.address) if after else None,
    )


def _day(edition: Edition, lister: Lister) -> DayView:
    heading = weekday_words(edition.day) if edition.day else ""
    leading = (entry.event for entry in edition.entries[:_HEADLINES])
    return DayView(
        link=lister.link(heading, addresses.edition(edition.day), len(edition.entries)),
        summary_line=edition_line(edition.entries),
        headlines=tuple(lister.link(event.title, addresses.event(event)) for event in leading),
    )


def _calendar(month: Month, lister: Lister) -> MonthView:
    sizes = {edition.day: len(edition.entries) for edition in month.editions}

    def cell(day: date) -> Link | None:
        if day.month != month.first.month:
            return None
        if day not in sizes:
            return Link(str(day.day), "")
        return lister.link(str(day.day), addresses.edition(day), sizes[day])

    weeks = calendar.Calendar().monthdatescalendar(month.first.year, month.first.month)
    return MonthView(
        heading=month.heading,
        href=addresses.relative(month.address, lister.page),
        weeks=tuple(tuple(cell(day) for day in week) for week in weeks),
    )


def storyline(line: Storyline, library: Library) -> StorylineView:
    """A storyline's events by the day on which each was first reported, earliest first."""
    page = addresses.storyline(line)
    lister = Lister(library, page)
    return StorylineView(
        heading=line.title,
        days_words=storyline_days(line, library),
        events=len(line.events),
        days=tuple((day_words(day), lister.listed(events)) for day, events in _by_first_day(line, library)),
        feeds=addresses.relative(page, page),
    )


def storyline_days(line: Storyline, library: Library) -> str:
    """`20–24 January 2022`."""
    return range_words([day for event in line.events for day in library.events[event].days])


def _by_first_day(line: Storyline, library: Library) -> Iterator[tuple[date | None, list[Event]]]:
    found: dict[date | None, list[Event]] = {}
    for name in line.events:
        event = library.events[name]
        found.setdefault(event.days[0] if event.days else None, []).append(event)
    yield from found.items()
