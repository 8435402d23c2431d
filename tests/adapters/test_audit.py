"""The audit finds every kind of damage to a site, and nothing in a sound one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.adapters.audit import audit
from digest.config import Outlet, Rights, Settings
from digest.errors import DigestError
from tests.stages.render import sample

EVENT, NORTH, DATA = "events/north/index.html", "sources/north/index.html", "data/events.json"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return sample.write(sample.site(sample.briefing()), tmp_path / "site")


def test_a_sound_site_has_no_fault(site: Path) -> None:
    verdict = audit(site)
    assert verdict.faults == ()
    assert verdict.unproved == 0


def test_a_folder_without_a_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DigestError, match="no site of digest here"):
        audit(tmp_path)


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (EVENT, ">A ferry sank off", ">A ferry vanished off", "not verbatim in"),
        (NORTH, 'cited">A ferry sank off', 'cited">A ferry vanished off', "the passage at #s0-87"),
        (EVENT, "data-span=41-59>at least 30 people", "data-span=41-59>at least 31 people", "not verbatim at 41-59"),
        (EVENT, "data-span=41-59>", "data-span=42-59>", "not verbatim at 42-59"),
        (EVENT, "data-span=41-59>", "data-span=141-159>", "is not in the passage it cites"),
        (EVENT, "data-span=41-59>", "data-span=41>", "detail without a citation"),
        (EVENT, 'cite="#c1" data-span', "data-span", "detail without a citation"),
        (EVENT, 'cite="#c1" data-span', 'cite="#c2" data-span', "is not in the passage it cites"),
        (EVENT, '<a id="c1" href="../../sources/north/#s0-87">', "<a>", "citation leads nowhere"),
        (EVENT, '#s0-87">1<small>', '#s88-104">1<small>', "not verbatim in ../../sources/north/#s88-104"),
        (EVENT, 'href="#c2">', 'href="#c1">', "not verbatim"),
        (EVENT, 'href="#c2">', 'href="#c99">', "citation leads nowhere: #c99"),
        (EVENT, "<mark>at least", "<mark>nearly", "not verbatim in"),
        (EVENT, '<del cite="../../sources/south/#s0-73" data-span=0-4>', "<del>", "not verbatim in"),
        (EVENT, "<h1", "<q>It sank.</q><h1", "citation leads nowhere"),
        (EVENT, "More than", "Rather more than", "not verbatim"),
        (EVENT, "data-span=0-4>Over </del>", "data-span=0-4>Under </del>", "not verbatim at 0-4"),
        (NORTH, 'id="s0-87"', 'id="s0-86"', "no such anchor: ../../sources/north/#s0-87"),
        (NORTH, "/#c1", "/#c77", "no such anchor: ../../events/north/#c77"),
        (EVENT, 'href="../../keywords/', 'href="../../words/', "link leads nowhere"),
        (EVENT, 'href="../../keywords/', 'href="javascript:alert(1)/', "link of an unknown scheme"),
        (DATA, '"Over 50 people"', '"Over 51 people"', "not verbatim in south"),
        (DATA, '"text": "Seven divers were hurt."', '"text": "Eight divers were hurt."', "not verbatim in south"),
        (DATA, '"../sources/north/"', '"../sources/nowhere/"', "does not link its source articles/north.md"),
        ("texts/north.txt", "A ferry sank", "A barge sank", "not verbatim in"),
    ],
)  # fmt: skip
def test_damage_is_found(site: Path, file: str, old: str, new: str, told: str) -> None:
    path = site / file
    path.write_text(replaced(old, new)(path.read_text(encoding="utf-8")), encoding="utf-8")
    faults = [str(fault) for fault in audit(site).faults]
    assert any(told in fault for fault in faults), faults


def test_a_source_that_is_not_linked_is_found(site: Path) -> None:
    path = site / EVENT
    path.write_text(path.read_text(encoding="utf-8").replace("../../sources/copy/", "../../sources/south/"))
    assert any("does not link its source articles/copy.md" in str(fault) for fault in audit(site).faults)


def test_a_source_that_is_not_named_is_found(site: Path) -> None:
    path = site / EVENT
    path.write_text(path.read_text(encoding="utf-8").replace("articles/copy.md", "articles/other.md"))
    assert any("does not name its source articles/copy.md" in str(fault) for fault in audit(site).faults)


@pytest.mark.parametrize("gone", ["texts/south.txt", EVENT])
def test_a_missing_file_is_found(site: Path, gone: str) -> None:
    (site / gone).unlink()
    assert audit(site).faults


def test_bodies_are_compared_with_what_is_served(site: Path) -> None:
    bodies = {a.id: a.body for a in sample.briefing().articles}
    assert audit(site, bodies).faults == ()
    told = [str(fault) for fault in audit(site, bodies | {"north": "Other."}).faults]
    assert any("served otherwise than read: articles/north.md" in fault for fault in told)
    del bodies["north"]
    assert any("not in the content: articles/north.md" in str(f) for f in audit(site, bodies).faults)


def test_excerpts_are_proved_by_bodies_only(tmp_path: Path) -> None:
    settings = Settings(outlets=(Outlet("South", rights=Rights.EXCERPT),))
    site = sample.write(sample.site(sample.briefing(), settings), tmp_path / "site")
    bodies = {a.id: a.body for a in sample.briefing().articles}
    without = audit(site)
    assert without.faults == ()
    assert without.unproved > 5
    assert audit(site, bodies).faults == ()
    assert audit(site, bodies).unproved == 0
    path = site / EVENT
    path.write_text(replaced(">Over 50 people<", ">Over 51 people<")(path.read_text(encoding="utf-8")))
    assert audit(site).faults == ()
    assert any("not verbatim" in str(fault) for fault in audit(site, bodies).faults)


def test_a_text_that_may_only_be_linked_is_not_shown(site: Path) -> None:
    path = site / DATA
    data = json.loads(path.read_text(encoding="utf-8"))
    data["events"][0]["articles"][1]["rights"] = "link"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert any("may only be linked: articles/south.md" in str(fault) for fault in audit(site).faults)
