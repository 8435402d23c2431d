"""Average linkage over a sparse graph of pairs, with a test of cohesion."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from digest.config import ClusterPolicy
from digest.text.likeness.vectors import Space, probability

_SLIGHT = 0.01
"""Pairs less probable than this are left out of the graph; they count as 0."""
_FAR = 0.02
"""Cosine of a pair that is not in the graph."""
_EDGE = 1e-6
_SEVERAL = 3
"""Texts from which a cluster's likeness within itself is known well enough to judge a single text by."""
_TAKEN_OVER = 0.5
"""Weight of time that a text takes over from its cluster (ECB+ loses .009 with full weight)."""
_MONTH = 31
"""Days that a stated month leaves open."""

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
class _Grown:
    """A cluster while it grows."""

    members: list[int]
    within: float
    """Sum of the cosines of its pairs."""
    last: int
    """Newest day of its texts, −1 unknown."""
    since: int
    """Newest day before which a text was hardly written, −1 unknown."""
    silent: int
    """How many of its texts say nothing about time."""

    @property
    def size(self) -> int:
        """Number of texts."""
        return len(self.members)

    @property
    def alike(self) -> float:
        """Mean cosine of its pairs."""
        return self.within / (self.size * (self.size - 1) / 2)


@dataclass(slots=True)
class _Forest:
    """The clusters while they grow; keys are the position of a cluster's first text."""

    policy: ClusterPolicy
    ties: dict[int, dict[int, Tie]]
    grown: dict[int, _Grown]

    def value(self, one: int, other: int) -> float:
        """Mean probability that the texts of two clusters are about one event, less two objections."""
        tie, a, b = self.ties[one][other], self.grown[one], self.grown[other]
        pairs = a.size * b.size
        mean = tie.probability / pairs
        if pairs == 1:
            return mean
        cosine = (tie.cosine + (pairs - tie.pairs) * _FAR) / pairs
        return _lowered(mean, self._looseness(a, b, cosine) + self._anachronism(a, b), self.policy.slope)

    def _looseness(self, a: _Grown, b: _Grown, cosine: float) -> float:
        """Likeness lost because two clusters are less alike than each is within itself."""
        if min(a.size, b.size) > 1:
            least = self.policy.cohesion * (a.alike + b.alike) / 2
        elif max(a.size, b.size) >= _SEVERAL:
            least = self.policy.lone_cohesion * (a if a.size > 1 else b).alike
        else:
            return 0.0
        return max(0.0, math.log(max(least, _EDGE) / max(cosine, _EDGE)))

    def _anachronism(self, a: _Grown, b: _Grown) -> float:
        """Likeness lost on behalf of texts that say nothing about time and so take over their cluster's."""
        silent = 1 - (1 - a.silent / a.size) * (1 - b.silent / b.size)
        later = max(a.since - b.last if b.last >= 0 else 0, b.since - a.last if a.last >= 0 else 0)
        if not silent or later <= _MONTH:
            return 0.0
        return _TAKEN_OVER * silent * self.policy.day_decay * math.log1p(later - _MONTH)

    def merge(self, one: int, other: int) -> None:
        """Join `other` to `one` (the lower key)."""
        tie, a, b = self.ties[one].pop(other), self.grown[one], self.grown.pop(other)
        a.within += b.within + tie.cosine + (a.size * b.size - tie.pairs) * _FAR
        a.members += b.members
        a.last, a.since, a.silent = max(a.last, b.last), max(a.since, b.since), a.silent + b.silent
        for third, more in self.ties.pop(other).items():
            if third != one:
                known = self.ties[one].get(third)
                self.ties[one][third] = self.ties[third][one] = known + more if known else more
                del self.ties[third][other]


def _lowered(mean: float, loss: float, slope: float) -> float:
    """The probability `mean` after a loss of likeness, in nats."""
    if loss <= 0:
        return mean
    bounded = min(max(mean, _EDGE), 1 - _EDGE)
    logit = math.log(bounded / (1 - bounded)) - slope * loss
    return 1 / (1 + math.exp(-logit)) if logit > -30 else 0.0


def linkage(space: Space, policy: ClusterPolicy) -> tuple[tuple[Group, ...], dict[tuple[int, int], float]]:
    """Clusters as sorted positions of texts, by first text; and what each pair of them was worth.

    The second part maps positions in the first to the value of the rejected merge, for clusters
    with a pair in the graph. Time is about linear in the pairs.
    """
    forest = _forest(space, policy)
    sizes = dict.fromkeys(forest.grown, 1)
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
    keys = sorted(forest.grown)
    number = {key: at for at, key in enumerate(keys)}
    rejected = {
        (number[one], number[other]): forest.value(one, other)
        for one in keys
        for other in sorted(forest.ties[one])
        if one < other
    }
    return tuple(tuple(sorted(forest.grown[key].members)) for key in keys), rejected


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
    times = zip(space.days.tolist(), space.since.tolist(), strict=True)
    grown = {
        at: _Grown([at], 0.0, day, since, int(day < 0 and since < 0)) for at, (day, since) in enumerate(times)
    }
    return _Forest(policy, ties, grown)


def _proposals(forest: _Forest, policy: ClusterPolicy) -> Iterator[tuple[float, int, int, int, int]]:
    for one, ties in forest.ties.items():
        for other, tie in ties.items():
            if one < other and tie.probability >= policy.threshold:
                yield -tie.probability, one, other, 1, 1
