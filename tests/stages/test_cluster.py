"""Events formed from texts, and the evidence for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from digest.config import ClusterPolicy, CopyPolicy, NameEntry, StorylinePolicy
from digest.model import Article, Cluster
from digest.stages import cluster, dedupe, explain, storylines
from digest.text.likeness import linkage, vectors
from digest.text.likeness.vectors import probability
from digest.text.likeness.vocabulary import Vocabulary
from digest.text.naming import names
from tests import making
from tests.making import article
from tests.stages.cases import cases

NAMES = (NameEntry("Islamic State", ("Daesh", "ISIS")),)
POLICY = ClusterPolicy()


def grouped(articles: list[Article]) -> tuple[vectors.Space, tuple[Cluster, ...]]:
    texts = dedupe.texts(articles, CopyPolicy())
    space = vectors.space(texts, names.table(NAMES, articles), POLICY)
    return space, cluster.clusters(space, POLICY)


def told(case: Any) -> list[Article]:
    return [
        article(a["body"], name=name, title=a["title"], day=a.get("day"), lang=a.get("lang", "en"))
        for name, a in case["articles"].items()
    ]


@pytest.mark.parametrize("case", cases("events", "clusters"))
def test_events(case: Any) -> None:
    _, clusters = grouped(told(case))
    assert [[a.id for a in c.articles] for c in clusters] == case["expected"]


@pytest.fixture
def fires() -> tuple[vectors.Space, tuple[Cluster, ...]]:
    return grouped(told(cases("events", "clusters")[0].values[0]))


def test_evidence_names_what_is_shared(fires: tuple[vectors.Space, tuple[Cluster, ...]]) -> None:
    alone, together = (c.evidence for c in fires[1])
    assert (alone.similarity, alone.shared) == (1.0, ())
    assert together.similarity > POLICY.threshold
    assert "Lindqvist" in [term.term for term in together.shared[:4]]
    assert sum(term.weight for term in together.shared) <= 1.0001
    assert all(term.texts == 2 for term in together.shared)


def test_the_nearest_rejected_event_says_why(fires: tuple[vectors.Space, tuple[Cluster, ...]]) -> None:
    rejected = fires[1][1].evidence.rejected
    assert rejected is not None
    assert rejected.anchor == "c"
    assert rejected.similarity < rejected.threshold
    assert str(rejected.reason).endswith("but are 660 days apart.")


def test_an_explanation(fires: tuple[vectors.Space, tuple[Cluster, ...]]) -> None:
    told = explain.explain("articles/a.md", *fires, POLICY)
    assert [c.article.id for c in told.companions] == ["b"]
    assert told.companions[0].probability > POLICY.threshold
    assert "Tarn" in [term.term for term in told.companions[0].shared]
    assert told.copy_similarity is None
    assert told.rejected_title == "Warehouse fire in Morby kills two"


def test_an_unknown_article_is_an_error(fires: tuple[vectors.Space, tuple[Cluster, ...]]) -> None:
    with pytest.raises(explain.DigestError, match="did you mean 'articles/a"):
        explain.explain("article/a.md", *fires, POLICY)


SIEGE = """\
a 2022-01-20 Daesh gunmen raided Ghwayran jail in Hasakah at dusk. Guards on the east wing fired until midnight, and \
helicopters lit the yard with flares. Two lorries packed with explosives had torn the gate from its hinges.
b 2022-01-21 Daesh gunmen still held the east wing of Ghwayran jail in Hasakah. The gate lay in the yard, torn out by \
two lorries with explosives; helicopters dropped flares while guards fired from the wall.
c 2022-03-28 Twelve Daesh members went on trial in Vik over Ghwayran in Hasakah. Judge Ida Falk read the indictment, \
prosecutors asked for life sentences, and lawyers called the confessions worthless. Witnesses testify on Thursday.
d 2022-03-29 Judge Ida Falk opened the trial of Daesh members in Vik over Ghwayran in Hasakah. Lawyers called their \
confessions worthless while prosecutors want life sentences for all twelve. The first witnesses testify on Thursday.
e 2022-02-10 Schoolgirl Eva Lind won the Tarn regatta in a borrowed dinghy, her brother sewed the sail.
"""


def test_storylines_link_what_continues() -> None:
    rows = [line.split(" ", 2) for line in SIEGE.splitlines()]
    articles = [article(body, name=n, title="-", day=date.fromisoformat(day)) for n, day, body in rows]
    space, clusters = grouped(articles)
    groups = [[a.id for a in c.articles] for c in clusters]
    assert groups == [["a", "b"], ["e"], ["c", "d"]]
    assert [(link.earlier, link.later) for link in storylines.links(space, clusters, StorylinePolicy())] == [
        (0, 2)
    ]


# ── with events that are known ───────────────────────────────────────────────────────────


def space_of(articles: list[Article]) -> vectors.Space:
    texts = dedupe.texts(articles, CopyPolicy())
    return vectors.space(texts, names.table(NAMES, articles), POLICY)


def siege() -> list[Article]:
    rows = [line.split(" ", 2) for line in SIEGE.splitlines()]
    return [article(body, name=n, title="-", day=date.fromisoformat(day)) for n, day, body in rows]


def ids(clusters: tuple[Cluster, ...]) -> list[list[str]]:
    return [[a.id for a in c.articles] for c in clusters]


def test_known_events_stay_apart_however_alike() -> None:
    known = {"a": "one", "b": "two", "c": "trial", "d": "trial", "e": "regatta"}
    found = cluster.clusters(space_of(siege()), POLICY, known)
    assert ids(found) == [["a"], ["b"], ["e"], ["c", "d"]]
    assert [c.evidence for c in found] == [cluster.UNCHANGED] * 4


def test_a_text_that_is_like_two_known_events_joins_one_and_they_stay_two() -> None:
    body = (
        "At midnight helicopters dropped flares over Ghwayran jail in Hasakah. Daesh gunmen were in the east wing, "
        "guards fired, and the gate that two lorries with explosives had torn out lay in the yard."
    )
    bridge = article(body, name="f", title="-", day=date(2022, 1, 21))
    found = cluster.clusters(space_of([*siege()[:2], bridge]), POLICY, {"a": "one", "b": "two"})
    assert ids(found) == [["a"], ["b", "f"]]
    rejected = found[1].evidence.rejected
    assert rejected is not None
    assert (rejected.anchor, rejected.similarity >= POLICY.threshold) == ("a", True)
    assert str(rejected.reason).endswith("but had been reported as two events before.")


def test_an_event_that_a_new_text_comes_before_is_known_all_the_same() -> None:
    body = (
        siege()[1].body.replace("still held", "took")
        + " Sirens woke the town, and buses blocked the road to Tarn."
    )
    early = article(body + " Nobody slept.", name="0", title="-", day=date(2022, 1, 19))
    texts = tuple(making.text(one) for one in (early, *siege()[:2]))
    space = vectors.space(texts, names.table(NAMES, siege()), POLICY)
    assert ids(cluster.clusters(space, POLICY)) == [["0", "a", "b"]]
    assert ids(cluster.clusters(space, POLICY, {"a": "one", "b": "two"})) == [["0", "b"], ["a"]]


def test_a_known_event_is_as_alike_within_as_its_pairs() -> None:
    space = space_of(siege())
    known = linkage._forest(space, POLICY, ["one"] * len(space)).grown[0]
    near = probability(space.likeness, POLICY) >= linkage._SLIGHT
    pairs = len(space) * (len(space) - 1) / 2
    assert 0 < near.sum() < pairs
    assert known.within == pytest.approx(space.cosine[near].sum() + (pairs - near.sum()) * linkage._FAR)


def test_what_is_known_stays_together() -> None:
    found = cluster.clusters(space_of(siege()), POLICY, {"a": "one", "e": "one"})
    assert ["a", "e"] in [[name for name in group if name in "ae"] for group in ids(found)]


def test_new_texts_join_the_event_that_they_belong_to() -> None:
    found = cluster.clusters(space_of(siege()), POLICY, {"a": "siege", "c": "trial", "e": "regatta"})
    assert ids(found) == [["a", "b"], ["e"], ["c", "d"]]


def test_pairs_count_the_same_whether_an_event_is_known_or_grows() -> None:
    space = space_of(
        [a for case in cases("events", "clusters")[:1] for a in told(case.values[0])] + siege()[:2]
    )
    groups, rejected = linkage.linkage(space, POLICY, [None] * len(space))
    assert any(len(group) > 1 for group in groups)
    for new in range(len(groups)):
        events = [
            str(at) if at != new else None for text in range(len(space)) for at in (place(groups, text),)
        ]
        again, values = linkage.linkage(space, POLICY, events)
        assert again == groups
        assert values == pytest.approx({pair: value for pair, value in rejected.items() if new in pair})


def place(groups: tuple[linkage.Group, ...], text: int) -> int:
    return next(at for at, group in enumerate(groups) if text in group)


def test_strangers_are_no_part_of_a_space() -> None:
    texts, others = (dedupe.texts(some, CopyPolicy()) for some in (siege()[:2], siege()[2:]))
    table = names.table(NAMES, siege())
    space = vectors.space(texts, table, POLICY, others)
    assert (len(space), space.matrix.shape[0]) == (2, 2)
    assert list(zip(space.first.tolist(), space.second.tolist(), strict=True)) == [(0, 1)]


def test_a_vocabulary_changes_nothing() -> None:
    used = Vocabulary()
    texts, table = dedupe.texts(siege(), CopyPolicy()), names.table(NAMES, siege())
    vectors.space(texts[2:], table, POLICY, (), used)
    fresh, again = vectors.space(texts, table, POLICY), vectors.space(texts, table, POLICY, (), used)
    assert (fresh.matrix != again.matrix).nnz == 0
    assert fresh.likeness.tolist() == again.likeness.tolist()
    columns = range(len(fresh.terms))
    assert [fresh.terms[at] for at in columns] == [again.terms[at] for at in columns]


def test_settled_events_get_no_further_link() -> None:
    space, clusters = grouped(siege())
    of = lambda settled: [  # noqa: E731
        (link.earlier, link.later)
        for link in storylines.links(space, clusters, StorylinePolicy(), frozenset(settled))
    ]
    assert (of([0, 1]), of([0, 1, 2]), of([2])) == ([(0, 2)], [], [(2, 0)])
