"""Views of the archive: calendars, and months with the list of their editions.

The archive's page stays light for years: the newest months stand as calendars, every month as a link.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from digest.briefing import Edition
from digest.stages.render import addresses
from digest.stages.render.library import Library
from digest.stages.render.lists import Lister
from digest.stages.render.parts import Link

_CALENDARS = 12
"""Most months that the archive shows as calendars: with three years of editions its page weighs 50 KB then, with ten
61 KB; three years as calendars are 143 KB, most of it for a browser to lay out (tests/stages/render/test_archive.py)."""
_HEADLINES = 3
"""Most headlines of an edition in the list of its month."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month with editions, newest first."""

    first: date
    editions: tuple[Edition, ...]

    @property
    def address(self) -> str:
        """Of its page."""
        return addresses.month(self.first)

    @property
    def events(self) -> int:
        """How many events its editions told of."""
        return len({entry.event.id for edition in self.editions for entry in edition.entries})

    @property
    def days(self) -> int:
        """How many of its editions hold anything."""
        return sum(bool(edition.entries) for edition in self.editions)


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month as a calendar."""

    heading: str
    href: str
    weeks: tuple[tuple[Link | None, ...], ...]
    """Seven cells a week from Monday; None outside the month; `href` `` on a day without an edition; `count` 0 in an
    edition to which nothing came."""


@dataclass(frozen=True, slots=True)
class YearView:
    """The months of a year."""

    heading: str
    months: tuple[Link, ...]
    """All twelve, January first; `href` is `` without an edition."""


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """Template `archive`."""

    months: tuple[MonthView, ...]
    """The newest ones that hold anything, as calendars."""
    years: tuple[YearView, ...]
    """Every month, newest year first; () when all of them stand as calendars."""
    undated: Link | None


@dataclass(frozen=True, slots=True)
class DayView:
    """An edition in the list of its month, or a run of days without an article."""

    link: Link
    """`href` is `` for several days."""
    summary_line: str
    headlines: tuple[Link, ...]
    """Of its first events, as they stood on that day."""
    omitted: int
    """Further events."""


@dataclass(frozen=True, slots=True)
class MonthPageView:
    """Template `month`."""

    heading: str
    events: int
    editions: int
    """Those that hold anything."""
    month: MonthView
    days: tuple[DayView, ...]
    """Newest first."""
    previous: Link | None
    next: Link | None


def months(editions: Iterable[Edition]) -> tuple[Month, ...]:
    """Every month with an edition, newest first."""
    found: dict[date, list[Edition]] = {}
    for edition in editions:
        if edition.day:
            found.setdefault(edition.day.replace(day=1), []).append(edition)
    return tuple(Month(first, tuple(found[first])) for first in sorted(found, reverse=True))


def archive(library: Library, page: str, found: Sequence[Month]) -> ArchiveView:
    """The calendars of the newest months, and links to all of them by year."""
    lister = Lister(library, page)
    undated = next((e for e in library.briefing.editions if e.day is None), None)
    newest = [month for month in found if month.days][:_CALENDARS]
    return ArchiveView(
        months=tuple(_calendar(month, lister) for month in newest),
        years=tuple(_years(found, lister)) if len(newest) < len(found) else (),
        undated=lister.undated(undated),
    )


def _years(found: Sequence[Month], lister: Lister) -> Iterator[YearView]:
    for year, in_year in groupby(found, key=lambda month: month.first.year):
        names = lister.library.words.names["calendar.months"]
        held = {m.first.month: lister.link(names[m.first.month - 1], m.address, m.events) for m in in_year}
        twelve = (held.get(at, Link(name, "")) for at, name in enumerate(names, start=1))
        yield YearView(str(year), tuple(twelve))


def month_page(library: Library, found: Sequence[Month], at: int) -> MonthPageView:
    """A month: its calendar and its editions; its neighbours are the next months with an edition."""
    month = found[at]
    lister = Lister(library, month.address)
    before = found[at + 1] if at + 1 < len(found) else None
    after = found[at - 1] if at else None
    return MonthPageView(
        heading=library.words.month(month.first),
        events=month.events,
        editions=month.days,
        month=_calendar(month, lister),
        days=tuple(_days(month.editions, lister)),
        previous=lister.link(library.words.month(before.first), before.address) if before else None,
        next=lister.link(library.words.month(after.first), after.address) if after else None,
    )


def _days(editions: Iterable[Edition], lister: Lister) -> Iterator[DayView]:
    """The editions, those in a row to which nothing came as one."""
    for is_held, run in groupby(editions, key=lambda edition: bool(edition.entries)):
        found = [(edition.day, edition) for edition in run if edition.day]
        if is_held:
            yield from (_day(day, edition, lister) for day, edition in found)
        else:
            yield _idle([day for day, _ in found], lister)


def _day(day: date, edition: Edition, lister: Lister) -> DayView:
    leading = [entry.event for entry in edition.entries[:_HEADLINES]]
    return DayView(
        link=lister.link(
            lister.library.words.short_weekday(day), addresses.edition(day), len(edition.entries)
        ),
        summary_line=lister.library.words.edition(day, edition.entries),
        headlines=tuple(lister.link(event.title, addresses.event(event)) for event in leading),
        omitted=len(edition.entries) - len(leading),
    )


def _idle(days: Sequence[date], lister: Lister) -> DayView:
    words = lister.library.words
    line = words("edition.nothing", n=len(days))
    alone = lister.link(lister.library.words.short_weekday(days[0]), addresses.edition(days[0]))
    return DayView(alone if len(days) == 1 else Link(words.days(days), ""), line, (), 0)


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
        heading=lister.library.words.month(month.first),
        href=addresses.relative(month.address, lister.page),
        weeks=tuple(tuple(cell(day) for day in week) for week in weeks),
    )
