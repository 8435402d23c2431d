"""What an edition brought to an event: new texts, new sentences, changed figures. A copy is not an update.

A sentence is shown when it can stand alone, is about the event, and says what no earlier text said.
A figure is shown when a new text gives another number for the same thing than the newest text before it.
Where either is not certain nothing is said: silence beats a wrong claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digest.briefing import Change, FigureChange
from digest.findings import ClaimTable
from digest.model import Article, Cluster, Passage, Text
from digest.text import novelty
from digest.text.facts.comparison import label
from digest.text.facts.context import NameKeys
from digest.text.facts.development import developments
from digest.text.facts.statements import Reading, reading
from digest.text.leaning import leaves_open
from digest.text.novelty import Known, Line
from digest.text.passages import passage
from digest.text.soundness import captions, flaws
from digest.text.weights import Vector, dot, total, unit

_SENTENCES, _FIGURES = 3, 4
"""Most sentences and figures told."""
_OPENING = 20
"""First sentences of a text that may be told: what comes later is mostly background."""
_TEXTS, _EARLIER = 40, 120
"""Newest texts that are read for what is new, and newest earlier files for what was known: a day's work does not grow
with the event."""
_LIKE, _HELD = 0.45, 0.5
"""Cosine with an earlier sentence, and share of the weight that one holds, from which a sentence repeats it.
These and the next three were set by reading what was told of the labelled events. Two readers found 116 of 128 sentences
(91 %) and 64 of 80 (80 %) new and understandable."""
_UNKNOWN, _WORDS = 0.45, 4
"""Least share of the weight on words that no earlier text had, and how many there must be. With three words paraphrases
of the report itself were told (8 of 57)."""
_CENTRAL = 0.12
"""Least cosine with what the event is about."""
_REPEATED = 0.4
"""Cosine from which a sentence repeats one that is told."""
_NOTHING_SAID = re.compile(
    r"[?？]$|\b(?:reached for comment|declined to comment|hit the jump)\b|^[^:]{1,60} : ", re.IGNORECASE
)
_ORDER = ("dead", "missing", "injured", "shot", "arrested")
"""Actions by importance to a reader; others follow."""


def change(
    before: Cluster, after: Cluster, known: ClaimTable, now: ClaimTable, since: date, *, names: NameKeys
) -> Change:
    """What `after` has that `before`, the event as of its edition of `since`, did not have.

    `known` and `now` are the figures of both.
    """
    brought = counted(before, after, since)
    new = tuple(text for text in after.texts if text.article.id in brought.texts)
    figures: tuple[FigureChange, ...] = ()
    if _may_differ(brought.texts, known, now):
        first_day = min((a.date for a in after.articles if a.date), default=None)
        earlier, later = (
            [reading(text, names, first_day) for text in texts[-_TEXTS:]] for texts in (before.texts, new)
        )
        figures = _figures(earlier, later)
    return replace(brought, sentences=tuple(_sentences(before, new)), figures=figures)


def counted(before: Cluster, after: Cluster, since: date) -> Change:
    """The new texts and copies alone, of an event whose texts may not be shown.

    The original of a text of which a copy was there before is no new text.
    """
    there = {article.id for article in before.articles}
    new = [
        (article.id, article is text.article and there.isdisjoint(a.id for a in text.articles))
        for text in after.texts
        for article in text.articles
        if article.id not in there
    ]
    texts, copies = (tuple(name for name, is_text in new if is_text is wanted) for wanted in (True, False))
    return Change(since, texts, copies, (), ())


# ── sentences ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """A sentence of a new text that may be told."""

    article: Article
    line: Line
    text: int
    place: int
    score: float


def _sentences(before: Cluster, new: Sequence[Text]) -> Iterator[Passage]:
    """The sentences that say most of what is new about the event, in reading order."""
    earlier = before.articles[-_EARLIER:]
    said = Known(earlier)
    about = _about(earlier)
    langs = {article.lang for article in earlier}
    found = [
        candidate
        for number, article in enumerate(text.article for text in new[-_TEXTS:])
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
    texts = ((line.vector for line in novelty.lines(article)[:_OPENING]) for article in articles)
    return unit(total((1.0, unit(total((1.0, vector) for vector in text))) for text in texts))


def _candidates(article: Article, number: int, said: Known, about: Vector) -> Iterator[_Candidate]:
    pictures = captions(article)
    for place, line in enumerate(novelty.lines(article)[:_OPENING]):
        text = article.body[line.span.start : line.span.end]
        in_caption = any(p.start <= line.span.start < p.end for p in pictures)
        if in_caption or not _stands_alone(text, line, article.lang):
            continue
        new, central = said.novelty(line), dot(line.vector, about)
        is_new = new.like < _LIKE and new.held < _HELD and new.unknown > _UNKNOWN and new.words >= _WORDS
        if is_new and central > _CENTRAL:
            score = central + 0.5 * new.unknown + 0.3 / (1 + place)
            yield _Candidate(article, line, number, place, score)


def _stands_alone(text: str, line: Line, lang: str) -> bool:
    """Whether a reader who knows the event understands the sentence without those around it."""
    if flaws(text, len(line.words), lang) or _NOTHING_SAID.search(text):
        return False
    return lang != "en" or not leaves_open(text)


# ── figures ──────────────────────────────────────────────────────────────────────────────


def _may_differ(new: Sequence[str], known: ClaimTable, now: ClaimTable) -> bool:
    """Whether a new text has a number that no earlier one gave: if not, nothing need be read again."""
    actions = {claim.action for claim in known.stated}
    said = {(claim.action, claim.kind, claim.value) for claim in known.stated}
    return any(
        claim.cited.sentence.article in new
        and claim.action in actions
        and (claim.action, claim.kind, claim.value) not in said
        for claim in now.stated
    )


def _figures(earlier: Sequence[Reading], later: Sequence[Reading]) -> tuple[FigureChange, ...]:
    """The numbers that a new text gives otherwise than the newest earlier one, the gravest first."""
    pairs = dict(
        developments(earlier, later)
    )  # one for each earlier claim, of people rather than of civilians
    found = [FigureChange(label((was,)), was, now) for was, now in pairs.items()]
    return tuple(sorted(found, key=_rank)[:_FIGURES])


def _rank(found: FigureChange) -> int:
    action = found.after.action
    return _ORDER.index(action) if action in _ORDER else len(_ORDER)
