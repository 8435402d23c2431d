"""Lines, blocks and words of a plain text."""

from __future__ import annotations

import pytest

from digest.text.cleaning.lines import blocks, is_terminal, lines, word_count


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\f"])
def test_every_line_end_counts(end: str) -> None:
    found = lines(f"one{end}{end}  two \xa0{end}three")
    assert [(line.text, line.number) for line in found] == [("one", 1), ("two", 3), ("three", 4)]


def test_spans_are_offsets_into_the_body() -> None:
    body = "\n  one two\t\r\nthree"
    assert [body[line.span.start : line.span.end] for line in lines(body)] == ["one two", "three"]


def test_blocks_are_what_blank_lines_part() -> None:
    assert [block.text for block in blocks("one\ntwo\n\n \nthree")] == ["one\ntwo", "three"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two men were rescued", 4),
        ("— / —", 0),
        ("3,000 well-known", 2),
        ("两名男子被救出", 4),
        ("", 0),
        ("e\u0301t", 1),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert word_count(text) == words


@pytest.mark.parametrize("text", ["Yes.", "Yes!”", "Yes.')", "是。」", "هل؟", "हाँ।", "Wait…"])
def test_sentence_ends(text: str) -> None:
    assert is_terminal(text)


@pytest.mark.parametrize("text", ["Yes", "Yes:", "U.S", "”", ""])
def test_other_ends(text: str) -> None:
    assert not is_terminal(text)


def test_short_paragraphs_are_not_taken_for_wrapped_lines() -> None:
    body = "\n".join(["Two men were rescued on Sunday from the flooded old town."] * 3 + ["It rains."] * 3)
    assert len(lines(body)) == 6
