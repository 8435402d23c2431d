"""Storylines: events that continue each other."""

from __future__ import annotations

from collections.abc import Sequence

from digest.config import StorylinePolicy
from digest.model import Cluster, StorylineLink
from digest.text.vectors import Space


def links(space: Space, clusters: Sequence[Cluster], policy: StorylinePolicy) -> tuple[StorylineLink, ...]:
    """Each cluster's most similar earlier cluster, where they are similar enough."""
    import numpy as np

    position = {text.article.id: at for at, text in enumerate(space.texts)}
    centroids = []
    for cluster in clusters:
        rows = [position[text.article.id] for text in cluster.texts]
        centroids.append(np.asarray(space.matrix[rows].mean(axis=0)).ravel())
    found = []
    for later in range(1, len(clusters)):
        scores = [float(centroids[later] @ centroids[earlier]) for earlier in range(later)]
        best = max(range(later), key=lambda at: (scores[at], -at))
        if scores[best] >= policy.threshold:
            found.append(StorylineLink(best, later, scores[best]))
    return tuple(found)
