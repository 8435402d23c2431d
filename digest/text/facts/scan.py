"""Tokens of one sentence with their offsets: what the rules for figures, dates and speech read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    r"[$€£¥₤]?\d+(?:[.,:]\d+)*(?:-[^\W\d_]{1,12}){0,3}(?:%|[^\W\d_]{1,6})?"
    r"|(?:[A-Z]\.){2,5}"
    r"|[^\W\d_]+(?:[.](?=\s[A-Z])|(?:[-'’][^\W_]+){1,5})?"
    r"|[^\w\s]"
)


class Token(NamedTuple):
    """A word, number or mark."""

    text: str
    low: str
    """Lower case, straight apostrophes."""
    start: int
    """Offset in the body."""
    end: int


def scan(body: str, start: int, end: int) -> list[Token]:
    """Give the tokens of `body[start:end]` in order; linear in its length."""
    return [
        Token(match[0], match[0].lower().replace("’", "'"), match.start(), match.end())
        for match in _TOKEN.finditer(body, start, end)
    ]


def low_at(tokens: Sequence[Token], at: int) -> str:
    """The word at a position; empty outside the sentence."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


def word_set(text: str) -> frozenset[str]:
    """The words of a list written out in a module."""
    return frozenset(text.split())


def word_row(text: str) -> tuple[str, ...]:
    """The same where the order counts."""
    return tuple(text.split())
