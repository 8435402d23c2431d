"""The days replayed: each batch of articles is analysed with what was known when it came, and with nothing later.

Articles that came on one day are a batch; those of which no day is known come first. Events only grow: what was
together stays together, and two events become one, or one two, by an editor's word alone. So a day's edition
says the same whatever comes after it, and no address changes. Events without a new article for
`ClusterPolicy.active_days` are settled: the work of a day does not grow with the archive.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby

from digest.config import Override, Settings
from digest.model import Article, Cluster, Text
from digest.stages import cluster, dedupe, overrides, storylines
from digest.text.likeness import vectors
from digest.text.likeness.vocabulary import Vocabulary
from digest.text.naming import names

Link = tuple[str, str]
"""Article ids of the first articles of two events of a storyline, earlier first."""


@dataclass(frozen=True, slots=True)
class Context:
    """What was known when a batch was analysed."""

    articles: tuple[Article, ...]
    """Those of the batch and of the events that were active."""
    names: names.Names


@dataclass(frozen=True, slots=True)
class Replay:
    """Everything known after a batch."""

    clusters: tuple[Cluster, ...] = ()
    """In the order of their first texts."""
    links: tuple[Link, ...] = ()
    contexts: Mapping[date | None, Context] = field(default_factory=dict)
    """By the day of each batch."""
    space: vectors.Space | None = None
    """The texts of the newest batch and of the events that were active; None before the first."""


def replay(articles: Iterable[Article], settings: Settings) -> Replay:
    """What is known after the last batch; `articles` in their order."""
    known, vocabulary = Replay(), Vocabulary()
    for day, batch in batches(articles):
        known = following(known, day, batch, settings, vocabulary)
    return known


def batches(articles: Iterable[Article]) -> Iterator[tuple[date | None, tuple[Article, ...]]]:
    """The articles that came together, in order of time; those of no day first."""
    ordered = sorted(articles, key=lambda article: (article.batch or date.min, article.order))
    for day, batch in groupby(ordered, key=lambda article: article.batch):
        yield day, tuple(batch)


def following(
    known: Replay, day: date | None, batch: Sequence[Article], settings: Settings, vocabulary: Vocabulary
) -> Replay:
    """What is known after `batch`."""
    active = tuple(c for c in known.clusters if _is_active(c, day, settings.clustering.active_days))
    articles = tuple(sorted((*_articles(active), *batch), key=lambda article: article.order))
    originals = {a.id: text.article.id for c in active for text in c.texts for a in text.articles}
    texts = dedupe.texts(articles, settings.copies, originals)
    found = names.table(settings.names, articles)
    strangers = _strangers(known.clusters, active, settings.clustering.strangers - len(texts))
    space = vectors.space(texts, found, settings.clustering, strangers, vocabulary)
    events = {text.article.id: _key(c) for c in active for text in c.texts}
    grown = _grown(cluster.clusters(space, settings.clustering, events), active)
    still = {_key(c) for c in active}
    settled = [c for c in known.clusters if _key(c) not in still]
    links = _links(space, grown, active, settings)
    clusters = tuple(sorted((*settled, *grown), key=lambda c: c.texts[0].article.order))
    return Replay(
        clusters=_corrected(clusters, batch, settings.overrides),
        links=(*known.links, *links),
        contexts={**known.contexts, day: Context(articles, found)},
        space=space,
    )


def _is_active(found: Cluster, day: date | None, days: int) -> bool:
    newest = max((article.edition for article in found.articles if article.edition), default=None)
    return day is None or newest is None or day - newest <= timedelta(days=days)


def _strangers(clusters: Iterable[Cluster], active: Iterable[Cluster], count: int) -> tuple[Text, ...]:
    """The newest texts of events that are settled."""
    still = {_key(c) for c in active}
    settled = (text for c in clusters if _key(c) not in still for text in c.texts)
    return tuple(heapq.nlargest(max(count, 0), settled, key=lambda text: text.article.order))


def _articles(clusters: Iterable[Cluster]) -> Iterator[Article]:
    return (article for found in clusters for article in found.articles)


def _key(found: Cluster) -> str:
    return found.texts[0].article.id


def _grown(clusters: Sequence[Cluster], active: Sequence[Cluster]) -> tuple[Cluster, ...]:
    """The clusters after the batch; those that gained nothing are the same objects as before it."""
    before = {_key(c): c for c in active}
    return tuple(_kept(now, before) for now in clusters)


def _kept(now: Cluster, before: Mapping[str, Cluster]) -> Cluster:
    known = next((before[t.article.id] for t in now.texts if t.article.id in before), None)
    if known is None:
        return now
    if len(known.articles) == len(now.articles):
        return known
    reprints = {text.article.id: text.reprints for text in known.texts}
    texts = tuple(replace(t, reprints=reprints.get(t.article.id, t.reprints)) for t in now.texts)
    # A copy adds nothing to what holds the texts together.
    evidence = now.evidence if len(texts) > len(known.texts) else known.evidence
    return Cluster(texts, replace(evidence, edited=known.evidence.edited), known.title)


def _links(
    space: vectors.Space, clusters: Sequence[Cluster], active: Sequence[Cluster], settings: Settings
) -> tuple[Link, ...]:
    old = {_key(c) for c in active}
    settled = frozenset(at for at, c in enumerate(clusters) if any(t.article.id in old for t in c.texts))
    found = storylines.links(space, clusters, settings.storylines, settled)
    return tuple((_key(clusters[link.earlier]), _key(clusters[link.later])) for link in found)


def _corrected(
    clusters: tuple[Cluster, ...], batch: Iterable[Article], corrections: Sequence[Override]
) -> tuple[Cluster, ...]:
    """An editor's correction acts when an article that it names arrives, and holds from then on."""
    new = {name for article in batch for name in (article.id, article.path)}
    acting = tuple(o for o in corrections if not new.isdisjoint((*o.merge, *o.split, o.rename or "")))
    return overrides.apply(clusters, acting) if acting else clusters
