"""Lines of a plain text with their offsets, and the paragraphs that hard-wrapped lines make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from digest.model import Span

_LINE_END = re.compile(r"\r\n|[\n\r\f\u2028\u2029]")
_WORD = re.compile(r"\w\S*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_TERMINAL = tuple(".!?…。！？؟۔।॥።։")
_CLOSING = "\"'”’»›)]」』）"
_CHARACTERS_PER_WORD = 2
"""In scripts that do not space their words; the mean word of written Chinese."""

_WRAP_WIDTHS = range(40, 121)
"""Widths at which mail and editors wrap."""
_WRAP_SHARE = 0.8
"""Share of line ends that must be where the next word no longer fits."""
_WRAP_LEAST = 4
"""Line ends needed to tell a wrapped text from paragraphs that happen to be short."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, or the several lines of one hard-wrapped paragraph."""

    span: Span
    """Without white space at either end."""
    number: int
    """Number of its (first) line in the body, counted from 1."""
    text: str
    """`body[span.start:span.end]`."""
    words: int
    """Number of words; two characters count as one where a script does not space words."""
    terminal: bool
    """Ends in sentence-final punctuation, closing quotes and brackets aside."""


def lines(body: str) -> tuple[Line, ...]:
    """Give the lines of `body` that are not blank; wrapped ones joined into their paragraphs."""
    raw = tuple(_raw(body))
    width = _wrap_width(body, raw)
    return tuple(_make(body, span, number) for span, number in (_joined(body, raw, width) if width else raw))


def blocks(body: str) -> tuple[Line, ...]:
    """Give the runs of lines between blank lines: the paragraphs of a format that marks them so."""
    found: list[tuple[Span, int]] = []
    last = -1
    for span, number in _raw(body):
        if found and number == last + 1:
            found[-1] = (Span(found[-1][0].start, span.end), found[-1][1])
        else:
            found.append((span, number))
        last = number
    return tuple(_make(body, span, number) for span, number in found)


def word_count(text: str) -> int:
    """Count words as `Line.words` does."""
    if text.isascii():
        return len(_WORD.findall(text))
    spaced, unspaced = _UNSPACED.subn("", text)
    return len(_WORD.findall(spaced)) + -(-unspaced // _CHARACTERS_PER_WORD)


def is_terminal(text: str) -> bool:
    """Tell whether `text` ends in sentence-final punctuation."""
    return text.rstrip(_CLOSING).endswith(_TERMINAL)


def normalised(text: str) -> str:
    """The form in which lines of different files are compared: case-folded, white space collapsed."""
    return " ".join(text.casefold().split())


def _make(body: str, span: Span, number: int) -> Line:
    text = body[span.start : span.end]
    return Line(span, number, text, word_count(text), is_terminal(text))


def _raw(body: str) -> Iterator[tuple[Span, int]]:
    start, number = 0, 1
    for end in _LINE_END.finditer(body):
        yield from _ink(body, start, end.start(), number)
        start, number = end.end(), number + 1
    yield from _ink(body, start, len(body), number)


def _ink(body: str, start: int, end: int, number: int) -> Iterator[tuple[Span, int]]:
    text = body[start:end]
    if kept := text.strip():
        start += len(text) - len(text.lstrip())
        yield Span(start, start + len(kept)), number


def _wrap_width(body: str, raw: tuple[tuple[Span, int], ...]) -> int | None:
    """Give the width at which `body` was wrapped, or None: its lines are paragraphs."""
    pairs = [(a, b) for (a, n), (b, m) in pairwise(raw) if m == n + 1]
    if len(pairs) < _WRAP_LEAST:
        return None
    width = max(max(a.end - a.start, b.end - b.start) for a, b in pairs)
    if width not in _WRAP_WIDTHS:
        return None
    full = sum(_is_full(body, a, b, width) for a, b in pairs)
    return width if full >= _WRAP_SHARE * len(pairs) else None


def _is_full(body: str, line: Span, following: Span, width: int) -> bool:
    """Tell whether the first word of `following` would not have fitted on `line`."""
    word = len(body[following.start : following.end].split(None, 1)[0])
    return line.end - line.start + 1 + word > width


def _joined(body: str, raw: tuple[tuple[Span, int], ...], width: int) -> Iterator[tuple[Span, int]]:
    span, first = raw[0]
    last, previous = span, first
    for following, number in raw[1:]:
        if number == previous + 1 and _is_full(body, last, following, width):
            span = Span(span.start, following.end)
        else:
            yield span, first
            span, first = following, number
        last, previous = following, number
    yield span, first
