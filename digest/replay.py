"""The days replayed: each batch of articles is analysed with what was known when it came, and with nothing later.

Articles that came on one day are a batch; those of which no day is known come first. Events only grow: what was
together stays together, and two events become one, or one two, by an editor's word alone. So a day's edition
says the same whatever comes after it, and no address changes. Events without a new article for
`ClusterPolicy.active_days` are settled: the work of a day does not grow with the archive.
"""

from __future__ import annotations

import heapq
from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, partial
from itertools import groupby

from digest.config import ClusterPolicy, NameEntry, Settings
from digest.memory import NONE, Awaited, Kept, Memory, Noted, key
from digest.model import Article, Cluster, Copy, Evidence, Reprint, Text
from digest.sharing import Apart
from digest.stages import cluster, dedupe, overrides, storylines
from digest.text.likeness import vectors
from digest.text.likeness.vocabulary import Vocabulary
from digest.text.marks import Marks
from digest.text.naming import names

Link = tuple[str, str]
"""Article ids of the first articles of two events of a storyline, earlier first."""


@dataclass(frozen=True)
class Context:
    """What was known when a batch was analysed."""

    articles: tuple[Article, ...]
    """Those of the batch and of the events that were active."""
    entries: tuple[NameEntry, ...] = field(repr=False)
    """Those of the settings."""
    recalled: Callable[[], names.Names | None] = field(default=lambda: None, repr=False, compare=False)
    """What an earlier run knew about names."""

    @cached_property
    def names(self) -> names.Names:
        """What was known about names."""
        return self.recalled() or names.table(self.entries, self.articles)


@dataclass(frozen=True, slots=True)
class Replay:
    """Everything known after a batch."""

    settled: tuple[Cluster, ...] = ()
    """Events that took no article of the batch and take none later, as they settled."""
    growing: tuple[Cluster, ...] = ()
    """The others, in the order of their first texts."""
    strangers: tuple[Text, ...] = ()
    """The newest texts of settled events, newest first, as many as may be needed."""
    links: tuple[Link, ...] = ()
    contexts: Mapping[date | None, Context] = field(default_factory=dict)
    """By the day of each batch."""
    space: vectors.Space | None = None
    """The texts of the newest batch and of the events that were active; None before the first, and when what
    followed from them was remembered."""
    marks: Marks = field(default_factory=Marks, repr=False, compare=False)
    """Of the articles and clusters met so far."""

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """All events, in the order of their first texts."""
        return _in_order((*self.settled, *self.growing))


def replay(
    articles: Iterable[Article],
    settings: Settings,
    memory: Memory = NONE,
    marks: Marks | None = None,
    apart: Apart | None = None,
) -> Replay:
    """What is known after the last batch; `articles` in their order, and `marks` where some are made already.

    With `apart` the days from the first on that is not remembered are replayed in a process of its own, and the memory
    that comparing texts takes goes with it.
    """
    known, vocabulary, days, at = Replay(marks=marks or Marks()), Vocabulary(), tuple(batches(articles)), 0

    def found_out() -> list[Kept]:
        noted = Noted(memory)
        _through(known, days[at:], settings, vocabulary, noted)
        return noted.new

    recalled = Awaited(memory, partial(apart, found_out)) if apart else memory
    for at, batch in enumerate(days):  # noqa: B007 (`found_out` begins where this has come to)
        known = _through(known, (batch,), settings, vocabulary, recalled)
    return known


_Batch = tuple[date | None, tuple[Article, ...]]


def _through(
    known: Replay, days: Iterable[_Batch], settings: Settings, vocabulary: Vocabulary, memory: Memory
) -> Replay:
    for day, batch in days:
        known = following(known, day, batch, settings, vocabulary, memory=memory)
    return known


def batches(articles: Iterable[Article]) -> Iterator[_Batch]:
    """The articles that came together, in order of time; those of no day first."""
    ordered = sorted(articles, key=lambda article: (article.batch or date.min, article.order))
    for day, batch in groupby(ordered, key=lambda article: article.batch):
        yield day, tuple(batch)


def following(
    known: Replay,
    day: date | None,
    batch: Sequence[Article],
    settings: Settings,
    vocabulary: Vocabulary,
    *,
    memory: Memory = NONE,
) -> Replay:
    """What is known after `batch`."""
    known = _settling(known, day, settings.clustering)
    articles = tuple(sorted((*_articles(known.growing), *batch), key=lambda article: article.order))
    step = _Step(known, batch, Context(articles, settings.names), settings, vocabulary)
    if memory is NONE:
        context, (grown, links, space) = step.context, step.made()
    else:
        context, (grown, links, space) = step.remembered(memory)
    after = replace(
        known,
        growing=_in_order(grown),
        links=(*known.links, *links),
        contexts={**known.contexts, day: context},
        space=space,
    )
    return _corrected(after, batch, settings)


def _in_order(clusters: Iterable[Cluster]) -> tuple[Cluster, ...]:
    return tuple(sorted(clusters, key=lambda c: c.texts[0].article.order))


