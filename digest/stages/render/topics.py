"""Which topics an event belongs to: those of whose keywords it has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from digest.briefing import Event
from digest.config import Topic
from digest.text.tokens import words


def of(events: Iterable[Event], topics: Sequence[Topic]) -> dict[str, tuple[Topic, ...]]:
    """Topics by event id, in the order of the settings.

    A topic's keyword matches a keyword of the event, or another writing of it, in which its words stand in
    a row: `Tonga` matches `Tonga eruption`, and `Oman` does not match `Romania`.
    """
    wanted = [(topic, {_row(keyword) for keyword in topic.keywords}) for topic in topics]
    found: dict[str, tuple[Topic, ...]] = {}
    for event in events:
        rows = {
            row
            for keyword in event.keywords
            for text in (keyword.text, *keyword.variants)
            for row in _rows(text)
        }
        found[event.id] = tuple(topic for topic, keywords in wanted if keywords & rows)
    return found


def _row(text: str) -> tuple[str, ...]:
    return tuple(words(text, "en"))


def _rows(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of words of a keyword; keywords are a few words long."""
    row = _row(text)[:12]
    for start in range(len(row)):
        for end in range(start + 1, len(row) + 1):
            yield row[start:end]
