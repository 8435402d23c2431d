"""The lines of a body, sorted out: headline, prose, metadata, furniture.

A flattened page is read by zones: the head ends at the first line of prose, the tail begins after
the last. Short lines go only in the head and the tail; between lines of prose a short line is a
sub-head and stays. Nothing is lost: title, prose and dropped lines together cover every character
of the body that is not white space.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digest.model import DroppedLine, Span
from digest.text.cleaning import headline
from digest.text.cleaning.line_rules import (
    Verdict,
    head_verdict,
    is_date,
    is_licence,
    verdict,
    without_dateline,
)
from digest.text.cleaning.lines import Line, blocks, lines, normalised
from digest.text.sentences import split

_PROSE = ((12, True), (6, True), (12, False), (3, True), (1, False))
"""What counts as prose: least words, and whether a full stop must end them. The first was measured on
pages; the others are for short texts, tried in order until one finds a line."""
_SHORT_TEXT = 6
"""Least words of a line that can stand for a file."""
_HEAD_WORDS = 6
_TAIL_WORDS = 12
"""Lines shorter than this are furniture before and after the prose (tests/benchmarks/furniture.py)."""
_SENTENCE_WORDS = 3
"""Least words of a sentence that belongs to the prose it touches; on the labelled pages this costs nothing."""
_GAP = 20
_SHARE = 0.1
"""Prose more than so many lines from the rest, and less than this share of it, is no part of the text: F1 .871
without this rule, .883 with it, recall .996 and .994; text that was clean already is as it was."""
_LICENCE_WORDS = 40
"""Longest line that is a licence as a whole."""
_LICENCE_SENTENCES = 3
"""Sentences at the end of a line of prose that may be its licence."""
_SAME_TITLE = 0.7
"""Share of common words from which a line before the prose repeats the declared title."""
_LONGEST_TITLE = 300
_TITLE_LINES = 4
"""Lines from the top in which a declared title is looked for when the format marks prose."""

REPEATED = "repeated line"
"""Rule of a line that is furniture because many files share it."""
_REPEATED = Verdict(REPEATED)
_TITLE = Verdict("title repeated", "title")
_HEAD = Verdict("short line before the text")
_TAIL = Verdict("short line after the text")


@dataclass(frozen=True, slots=True)
class Zones:
    """A body, sorted out."""

    title: Span | None
    """The headline: a line that repeats the declared title (it is in `dropped` too), or one found."""
    prose: tuple[Span, ...]
    dropped: tuple[DroppedLine, ...]


def sort_lines(body: str, *, flattened: bool, repeated: frozenset[str], title: str | None) -> Zones:
    """Sort the lines of `body`. `flattened`: it may carry page furniture; `title`: as declared, if it is."""
    rows = lines(body) if flattened else blocks(body)
    judged = _judged(rows, repeated)
    first, last = _prose_range(rows, judged)
    before = first if flattened else _TITLE_LINES
    if title:
        found = _repeats(rows, judged, title, before)
        if found and len(_open(rows, judged)) > 1:
            judged[found.number] = _TITLE
    else:
        found = headline.headline([row for row in _open(rows[:first], judged) if not head_verdict(row)])
    if flattened:
        _judge_zones(rows, judged, first, last, found)
    kept = [row for row in _open(rows, judged) if title or row is not found]
    prose, cut = _cut_licence(body, kept)
    dropped = [DroppedLine(r.span, r.number, j.rule, j.kept_as) for r in rows if (j := judged.get(r.number))]
    span = found.span if found else None
    if found and not title:
        span, rest = _without_dateline(body, found)
        dropped += rest
    return Zones(span, tuple(prose), tuple(sorted(dropped + cut, key=_start)))


def _without_dateline(body: str, row: Line) -> tuple[Span, list[DroppedLine]]:
    end = row.span.start + without_dateline(row.text)
    if end == row.span.end:
        return row.span, []
    rest = body[end : row.span.end]
    start = end + len(rest) - len(rest.lstrip())
    dropped = DroppedLine(Span(start, row.span.end), row.number, "dateline", "dateline")
    return Span(row.span.start, end), [dropped]


def _start(line: DroppedLine) -> int:
    return line.span.start


def _judged(rows: Sequence[Line], repeated: frozenset[str]) -> dict[int, Verdict]:
    """Verdicts by line number, from the words of each line and from other files.

    Something must stand for every file: when nothing is left, lines that other files share and lines of
    metadata (a gallery of captions) are its text after all.
    """
    own = {row.number: found for row in rows if (found := _whole_licence(row) or verdict(row))}
    shared = {row.number: _REPEATED for row in rows if repeated and normalised(row.text) in repeated}
    for judged in (shared | own, own):
        if any(row.words >= _SHORT_TEXT for row in _open(rows, judged)):
            return judged
    furniture = {number: found for number, found in own.items() if found.kept_as is None}
    return furniture if any(row.words >= _SHORT_TEXT for row in _open(rows, furniture)) else own


def _whole_licence(row: Line) -> Verdict | None:
    return Verdict("licence", "licence") if row.words <= _LICENCE_WORDS and is_licence(row.text) else None


def _open(rows: Sequence[Line], judged: dict[int, Verdict]) -> list[Line]:
    return [row for row in rows if row.number not in judged]


def _prose_range(rows: Sequence[Line], judged: dict[int, Verdict]) -> tuple[int, int]:
    """Positions of the first and the last line of prose; the number of rows twice when there is none."""
    for words, terminal in _PROSE:
        at = [
            n
            for n, row in enumerate(rows)
            if row.words >= words and (row.terminal or not terminal) and row.number not in judged
        ]
        if at:
            return _without_outliers(rows, at)
    return len(rows), len(rows)


def _without_outliers(rows: Sequence[Line], at: Sequence[int]) -> tuple[int, int]:
    """The range of the lines of prose `at`, less a few sentences far out in a menu or a footer (cookie notices)."""
    groups = [[at[0]]]
    for before, n in pairwise(at):
        if n - before > _GAP:
            groups.append([])
        groups[-1].append(n)
    words = [sum(rows[n].words for n in group) for group in groups]
    least = _SHARE * sum(words)
    kept = [group for group, count in zip(groups, words, strict=True) if count >= least] or groups
    return kept[0][0], kept[-1][-1]


def _repeats(rows: Sequence[Line], judged: dict[int, Verdict], title: str, before: int) -> Line | None:
    """The line among the first `before` that says the declared title again."""
    wanted = set(normalised(title).split())
    for row in rows[: before + 1]:
        if row.number not in judged and len(row.text) <= _LONGEST_TITLE:
            words = set(normalised(row.text).split())
            begins = not row.terminal and normalised(row.text).startswith(normalised(title))
            if len(wanted & words) >= _SAME_TITLE * len(wanted | words) or begins:
                return row
    return None


def _judge_zones(
    rows: Sequence[Line], judged: dict[int, Verdict], first: int, last: int, title: Line | None
) -> None:
    first, last = _with_sentences(rows, judged, first, last)
    for row in rows[:first]:
        if row is not title and row.number not in judged:
            found = head_verdict(row) or (_HEAD if row.words < _HEAD_WORDS else None)
            if found:
                judged[row.number] = found
    for row in rows[last + 1 :]:
        if row.number not in judged and row.words < _TAIL_WORDS:
            judged[row.number] = Verdict("dateline", "dateline") if is_date(row.text) else _TAIL


def _with_sentences(
    rows: Sequence[Line], judged: dict[int, Verdict], first: int, last: int
) -> tuple[int, int]:
    """Widen the range of prose by the short sentences that touch it: `The inquiry continues.`"""

    def is_sentence(row: Line) -> bool:
        return row.terminal and row.words >= _SENTENCE_WORDS and row.number not in judged

    while first and is_sentence(rows[first - 1]):
        first -= 1
    while last + 1 < len(rows) and is_sentence(rows[last + 1]):
        last += 1
    return first, last


def _cut_licence(body: str, kept: Sequence[Line]) -> tuple[list[Span], list[DroppedLine]]:
    """Take the licence sentences out of the prose, unless there is nothing else."""
    prose: list[Span] = []
    cut: list[DroppedLine] = []
    for row in kept:
        found = [*_licence_sentences(body, row)] if is_licence(row.text) else []
        cut += [DroppedLine(span, row.number, "licence sentence", "licence") for span in found]
        start = row.span.start
        for end, following in [*((span.start, span.end) for span in found), (row.span.end, row.span.end)]:
            if text := body[start:end].strip():
                begin = body.index(text, start)
                prose.append(Span(begin, begin + len(text)))
            start = following
    return (prose, cut) if prose else ([row.span for row in kept], [])


def _licence_sentences(body: str, row: Line) -> Iterator[Span]:
    for span in split(body, (row.span,), "en")[-_LICENCE_SENTENCES:]:
        if is_licence(body[span.start : span.end]):
            yield span