def _settling(known: Replay, day: date | None, policy: ClusterPolicy) -> Replay:
    """What is known when the batch of `day` comes; a batch of no day may belong to any event."""
    if day is None:
        return replace(known, settled=(), growing=known.clusters, strangers=())
    limit = day - timedelta(days=min(policy.active_days, day.toordinal() - 1))
    newest = {id(c): known.marks.newest(c) for c in known.growing}
    growing = tuple(c for c in known.growing if (newest[id(c)] or day) >= limit)
    settled = tuple(c for c in known.growing if (newest[id(c)] or day) < limit)
    strangers = _joined(known.strangers, _texts(settled), policy.strangers)
    return replace(known, settled=(*known.settled, *settled), growing=growing, strangers=strangers)


def _texts(clusters: Iterable[Cluster]) -> Iterator[Text]:
    return (text for found in clusters for text in found.texts)


def _joined(newest: tuple[Text, ...], further: Iterable[Text], count: int) -> tuple[Text, ...]:
    """The newest of both; `newest` are in their order and many, `further` few."""
    joined = list(reversed(newest))
    for text in further:
        insort(joined, text, key=lambda text: text.article.order)
    return tuple(reversed(joined[max(len(joined) - count, 0) :]))


def _newest(texts: Iterable[Text], count: int) -> tuple[Text, ...]:
    return tuple(heapq.nlargest(count, texts, key=lambda text: text.article.order))


_Kept = tuple[tuple[str, tuple[tuple[str, float], ...], tuple[Reprint, ...]], ...]
"""Texts of a cluster by the ids of their articles: the original, the copies and their similarity, the reprints."""
_Grown = int | tuple[_Kept, Evidence, str | None]
"""A cluster as it is remembered; the position among those that were active of one that gained nothing."""
_Made = tuple[tuple[Cluster, ...], tuple[Link, ...], vectors.Space | None]
"""The active events after a batch, the new links, and the texts as they were compared."""
_STEPS, _NAMES = "steps", "names"


@dataclass(frozen=True, slots=True)
class _Step:
    """A batch, and what it is compared with."""

    known: Replay
    batch: Sequence[Article]
    context: Context
    settings: Settings
    vocabulary: Vocabulary

    def made(self) -> _Made:
        """The active events after the batch, the new links, and the texts as they were compared."""
        active, settings = self.known.growing, self.settings
        originals = {a.id: text.article.id for c in active for text in c.texts for a in text.articles}
        texts = dedupe.texts(self.context.articles, settings.copies, originals)
        strangers = self.known.strangers[: max(settings.clustering.strangers - len(texts), 0)]
        space = vectors.space(texts, self.context.names, settings.clustering, strangers, self.vocabulary)
        events = {text.article.id: _key(c) for c in active for text in c.texts}
        grown = _grown(cluster.clusters(space, settings.clustering, events), active)
        return grown, _links(space, grown, active, settings), space

    def remembered(self, memory: Memory) -> tuple[Context, _Made]:
        """The same with its context, and without the texts where it is known from an earlier run."""
        name = self._key()
        context = replace(self.context, recalled=partial(memory.find, _NAMES, name))
        found = memory.find(_STEPS, name) if memory.has(_NAMES, name) else None
        if found is not None:
            return context, (tuple(self._read(found[0])), found[1], None)
        grown, links, space = self.made()
        memory.keep(_NAMES, name, self.context.names)
        memory.keep(_STEPS, name, (tuple(self._written(grown)), links))
        return self.context, (grown, links, space)

    def _key(self) -> str:
        settings, marks = self.settings, self.known.marks
        return key(
            (settings.copies, settings.clustering, settings.storylines, settings.names),
            tuple(map(marks.cluster, self.known.growing)),
            marks.articles(self.batch),
            marks.articles(text.article for text in self.known.strangers),
        )

    def _written(self, grown: Iterable[Cluster]) -> Iterator[_Grown]:
        places = {id(c): at for at, c in enumerate(self.known.growing)}
        for found in grown:
            if id(found) in places:
                yield places[id(found)]
                continue
            texts = (
                (text.article.id, tuple((c.article.id, c.similarity) for c in text.copies), text.reprints)
                for text in found.texts
            )
            yield tuple(texts), found.evidence, found.title

    def _read(self, grown: Iterable[_Grown]) -> Iterator[Cluster]:
        articles = {article.id: article for article in self.context.articles}
        for found in grown:
            if isinstance(found, int):
                yield self.known.growing[found]
                continue
            texts, evidence, title = found
            yield Cluster(
                tuple(
                    Text(articles[of], tuple(Copy(articles[name], alike) for name, alike in copies), reprints)
                    for of, copies, reprints in texts
                ),
                evidence,
                title,
            )


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


def _corrected(known: Replay, batch: Iterable[Article], settings: Settings) -> Replay:
    """An editor's correction acts when an article that it names arrives, and holds from then on."""
    new = {name for article in batch for name in (article.id, article.path)}
    acting = tuple(o for o in settings.overrides if not new.isdisjoint((*o.merge, *o.split, o.rename or "")))
    if not acting:
        return known
    before = {id(c) for c in known.settled}
    corrected = overrides.apply(known.clusters, acting)
    settled = tuple(c for c in corrected if id(c) in before)
    # What was changed may take articles again, if its newest one is young enough.
    growing = tuple(c for c in corrected if id(c) not in before)
    strangers = _newest(_texts(settled), settings.clustering.strangers)
    return replace(known, settled=settled, growing=growing, strangers=strangers)
