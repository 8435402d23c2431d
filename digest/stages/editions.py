"""Editions: which events a day's briefing holds, what is new in them, and which lead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from digest.briefing import Edition, Entry, Event, Status
from digest.config import EditionPolicy


def editions(events: Sequence[Event], policy: EditionPolicy) -> tuple[Edition, ...]:
    """One edition for each day on which an article appeared, newest first; the undated one last.

    An event stands in the edition of every day on which one of its articles appeared.
    """
    by_day: dict[date, list[Entry]] = {}
    for event in events:
        for day in event.days:
            by_day.setdefault(day, []).append(_entry(event, day))
    dated = [_edition(day, by_day[day], policy) for day in sorted(by_day, reverse=True)]
    undated = [Entry(event, Status.NEW, day_number=1) for event in events if not event.days]
    return (*dated, *([_edition(None, undated, policy)] if undated else []))


def _entry(event: Event, day: date) -> Entry:
    first = event.days[0]
    if day == first:
        status = Status.NEW
    elif any(text.article.day == day for text in event.texts):
        status = Status.UPDATED
    else:
        status = Status.CONTINUING  # a copy is not an update
    return Entry(event, status, day_number=(day - first).days + 1)


def _edition(day: date | None, entries: list[Entry], policy: EditionPolicy) -> Edition:
    ranked = sorted(entries, key=lambda entry: _rank(entry, day))
    return Edition(day, tuple(ranked[: policy.lead_events]), tuple(ranked[policy.lead_events :]))


def _rank(entry: Entry, day: date | None) -> tuple[int, int, int, int, str]:
    """Most independent texts first, then outlets, novelty and size; as they stood on the day."""
    so_far = [a for a in entry.event.articles if day is None or (a.day is not None and a.day <= day)]
    ids = {article.id for article in so_far}
    texts = sum(any(article.id in ids for article in text.articles) for text in entry.event.texts)
    outlets = len({article.outlet for article in so_far if article.outlet})
    novelty = (Status.NEW, Status.UPDATED, Status.CONTINUING).index(entry.status)
    return (-texts, -outlets, novelty, -sum(len(a.body) for a in so_far), entry.event.id)
