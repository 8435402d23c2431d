"""Whatever the text, sentences are ordered, trimmed spans inside paragraphs that lose nothing."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from digest.model import Span
from digest.text.sentences import split

PIECES = st.sampled_from(
    ["The town", "U.S.", " ", "  ", "\n", "\n\n", ".", "?", "!", "…", "...", "”", "“", '"', ")", "(", "al-Amin", "5", "No.",
     "p.m.", "Mr.", "A.", "1.", "- ", "• ", "\u00a0", "。", "」", "「", "؟", "é", "ß", "x", "[1]", "—", "«", "»", "\u2028"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join))
LANGS = st.sampled_from(["en", "es", "fr", "de", "pt", "it", "ja", "zh", "ar", "und"])


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    """A body, and ordered paragraphs of it with gaps between."""
    parts = draw(st.lists(st.tuples(st.booleans(), TEXTS), max_size=5))
    body, paragraphs = "", []
    for is_prose, text in parts:
        if is_prose:
            paragraphs.append(Span(len(body), len(body) + len(text)))
        body += text
    return body, tuple(paragraphs)


@given(bodies(), LANGS)
def test_sentences_are_ordered_trimmed_and_inside_one_paragraph(
    made: tuple[str, tuple[Span, ...]], lang: str
) -> None:
    body, paragraphs = made
    found = split(body, paragraphs, lang)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for sentence in found:
        text = body[sentence.start : sentence.end]
        assert text
        assert text == text.strip()
        assert any(p.start <= sentence.start and sentence.end <= p.end for p in paragraphs)


@given(bodies(), LANGS)
def test_only_white_space_is_left_out(made: tuple[str, tuple[Span, ...]], lang: str) -> None:
    body, paragraphs = made
    found = split(body, paragraphs, lang)
    kept = "".join(body[s.start : s.end] for s in found)
    prose = "".join(body[p.start : p.end] for p in paragraphs)
    assert "".join(kept.split()) == "".join(prose.split())


@given(bodies(), LANGS)
def test_paragraphs_are_split_one_by_one(made: tuple[str, tuple[Span, ...]], lang: str) -> None:
    body, paragraphs = made
    apart = tuple(s for p in paragraphs for s in split(body, (p,), lang))
    assert split(body, paragraphs, lang) == apart
