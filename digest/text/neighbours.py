"""Nearest neighbours of every row of a sparse matrix, and how near a stranger usually is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_BLOCK = 256
"""Rows multiplied at once: a block of 100,000 columns stays below 200 MB."""
_FLOOR = 0.02
"""Cosines below this are noise: they make no pair."""
_RANKS = (10, 30)
"""Ranks of the neighbours that make the background of a row."""
_PRIOR = 0.1
"""Background of a row of a very small corpus (median of the three labelled corpora: .09 to .14)."""
_PRIOR_WEIGHT = 50
"""Rows that the prior counts as."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Pairs of near rows."""

    first: Ints
    """first < second; sorted by (first, second), each pair once."""
    second: Ints
    cosine: Floats
    background: Floats
    """For each row the cosine that a near stranger has with it."""


def neighbours(matrix: Any, count: int) -> Neighbours:
    """The `count` nearest rows of each row of `matrix` (CSR, rows of length 1 or 0), pairs either way.

    The background of a row is the mean cosine of its 10th to 30th neighbour, pulled to a prior in
    corpora that have few rows. Ties go to the lower row.
    """
    rows = matrix.shape[0]
    columns = matrix.T.tocsr()
    keys: list[Ints] = []
    cosines: list[Floats] = []
    background = np.full(rows, _PRIOR)
    for start in range(0, rows, _BLOCK):
        block = (matrix[start : start + _BLOCK] @ columns).tocsr()
        for row in range(start, min(start + _BLOCK, rows)):
            part = slice(block.indptr[row - start], block.indptr[row - start + 1])
            others, near = _nearest(row, block.indices[part], block.data[part], max(count, _RANKS[1]))
            background[row] = _background(near, rows)
            others, near = others[:count], near[:count]
            keys.append(np.minimum(others, row) * rows + np.maximum(others, row))
            cosines.append(near)
    return _pairs(keys, cosines, rows, background)


def _nearest(row: int, others: Any, near: Any, count: int) -> tuple[Ints, Floats]:
    kept = (near >= _FLOOR) & (others != row)
    others, near = others[kept].astype(np.int64), near[kept].astype(np.float64)
    if len(near) > 4 * count:
        kept = near >= np.partition(near, len(near) - count)[len(near) - count]
        others, near = others[kept], near[kept]
    order = np.lexsort((others, -near))[:count]
    return others[order], near[order]


def _background(near: Floats, rows: int) -> float:
    first, last = _RANKS
    ranked = np.full(last, _FLOOR / 2 if rows > last else _PRIOR)
    ranked[: min(last, len(near))] = near[:last]
    return float((rows * ranked[first:].mean() + _PRIOR_WEIGHT * _PRIOR) / (rows + _PRIOR_WEIGHT))


def _pairs(keys: list[Ints], cosines: list[Floats], rows: int, background: Floats) -> Neighbours:
    if not keys:
        empty = np.zeros(0, dtype=np.int64)
        return Neighbours(empty, empty, np.zeros(0), background)
    key, at = np.unique(np.concatenate(keys), return_index=True)
    return Neighbours(key // rows, key % rows, np.concatenate(cosines)[at], background)
