"""Sentence boundaries: cases by hand, and texts made to hurt."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from digest.model import Span
from digest.text.sentences import split

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases" / "sentences").glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_boundaries(case: dict[str, str]) -> None:
    text = case["marked"].replace("|", "")
    found = split(text, [Span(0, len(text))], case.get("lang", "en"))
    assert [text[s.start : s.end] for s in found] == [part.strip() for part in case["marked"].split("|")]


def test_paragraphs_bound_sentences_and_offsets_are_the_bodys() -> None:
    body = "HEAD\nOne here. Two\n\nthere. Three."
    paragraphs = (Span(5, 18), Span(20, len(body)))
    found = split(body, paragraphs, "en")
    assert [body[s.start : s.end] for s in found] == ["One here.", "Two", "there.", "Three."]
    assert found[0] == Span(5, 14)


def test_nothing_gives_nothing() -> None:
    assert split("", [], "en") == ()
    assert split(" \n\t ", [Span(0, 4)], "en") == ()


@pytest.mark.parametrize(
    "unit", [".", ". ", "a.", "(", ".(", "\n- ", ".\n1. ", "».«", "\u00a0", "[1].", "“.”", "?! "]
)
def test_a_repeated_sign_takes_linear_time(unit: str) -> None:
    """Quadratic time would take minutes here; the result only has to be a partition."""
    text = unit * (400_000 // len(unit))
    found = split(text, [Span(0, len(text))], "en")
    kept = "".join(text[s.start : s.end] for s in found)
    assert "".join(kept.split()) == "".join(text.split())
