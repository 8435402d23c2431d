"""Who else reports a sentence: other independent texts that say the same, with the same numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.config import SummaryPolicy
from digest.model import Article, Cluster, Passage, Span, Text
from digest.stages.summarize.candidates import Sentence, Vector, Weights, cite, dot, flaws, unit
from digest.text.figures import as_digits, figures
from digest.text.sentences import split
from digest.text.tokens import fold, words

_DEEDS = 0.3
"""Cosine of the words other than names: two sentences about one hospital may tell different things."""
_SMALL = re.compile(r"\b[^\W\d_A-Z][^\W\d_]+")
_TEXTS = 40
_PER_TEXT = 60
"""First sentences searched of each text: what repeats the news stands early."""


class Corroboration:
    """The sentences of all independent texts of an event, ready to be compared."""

    def __init__(self, cluster: Cluster, policy: SummaryPolicy) -> None:
        self._texts = cluster.texts[:_TEXTS]
        self._least = policy.also_similarity
        self._weigh = Weights()
        self._read: dict[int, list[_Line]] = {}

    def also(self, sentence: Sentence) -> tuple[Passage, ...]:
        """Give the nearest sentence of each other text that says the same; never of a reprint's source."""
        own = self._texts[sentence.text_number]
        shown = self._line(sentence.article, sentence.span)
        found = (
            max(self._equals(shown, number, text.article), key=lambda near: near[0], default=None)
            for number, text in enumerate(self._texts)
            if number != sentence.text_number and not _share_words(own, text)
        )
        return tuple(near[1].passage for near in found if near)

    def _equals(self, shown: _Line, number: int, article: Article) -> Iterator[tuple[float, _Line]]:
        if number not in self._read:
            spans = split(article.body, article.paragraphs, article.lang)[:_PER_TEXT]
            self._read[number] = [self._line(article, span) for span in spans]
        for line in self._read[number]:
            similarity = dot(line.vector, shown.vector)
            if (
                similarity > self._least
                and _agree(shown, line)
                and not flaws(line.passage.text, len(line.words), line.lang)
            ):
                yield similarity, line

    def _line(self, article: Article, span: Span) -> _Line:
        lang = article.lang
        tokens = words(article.body[span.start : span.end], lang)
        return _Line(cite(article, span), lang, tokens, self._weigh.vector(as_digits(tokens, lang), lang))


@dataclass(frozen=True, slots=True)
class _Line:
    passage: Passage
    lang: str
    words: list[str]
    vector: Vector

    @property
    def deeds(self) -> Vector:
        """The words that are written small: what is said of the names."""
        small = {fold(word, self.lang) for word in _SMALL.findall(self.passage.text)}
        return unit({word: weight for word, weight in self.vector.items() if word in small})


def _agree(a: _Line, b: _Line) -> bool:
    """Whether two like sentences state the same numbers, and share more than names."""
    return (
        figures(a.passage.text, a.lang) == figures(b.passage.text, b.lang) and dot(a.deeds, b.deeds) > _DEEDS
    )


def _share_words(a: Text, b: Text) -> bool:
    """Whether one of the texts is a partial reprint of the other: that would be no second source."""
    return any(r.of == b.article.id for r in a.reprints) or any(r.of == a.article.id for r in b.reprints)
