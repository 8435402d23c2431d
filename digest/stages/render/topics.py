"""Which topics an event belongs to: those of whose keywords it has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from digest.config import Topic
from digest.model import Keyword
from digest.text.tokens import words


class Membership:
    """Finds the topics of keywords.

    A topic's keyword matches a keyword, or another writing of it, in which its words stand in a row: `Tonga`
    matches `Tonga eruption`, and `Oman` does not match `Romania`.
    """

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._wanted = [(topic, frozenset(map(_row, topic.keywords))) for topic in topics]
        self._first = {row[0] for _, rows in self._wanted for row in rows if row}
        self._of_writing = cache(self._matching)

    def of(self, keywords: Iterable[Keyword]) -> tuple[Topic, ...]:
        """The topics that one of the keywords belongs to, in the order of the settings."""
        writings = (text for keyword in keywords for text in (keyword.text, *keyword.variants))
        found = {at for text in writings for at in self._of_writing(text)}
        return tuple(topic for at, (topic, _) in enumerate(self._wanted) if at in found)

    def _matching(self, text: str) -> tuple[int, ...]:
        """The places of the topics that a writing belongs to."""
        rows = set(self._rows(text))
        return tuple(at for at, (_, known) in enumerate(self._wanted) if known & rows) if rows else ()

    def _rows(self, text: str) -> Iterator[tuple[str, ...]]:
        """Every run of words of a keyword that begins like one of a topic; keywords are a few words long."""
        row = _row(text)[:12]
        for start, word in enumerate(row):
            if word in self._first:
                yield from (row[start:end] for end in range(start + 1, len(row) + 1))


def _row(text: str) -> tuple[str, ...]:
    return tuple(words(text, "en"))
