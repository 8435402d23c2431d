"""Average linkage over a sparse graph of pairs, with a test of cohesion."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from digest.config import ClusterPolicy
from digest.text.vectors import Space, probability

_SLIGHT = 0.01
"""Pairs less probable than this are left out of the graph; they count as 0."""
_FAR = 0.02
"""Cosine of a pair that is not in the graph."""
_EDGE = 1e-6

Group = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Sums over the pairs of texts between two clusters."""

    probability: float
    cosine: float
    pairs: int
    """How many of the pairs are in the graph."""

    def __add__(self, other: Tie) -> Tie:
        return Tie(self.probability + other.probability, self.cosine + other.cosine, self.pairs + other.pairs)


@dataclass(slots=True)
class _Forest:
    """The clusters while they grow; keys are the position of a cluster's first text."""

    policy: ClusterPolicy
    ties: dict[int, dict[int, Tie]]
    members: dict[int, list[int]]
    within: dict[int, float] = field(default_factory=dict)
    """Sum of the cosines of the pairs inside a cluster of several texts."""

    def value(self, one: int, other: int) -> float:
        """Mean probability that the texts of two clusters are about one event, less what cohesion says."""
        tie = self.ties[one][other]
        sizes = len(self.members[one]), len(self.members[other])
        pairs = sizes[0] * sizes[1]
        mean = tie.probability / pairs
        if min(sizes) < 2:
            return mean
        own = sum(
            self.within[at] / (size * (size - 1) / 2) for at, size in zip((one, other), sizes, strict=True)
        )
        closeness = (tie.cosine + (pairs - tie.pairs) * _FAR) / pairs / (own / 2)
        return _lowered(mean, closeness / self.policy.cohesion, self.policy.slope)

    def merge(self, one: int, other: int) -> None:
        """Join `other` to `one` (the lower key)."""
        tie = self.ties[one].pop(other)
        pairs = len(self.members[one]) * len(self.members[other])
        self.within[one] = (
            self.within.get(one, 0.0) + self.within.pop(other, 0.0) + tie.cosine + (pairs - tie.pairs) * _FAR
        )
        self.members[one] += self.members.pop(other)
        for third, more in self.ties.pop(other).items():
            if third != one:
                known = self.ties[one].get(third)
                self.ties[one][third] = self.ties[third][one] = known + more if known else more
                del self.ties[third][other]


def _lowered(mean: float, closeness: float, slope: float) -> float:
    """`mean` moved down by log(closeness) nats of likeness where closeness is below 1."""
    if closeness >= 1:
        return mean
    bounded = min(max(mean, _EDGE), 1 - _EDGE)
    logit = math.log(bounded / (1 - bounded)) + slope * math.log(max(closeness, _EDGE))
    return 1 / (1 + math.exp(-logit)) if logit > -30 else 0.0


def linkage(space: Space, policy: ClusterPolicy) -> tuple[tuple[Group, ...], dict[tuple[int, int], float]]:
    """Clusters as sorted positions of texts, by first text; and what each pair of them was worth.

    The second part maps positions in the first to the value of the rejected merge, for clusters
    with a pair in the graph. Time is about linear in the pairs.
    """
    forest = _forest(space, policy)
    sizes = {at: 1 for at in forest.members}
    heap = sorted(_proposals(forest, policy))
    while heap:
        _, one, other, size_one, size_other = heapq.heappop(heap)
        if sizes.get(one) != size_one or sizes.get(other) != size_other:
            continue
        forest.merge(one, other)
        sizes[one] += sizes.pop(other)
        for third in forest.ties[one]:
            value = forest.value(one, third)
            if value >= policy.threshold:
                low, high = min(one, third), max(one, third)
                heapq.heappush(heap, (-value, low, high, sizes[low], sizes[high]))
    keys = sorted(forest.members)
    number = {key: at for at, key in enumerate(keys)}
    rejected = {
        (number[one], number[other]): forest.value(one, other)
        for one in keys
        for other in sorted(forest.ties[one])
        if one < other
    }
    return tuple(tuple(sorted(forest.members[key])) for key in keys), rejected


def _forest(space: Space, policy: ClusterPolicy) -> _Forest:
    chance = probability(space.likeness, policy)
    kept = np.flatnonzero(chance >= _SLIGHT)
    ties: dict[int, dict[int, Tie]] = {at: {} for at in range(len(space))}
    for one, other, likely, cosine in zip(
        space.first[kept].tolist(),
        space.second[kept].tolist(),
        chance[kept].tolist(),
        space.cosine[kept].tolist(),
        strict=True,
    ):
        ties[one][other] = ties[other][one] = Tie(likely, cosine, 1)
    return _Forest(policy, ties, {at: [at] for at in range(len(space))})


def _proposals(forest: _Forest, policy: ClusterPolicy) -> Iterator[tuple[float, int, int, int, int]]:
    for one, ties in forest.ties.items():
        for other, tie in ties.items():
            if one < other and tie.probability >= policy.threshold:
                yield -tie.probability, one, other, 1, 1
