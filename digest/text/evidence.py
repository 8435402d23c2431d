"""Why texts are together: the terms that carry their similarity, and the cluster that was rejected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from digest.config import ClusterPolicy
from digest.model import Evidence, Rejected, SharedTerm
from digest.text.linkage import Group
from digest.text.vectors import Space, probability

_SHOWN = 12
"""Shared terms kept for a cluster."""
_LEAST = 0.005
"""Share of the similarity below which a term explains nothing."""
_DAYS = 3
"""Days between two clusters from which the distance is named as a reason."""


def evidence(
    space: Space,
    groups: Sequence[Group],
    rejected: Mapping[tuple[int, int], float],
    policy: ClusterPolicy,
) -> tuple[Evidence, ...]:
    """Evidence for each of `groups`; `rejected` holds the value of the merges that were not made."""
    nearest = _nearest(rejected)
    similarity = _similarities(space, groups, policy)
    return tuple(
        Evidence(
            similarity[at],
            shared_terms(space, group, group),
            _rejected(space, groups, at, nearest[at], policy) if at in nearest else None,
        )
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
    if one == other and len(one) < 2:
        return ()
    rows = space.matrix[list(one)]
    total = np.asarray(rows.sum(axis=0), dtype=np.float64).ravel()
    if one == other:
        columns = rows.indices
        carried = total * total - np.bincount(columns, rows.data.astype(np.float64) ** 2, len(total))
        texts = np.bincount(columns, minlength=len(total))
    else:
        others = space.matrix[list(other)]
        carried = total * np.asarray(others.sum(axis=0), dtype=np.float64).ravel()
        texts = np.bincount(rows.indices, minlength=len(total)) + np.bincount(
            others.indices, minlength=len(total)
        )
    return _strongest(space, carried, texts)


def _strongest(space: Space, carried: np.ndarray, texts: np.ndarray) -> tuple[SharedTerm, ...]:
    whole = carried.sum()
    if whole <= 0:
        return ()
    found = np.flatnonzero(carried >= _LEAST * whole)
    ranked = sorted(
        found.tolist(), key=lambda column: (-round(carried[column] / whole, 9), space.terms[column])
    )
    return tuple(
        SharedTerm(
            space.terms[column],
            float(carried[column] / whole),
            int(texts[column]),
            any(character.isupper() for character in space.terms[column]),
        )
        for column in ranked[:_SHOWN]
    )


def _rejected(
    space: Space, groups: Sequence[Group], at: int, nearest: tuple[int, float], policy: ClusterPolicy
) -> Rejected:
    of, value = nearest
    anchor = space.texts[groups[of][0]].article
    return Rejected(anchor.id, value, policy.threshold, reason(space, groups[at], groups[of]))


def reason(space: Space, one: Group, other: Group) -> str:
    """One sentence: what two groups share, and what keeps them apart."""
    common = [term.term for term in shared_terms(space, one, other)[:3]]
    shared = f"They share {_listed(common)}" if common else "They share hardly a word"
    apart = _days_between(space, one, other)
    if apart is not None and apart >= _DAYS:
        return f"{shared}, but are {apart} days apart."
    missing = [_own_term(space, one, other), _own_term(space, other, one)]
    names = [term for term in missing if term]
    if len(names) == 2:
        return f"{shared}, but one is about {names[0]} and the other about {names[1]}."
    return f"{shared}, too little for one event."


def _listed(terms: Sequence[str]) -> str:
    return terms[0] if len(terms) == 1 else f"{', '.join(terms[:-1])} and {terms[-1]}"


def _days_between(space: Space, one: Group, other: Group) -> int | None:
    """Least distance between the days of two groups."""
    sides = [np.array([space.days[at] for at in group if space.days[at] >= 0]) for group in (one, other)]
    if not all(len(side) for side in sides):
        return None
    return int(np.abs(sides[0][:, None] - sides[1][None, :]).min())


def _own_term(space: Space, one: Group, other: Group) -> str | None:
    """The heaviest term of `one` that no text of `other` has among its heaviest."""
    weight = np.asarray(space.matrix[list(one)].sum(axis=0), dtype=np.float64).ravel()
    weight[space.matrix[list(other)].indices] = 0.0
    best = int(np.argmax(weight)) if len(weight) else 0
    return space.terms[best] if len(weight) and weight[best] > 0 else None
