"""What an edition brought to an event: new texts, new sentences, changed figures. A copy is not an update.

A sentence is shown when it can stand alone, is about the event, and says what no earlier text said.
A figure is shown when a new text gives another number for the same thing than the newest text before it.
Where either is not certain nothing is said: silence beats a wrong claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from digest.briefing import Change, FigureChange
from digest.findings import ClaimTable
from digest.model import Article, Cluster, Passage, Text
from digest.text import novelty
from digest.text.facts.comparison import label
from digest.text.facts.context import NameKeys
from digest.text.facts.development import developments
from digest.text.facts.statements import reading
from digest.text.leaning import leaves_open
from digest.text.novelty import Known, Line
from digest.text.passages import passage
from digest.text.soundness import captions, flaws
from digest.text.weights import Vector, dot, total, unit

_SENTENCES, _FIGURES = 3, 4
"""Most sentences and figures told."""
_OPENING = 20
"""First sentences of a text that may be told: what comes later is mostly background."""
_TEXTS = 40
"""Newest texts that are read."""
_EMPTY = re.compile(r"[?？]$|\b(?:reached for comment|declined to comment|hit the jump)\b|^[^:]{1,60} : ", re.IGNORECASE)
"""Questions, and what says that nothing was said."""
_LIKE = 0.45
_HELD = 0.5
_UNKNOWN = 0.45
_WORDS = 4
_CENTRAL = 0.12
_REPEATED = 0.4


def change(
    before: Cluster, after: Cluster, known: ClaimTable, now: ClaimTable, since: date, names: NameKeys
) -> Change:
    """What `after` has that `before`, the event as of its edition of `since`, did not have."""
    counted_only = counted(before, after, since)
    new = [text for text in after.texts if text.article.id in counted_only.texts]
    if not new:
        return counted_only
    return Change(
        since,
        counted_only.texts,
        counted_only.copies,
        tuple(_sentences(before, [text.article for text in new])),
        _figures(before, after, new, known, now, names),
    )


def counted(before: Cluster, after: Cluster, since: date) -> Change:
    """The new texts and copies alone, of an event whose texts may not be shown."""
    there = {article.id for article in before.articles}
    originals = {text.article.id for text in after.texts}
    new = [article.id for article in after.articles if article.id not in there]
    return Change(
        since,
        tuple(article for article in new if article in originals),
        tuple(article for article in new if article not in originals),
        (),
        (),
    )


# ── sentences ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """A sentence of a new text that may be told."""

    article: Article
    line: Line
    text: int
    place: int
    score: float


def _sentences(before: Cluster, new: Sequence[Article]) -> Iterator[Passage]:
    """The sentences that say most of what is new about the event, in reading order."""
    earlier = before.articles[-_TEXTS:]
    said = Known(earlier)
    about = _about(earlier)
    langs = {article.lang for article in earlier}
    found = [
        candidate
        for number, article in enumerate(new[-_TEXTS:])
        if article.lang in langs  # in another language everything would look new
        for candidate in _candidates(article, number, said, about)
    ]
    chosen: list[_Candidate] = []
    for candidate in sorted(found, key=lambda c: (-c.score, c.text, c.place)):
        if len(chosen) < _SENTENCES and all(
            dot(candidate.line.vector, other.line.vector) < _REPEATED for other in chosen
        ):
            chosen.append(candidate)
    for candidate in sorted(chosen, key=lambda c: (c.text, c.place)):
        yield passage(candidate.article, candidate.line.span.start, candidate.line.span.end)


def _about(articles: Sequence[Article]) -> Vector:
    """What the event is about: its texts, each with the same weight."""
    return unit(total((1.0, unit(total((1.0, l.vector) for l in novelty.lines(a)[:_OPENING]))) for a in articles))


def _candidates(article: Article, number: int, said: Known, about: Vector) -> Iterator[_Candidate]:
    pictures = captions(article)
    for place, line in enumerate(novelty.lines(article)[:_OPENING]):
        text = article.body[line.span.start : line.span.end]
        if any(p.start <= line.span.start < p.end for p in pictures) or not _stands_alone(text, line, article.lang):
            continue
        new, central = said.novelty(line), dot(line.vector, about)
        is_new = new.like < _LIKE and new.held < _HELD and new.unknown > _UNKNOWN and new.words >= _WORDS
        if is_new and central > _CENTRAL:
            score = central + 0.5 * new.unknown + 0.3 / (1 + place)
            yield _Candidate(article, line, number, place, score)


def _stands_alone(text: str, line: Line, lang: str) -> bool:
    """Whether a reader who knows the event understands the sentence without those around it."""
    if flaws(text, len(line.words), lang) or _EMPTY.search(text):
        return False
    return lang != "en" or not leaves_open(text)


# ── figures ──────────────────────────────────────────────────────────────────────────────

_ORDER = ("dead", "missing", "injured", "shot", "arrested")
"""Actions by importance to a reader; others follow."""


def _figures(
    before: Cluster, after: Cluster, new: Sequence[Text], known: ClaimTable, now: ClaimTable, names: NameKeys
) -> tuple[FigureChange, ...]:
    """The numbers that a new text gives otherwise than the newest earlier one, the gravest first."""
    if not _may_differ(new, known, now):
        return ()
    first_day = min((text.article.date for text in after.texts if text.article.date), default=None)
    earlier, later = (
        [reading(text, names, first_day) for text in texts[-_TEXTS:]] for texts in (before.texts, new)
    )
    found = [FigureChange(label((was, is_)), was, is_) for was, is_ in developments(earlier, later)]
    return tuple(sorted(found, key=_rank)[:_FIGURES])


def _may_differ(new: Sequence[Text], known: ClaimTable, now: ClaimTable) -> bool:
    """Whether a new text has a number that no earlier one gave: if not, nothing need be read again."""
    ids = {text.article.id for text in new}
    things = {(claim.action, claim.kind) for claim in known.stated}
    said = {(claim.action, claim.kind, claim.value) for claim in known.stated}
    return any(
        claim.cited.sentence.article in ids
        and (claim.action, claim.kind) in things
        and (claim.action, claim.kind, claim.value) not in said
        for claim in now.stated
    )


def _rank(found: FigureChange) -> int:
    action = found.after.action
    return _ORDER.index(action) if action in _ORDER else len(_ORDER)
