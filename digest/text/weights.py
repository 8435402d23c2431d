"""Sparse unit vectors over content words, weighted (1 + ln tf) · idf.

The idf is a background one: an event has too few texts for document frequencies of its own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from digest.text.frequency import background_idf
from digest.text.language import stopwords

Vector = Mapping[str, float]


@lru_cache(maxsize=200_000)
def _weight(word: str, lang: str) -> float:
    return 0.0 if word in stopwords(lang) else background_idf(word, lang)


def vector(tokens: Iterable[str], lang: str) -> Vector:
    """Unit vector of the content words among `tokens`; empty when there are none."""
    weights = ((word, count, _weight(word, lang)) for word, count in Counter(tokens).items())
    return unit({word: weight * (1 + math.log(count)) for word, count, weight in weights if weight})


def total(parts: Iterable[tuple[float, Vector]]) -> dict[str, float]:
    """Weighted sum of vectors."""
    summed: dict[str, float] = {}
    for weight, part in parts:
        for term, value in part.items():
            summed[term] = summed.get(term, 0.0) + weight * value
    return summed


def unit(values: Vector) -> Vector:
    """The vector at length 1; empty stays empty."""
    length = math.sqrt(sum(value * value for value in values.values()))
    return {term: value / length for term, value in values.items()} if length else {}


def dot(a: Vector, b: Vector) -> float:
    """Inner product: the cosine, for unit vectors."""
    if len(a) > len(b):
        a, b = b, a
    return sum(value * b[term] for term, value in a.items() if term in b)
