"""Titles from an article's own text."""

from __future__ import annotations

import pytest

from digest.model import Span
from digest.text.cleaning.headline import LONGEST, opening


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Two men were rescued.", "Two men were rescued"),
        ("Were two men rescued?", "Were two men rescued?"),
        ("EMSDORF, Jan 23 (Desk) — Two men were rescued.", "Two men were rescued"),
        ("EMSDORF/BERLIN – Two men were rescued.", "Two men were rescued"),
        ("(Desk) - Two men were rescued.", "Two men were rescued"),
        ("Two-day rescue – a first – ends.", "Two-day rescue – a first – ends"),
        ("A 3.5 metre flood...", "A 3.5 metre flood..."),
    ],
)
def test_short_sentences(sentence: str, title: str) -> None:
    body = f"  {sentence}  "
    span = opening(body, Span(2, 2 + len(sentence)))
    assert body[span.start : span.end] == title


@pytest.mark.parametrize("sentence", ["word " * 100, "x" * 500, "词" * 300, ", " * 200, "and " * 90])
def test_long_sentences_are_cut(sentence: str) -> None:
    span = opening(sentence.strip(), Span(0, len(sentence.strip())))
    assert 0 < span.end - span.start <= LONGEST
