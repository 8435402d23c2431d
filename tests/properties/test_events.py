"""What holds for every set of articles: partition, order, copies."""

from __future__ import annotations

import dataclasses
import random
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config import ClusterPolicy, CopyPolicy, NameEntry, Settings, StorylinePolicy
from digest.model import Article, Cluster, StorylineLink
from digest.replay import Replay, batches, following, replay
from digest.stages import cluster, dedupe, storylines
from digest.text.likeness import vectors
from digest.text.likeness.vocabulary import Vocabulary
from digest.text.naming import names
from tests import making

NAMES = (NameEntry("Islamic State", ("Daesh", "IS")),)
PLACES = "Tarn Hald Morby Vik Sandvall Lindqvist Ghwayran Hasakah".split()
PARTS = "fire ferry harbour court raid strike vote storm mayor killed wounded opened sank burned in on the of and".split()
BODIES = st.lists(
    st.lists(st.sampled_from([*PLACES, *PARTS, "12", "al-Kadhimi", "Kazemi", "Daesh", "IS", "(THB)"]), max_size=14)
    .map(lambda parts: " ".join(parts) + "."), min_size=0, max_size=5,
).map("\n\n".join)  # fmt: skip
DAYS = st.none() | st.integers(0, 400).map(lambda n: date(2021, 1, 1) + timedelta(days=n))


@st.composite
def collections(draw: st.DrawFn) -> list[Article]:
    told = draw(st.lists(st.tuples(BODIES, DAYS, st.sampled_from(["en", "en", "de", "zh"])), max_size=9))
    return [
        making.article(body, name=f"n{at}", day=day, lang=lang) for at, (body, day, lang) in enumerate(told)
    ]


def analysed(articles: list[Article]) -> tuple[tuple[Cluster, ...], tuple[StorylineLink, ...]]:
    space = vectors.space(dedupe.texts(articles, CopyPolicy()), names.table(NAMES, articles), ClusterPolicy())
    clusters = cluster.clusters(space, ClusterPolicy())
    return clusters, storylines.links(space, clusters, StorylinePolicy())


@settings(max_examples=60, deadline=None)
@given(collections(), st.randoms(use_true_random=False))
def test_the_order_of_articles_never_matters(articles: list[Article], chance: random.Random) -> None:
    shuffled = list(articles)
    chance.shuffle(shuffled)
    assert analysed(articles) == analysed(shuffled)


@settings(max_examples=60, deadline=None)
@given(collections())
def test_clusters_partition_the_articles(articles: list[Article]) -> None:
    clusters, links = analysed(articles)
    assert sorted(a.id for c in clusters for a in c.articles) == sorted(a.id for a in articles)
    assert all(len({text.article.lang for text in c.texts}) == 1 for c in clusters)
    assert len({link.later for link in links}) == len(links)


@settings(max_examples=60, deadline=None)
@given(collections(), st.data())
def test_a_copy_never_changes_which_events_exist(articles: list[Article], data: st.DataObject) -> None:
    if not articles:
        return
    of = data.draw(st.sampled_from(articles))
    copy = dataclasses.replace(of, id="zz", path="articles/zz.md", slug="zz")
    before, after = analysed(articles)[0], analysed([*articles, copy])[0]
    assert groups(before) == [
        [name for name in group if name != "zz"] for group in groups(after) if group != ["zz"]
    ]


def groups(clusters: tuple[Cluster, ...]) -> list[list[str]]:
    return [sorted(a.id for a in c.articles) for c in clusters]


# ── day by day ───────────────────────────────────────────────────────────────────────────


@settings(max_examples=60, deadline=None)
@given(collections())
def test_what_was_known_is_never_taken_back(articles: list[Article]) -> None:
    known, vocabulary = Replay(), Vocabulary()
    for day, batch in batches(articles):
        before, known = known, following(known, day, batch, Settings(), vocabulary)
        old = {a.id for c in before.clusters for a in c.articles}
        assert sorted(groups(before.clusters)) == sorted(
            group for group in ([name for name in g if name in old] for g in groups(known.clusters)) if group
        )
        assert originals(before).items() <= originals(known).items()
        assert set(before.links) <= set(known.links)
    assert sorted(a.id for c in known.clusters for a in c.articles) == sorted(a.id for a in articles)


@settings(max_examples=40, deadline=None)
@given(collections(), st.randoms(use_true_random=False))
def test_day_by_day_the_order_of_articles_never_matters(
    articles: list[Article], chance: random.Random
) -> None:
    shuffled = list(articles)
    chance.shuffle(shuffled)
    one, other = replay(articles, Settings()), replay(shuffled, Settings())
    assert (one.clusters, one.links) == (other.clusters, other.links)


def originals(known: Replay) -> dict[str, tuple[str, float]]:
    """Copy → its original and their likeness."""
    return {
        copy.article.id: (text.article.id, copy.similarity)
        for c in known.clusters
        for text in c.texts
        for copy in text.copies
    }
