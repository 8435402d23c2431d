"""Events: texts that report one thing that happened, found by average linkage over near neighbours."""

from __future__ import annotations

import heapq

import numpy as np

from digest.config import ClusterPolicy
from digest.model import Cluster, Evidence
from digest.text.vectors import Space


def clusters(space: Space, policy: ClusterPolicy) -> tuple[Cluster, ...]:
    """Partition the texts of `space` into events, in the order of their first texts."""
    groups = _average_linkage(space, policy.threshold)
    return tuple(
        Cluster(tuple(space.texts[at] for at in group), Evidence(1.0, (), None)) for group in groups
    )


def _average_linkage(space: Space, threshold: float) -> list[list[int]]:
    links: dict[int, dict[int, float]] = {at: {} for at in range(len(space.texts))}
    for a, b, score in zip(space.first.tolist(), space.second.tolist(), space.score.tolist(), strict=True):
        links[a][b] = links[b][a] = score
    members = {at: [at] for at in links}
    heap = [(-score, a, b) for a in links for b, score in links[a].items() if a < b and score >= threshold]
    heapq.heapify(heap)
    version = dict.fromkeys(links, 0)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in members or b not in members or not np.isclose(
            links[a].get(b, 0.0) / (len(members[a]) * len(members[b])), -negative
        ):
            continue
        members[a] += members.pop(b)
        version[a] += 1
        for other, total in links.pop(b).items():
            if other != a:
                links[a][other] = links[other][a] = links[a].get(other, 0.0) + total
                del links[other][b]
        links[a].pop(b, None)
        for other, total in links[a].items():
            mean = total / (len(members[a]) * len(members[other]))
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    return sorted(sorted(group) for group in members.values())
