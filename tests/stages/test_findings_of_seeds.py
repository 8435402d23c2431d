"""What the five seed articles must show, in our own words; skipped where they are not present."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from digest.config import ClaimPolicy, NameEntry, WordingPolicy
from digest.findings import Claim, ClaimTable, Quote
from digest.model import Article, Cluster, Span
from digest.stages.claims import claims
from digest.stages.quotes import quotes
from digest.stages.timeline import timeline
from digest.stages.wording import wording
from digest.text.naming import names
from tests import making

NAMES = (NameEntry("Islamic State", ("ISIS", "Daesh", "IS")),)


def read(path: Path) -> Article:
    """A seed with its long lines as paragraphs."""
    body = path.read_text(encoding="utf-8")
    lines = tuple(Span(*m.span()) for m in re.finditer(r"[^\n]{60,}", body))
    return making.article(body, name=path.name[:3], title="-", paragraphs=lines)


@pytest.fixture(scope="module")
def articles(seeds: Path) -> dict[str, Article]:
    found = [read(path) for path in sorted(seeds.glob("*.txt"))]
    return {article.id: article for article in found}


@pytest.fixture(scope="module")
def fight(articles: dict[str, Article]) -> Cluster:
    """The event of January 2022; 001 repeats 000."""
    return making.cluster(
        making.text(articles["000"], articles["001"]),
        making.text(articles["002"]),
        making.text(articles["004"]),
    )


@pytest.fixture(scope="module")
def table(fight: Cluster) -> ClaimTable:
    return claims(fight, names.table(NAMES, fight.articles), ClaimPolicy())


def only(found: tuple[Claim, ...], value: int) -> Claim:
    (claim,) = [c for c in found if c.value == value]
    return claim


def test_all_four_texts_say_eleven_soldiers(table: ClaimTable) -> None:
    rows = [r for r in table.agree if r.cells[0].claims[0].kind == "soldier"]
    assert len(rows) == 1
    assert [c.article for c in rows[0].cells] == ["000", "002", "004"]
    assert {claim.value for cell in rows[0].cells for claim in cell.claims} == {11}
    assert [c.article for claim in rows[0].cells[0].claims for c in claim.copies] == ["001"]


def test_the_dead_of_the_prison_fight_differ(table: ClaimTable) -> None:
    (row,) = table.differ
    shown = [(c.article, c.claims[0].bound.value, c.claims[0].value) for c in row.cells]
    assert shown == [("000", "over", 120), ("002", "at least", 30)]
    first = row.cells[0].claims[0].attribution
    assert first is not None
    assert "SOHR" in first.text


def test_what_one_source_alone_reports(table: ClaimTable) -> None:
    alone = {(c.article, c.claims[0].value) for row in table.single for c in row.cells}
    assert {("002", 7), ("002", 23), ("002", 89)} <= alone
    arrested = only(
        tuple(c for row in table.single for cell in row.cells for c in cell.claims), 89
    ).attribution
    assert arrested is not None
    assert "Kurdish" in arrested.text


def test_the_hour_of_the_attack_differs(table: ClaimTable) -> None:
    told = [{c.article: c.cited.detail.text for c in row.cells} for row in table.times]
    assert any("early" in row.get("000", "") and "8:30" in row.get("002", "") for row in told)


def test_other_years_and_months_are_background(table: ClaimTable) -> None:
    background = {c.value for c in table.background}
    assert {13, 30} <= background
    assert not {13} & {c.value for c in table.stated}


def test_syrian_troops_never_meet_iraqi_soldiers(articles: dict[str, Article]) -> None:
    both = making.cluster(making.text(articles["000"]), making.text(articles["003"]))
    found = claims(both, names.table(NAMES, both.articles), ClaimPolicy())
    for row in (*found.agree, *found.differ):
        assert {c.article for c in row.cells} != {"000", "003"}


def test_names_of_the_group_by_source(fight: Cluster) -> None:
    found = wording(fight, names.table(NAMES, fight.articles), WordingPolicy())
    row = next(r for r in found.names if r.name == "Islamic State")
    first = {use.article: use.wording for use in reversed(row.uses)}
    assert first == {"000": "Daesh", "002": "Islamic State", "004": "ISIS"}
    assert any("terrorist" in use.wording for use in row.labels if use.article == "000")


@pytest.fixture(scope="module")
def spoken(fight: Cluster, articles: dict[str, Article]) -> tuple[Quote, ...]:
    return quotes(fight) + quotes(making.cluster(making.text(articles["003"])))


@pytest.mark.parametrize(
    ("article", "speaker"),
    [("004", "Barzani"), ("004", "Sadr"), ("004", "Wali"), ("004", "Inad"), ("002", "Tamimi"), ("003", "Abu Laila"),
     ("003", "Suleiman Ali"), ("003", "Aburrahman")],
)  # fmt: skip
def test_quotes_have_their_speaker_and_source(spoken: tuple[Quote, ...], article: str, speaker: str) -> None:
    assert any(speaker in q.speaker.text and q.cited.detail.article == article for q in spoken)


def test_no_date_is_invented(fight: Cluster, articles: dict[str, Article]) -> None:
    for cluster in (fight, making.cluster(making.text(articles["003"]))):
        for entry in timeline(cluster):
            if entry.interval is not None:
                assert not entry.interval.inferred
                assert str(entry.interval.start.year) in entry.when
