"""ROUGE-1, -2 and -L as F measures (Lin 2004), on Porter stems, like the `rouge-score` package."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    import snowballstemmer

    return str(_porter(snowballstemmer).stemWord(word)) if len(word) > 3 else word


@lru_cache(maxsize=1)
def _porter(package):  # type: ignore[no-untyped-def]
    return package.stemmer("porter")


def stems(text: str) -> list[str]:
    """Lower-case stems of the words of an English text; words of three letters stay as they are."""
    return [_stem(word) for word in _WORD.findall(text.lower())]


def _f(common: int, found: int, wanted: int) -> float:
    return 2 * common / (found + wanted) if common else 0.0


def _ngrams(tokens: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(tokens[at:] for at in range(n)), strict=False))


def _longest_common(a: Sequence[str], b: Sequence[str]) -> int:
    row = [0] * (len(b) + 1)
    for word in a:
        diagonal = 0
        for at, other in enumerate(b, 1):
            diagonal, row[at] = row[at], diagonal + 1 if word == other else max(row[at], row[at - 1])
    return row[-1]


def rouge(found: str, wanted: str) -> tuple[float, float, float]:
    """ROUGE-1, ROUGE-2 and ROUGE-L of a summary against one reference, 0 to 1."""
    a, b = stems(found), stems(wanted)
    scores = []
    for n in (1, 2):
        left, right = _ngrams(a, n), _ngrams(b, n)
        scores.append(_f((left & right).total(), left.total(), right.total()))
    return scores[0], scores[1], _f(_longest_common(a, b), len(a), len(b))
