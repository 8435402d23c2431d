"""The view of the timeline: dated sentences by day, what came before the event, what cannot be placed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from digest.briefing import Event
from digest.stages.render import graphics
from digest.stages.render.citations import Citer
from digest.stages.render.finding_views import Days, Moment, Timeline
from digest.stages.render.pieces import marked
from digest.stages.render.selection import Told, told_times
from digest.stages.render.words import Phrases, is_rtl


def timeline(event: Event, citer: Citer, words: Phrases) -> Timeline:
    """The timeline of an event, as far as the page shows it."""
    told = told_times(event)
    return Timeline(
        earlier=_by_day(told.earlier, citer, words),
        axis=graphics.axis(event, words),
        days=_by_day(told.days, citer, words),
        undated=tuple(_moment(one, citer) for one in told.undated),
        omitted=told.omitted,
    )


def _by_day(told: Iterable[Told], citer: Citer, words: Phrases) -> tuple[Days, ...]:
    groups: dict[tuple[date, date], list[Told]] = {}
    for one in told:
        if one.interval:
            groups.setdefault((one.interval.start, one.interval.end), []).append(one)
    return tuple(
        Days(interval_words(*days, words), tuple(_moment(one, citer) for one in groups[days]))
        for days in sorted(groups)
    )


def _moment(told: Told, citer: Citer) -> Moment:
    interval, sentence = told.interval, told.cited[0].sentence
    lang = citer.lang(sentence)
    return Moment(
        sentence=marked(citer.whole(sentence), told.times),
        cite=citer.cite(sentence),
        also=tuple(citer.cite(other.sentence) for other in told.cited[1:]),
        evidence=(interval.evidence or "") if interval and interval.inferred else "",
        lang=lang,
        rtl=is_rtl(lang),
    )


def interval_words(start: date, end: date, words: Phrases) -> str:
    """The days as a reader says them: `20 January 2022`, `March 2019`, `2019`."""
    after = end + timedelta(days=1)
    if start == end:
        return words.day(start)
    if (start.month, start.day) == (1, 1) == (after.month, after.day) and after.year == start.year + 1:
        return f"{start.year}"
    if start.day == 1 == after.day and (after.year * 12 + after.month) - (start.year * 12 + start.month) == 1:
        return words.month(start)
    return words.days((start, end))
