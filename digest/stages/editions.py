"""Editions: which events a day's briefing holds, what is new in them, and which lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import zip_longest

from digest.briefing import Edition, Entry, Event, Standing, State, Status
from digest.config import EditionPolicy

_LONGEST_GAP = timedelta(days=366)
"""Days without an article get a page each, unless there are more: one file dated 1990 would make 11,000."""


def editions(told: Iterable[Sequence[State]], policy: EditionPolicy) -> tuple[Edition, ...]:
    """One edition for each day from the first to the last, newest first; the undated one last.

    `told` holds the states of each event, earliest first. An event stands in the edition of every day on which
    one of its articles appeared.
    """
    by_day: dict[date | None, list[Entry]] = {}
    for states in told:
        for state in states:
            by_day.setdefault(state.day, []).append(_entry(state, states[0].day))
    undated = by_day.pop(None, [])
    days = sorted(day for day in by_day if day)
    dated = [_edition(day, by_day.get(day, []), policy) for day in reversed([*_calendar(days)])]
    return (*dated, *([_edition(None, undated, policy)] if undated else []))


def _calendar(days: Sequence[date]) -> Iterator[date]:
    """The days, and those between them where the gap is not too long."""
    for day, following in zip_longest(days, days[1:]):
        yield day
        if following and following - day <= _LONGEST_GAP:
            yield from (day + timedelta(days=n) for n in range(1, (following - day).days))


def _entry(state: State, first: date | None) -> Entry:
    if state.day is None or first is None or state.day == first:
        return Entry(state.event, Status.NEW, 1, _standing(state.event))
    is_new = state.change is not None and bool(state.change.texts)
    status = Status.UPDATED if is_new else Status.CONTINUING  # a copy is not an update
    return Entry(state.event, status, (state.day - first).days + 1, _standing(state.event), state.change)


def _standing(event: Event) -> Standing:
    return Standing(
        texts=len(event.texts),
        outlets=len({article.outlet for article in event.articles if article.outlet}),
        characters=sum(len(article.body) for article in event.articles),
    )


def _edition(day: date | None, entries: Iterable[Entry], policy: EditionPolicy) -> Edition:
    ranked = sorted(entries, key=_rank)
    return Edition(day, tuple(ranked[: policy.lead_events]), tuple(ranked[policy.lead_events :]))


def _rank(entry: Entry) -> tuple[int, int, int, int, str]:
    """Most independent texts first, then outlets, novelty and size; as they stood on the day."""
    novelty = (Status.NEW, Status.UPDATED, Status.CONTINUING).index(entry.status)
    standing = entry.standing
    return (-standing.texts, -standing.outlets, novelty, -standing.characters, entry.event.id)
