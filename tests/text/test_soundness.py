"""Sentences that may stand alone: no pattern finds anything where none of its marks is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text import soundness

CREDIT, NEWSROOM, PICTURED = soundness._CREDIT, soundness._NEWSROOM, soundness._PICTURED


@pytest.mark.parametrize("pattern", [CREDIT, NEWSROOM, PICTURED], ids=["credit", "newsroom", "pictured"])
def test_what_a_pattern_finds_holds_a_mark(pattern: re.Pattern[str]) -> None:
    @given(st.from_regex(pattern))
    def holds(text: str) -> None:
        assert soundness._holds(text, soundness._MARKED)

    holds()


@given(st.from_regex(CREDIT))
def test_a_credit_holds_a_mark_of_credits(text: str) -> None:
    assert soundness._holds(text, soundness._CREDITED)


@given(st.from_regex(soundness._MISPRINT))
def test_a_misprint_holds_a_sign(text: str) -> None:
    assert any(sign in text for sign in soundness._MISPRINTED)


@pytest.mark.parametrize(
    ("sentence", "flaw"),
    [
        ("The mayor of Tarn opened the new bridge on Friday.", 0),
        ("The new bridge of Tarn, open since Friday (PHOTO: ADA BROOK).", 3),
        ("The new bridge of Tarn (FOTO: ADA BROOK) İSTANBUL, VİDEO BY ADA BROOK.", 3),
        ("The mayor of Tarn, left, opened the new bridge on Friday.", 3),
        ("Sign Up here for all that happens at the bridge of Tarn.", 3),
        ("The mayor of Tarn opened the town. town of the new bridge.", 0),
        ("The mayor of Tarn opened the town.. the new bridge is long.", 1),
    ],
)
def test_flaws(sentence: str, flaw: int) -> None:
    assert soundness.flaws(sentence, len(sentence.split()), "en") == flaw
