"""What sentences say that earlier texts did not: weight on words and numbers that no text had before.

A sentence is new when no earlier sentence is like it, none holds most of what it says, and a good part of its
weight lies on words that stood nowhere. Vectors as in `text/weights.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from digest.model import Article, Span
from digest.text.figures import as_digits, figures
from digest.text.sentences import split
from digest.text.tokens import words
from digest.text.weights import Vector, vector

_LINES = 80
"""First sentences of a text that are read."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article."""

    span: Span
    words: tuple[str, ...]
    """With numbers as digits."""
    vector: Vector
    """Unit length; empty where there are no content words."""
    numbers: frozenset[str]


def lines(article: Article) -> tuple[Line, ...]:
    """The first sentences of the article."""
    return _lines(article.body, article.paragraphs, article.lang)


@lru_cache(maxsize=256)
def _lines(body: str, paragraphs: tuple[Span, ...], lang: str) -> tuple[Line, ...]:
    """Remembered, for the states of an event are told one after the other."""
    return tuple(_line(body, span, lang) for span in split(body, paragraphs, lang)[:_LINES])


def _line(body: str, span: Span, lang: str) -> Line:
    text = body[span.start : span.end]
    tokens = as_digits(words(text, lang), lang)
    return Line(span, tokens, vector(tokens, lang), figures(text, lang))


class Known:
    """What texts said, to compare later sentences with."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        self._numbers: set[str] = set()
        self._titles: set[str] = set()
        count = 0
        for article in articles:
            title = as_digits(words(article.title, article.lang), article.lang)
            for tokens, weights in [(l.words, l.vector) for l in lines(article)] + [(title, vector(title, article.lang))]:
                for term, weight in weights.items():
                    self._places[term].append((count, weight))
                count += 1
            for line in lines(article):
                self._numbers |= line.numbers

    def nearest(self, line: Line) -> tuple[float, float, float]:
        """Greatest cosine with a known sentence, greatest share of its weight held by one, share known at all."""
        cosines: defaultdict[int, float] = defaultdict(float)
        held: defaultdict[int, float] = defaultdict(float)
        known = 0.0
        for term, weight in line.vector.items():
            places = self._places.get(term, ())
            known += weight * weight if places else 0.0
            for at, other in places:
                cosines[at] += weight * other
                held[at] += weight * weight
        return max(cosines.values(), default=0.0), max(held.values(), default=0.0), known

    def new_numbers(self, line: Line) -> frozenset[str]:
        """Numbers of the sentence that stood nowhere."""
        return line.numbers - self._numbers
