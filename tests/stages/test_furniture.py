"""Lines that many files share: the cases of tests/cases/furniture."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from digest.model import Declaration, Manuscript
from digest.stages.furniture import repeated_lines

CASES = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "furniture" / "shared.yml").read_text(encoding="utf-8")
)


def page(number: int, outlet: str | None, lines: list[str], *, flattened: bool = True) -> Manuscript:
    declared = (Declaration("outlet", outlet, "record", 1),) if outlet else ()
    return Manuscript(f"{number}.txt", None, "\n".join(lines), declared, "utf-8", "0" * 64, flattened)


def pages(case: dict[str, Any]) -> list[Manuscript]:
    return [page(number, outlet, lines) for number, (outlet, *lines) in enumerate(case["pages"])]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_shared_lines(case: dict[str, Any]) -> None:
    assert sorted(repeated_lines(pages(case))) == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_order_of_the_files_does_not_matter(case: dict[str, Any]) -> None:
    found = pages(case)
    for seed in range(5):
        random.Random(seed).shuffle(found)
        assert sorted(repeated_lines(found)) == case["expected"]


def test_outlets_are_told_by_the_host_of_their_address() -> None:
    case = CASES[0]
    found = [
        Manuscript(m.path, None, m.body, (Declaration("url", url, "record", 1),), "utf-8", m.sha256, True)
        for m, url in zip(pages(case), [f"https://www.desk.example/{n}" for n in range(5)], strict=True)
    ]
    assert sorted(repeated_lines(found)) == case["expected"]


def test_formats_that_mark_prose_have_no_shared_furniture() -> None:
    found = [page(n, outlet, lines, flattened=False) for n, (outlet, *lines) in enumerate(CASES[0]["pages"])]
    assert repeated_lines(found) == frozenset()
