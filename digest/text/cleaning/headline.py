"""A title from an article's own text: the headline line, or the beginning of the first sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.model import Span
from digest.text.cleaning.lines import Line

LONGEST = 110
"""Most characters of a title cut from a sentence: what a search result or a feed reader shows."""
_CLAUSE_LONGEST = 160
"""A whole clause may be this long: better read than a cut one."""
_CLAUSE_LEAST = 40
_HEADLINE_WORDS = range(3, 31)
_FEW = 4
"""Of 702 articles whose headline is known, .94 are named by it; .87 when the longest line always wins."""
_CLAUSE_END = re.compile(r"(?:[,;:،；：，]|\s[–—-])(?=\s)|[，；：]")
_PLACE = r"[^\W\d_a-z][^\W\d_]{1,20}"
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:[ /-]{_PLACE}){{0,3}}(?:, [\w. ]{{2,30}})?)?\s?(?:\([^()]{{2,40}}\))?\s?"
    r"(?:--?|[–—])\s+(?=\S)"
)
_WORD_ENDS = re.compile(r"(?<=\S)(?=\s)")
_DANGLING = frozenset(
    {
        *(
            "a",
            "an",
            "the",
            "of",
            "in",
            "on",
            "at",
            "to",
            "for",
            "from",
            "by",
            "with",
            "and",
            "or",
            "but",
            "as",
        ),
        *(
            "that",
            "which",
            "who",
            "when",
            "while",
            "where",
            "after",
            "before",
            "than",
            "into",
            "over",
            "under",
        ),
        *("between", "near", "is", "are", "was", "were", "has", "have", "had", "been", "be", "will", "would"),
        *("could", "its", "their", "his", "her", "already", "not"),
    }
)
"""English words that a title should not end with; in other languages the cut is at any word."""


def headline(candidates: Sequence[Line]) -> Line | None:
    """Choose the headline among the lines before the prose.

    Few lines: an article, whose headline comes first and its stand-first after it. Many: a page with
    menus, where the longest plausible line is the headline (the last of equals).
    """
    plausible = [line for line in candidates if is_plausible(line)]
    if len(plausible) <= _FEW:
        return next(iter(plausible), None)
    return max(plausible, key=lambda line: (line.words, line.number))


def is_plausible(line: Line) -> bool:
    """Tell whether a line may be a headline: 3 to 30 words, no full stop at its end."""
    return line.words in _HEADLINE_WORDS and (
        not line.terminal or line.text.rstrip("\"'”’»)").endswith(("?", "!"))
    )


def opening(body: str, sentence: Span) -> Span:
    """Cut a title from the beginning of a sentence: after its dateline, at the end of a clause or a word."""
    text = body[sentence.start : sentence.end]
    skip = _DATELINE.match(text)
    start = skip.end() if skip else 0
    if len(text) - start <= LONGEST:
        stop = len(text) > 1 and text.endswith((".", "。")) and not text.endswith("..")
        return Span(sentence.start + start, sentence.end - stop)
    return Span(sentence.start + start, sentence.start + _cut(text, start))


def _cut(text: str, start: int) -> int:
    clauses = [m.start() for m in _CLAUSE_END.finditer(text, start + _CLAUSE_LEAST, start + _CLAUSE_LONGEST)]
    short = [end for end in clauses if end - start <= LONGEST]
    if clauses:
        return (short or clauses[:1])[-1]
    ends = [m.start() for m in _WORD_ENDS.finditer(text, start + 1, start + LONGEST + 1)]
    while len(ends) > 1 and text[ends[-2] : ends[-1]].strip().casefold() in _DANGLING:
        ends.pop()
    return ends[-1] if ends else start + LONGEST
