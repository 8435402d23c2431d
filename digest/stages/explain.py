"""Why an article is where it is: what `digest explain ARTICLE` prints, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from digest.config import ClusterPolicy
from digest.errors import DigestError, Exit, Location, Problem, ProblemKind
from digest.model import Article, Cluster, Reprint, SharedTerm, Text
from digest.text.likeness.evidence import shared_terms
from digest.text.likeness.vectors import Space, probability


@dataclass(frozen=True, slots=True)
class Companion:
    """Another text of the same event."""

    article: Article
    probability: float
    """How probable it is, for these two alone, that they report one event, 0 to 1."""
    shared: tuple[SharedTerm, ...]
    """What they have in common, strongest first; `weight` is the share of their similarity."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an article is in its event and not in another."""

    article: Article
    text: Text
    """The independent text the article belongs to: itself and its copies."""
    copy_similarity: float | None
    """Jaccard similarity with the original, where the article is a copy."""
    reprints: tuple[Reprint, ...]
    """Other texts of which it holds a large part."""
    cluster: Cluster
    """Its event, with the evidence for the whole."""
    companions: tuple[Companion, ...]
    """The event's other texts, most probable first."""
    rejected_title: str | None
    """Title of the nearest event that was rejected, see `cluster.evidence.rejected`."""


def explain(name: str, space: Space, clusters: Sequence[Cluster], policy: ClusterPolicy) -> Explanation:
    """Explain the article with the id or path `name` (or the end of a path after a slash).

    Raises DigestError when there is no such article, or several.
    """
    article = named(name, [article for cluster in clusters for article in cluster.articles])
    cluster = next(c for c in clusters if article in c.articles)
    text = next(t for t in cluster.texts if article in t.articles)
    similarity = next((copy.similarity for copy in text.copies if copy.article is article), None)
    position = {one.article.id: at for at, one in enumerate(space.texts)}
    at = position.get(text.article.id)
    companions = () if at is None else _companions(at, cluster, space, position, policy)
    return Explanation(
        article, text, similarity, text.reprints, cluster, companions, _rejected_title(cluster, clusters)
    )


def named(name: str, articles: Sequence[Article]) -> Article:
    """The article with the id or path `name`. Raises DigestError when there is none, or several."""
    found = [a for a in articles if name in (a.id, a.path)]
    found = found or [a for a in articles if a.path.endswith(f"/{name}")]
    if len(found) == 1:
        return found[0]
    if found:
        message = (
            f"{len(found)} articles have this name; give the id: {', '.join(sorted(a.id for a in found)[:5])}"
        )
    else:
        close = get_close_matches(
            name, sorted({n for a in articles for n in (a.id, a.path)}), n=1, cutoff=0.3
        )
        message = "no article with this id or path" + (f"; did you mean {close[0]!r}?" if close else "")
    raise DigestError(Problem(Location(name), ProblemKind.FIELD, message), status=Exit.USAGE)


def _likely(at: int, space: Space, policy: ClusterPolicy) -> dict[int, float]:
    """Text → probability that it and the text `at` report one event, for its near neighbours."""
    touching = np.flatnonzero((space.first == at) | (space.second == at))
    others = space.first[touching] + space.second[touching] - at
    chances = probability(space.likeness[touching], policy)
    return dict(zip(others.tolist(), chances.tolist(), strict=True))


def _companions(
    at: int, cluster: Cluster, space: Space, position: dict[str, int], policy: ClusterPolicy
) -> tuple[Companion, ...]:
    likely = _likely(at, space, policy)
    others = [position[t.article.id] for t in cluster.texts if position.get(t.article.id, at) != at]
    found = [
        Companion(space.texts[other].article, likely.get(other, 0.0), shared_terms(space, (at,), (other,)))
        for other in others
    ]
    return tuple(sorted(found, key=lambda one: (-one.probability, one.article.order)))


def _rejected_title(cluster: Cluster, clusters: Sequence[Cluster]) -> str | None:
    rejected = cluster.evidence.rejected
    if rejected is None:
        return None
    for other in clusters:
        if any(article.id == rejected.anchor for article in other.articles):
            return other.title or other.texts[0].article.title
    return None
