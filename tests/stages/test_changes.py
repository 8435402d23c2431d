"""What an edition brought to an event: the figures and sentences that are told, and those that are not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.briefing import Change
from digest.config import ClaimPolicy
from digest.model import Article, Cluster
from digest.stages import changes, claims
from digest.text.naming import names
from tests import making
from tests.stages.cases import cases

FIRST, SECOND = date(2022, 1, 18), date(2022, 1, 19)
OLD = (
    "A ferry sank off Port Hald on Friday, killing two sailors, police said. Divers are searching the wreck."
)
NEW = "Prosecutors charged Jon Marsk, owner of the Hald ferry, with falsifying its inspection papers."


def change(before: Cluster, after: Cluster) -> Change:
    known = names.table((), after.articles)
    tables = (claims.claims(found, known, ClaimPolicy()) for found in (before, after))
    return changes.change(before, after, *tables, FIRST, names=known)


def articles(bodies: list[str], prefix: str, day: date, langs: list[str]) -> list[Article]:
    return [
        making.article(body, name=f"{prefix}{at}", title="-", day=day, lang=lang)
        for at, (body, lang) in enumerate(zip(bodies, langs, strict=True))
    ]


def told(case: dict[str, Any]) -> Change:
    day = FIRST - timedelta(days=1) if case.get("late") else SECOND
    before = articles(case["before"], "a", FIRST, ["en"] * len(case["before"]))
    after = articles(case["after"], "b", day, case.get("langs", ["en"] * len(case["after"])))
    texts = [making.text(article) for article in (*before, *after)]
    return change(making.cluster(*texts[: len(before)]), making.cluster(*texts))


@pytest.mark.parametrize("case", cases("changes", "figures"))
def test_figures(case: dict[str, Any]) -> None:
    shown = [
        f"{f.label} | {f.before.cited.detail.text} → {f.after.cited.detail.text}" for f in told(case).figures
    ]
    assert shown == case["expected"]


@pytest.mark.parametrize("case", cases("changes", "sentences"))
def test_sentences(case: dict[str, Any]) -> None:
    shown = [passage.text for passage in told(case).sentences]
    assert len(shown) == len(case["expected"]), shown
    assert all(text.startswith(start) for text, start in zip(shown, case["expected"], strict=True))


def test_a_copy_is_no_update() -> None:
    a, b, copy = (making.article(OLD, name=name, day=FIRST) for name in "abc")
    before = making.cluster(making.text(a, b))
    found = change(before, making.cluster(making.text(a, b, copy)))
    assert found == Change(FIRST, (), ("c",), (), ())


def test_the_original_of_a_known_copy_is_no_new_text() -> None:
    copy, original = (
        making.article(OLD, name="copy", day=FIRST),
        making.article(OLD, name="original", day=SECOND),
    )
    found = change(making.cluster(making.text(copy)), making.cluster(making.text(original, copy)))
    assert (found.texts, found.copies) == ((), ("original",))


def test_what_stood_in_a_copy_or_a_title_was_known() -> None:
    a = making.article(OLD, name="a", title="-", day=FIRST)
    later = making.article(NEW, name="later", title="-", day=SECOND)
    copy = making.article(f"{OLD} {NEW}", name="copy", title="-", day=FIRST)
    titled = making.article(OLD, name="titled", title=NEW, day=FIRST)
    assert change(making.cluster(making.text(a)), _both(making.text(a), later)).sentences
    for known in (making.text(a, copy), making.text(titled)):
        found = change(making.cluster(known), _both(known, later))
        assert (found.texts, found.sentences) == (("later",), ())


def test_at_most_three_sentences_in_reading_order() -> None:
    a = making.article(OLD, name="a", title="-", day=FIRST)
    facts = [
        "Surveyors at the Hald ferry yard accepted envelopes of cash, a ledger shows.",
        "Parliament promised the Hald sailors' widows a lifelong pension.",
        "The Hald ferry carried forty tonnes of undeclared fertiliser, customs papers show.",
        "A newly built lighthouse near Port Hald stood dark because its generator failed.",
        "Fishermen in a trawler pulled eleven passengers off the Hald ferry by rope.",
    ]
    later = making.article(" ".join(facts), name="later", title="-", day=SECOND)
    found = change(making.cluster(making.text(a)), _both(making.text(a), later)).sentences
    assert len(found) == 3
    assert [p.start for p in found] == sorted(p.start for p in found)
    assert all(p.text == later.body[p.start : p.end] and p.text in facts for p in found)


def _both(known: making.Text, later: Article) -> Cluster:
    return making.cluster(known, making.text(later))


words = st.text("abc. DE5\n\"'?é漢:()", max_size=200)


@given(st.lists(words, min_size=1, max_size=3), st.lists(words, min_size=1, max_size=3))
def test_whatever_the_texts_only_whole_new_passages_are_told(before: list[str], after: list[str]) -> None:
    old, new = (
        articles(bodies, prefix, day, ["en"] * len(bodies))
        for bodies, prefix, day in ((before, "a", FIRST), (after, "b", SECOND))
    )
    texts = [making.text(article) for article in (*old, *new)]
    found = change(making.cluster(*texts[: len(old)]), making.cluster(*texts))
    bodies = {article.id: article.body for article in new}
    assert found.texts == tuple(bodies)
    assert all(bodies[p.article][p.start : p.end] == p.text for p in found.sentences)
