"""Events formed from texts, and the evidence for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from digest.config import ClusterPolicy, CopyPolicy, NameEntry, StorylinePolicy
from digest.model import Article, Cluster
from digest.stages import cluster, dedupe, explain, storylines
from digest.text.likeness import vectors
from digest.text.naming import names
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
    assert rejected.reason.endswith("but are 660 days apart.")


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
