"""Escaping: the text is kept, no structure is added."""

import html

from hypothesis import given
from hypothesis import strategies as st

from digest.text.escape import entities, one_line


@given(st.text())
def test_entities_keep_the_text_and_add_no_structure(text: str) -> None:
    escaped = entities(text)
    assert html.unescape(escaped) == one_line(text)
    assert not set(escaped) & set("<>\"'`{}[]()$*_!|\\/")


def test_invisible_characters_go() -> None:
    assert one_line("\ufeffIraq\u202e:\x00 11\u200b killed\n now ") == "Iraq: 11 killed now"


@given(st.text(st.characters() | st.sampled_from(" \u00a0\u200b\u2028\t\x85\u061c\ufffe")))
def test_the_quick_way_to_one_line_is_the_long_one(text: str) -> None:
    assert one_line(text) == one_line(f"\ufeff{text}")
