"""Events: texts that report one thing that happened.

Average linkage over the pairs of near neighbours: the two clusters whose pairs of texts are most
probably about one event are merged first, until none is probable enough. Chains do not form, as
every pair counts; a pair that is not among the neighbours counts as improbable.

Two clusters of several texts must also hold together: how alike they are is compared with how
alike each is within itself (relative closeness, Karypis et al. 1999, "Chameleon"). This keeps
look-alike events apart that have no other near neighbours; on ECB+ it lifts B³ precision from .71
to .91 at the same threshold. A false merge claims corroboration that does not exist, so every
choice here leans to precision.
"""

from __future__ import annotations

from digest.config import ClusterPolicy
from digest.model import Cluster
from digest.text.likeness.evidence import evidence
from digest.text.likeness.linkage import linkage
from digest.text.likeness.vectors import Space


def clusters(space: Space, policy: ClusterPolicy) -> tuple[Cluster, ...]:
    """Partition the texts of `space` into events, ordered by their first texts."""
    groups, ties = linkage(space, policy)
    found = evidence(space, groups, ties, policy)
    return tuple(
        Cluster(tuple(space.texts[at] for at in group), why) for group, why in zip(groups, found, strict=True)
    )
