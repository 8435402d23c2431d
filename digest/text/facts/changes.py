"""What one text changed of another, by sentences and then by words (Ratcliff and Obershelp, `difflib`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from digest.findings import Change
from digest.model import Article, Passage, Span
from digest.text.passages import passage, sentences

_SENTENCES = 400
"""Most sentences compared: the comparison is quadratic at worst, and no reprint in the corpora is longer."""
_WORDS = 250
_ALIKE = 0.5
"""Sentences that share this much (ratio of matching words) are an edited pair, else one left and one came."""
_NEAR = 5
"""Sentences among which the edited form of one is looked for."""
_WORD = re.compile(r"\w+|[^\w\s]")
_SPACE = re.compile(r"\s+")


Pair = tuple[Span | None, Span | None]
"""An edited sentence before and after; None beside one that was left out or added."""


def changes(original: Article, other: Article, inserted: bool) -> Iterator[Change]:
    """Give the places where `other` departs from `original`, in reading order.

    White space does not count. With `inserted` false only what became of the original's sentences is told
    (a reprint inside a longer text adds much that is no change of it).
    """
    spans = sentences(original)[:_SENTENCES], sentences(other)[:_SENTENCES]
    for before, after in pairs(original, spans[0], other, spans[1]):
        if before is None:
            if inserted and after:
                yield Change(None, passage(other, after.start, after.end))
        elif after is None:
            yield Change(passage(original, before.start, before.end), None)
        else:
            yield from _edits(original, other, before, after)


def pairs(original: Article, before: Sequence[Span], other: Article, after: Sequence[Span]) -> Iterator[Pair]:
    """Give the sentences that differ but for white space, in reading order."""
    left = [plain(original, span) for span in before]
    right = [plain(other, span) for span in after]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield from _block(original, before[i1:i2], other, after[j1:j2])


def plain(article: Article, span: Span) -> str:
    """The form in which sentences are compared: white space collapsed."""
    return _SPACE.sub(" ", article.body[span.start : span.end])


def _block(
    original: Article, before: Sequence[Span], other: Article, after: Sequence[Span]
) -> Iterator[Pair]:
    """Pair edited sentences of one differing stretch in order; the rest was left out or added."""
    words = [_words(other, span) for span in after]
    done = 0
    for span in before:
        mine = _words(original, span)
        near = range(done, min(done + _NEAR, len(after)))
        mate = next((at for at in near if _is_edited(mine, words[at])), None)
        if mate is None:
            yield span, None
            continue
        yield from ((None, added) for added in after[done:mate])
        yield span, after[mate]
        done = mate + 1
    yield from ((None, added) for added in after[done:])


def _edits(original: Article, other: Article, span: Span, mate: Span) -> Iterator[Change]:
    """The words that changed inside an edited sentence."""
    left = [Span(m.start(), m.end()) for m in _WORD.finditer(original.body, span.start, span.end)][:_WORDS]
    right = [Span(m.start(), m.end()) for m in _WORD.finditer(other.body, mate.start, mate.end)][:_WORDS]
    a = [original.body[s.start : s.end] for s in left]
    b = [other.body[s.start : s.end] for s in right]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Change(_run(original, left[i1:i2]), _run(other, right[j1:j2]))


def _run(article: Article, spans: Sequence[Span]) -> Passage | None:
    return passage(article, spans[0].start, spans[-1].end) if spans else None


def _words(article: Article, span: Span) -> list[str]:
    return _WORD.findall(article.body[span.start : span.end])[:_WORDS]


def _is_edited(left: list[str], right: list[str]) -> bool:
    # What is asked first are upper bounds of the ratio, and cheap.
    least = _ALIKE * (len(left) + len(right)) / 2
    if min(len(left), len(right)) < least or sum(map(set(right).__contains__, left)) < least:
        return False
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE <= matcher.ratio()
