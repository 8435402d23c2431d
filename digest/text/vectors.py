"""The vector space of the texts, and how alike they are: shared by clusters and storylines."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digest.config import ClusterPolicy
from digest.model import Text
from digest.text.frequency import background_idf
from digest.text.names import Names
from digest.text.tokens import words

_LEAD = 60
_NEIGHBOURS = 40

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Texts as vectors, with the pairs of near neighbours among them."""

    texts: tuple[Text, ...]
    terms: tuple[str, ...]
    """Columns of the matrix, as `lang:term`."""
    matrix: Any
    """texts × terms, CSR, rows of length 1."""
    first: Ints
    """Pairs of texts (positions), first < second, sorted."""
    second: Ints
    score: Floats
    """How alike each pair is, above what is usual for both: 0 to 1, comparable between corpora."""


def space(texts: Sequence[Text], names: Names, policy: ClusterPolicy) -> Space:
    """Vectors and near neighbours of `texts`; texts of different languages share no column."""
    from scipy import sparse

    columns: dict[str, int] = {}
    rows: list[tuple[list[int], list[float]]] = []
    for text in texts:
        counts = _weights(text, names)
        lang = text.article.lang
        rows.append(
            ([columns.setdefault(f"{lang}:{term}", len(columns)) for term in counts], list(counts.values()))
        )
    indptr = np.cumsum([0, *(len(cols) for cols, _ in rows)])
    matrix = sparse.csr_matrix(
        (
            np.array([v for _, vs in rows for v in vs], dtype=np.float64),
            np.array([c for cs, _ in rows for c in cs], dtype=np.int64),
            indptr,
        ),
        shape=(len(rows), len(columns)),
    )
    matrix.data = np.log1p(matrix.data)
    n = len(rows)
    df = np.bincount(matrix.indices, minlength=len(columns))
    blend = n / (n + 200)
    background = np.array([background_idf(*reversed(term.split(":", 1))) for term in columns])
    idf = blend * np.log((n + 1) / (df + 0.5)).clip(0) + (1 - blend) * background if n else background
    matrix = matrix @ sparse.diags(idf) if len(columns) else matrix
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix = sparse.diags(1 / np.where(norms > 0, norms, 1)) @ matrix
    matrix = matrix.tocsr()
    first, second, score = _pairs(matrix)
    return Space(tuple(texts), tuple(columns), matrix, first, second, score)


def _weights(text: Text, names: Names) -> Counter[str]:
    article = text.article
    body = names.fold(words(article.prose, article.lang))
    title = names.fold(words(article.title, article.lang))
    counts: Counter[str] = Counter(body)
    counts.update(body[:_LEAD])
    counts.update(title * 2)
    return counts


def _pairs(matrix: Any) -> tuple[Ints, Ints, Floats]:
    n = matrix.shape[0]
    found: list[tuple[int, int, float]] = []
    background = np.zeros(n)
    for start in range(0, n, 500):
        block = (matrix[start : start + 500] @ matrix.T).tocsr()
        for row in range(block.shape[0]):
            at = slice(block.indptr[row], block.indptr[row + 1])
            cols, vals = block.indices[at], block.data[at]
            keep = cols != start + row
            cols, vals = cols[keep], vals[keep]
            order = np.lexsort((cols, -vals))[:_NEIGHBOURS]
            background[start + row] = vals[order][5:20].mean() if len(order) > 10 else 0.05
            found.extend(
                (min(start + row, int(c)), max(start + row, int(c)), float(v))
                for c, v in zip(cols[order], vals[order], strict=True)
            )
    unique = sorted({(a, b): v for a, b, v in found}.items())
    first = np.array([a for (a, _), _ in unique], dtype=np.int64)
    second = np.array([b for (_, b), _ in unique], dtype=np.int64)
    raw = np.array([v for _, v in unique], dtype=np.float64)
    usual = (background[first] + background[second]) / 2 if n else raw
    return first, second, (raw - usual) / np.maximum(1 - usual, math.ulp(1.0)).clip(0)
