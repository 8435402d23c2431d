"""The view of the timeline: dated sentences by day, what came before the event, what cannot be placed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from digest.briefing import Event
from digest.findings import Interval, TimelineEntry
from digest.stages.render.citations import Citer
from digest.stages.render.finding_views import Days, Moment, Timeline
from digest.stages.render.pieces import marked
from digest.stages.render.words import MONTHS, is_rtl, range_words

_BEFORE = timedelta(days=31)
"""What ended longer than a month before the event's first day is history, shown folded."""


def timeline(event: Event, citer: Citer) -> Timeline:
    """The timeline of an event; nothing counts as earlier in an event without a day."""
    placed = [entry for entry in event.findings.timeline if entry.interval]
    undated = [entry for entry in event.findings.timeline if not entry.interval]
    first = min(event.days) - _BEFORE if event.days else date.min
    earlier = [entry for entry in placed if entry.interval and entry.interval.end < first]
    later = [entry for entry in placed if entry not in earlier]
    return Timeline(
        earlier=_by_day(earlier, citer),
        days=_by_day(later, citer),
        undated=tuple(_moment(entry, citer) for entry in undated),
    )


def _by_day(entries: Iterable[TimelineEntry], citer: Citer) -> tuple[Days, ...]:
    def when(entry: TimelineEntry) -> tuple[date, date]:
        return (entry.interval.start, entry.interval.end) if entry.interval else (date.min, date.min)

    return tuple(
        _days(Interval(*days, inferred=False, evidence=None), list(group), citer)
        for days, group in groupby(entries, when)
    )


def _days(interval: Interval, entries: Sequence[TimelineEntry], citer: Citer) -> Days:
    heading, datetime = interval_words(interval)
    return Days(heading, datetime, tuple(_moment(entry, citer) for entry in entries))


def _moment(entry: TimelineEntry, citer: Citer) -> Moment:
    first = entry.cited[0]
    lang = citer.lang(first.sentence)
    inferred = entry.interval and entry.interval.inferred
    return Moment(
        sentence=marked(citer.whole(first.sentence), (first.detail,)),
        cite=citer.cite(first.sentence),
        also=tuple(citer.cite(other.sentence) for other in entry.cited[1:]),
        evidence=(entry.interval.evidence or "") if entry.interval and inferred else "",
        lang=lang,
        rtl=is_rtl(lang),
    )


def interval_words(interval: Interval) -> tuple[str, str]:
    """The days as a reader says them, and for `<time>`: `March 2019` and `2019-03`."""
    start, end = interval.start, interval.end
    after = end + timedelta(days=1)
    if start == end:
        return range_words((start,)), start.isoformat()
    if (start.month, start.day) == (1, 1) == (after.month, after.day) and after.year == start.year + 1:
        return f"{start.year}", f"{start:%Y}"
    if start.day == 1 == after.day and (after.year * 12 + after.month) - (start.year * 12 + start.month) == 1:
        return f"{MONTHS[start.month - 1]} {start.year}", f"{start:%Y-%m}"
    return range_words((start, end)), ""
