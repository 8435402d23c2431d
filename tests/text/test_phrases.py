"""Candidates of keywords: cases, and what holds for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from digest.adapters.limits import limited
from digest.stages.keywords import stop_list
from digest.text.keyphrases.phrases import candidates

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases/keywords/phrases.yml").read_text(encoding="utf-8")
)
LANGUAGES = ("en", "pt", "de", "fr", "ar", "zh", "th", "und")


def written(text: str, lang: str) -> set[str]:
    return {text[o.span.start : o.span.end] for o in candidates(text, lang, stop_list(lang)).found}


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = written(case["text"], case.get("lang", "en"))
    assert set(case.get("some", ())) <= found
    assert not found & set(case.get("none", ()))


def test_names_are_told_from_nouns() -> None:
    text = "Storms hit Norland. The Norland coast saw storms."
    names = {text[o.span.start : o.span.end]: o.name for o in candidates(text, "en", stop_list("en")).found}
    assert names["Norland"]
    assert not names["Storms"]
    assert not names["storms"]


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_candidates_of_any_text_are_in_one_line_and_in_order(text: str, lang: str) -> None:
    found = candidates(text, lang, stop_list(lang))
    for occurrence in found.found:
        slice_ = text[occurrence.span.start : occurrence.span.end]
        assert slice_ == slice_.strip()
        assert slice_
        assert "\n" not in slice_
        assert occurrence.words >= 1
        assert 0 <= occurrence.at < found.tokens


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "unit", ["a-", "A.", "al-", "d'", "Ab ", "of ", "地", "ก", "x\n", "'s", "Ö of ", "ABCD ", "Xy and "]
)
def test_time_is_linear(unit: str, lang: str) -> None:
    with limited(5):  # seconds of CPU; of them a text of this length takes a twentieth
        found = candidates(unit * 5_000, lang, stop_list(lang))
    assert len(found.found) <= 10 * found.tokens
