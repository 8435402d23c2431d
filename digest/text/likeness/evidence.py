"""Why texts are together: the terms that carry their similarity, and the cluster that was rejected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from digest.config import ClusterPolicy
from digest.model import Evidence, Ground, Reason, Rejected, SharedTerm
from digest.text.likeness.linkage import Group
from digest.text.likeness.neighbours import Floats, Ints
from digest.text.likeness.vectors import Space, probability

_MUCH_LATER = 62
"""Days from which a later time in the text itself is named as a reason."""
_SHOWN = 12
"""Shared terms kept for a cluster."""
_LEAST = 0.005
"""Share of the similarity below which a term explains nothing."""
_NOTHING = 1e-9
"""Sum of products below which there is no similarity to share out."""
_DAYS = 3
"""Days between two clusters from which the distance is named as a reason."""


def evidence(
    space: Space,
    groups: Sequence[Group],
    rejected: Mapping[tuple[int, int], float],
    policy: ClusterPolicy,
    wanted: Sequence[bool],
) -> tuple[Evidence | None, ...]:
    """Evidence for each of `groups` that is `wanted`; `rejected` holds the value of the merges that were not made."""
    nearest = _nearest(rejected)
    similarity = _similarities(space, groups, policy)
    return tuple(
        Evidence(
            similarity[at],
            shared_terms(space, group, group),
            _rejected(space, groups, at, nearest[at], policy) if at in nearest else None,
        )
        if wanted[at]
        else None
        for at, group in enumerate(groups)
    )


def _nearest(rejected: Mapping[tuple[int, int], float]) -> dict[int, tuple[int, float]]:
    """Group → the other group it came nearest to, and how near; the earlier one where equal."""
    nearest: dict[int, tuple[int, float]] = {}
    for (one, other), value in sorted(rejected.items()):
        for at, of in ((one, other), (other, one)):
            if at not in nearest or value > nearest[at][1]:
                nearest[at] = (of, value)
    return nearest


def _similarities(space: Space, groups: Sequence[Group], policy: ClusterPolicy) -> list[float]:
    """Mean probability over the pairs of each group; 1 for a single text."""
    label = np.zeros(len(space), dtype=np.int64)
    for at, group in enumerate(groups):
        label[list(group)] = at
    inside = label[space.first] == label[space.second]
    sums = np.bincount(
        label[space.first][inside],
        weights=probability(space.likeness[inside], policy),
        minlength=len(groups),
    )
    pairs = [len(group) * (len(group) - 1) / 2 for group in groups]
    return [float(total / count) if count else 1.0 for total, count in zip(sums, pairs, strict=True)]


def shared_terms(space: Space, one: Group, other: Group) -> tuple[SharedTerm, ...]:
    """The terms that carry the similarity between two groups, or within one, strongest first."""
    if one == other:
        columns, total, squares, texts = _sums(space, one)
        carried = total * total - squares
    else:
        mine, yours = _sums(space, one), _sums(space, other)
        columns, at_mine, at_yours = np.intersect1d(
            mine[0], yours[0], assume_unique=True, return_indices=True
        )
        carried = mine[1][at_mine] * yours[1][at_yours]
        texts = mine[3][at_mine] + yours[3][at_yours]
    whole = float(carried.sum())
    if whole <= _NOTHING:
        return ()
    shares = [
        (round(float(share), 6), space.terms[column], int(count), int(column))
        for column, share, count in zip(columns, carried / whole, texts, strict=True)
        if share >= _LEAST
    ]
    ranked = sorted(shares, key=lambda term: (-term[0], term[1]))[:_SHOWN]
    return tuple(SharedTerm(term, share, count, _is_name(term)) for share, term, count, _ in ranked)


def _sums(space: Space, group: Group) -> tuple[Ints, Floats, Floats, Ints]:
    """For the columns of a group, sorted: sum of weights, sum of their squares, number of texts."""
    rows = space.matrix[list(group)]
    weights = rows.data.astype(np.float64)
    columns, inverse, texts = np.unique(rows.indices, return_inverse=True, return_counts=True)
    return (
        columns.astype(np.int64),
        np.bincount(inverse, weights, len(columns)).astype(np.float64),
        np.bincount(inverse, weights * weights, len(columns)).astype(np.float64),
        texts.astype(np.int64),
    )


def _is_name(term: str) -> bool:
    return any(character.isupper() for character in term)


def _rejected(
    space: Space, groups: Sequence[Group], at: int, nearest: tuple[int, float], policy: ClusterPolicy
) -> Rejected:
    of, value = nearest
    anchor = space.texts[groups[of][0]].article
    settled = value >= policy.threshold
    return Rejected(anchor.id, value, policy.threshold, reason(space, groups[at], groups[of], settled))


def reason(space: Space, one: Group, other: Group, settled: bool = False) -> Reason:
    """What two groups share, and what keeps them apart; `settled`: nothing but what was known."""
    shared = tuple(term.term for term in shared_terms(space, one, other)[:3])
    if settled:
        return Reason(Ground.SETTLED, shared)
    apart = _days_between(space, one, other)
    if apart is not None and apart >= _DAYS:
        return Reason(Ground.DAYS, shared, days=apart)
    later = max(_days_later(space, one, other), _days_later(space, other, one))
    if later >= _MUCH_LATER:
        return Reason(Ground.LATER, shared, days=later)
    first, second = _own_term(space, one, other), _own_term(space, other, one)
    if first and second:
        return Reason(Ground.TOPICS, shared, own=(first, second))
    return Reason(Ground.LITTLE, shared)


def _days_between(space: Space, one: Group, other: Group) -> int | None:
    """Least distance between the days of two groups."""
    sides = [np.array([space.days[at] for at in group if space.days[at] >= 0]) for group in (one, other)]
    if not all(len(side) for side in sides):
        return None
    return int(np.abs(sides[0][:, None] - sides[1][None, :]).min())


def _days_later(space: Space, one: Group, other: Group) -> int:
    """Days by which texts of `one` were written later, at least, than the newest day of `other`."""
    since = max(int(space.since[at]) for at in one)
    last = max(int(space.days[at]) for at in other)
    return since - last if since >= 0 and last >= 0 else 0


def _own_term(space: Space, one: Group, other: Group) -> str | None:
    """The heaviest term of `one` that no text of `other` has among its heaviest."""
    columns, weight, _, _ = _sums(space, one)
    own = ~np.isin(columns, space.matrix[list(other)].indices)
    if not own.any():
        return None
    return space.terms[int(columns[own][np.argmax(weight[own])])]
