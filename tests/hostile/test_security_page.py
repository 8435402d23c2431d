"""SECURITY.md names tests that are there, and every row of the two tables of threats has one."""

from __future__ import annotations

import re

from tests.conftest import ROOT

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = PAGE.partition("| threat or fault | test |")[2]


def test_every_test_that_it_names_is_there() -> None:
    last, named = "", 0
    for place, test in re.findall(r"`([\w/.]*\.py|[\w/]+/|)(?:::(\w+))?`", ROWS):
        last = place or last
        known = [ROOT / last, ROOT / "tests/hostile" / last, ROOT / "tests/site" / last]
        found = next((path for path in known if path.exists()), None)
        assert found, last
        assert not test or f"def {test}(" in found.read_text(encoding="utf-8"), (last, test)
        named += 1
    assert named > 40


def test_every_row_names_a_test() -> None:
    rows = [line for line in ROWS.splitlines() if line.startswith("| ")]
    assert len(rows) > 30
    assert [row for row in rows if "`" not in row.rpartition(" | ")[2]] == []


def test_it_is_one_page() -> None:
    assert len(PAGE.splitlines()) < 100
