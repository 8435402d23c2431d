"""The audit proves editions as files and as data, and feeds, whether their links are absolute or not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digest.adapters.audit import audit
from tests.stages.render import sample, telling

FILE, DATA = "2022/01/19/edition.html", "data/editions/2022-01-19.json"
ADDRESSES = ("https://briefing.example/base/", "")


@pytest.fixture(params=ADDRESSES, ids=["absolute", "relative"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return sample.write(sample.site(telling.briefing(), url=request.param), tmp_path / "site")


def test_sound_editions_have_no_fault(site: Path) -> None:
    verdict = audit(site)
    assert verdict.faults == ()
    assert {FILE, DATA} <= verdict.proofs.rows.keys()
    assert verdict.proofs.proof(FILE).cited == ("sources/north/index.html", "sources/south/index.html")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (FILE, ">At least 30 people died", ">At least 30 persons died", "not verbatim in"),
        (FILE, ">Over 50 people</q>", ">Over 51 people</q>", "not verbatim at 0-14"),
        (FILE, 'data-span="0-14"', 'data-span="0-99"', "is not in the passage it cites"),
        (FILE, "sources/south/#s28-59", "sources/south/#s28-58", "not verbatim in"),
        (FILE, "sources/north/#s0-38", "sources/nowhere/#s0-38", "citation leads nowhere"),
        (FILE, "events/north/", "events/nowhere/", "link leads nowhere"),
        (FILE, 'href="#source-1"', 'href="#source-9"', "no such anchor"),
        (DATA, "A second wreck", "A third wreck", "not verbatim in south"),
        (DATA, '"Over 50 people"', '"Over 51 people"', "not verbatim in south"),
        (DATA, '"article":"north"', '"article":"nowhere"', "of no article"),
        (DATA, '"entries"', '"others"', "not the data of an edition"),
        ("feed.xml", "<summary>At least 30", "<summary>At least 31", "a summary without a source"),
        (
            "feed.xml",
            "At least 30 people died off Port Ash.&lt;/q",
            "They all died.&lt;/q",
            "without a source",
        ),
        ("archive/feed.xml", "&gt;At least 30", "&gt;At least 31", "not verbatim in"),
        ("keywords/ash/feed.xml", "#s0-38", "#s0-37", "not verbatim in"),
        ("keywords/ash/feed.xml", 'events/north/"/>', 'events/nowhere/"/>', "link leads nowhere"),
        ("storylines/north/feed.xml", "</id>", "<id>", "not a feed"),
        ("feed.json", '"summary":"At least 30', '"summary":"At least 31', "a summary without a source"),
        ("archive/feed.json", ">At least 30", ">At least 31", "not verbatim in"),
        ("outlets/south-0dd2dae4dd/feed.json", "#s0-38", "#s0-37", "not verbatim in"),
        ("outlets/south-0dd2dae4dd/feed.json", 'events/north/"', 'events/nowhere/"', "link leads nowhere"),
        ("storylines/north/feed.json", '"items":', '"item":', "not a feed"),
        ("sources/south/index.html", 'id="s28-59"', 'id="s28-60"', "not marked on its source page"),
    ],
)
def test_damage_is_found(site: Path, file: str, old: str, new: str, told: str) -> None:
    path = site / file
    text = path.read_text(encoding="utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    faults = audit(site).faults
    assert any(told in str(fault) for fault in faults), faults
    assert all(fault.where.path == file for fault in faults) or file.startswith("sources/")


def test_citations_that_leave_the_site_prove_nothing(tmp_path: Path) -> None:
    site = sample.write(sample.site(telling.briefing(), url=ADDRESSES[0]), tmp_path / "site")
    path = site / FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('rel="canonical" href="https://brief', 'rel="canonical" href="https://other')
    )
    assert any(
        "citation leads nowhere: https://briefing.example" in str(fault) for fault in audit(site).faults
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"entries": [',
        "[" * 100_000,
        '{"entries": [{"article": 1, "start": 0, "end": 1, "text": ""}]}',
    ],
)
def test_data_that_is_none_is_a_fault(site: Path, text: str) -> None:
    (site / DATA).write_text(text, encoding="utf-8")
    assert any(fault.where.path == DATA for fault in audit(site).faults)


def test_a_notice_in_the_place_of_an_edition_is_none(site: Path) -> None:
    (site / DATA).write_text(json.dumps({"gone": True}), encoding="utf-8")
    assert audit(site).faults == ()


def test_an_unchanged_edition_is_not_proved_twice(site: Path) -> None:
    first = audit(site)
    hashes = {p.relative_to(site).as_posix(): "" for p in site.rglob("*") if p.is_file()}
    hashes |= {name: row.sha256 for name, row in first.proofs.rows.items()}
    again = audit(site, hashes=hashes, before=first.proofs)
    assert (again.faults, again.unproved) == ((), 0)
    assert again.proofs.rows[FILE] is first.proofs.rows[FILE]
    assert again.proofs.rows[DATA] is first.proofs.rows[DATA]
