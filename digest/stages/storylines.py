"""Storylines: events that continue each other, linked as previous and next.

Two events are related when the texts of each find a likeness in the other that is above what is
usual between strangers, days left aside, and names carry it: two prison breaks in two countries
are of one kind, but no storyline. Each event is linked to the one earlier event it is most like.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from digest.config import StorylinePolicy
from digest.model import Cluster, StorylineLink
from digest.text.likeness.evidence import shared_terms
from digest.text.likeness.vectors import Space

_FAR = -0.7
"""Likeness of a text to an event with no near text in it."""
_CARRIES = 0.04
"""Share of the similarity from which a name carries it."""
_UNKNOWN = 10**7
"""Sorts after every day."""

Found = dict[tuple[int, int], float]


def links(
    space: Space,
    clusters: Sequence[Cluster],
    policy: StorylinePolicy,
    settled: frozenset[int] = frozenset(),
) -> tuple[StorylineLink, ...]:
    """Each cluster's link to the most similar earlier one, where they are similar enough; sorted.

    `clusters` may have been corrected by an editor; texts that are not in `space` have no links.
    The clusters at the positions `settled` have their links already and are earlier than all others.
    """
    position = {text.article.id: at for at, text in enumerate(space.texts)}
    groups = [
        tuple(position[text.article.id] for text in cluster.texts if text.article.id in position)
        for cluster in clusters
    ]
    when = [_when(space, group) for group in groups]
    best: dict[int, StorylineLink] = {}
    for (one, other), similarity in sorted(_related(space, groups, settled).items()):
        alone = min(len(groups[one]), len(groups[other])) < 2
        if similarity < (policy.lone_threshold if alone else policy.threshold):
            continue
        earlier, later = sorted((one, other), key=lambda at: (at not in settled, when[at], at))
        known = best.get(later)
        if known and known.similarity >= similarity:
            continue
        if _named(space, groups[one], groups[other], policy):
            best[later] = StorylineLink(earlier, later, similarity)
    return tuple(sorted(best.values(), key=lambda link: (link.earlier, link.later)))


def _when(space: Space, group: tuple[int, ...]) -> int:
    """First day of a group, else the time since which it was written; unknown last."""
    days = [int(space.days[text]) for text in group if space.days[text] >= 0]
    since = [int(space.since[text]) for text in group if space.since[text] >= 0]
    return min(days) if days else max(since, default=_UNKNOWN)


def _related(space: Space, groups: Sequence[tuple[int, ...]], settled: frozenset[int]) -> Found:
    """Likeness of the pairs of groups that have near texts, not both settled: the lower of the two directions."""
    label = np.full(len(space), -1, dtype=np.int64)
    for at, group in enumerate(groups):
        label[list(group)] = at
    old = np.zeros(len(groups) + 1, dtype=np.bool_)
    old[list(settled)] = True
    across = (label[space.first] != label[space.second]) & ~(
        old[label[space.first]] & old[label[space.second]]
    )
    first, second, alike = space.first[across], space.second[across], space.alike[across]
    texts, others = np.concatenate([first, second]), label[np.concatenate([second, first])]
    kept = (others >= 0) & (label[texts] >= 0)
    # The best match of each text in each other group: last of its run when sorted by likeness.
    key, value = texts[kept] * len(groups) + others[kept], np.concatenate([alike, alike])[kept]
    ranked = np.lexsort((value, key))
    last = np.flatnonzero(np.r_[key[ranked][1:] != key[ranked][:-1], True]) if len(key) else ranked
    gain: Found = {}
    for at in ranked[last].tolist():
        pair = (int(label[key[at] // len(groups)]), int(key[at] % len(groups)))
        gain[pair] = gain.get(pair, 0.0) + max(float(value[at]) - _FAR, 0.0)
    mean = {pair: _FAR + total / len(groups[pair[0]]) for pair, total in gain.items()}
    return {(a, b): min(known, mean[b, a]) for (a, b), known in mean.items() if a < b}


def _named(space: Space, one: tuple[int, ...], other: tuple[int, ...], policy: StorylinePolicy) -> bool:
    """Whether several names carry enough of the similarity of two groups."""
    names = [term.weight for term in shared_terms(space, one, other) if term.is_name]
    carrying = [weight for weight in names if weight >= _CARRIES]
    return len(carrying) >= policy.shared_names and sum(names) >= policy.name_share
