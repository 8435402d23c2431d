"""Numbers as digits, whatever way they are written."""

from __future__ import annotations

import pytest

from digest.text.figures import as_digits, figures


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("en", "Eleven soldiers and 3,500 troops", "11 soldiers, 3500 troops"),
        ("en", "2.5 million crowns", "2,5 million crowns"),
        ("en", "One of the men died", "A man died"),
        ("en", "twenty dead", "20 dead"),
        ("de", "elf Tote, 1.200 Verletzte", "11 Tote und 1200 Verletzte"),
        ("fr", "onze morts, 1\u202f200 blessés", "11 morts, 1200 blessés"),
        ("es", "once muertos", "11 muertos"),
        ("pt", "dezoito feridos", "18 feridos"),
        ("it", "undici morti", "11 morti"),
    ],
)
def test_equal(lang: str, left: str, right: str) -> None:
    assert figures(left, lang) == figures(right, lang)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("over 120 dead", "at least 30 dead"),
        ("3 million", "3 thousand"),
        ("a dozen", "dozens"),
        ("1.5", "15"),
        ("8:30", "9:30"),
    ],
)
def test_different(left: str, right: str) -> None:
    assert figures(left, "en") != figures(right, "en")


def test_words_become_digits_in_place() -> None:
    assert as_digits(["eleven", "men", "one"], "en") == ("11", "men", "one")
    assert as_digits(["elf"], "xx") == ("elf",)
