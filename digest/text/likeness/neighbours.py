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
_PROBES = 48
"""Heaviest terms of a row by which candidates are found; B³ F1 as with all 80 (32 lose .002)."""
_COMMON = 3000
"""A term that is among the heaviest of more rows finds no candidates: it bounds the work for each row."""
_FEW = 4096
"""Up to so many rows it is cheaper to multiply all of them than to look up candidates one by one (a fifth of the
time for 900 rows, as much for 10,000)."""
_CANDIDATES = 160
"""Candidates whose cosine is computed."""
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


def neighbours(matrix: Any, count: int, own: int) -> Neighbours:
    """The `count` nearest rows of each of the `own` first rows of `matrix` (CSR, rows of length 1 or 0), pairs either
    way; the rows after them only tell how near a stranger usually is.

    The background of a row is the mean cosine of its 10th to 30th neighbour, pulled to a prior in
    corpora that have few rows. Ties go to the lower row. Candidates share one of the heaviest terms
    of both; their cosines are exact. No rows × rows array is ever held.
    """
    rows = matrix.shape[0]
    probes = _rarer(heaviest(matrix, _PROBES))
    columns = probes.T.tocsr()
    exact, weights = matrix.astype(np.float64), np.zeros(matrix.shape[1])
    keys: list[Ints] = []
    cosines: list[Floats] = []
    background = np.full(own, _PRIOR)
    for start in range(0, own, _BLOCK):
        end = min(start + _BLOCK, own)
        block = (probes[start:end] @ columns).tocsr()
        products = (exact[start:end] @ exact.T).toarray() if rows <= _FEW else None
        for row in range(start, end):
            part = slice(block.indptr[row - start], block.indptr[row - start + 1])
            likely = _likely(row, block.indices[part], block.data[part])
            found = (
                _cosines(matrix, row, likely, weights) if products is None else products[row - start, likely]
            )
            others, near = _nearest(likely, found)
            background[row] = _background(near, rows)
            kept = np.flatnonzero(others < own)[:count]
            others, near = others[kept], near[kept]
            keys.append(np.minimum(others, row) * own + np.maximum(others, row))
            cosines.append(near)
    return _pairs(keys, cosines, own, background)


def _rarer(probes: Any) -> Any:
    """`probes` without the columns of more than `_COMMON` rows."""
    from scipy import sparse

    rare = np.bincount(probes.indices, minlength=probes.shape[1]) <= _COMMON
    return probes if rare.all() else (probes @ sparse.diags(rare.astype(np.float32))).tocsr()


def heaviest(matrix: Any, count: int) -> Any:
    """The `count` largest entries of each row (the lower column where equal), rows scaled to length 1.

    80 entries give the same B³ F1 as all of them (.934) at a third of the cost.
    """
    from scipy import sparse

    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, -matrix.data, rows))
    rank = np.arange(len(order)) - matrix.indptr[rows[order]]
    kept = np.sort(order[(rank < count) & (matrix.data[order] > 0)])
    rows, columns, data = rows[kept], matrix.indices[kept], matrix.data[kept]
    length = np.sqrt(np.bincount(rows, weights=data * data, minlength=matrix.shape[0]))
    ends = np.searchsorted(rows, np.arange(matrix.shape[0] + 1))
    scaled = (data / length[rows]).astype(np.float32)
    return sparse.csr_matrix((scaled, columns, ends), shape=matrix.shape)


def _likely(row: int, others: Any, near: Any) -> Ints:
    """The candidates that are nearest by the heaviest terms alone, sorted."""
    kept = others != row
    others, near = others[kept], near[kept]
    if len(near) > _CANDIDATES:
        kept = near >= np.partition(near, len(near) - _CANDIDATES)[len(near) - _CANDIDATES]
        others = others[kept]
    return np.sort(others.astype(np.int64))


def _cosines(matrix: Any, row: int, others: Ints, weights: Floats) -> Floats:
    """Exact cosines of a row with others; `weights` is a zeroed scratch row, and left zeroed."""
    if not len(others):
        return np.zeros(0)
    mine = slice(matrix.indptr[row], matrix.indptr[row + 1])
    weights[matrix.indices[mine]] = matrix.data[mine]
    starts, sizes = matrix.indptr[others], np.diff(matrix.indptr)[others]
    ends = np.cumsum(sizes)
    at = np.arange(ends[-1]) + np.repeat(starts - (ends - sizes), sizes)
    products = weights[matrix.indices[at]] * matrix.data[at]
    weights[matrix.indices[mine]] = 0.0
    return np.add.reduceat(products, ends - sizes)


def _nearest(others: Ints, near: Floats) -> tuple[Ints, Floats]:
    kept = near >= _FLOOR
    others, near = others[kept], near[kept]
    order = np.lexsort((others, -near))
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
