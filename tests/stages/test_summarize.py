"""Summaries: what leads, what is left out, who else says it; every passage verbatim."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from digest.adapters.readers import plain
from digest.config import CopyPolicy, SummaryPolicy
from digest.model import Article, Basis, Cluster, Passage, Reprint, Span, Summary, SummarySentence
from digest.stages.dedupe import texts as independent_texts
from digest.stages.parse import article as parse_article
from digest.stages.summarize import rank, summary
from tests.making import article, cluster, text

POLICY = SummaryPolicy()
CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "summarize" / "events.yml").read_text(encoding="utf-8")
)


def made(texts: list[dict[str, Any]]) -> Cluster:
    """The cluster that a case describes."""
    found = []
    for given_text in texts:
        original = one(given_text)
        copies = [replace(original, id=name, path=f"{name}.md") for name in given_text.get("copies", ())]
        this = text(original, *copies)
        if source := given_text.get("reprint_of"):
            this = replace(this, reprints=(Reprint(source, 0.7),))
        found.append(this)
    return cluster(*found)


def one(given_text: dict[str, Any]) -> Article:
    day = given_text.get("day")
    result = article(
        given_text["body"],
        name=given_text["name"],
        title=given_text["title"],
        day=date.fromisoformat(str(day)) if day else None,
        lang=given_text.get("lang", "en"),
    )
    if opening := given_text.get("title_in_body"):
        start = given_text["body"].index(opening)
        result = replace(result, title_basis=Basis.TEXT, title_span=Span(start, start + len(opening)))
    return result


def shown(found: Summary) -> list[SummarySentence]:
    return [*([found.lede] if found.lede else []), *found.sentences]


def check_verbatim(found: Summary, event: Cluster) -> None:
    bodies = {a.id: a.body for a in event.articles}
    passages = [p for s in shown(found) for p in (s.passage, *s.also)] + (
        [found.title] if found.title else []
    )
    for passage in passages:
        assert bodies[passage.article][passage.start : passage.end] == passage.text


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    event, expect = made(case["texts"]), case["expect"]
    found = summary(event, POLICY)
    check_verbatim(found, event)
    said = [s.passage.text for s in shown(found)]
    assert expect.get("headline", found.headline) == found.headline
    if "lede" in expect:
        assert ((found.lede and found.lede.passage.text) or "").startswith(expect["lede"] or "")
        assert (found.lede is None) is (expect["lede"] is None)
    for part in expect.get("shows", ()):
        assert any(part in sentence for sentence in said), said
    for part in expect.get("hides", ()):
        assert not any(part in sentence for sentence in said), said
    for part, names in expect.get("also", {}).items():
        sentence = next(s for s in shown(found) if part in s.passage.text)
        assert [p.article for p in sentence.also] == names
    assert not {s.passage.article for s in shown(found)} & set(expect.get("hides_articles", ()))
    assert expect.get("keys", len(found.sentences)) == len(found.sentences)


def test_the_policy_bounds_the_number_of_key_sentences() -> None:
    things = [
        "bakers of Pell",
        "drums in Hart",
        "nets from Larn",
        "glass for Tolm",
        "wool of Varn",
        "bees in Orrin",
        "salt",
    ]
    body = "\n\n".join(f"Visitors saw {thing} at the fair on Monday." for thing in things)
    event = cluster(*(text(article(f"{body}\n\n{n} x.", name=n, title="Fair opens")) for n in "abc"))
    assert len(summary(event, POLICY).sentences) == 5
    assert len(summary(event, SummaryPolicy(sentences=2)).sentences) == 2


def test_the_headline_is_cited_where_it_stands_in_the_body() -> None:
    body = "Storm hits Dorn\n\nA storm hit the town of Dorn on Monday and broke many windows."
    event = cluster(text(article(body, title="Storm hits Dorn", title_basis=Basis.TEXT, title_span=Span(0, 15),
                                 paragraphs=(Span(17, len(body)),))))  # fmt: skip
    assert summary(event, POLICY).title == Passage("a", 0, 15, "Storm hits Dorn")
    assert summary(cluster(text(article(body, title="Dorn"))), POLICY).title is None


def test_a_sentence_stays_behind_the_one_it_follows() -> None:
    first = "Gunmen killed two guards of the customs post at Varn on Monday."
    second = "The gunmen fled over the river in a stolen boat."
    other = "Trade with the south has stopped since Monday because the customs post at Varn is closed."
    event = cluster(
        text(article(f"{first} {second}", name="a", title="Gunmen kill two guards at Varn customs post")),
        text(article(other, name="b", title="Trade stops after attack at Varn")),
    )
    said = [s.passage.text for s in shown(summary(event, POLICY))]
    assert said == [first, second, other]


def test_every_sentence_is_ranked_once_and_shown_ones_lead() -> None:
    event = made(CASES[0]["texts"])
    ranked = [p.text for p in rank(event, POLICY)]
    assert len(ranked) == len(set(ranked)) == 11
    lede = summary(event, POLICY).lede
    assert lede
    assert ranked[0] == lede.passage.text
    assert ranked.index("Meanwhile, the families waited on the quay.") > ranked.index(
        "Thirty-one passengers of the ferry were pulled from the water by fishing boats."
    )


def test_the_hash_seed_changes_nothing() -> None:
    script = (
        "from tests.stages.test_summarize import CASES, POLICY, made\n"
        "from digest.stages.summarize import summary\n"
        "print([summary(made(case['texts']), POLICY) for case in CASES])"
    )
    root = Path(__file__).parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


WORDS = st.sampled_from(
    [
        *re.findall(
            r"\S+", "the Larn ferry sank Monday he it said killed 11 eleven “we left” . ! ( ) town He This"
        ),
        "\n\n",
    ]
)
BODIES = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


@given(st.lists(BODIES.filter(str.strip), min_size=1, max_size=4), st.sampled_from(["en", "fr", "ja", "und"]))
def test_any_texts_give_a_verbatim_summary(bodies: list[str], lang: str) -> None:
    event = cluster(*(text(article(body, name=f"n{at}", lang=lang)) for at, body in enumerate(bodies)))
    found = summary(event, POLICY)
    check_verbatim(found, event)
    said = [s.passage for s in shown(found)]
    assert len(said) == len(set(said)) <= 1 + POLICY.sentences
    assert found.headline in {a.title for a in event.articles}
    assert {(p.article, p.start) for p in rank(event, POLICY)} >= {(p.article, p.start) for p in said}


PRONOUN = re.compile(r"\W*(?:he|she|it|they|his|her|their|this|these)\b", re.IGNORECASE)
FURNITURE = (
    "SHARE THIS",
    "Leave a Reply",
    "alternate addresses",
    "Photo by",
    "licensed under",
    "Editor's Choice",
)


def test_the_seeds_give_summaries_that_can_be_signed(seeds: Path) -> None:
    articles = []
    for path in sorted(seeds.iterdir()):
        for manuscript in plain.read(path.name, path.read_bytes()):
            parsed, _ = parse_article(manuscript, frozenset(), ())
            assert parsed
            articles.append(parsed)
    events = [articles[:3] + articles[4:], articles[3:4]]
    for members in events:
        event = cluster(*independent_texts(members, CopyPolicy()))
        found = summary(event, POLICY)
        check_verbatim(found, event)
        assert 3 <= len(found.sentences) <= 5
        assert 4 <= len(found.headline.split()) <= 16
        for sentence in shown(found):
            assert not PRONOUN.match(sentence.passage.text)
            assert not any(line in sentence.passage.text for line in FURNITURE)
