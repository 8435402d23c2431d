"""The numbers of an event's citations: one for each distinct stretch of whole sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from digest.model import Article, Passage, Span
from digest.text.passages import sentences

_Place = tuple[str, Span]
"""Article id and a stretch of it."""


class Numbering:
    """Counts the cited sentences of an event from 1, in the order in which its page cites them.

    A citation leads to whole sentences. A quotation may run over several: such runs are joined where they
    overlap, so that the marks on a source page nest. `unnumbered` are passages that only the data cites.
    Raises ValueError when a passage is not in the sentences of one paragraph of its article: it could not
    be highlighted.
    """

    def __init__(
        self, articles: Iterable[Article], passages: Iterable[Passage], unnumbered: Iterable[Passage] = ()
    ) -> None:
        self._articles = {article.id: article for article in articles}
        self._sentences = cache(lambda article: sentences(self._articles[article]))
        self._place = cache(self._found)
        places = [self._place(passage) for passage in passages]
        further = [self._place(passage) for passage in unnumbered]
        self._runs = _joined(place for place in (*places, *further) if not self._is_sentence(place))
        self._numbers: dict[_Place, int] = {}
        for place in places:
            self._numbers.setdefault(self._runs.get(place, place), len(self._numbers) + 1)
        self._by_article: defaultdict[str, dict[Span, int]] = defaultdict(dict)
        for (article, span), number in self._numbers.items():
            self._by_article[article][span] = number

    def span(self, passage: Passage) -> Span:
        """The stretch of whole sentences that a citation of the passage leads to."""
        place = self._place(passage)
        return self._runs.get(place, place)[1]

    def number(self, passage: Passage) -> int:
        """The number of that stretch. Raises KeyError when the page does not cite it."""
        return self._numbers[passage.article, self.span(passage)]

    def has(self, passage: Passage) -> bool:
        """Whether the page cites the sentences in which the passage stands."""
        return (passage.article, self.span(passage)) in self._numbers

    def cited(self, article: Article) -> dict[Span, int]:
        """The numbered stretches of an article."""
        return self._by_article.get(article.id, {})

    def runs(self, article: Article) -> frozenset[Span]:
        """The runs of several sentences of an article that are cited."""
        return frozenset(span for cited, span in self._runs.values() if cited == article.id)

    def _found(self, passage: Passage) -> _Place:
        """The whole sentences in which a passage stands."""
        article, spans = self._articles[passage.article], self._sentences(passage.article)
        first = bisect_right(spans, passage.start, key=lambda span: span.start) - 1
        last = bisect_right(spans, passage.end - 1, key=lambda span: span.start) - 1
        if first < 0 or passage.start >= spans[first].end or passage.end > spans[last].end:
            raise _not_shown(article, passage)
        if first != last:
            paragraph = bisect_right(article.paragraphs, spans[first].start, key=lambda span: span.start) - 1
            if spans[last].end > article.paragraphs[paragraph].end:
                raise _not_shown(article, passage)
        return article.id, Span(spans[first].start, spans[last].end)

    def _is_sentence(self, place: _Place) -> bool:
        return place[1] in self._sentences(place[0])


def _not_shown(article: Article, passage: Passage) -> ValueError:
    where = f"{article.path}: no sentences of one paragraph at {passage.start}-{passage.end}"
    return ValueError(f"{where}: {passage.text[:80]!r}")


def _joined(places: Iterable[_Place]) -> dict[_Place, _Place]:
    """The run that each stretch of several sentences belongs to: overlapping ones become one."""
    found: dict[_Place, _Place] = {}
    group: list[_Place] = []
    for place in (*sorted(set(places)), None):
        if group and (
            place is None or place[0] != group[0][0] or place[1].start >= max(p[1].end for p in group)
        ):
            run = (group[0][0], Span(group[0][1].start, max(p[1].end for p in group)))
            found.update(dict.fromkeys(group, run))
            group = []
        if place:
            group.append(place)
    return found
