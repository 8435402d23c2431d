"""What an edition brought to an event: in full on the event's page, in one line where the edition lists it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from digest.briefing import Change, FigureChange
from digest.model import Passage, SummarySentence
from digest.stages.render import addresses
from digest.stages.render.citations import Citer
from digest.stages.render.finding_views import Detail
from digest.stages.render.parts import Link, Sentence
from digest.stages.render.pieces import detail
from digest.text.escape import one_line

_SOURCES = 4
"""Most new texts that are named."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure that a new text gives otherwise than those before it."""

    label: str
    before: Detail
    after: Detail


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What an edition brought to an event that an earlier one had."""

    edition: Link | None
    """The edition that brought it, None where it is the one that shows it."""
    since: Link
    """The event's edition before."""
    texts: int
    """New independent texts; 0 when only copies came."""
    copies: int
    sources: tuple[Link, ...]
    """The new texts by their publishers, where nothing of them is told and they are few."""
    figures: tuple[FigureView, ...]
    sentences: tuple[Sentence, ...]


def whole(change: Change, day: date, citer: Citer) -> ChangeView:
    """All of a change, which the edition of `day` brought."""
    is_told = bool(change.figures or change.sentences)
    return ChangeView(
        edition=_edition(day, citer),
        since=_edition(change.since, citer),
        texts=len(change.texts),
        copies=len(change.copies),
        sources=() if is_told or len(change.texts) > _SOURCES else tuple(map(citer.source, change.texts)),
        figures=tuple(_figure(figure, citer) for figure in change.figures),
        sentences=tuple(_sentence(passage, citer) for passage in change.sentences),
    )


def first(change: Change, citer: Citer) -> ChangeView:
    """The counts, and of what is new the first figure, else the first sentence."""
    sentences = () if change.figures else change.sentences[:1]
    return ChangeView(
        edition=None,
        since=_edition(change.since, citer),
        texts=len(change.texts),
        copies=len(change.copies),
        sources=(),
        figures=tuple(_figure(figure, citer) for figure in change.figures[:1]),
        sentences=tuple(_sentence(passage, citer) for passage in sentences),
    )


def _edition(day: date, citer: Citer) -> Link:
    return Link(citer.words.day(day), citer.to(addresses.edition(day)))


def _figure(figure: FigureChange, citer: Citer) -> FigureView:
    return FigureView(
        one_line(figure.label), detail(figure.before.cited, citer), detail(figure.after.cited, citer)
    )


def _sentence(passage: Passage, citer: Citer) -> Sentence:
    return citer.sentence(SummarySentence(passage))
