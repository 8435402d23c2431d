"""Words and their index forms in ten languages."""

from __future__ import annotations

import pytest

from digest.model import Span
from digest.text.tokens import word_spans, words


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("The bakers’ ovens weren’t lit", "en", ["the", "baker", "oven", "weren", "lit"]),
        ("Two cities, three classes, one bus", "en", ["two", "city", "three", "classe", "one", "bus"]),
        ("3,500 men and 2.5 tons", "en", ["3,500", "men", "and", "2.5", "ton"]),
        ("al-Tarn", "en", ["al", "tarn"]),
        ("L’école d'Ada", "fr", ["l", "école", "ada"]),
        ("dell'acqua", "it", ["dell", "acqua"]),
        ("ещё ЁЛКА", "ru", ["еще", "елка"]),
        ("والمدرسة بالمدرسة المدرسة", "ar", ["مدرسه", "مدرسه", "مدرسه"]),
        ("thành phố", "vi", ["thành", "phố"]),
        ("大火烧毁 2 间", "zh", ["大火", "火烧", "烧毁", "2", "间"]),
        ("Straße", "de", ["strasse"]),
        ("", "en", []),
    ],
)
def test_words(text: str, lang: str, expected: list[str]) -> None:
    assert words(text, lang) == expected


def test_spans_are_slices_of_the_text() -> None:
    text = "Ada’s boat — 12 m — sank."
    assert [text[s.start : s.end] for s in word_spans(text, "en")] == ["Ada’s", "boat", "12", "m", "sank"]


def test_unspaced_words_are_single_characters() -> None:
    assert word_spans("大火 A1", "zh") == [Span(0, 1), Span(1, 2), Span(3, 5)]
