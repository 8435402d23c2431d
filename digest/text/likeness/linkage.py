"""Average linkage over a sparse graph of pairs, with a test of cohesion."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from digest.config import ClusterPolicy
from digest.text.likeness.neighbours import Ints
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
    event: str | None
    """Key of the known event that it is, or has joined."""
    new: bool
    """Whether it has a text that is in no known event."""

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

    def may_merge(self, one: int, other: int) -> bool:
        """Whether two clusters may become one: known events stay apart, whatever joins them."""
        return self.grown[one].event is None or self.grown[other].event is None

    def merge(self, one: int, other: int) -> None:
        """Join `other` to `one` (the lower key)."""
        tie, a, b = self.ties[one].pop(other), self.grown[one], self.grown.pop(other)
        a.within += b.within + tie.cosine + (a.size * b.size - tie.pairs) * _FAR
        a.members += b.members
        a.last, a.since, a.silent = max(a.last, b.last), max(a.since, b.since), a.silent + b.silent
        a.event, a.new = b.event if a.event is None else a.event, a.new or b.new
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


def linkage(
    space: Space, policy: ClusterPolicy, events: Sequence[str | None]
) -> tuple[tuple[Group, ...], dict[tuple[int, int], float]]:
    """Clusters as sorted positions of texts, by first text; and what each pair of them was worth.

    `events` holds the key of the known event of each text, None for a new text: texts of one event start
    together, and no merge joins two events. The second part of the result maps positions in the first to the
    value of the rejected merge, for clusters with a pair in the graph of which at least one has a new text: below
    the threshold, unless both were known. Time is about linear in the pairs.
    """
    forest = _forest(space, policy, events)
    sizes = {key: grown.size for key, grown in forest.grown.items()}
    heap = sorted(_proposals(forest, policy))
    while heap:
        _, one, other, size_one, size_other = heapq.heappop(heap)
        if sizes.get(one) != size_one or sizes.get(other) != size_other:
            continue
        forest.merge(one, other)
        sizes[one] += sizes.pop(other)
        for third in forest.ties[one]:
            value = forest.value(one, third)
            if value >= policy.threshold and forest.may_merge(one, third):
                low, high = min(one, third), max(one, third)
                heapq.heappush(heap, (-value, low, high, sizes[low], sizes[high]))
    keys = sorted(forest.grown)
    number = {key: at for at, key in enumerate(keys)}
    rejected = {
        (number[one], number[other]): forest.value(one, other)
        for one in keys
        for other in sorted(forest.ties[one])
        if one < other and (forest.grown[one].new or forest.grown[other].new)
    }
    return tuple(tuple(sorted(forest.grown[key].members)) for key in keys), rejected


def _forest(space: Space, policy: ClusterPolicy, events: Sequence[str | None]) -> _Forest:
    roots = _roots(events)
    grown = _planted(space, events, roots)
    chance = probability(space.likeness, policy)
    kept = np.flatnonzero(chance >= _SLIGHT)
    one, other = roots[space.first[kept]], roots[space.second[kept]]
    pairs, at, counts = np.unique(
        np.minimum(one, other) * len(roots) + np.maximum(one, other), return_inverse=True, return_counts=True
    )
    ties: dict[int, dict[int, Tie]] = {root: {} for root in grown}
    for low, high, likely, cosine, count in zip(
        (pairs // len(roots)).tolist(),
        (pairs % len(roots)).tolist(),
        np.bincount(at, chance[kept], len(pairs)).tolist(),
        np.bincount(at, space.cosine[kept], len(pairs)).tolist(),
        counts.tolist(),
        strict=True,
    ):
        if low == high:
            grown[low].within += cosine - count * _FAR
        else:
            ties[low][high] = ties[high][low] = Tie(likely, cosine, count)
    return _Forest(policy, ties, grown)


def _roots(events: Sequence[str | None]) -> Ints:
    """For each text the first text of its known event; a new text is its own."""
    first: dict[str, int] = {}
    roots = [at if event is None else first.setdefault(event, at) for at, event in enumerate(events)]
    return np.array(roots, dtype=np.int64)


def _planted(space: Space, events: Sequence[str | None], roots: Ints) -> dict[int, _Grown]:
    """The clusters at the start, each pair of texts counted as far apart until it is found in the graph."""
    grown: dict[int, _Grown] = {}
    for at, (root, day, since) in enumerate(
        zip(roots.tolist(), space.days.tolist(), space.since.tolist(), strict=True)
    ):
        one = grown.setdefault(root, _Grown([], 0.0, -1, -1, 0, events[root], events[root] is None))
        one.within += one.size * _FAR
        one.members.append(at)
        one.last, one.since = max(one.last, day), max(one.since, since)
        one.silent += day < 0 and since < 0
    return grown


def _proposals(forest: _Forest, policy: ClusterPolicy) -> Iterator[tuple[float, int, int, int, int]]:
    for one, ties in forest.ties.items():
        for other, tie in ties.items():
            if one < other and tie.probability >= policy.threshold and forest.may_merge(one, other):
                value = forest.value(one, other)
                if value >= policy.threshold:
                    yield -value, one, other, forest.grown[one].size, forest.grown[other].size
