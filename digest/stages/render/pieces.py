"""Sentences with parts of them marked, and what a copy changed, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from digest.findings import Change, Cited, Difference
from digest.model import Passage
from digest.stages.render.citations import Citer, words
from digest.stages.render.finding_views import Detail
from digest.stages.render.parts import Changed, Piece
from digest.stages.render.words import is_rtl
from digest.text.escape import one_line


def detail(cited: Cited, citer: Citer) -> Detail:
    """A detail with its citation, and marked in its sentence."""
    lang = citer.lang(cited.sentence)
    whole = citer.whole(cited.sentence)
    return Detail(
        words(cited.detail), citer.cite(cited.sentence), marked(whole, (cited.detail,)), lang, is_rtl(lang)
    )


def marked(sentence: Passage, details: Iterable[Passage]) -> tuple[Piece, ...]:
    """The sentence in pieces, the details in it marked; joined they are the sentence on one line."""
    return tuple(_pieces(sentence, [("mark", detail, ()) for detail in details]))


_Mark = tuple[str, Passage, tuple[Piece, ...]]
"""Kind, place, and pieces of another source to be shown before it."""


def _pieces(sentence: Passage, marks: Sequence[_Mark]) -> Iterator[Piece]:
    position = sentence.start
    for kind, place, before in sorted(marks, key=lambda mark: mark[1].start):
        if place.start < position or place.end > sentence.end:
            continue
        yield from _plain(sentence, position, place.start)
        yield from before
        yield Piece(one_line(place.text), kind, f"{place.start}-{place.end}")
        position = place.end
    yield from _plain(sentence, position, sentence.end)


def _plain(sentence: Passage, start: int, end: int) -> Iterator[Piece]:
    if start < end:
        # `one_line` trims; the letters at both ends keep the spaces between two pieces.
        inner = one_line(f"x{sentence.text[start - sentence.start : end - sentence.start]}x")[1:-1]
        yield Piece(inner.lstrip() if start == sentence.start else inner)


def changed(difference: Difference, citer: Citer) -> Iterator[Changed]:
    """What a copy changed, a sentence at a time.

    A sentence of the copy shows what was put in, and before it what was there; what was only left out shows
    in the original's sentence.
    """
    places: dict[tuple[str, int], list[Change]] = {}
    for change in difference.changes:
        shown = change.after or change.before
        if shown:
            whole = citer.whole(shown)
            places.setdefault((whole.article, whole.start), []).append(change)
    for changes in places.values():
        shown = changes[0].after or changes[0].before
        if shown:
            lang = citer.lang(shown)
            marks = [_change(change, citer) for change in changes]
            yield Changed(tuple(_pieces(citer.whole(shown), marks)), citer.href(shown), lang, is_rtl(lang))


def _change(change: Change, citer: Citer) -> _Mark:
    if change.after is None:
        assert change.before is not None  # noqa: S101 (a change has at least one side)
        return "del", change.before, ()
    before = change.before
    if before is None:
        return "ins", change.after, ()
    # The space is inside: beside the words of the copy it would be one that the copy does not have.
    gone = Piece(f"{one_line(before.text)} ", "del", f"{before.start}-{before.end}", citer.href(before))
    return "ins", change.after, (gone,)
