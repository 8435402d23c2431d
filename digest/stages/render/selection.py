"""What of an event its page shows, in the order of the page: numbers and views both follow it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from digest.briefing import Change, Entry, Event
from digest.findings import (
    Cited,
    Claim,
    ClaimCell,
    ClaimRow,
    DistinctTerm,
    Findings,
    Interval,
    NameRow,
    Quote,
    TimelineEntry,
)
from digest.model import Passage, SummarySentence

_BEFORE = timedelta(days=31)
"""What ended longer than a month before the event's first day is history, shown folded."""
_TIMES, _QUOTES, _NAMES, _TERMS = 12, 20, 6, 12
"""Most dated sentences, quotations, names and terms shown, so that a page is read in five minutes and stays
under its 20 KB compressed (the fullest events of giveme5w1h and ECB+ had 33 and 80); the data has all."""
KEY, NEW, FIGURES = 3, 3, 4
"""Most key sentences, new sentences and changed figures that an edition as one file shows of an event."""
_T = TypeVar("_T")


def passages(event: Event, change: Change | None = None) -> Iterator[Passage]:
    """Every passage that the event's page cites with a number, in the order of the page; `change` is its newest."""
    summary, found = event.summary, event.findings
    yield from _cited((summary.lede,))
    if change:
        yield from changed(change)
    yield from _cited(key_sentences(event, change))
    yield from (one.sentence for one in _details(found))
    for told in told_times(event).all:
        yield from (cited.sentence for cited in told.cited)
    for quote in told_quotes(event):
        if quote.introduced:
            yield quote.introduced
        yield quote.cited.sentence
        yield from quoted_elsewhere(quote, event)


def _cited(sentences: Iterable[SummarySentence | None]) -> Iterator[Passage]:
    for sentence in sentences:
        if sentence:
            yield sentence.passage
            yield from sentence.also


def key_sentences(event: Event, change: Change | None) -> tuple[SummarySentence, ...]:
    """The key sentences that the event's page does not show as new already."""
    new = change.sentences if change else ()
    return tuple(sentence for sentence in event.summary.sentences if sentence.passage not in new)


def changed(change: Change) -> Iterator[Passage]:
    """The sentences of a change: those of its figures, before and after, then the new ones."""
    for figure in change.figures:
        yield figure.before.cited.sentence
        yield figure.after.cited.sentence
    yield from change.sentences


def quotations(event: Event) -> Iterator[Passage]:
    """The sentences of all quotations, those included that only the data has."""
    return (quote.cited.sentence for quote in event.findings.quotes)


def listed(entries: Iterable[Entry]) -> Iterator[Passage]:
    """The sentences that editions show of the event as it stood on their days."""
    for entry in entries:
        lede = entry.event.summary.lede
        if lede:
            yield lede.passage
            yield from lede.also


def told_in_file(entry: Entry) -> Iterator[Passage]:
    """The sentences that the edition as one file shows of an event that leads."""
    summary, change = entry.event.summary, entry.change
    for sentence in (summary.lede, *summary.sentences[:KEY]):
        if sentence:
            yield sentence.passage
    if change:
        for figure in change.figures[:FIGURES]:
            yield figure.before.cited.sentence
            yield figure.after.cited.sentence
        yield from change.sentences[:NEW]


def _details(found: Findings) -> Iterator[Cited]:
    table = found.claims
    yield from (claim.cited for row in table.differ for cell in row.cells for claim in distinct(cell))
    yield from (cell.cited for row in table.times for cell in row.cells)
    yield from (cell.claims[0].cited for row in (*table.single, *table.agree) for cell in first_cells(row))
    yield from (claim.cited for claim in table.background)
    yield from (use.cited for row in told_names(found) for use in (*row.uses, *row.labels))
    yield from (term.use.cited for term in told_terms(found))


def told_names(found: Findings) -> tuple[NameRow, ...]:
    """The names that most texts word, in the order found."""
    return _best(found.wording.names, _NAMES, lambda row: -len({use.article for use in row.uses}))


def told_terms(found: Findings) -> tuple[DistinctTerm, ...]:
    """The terms that set their texts apart most, in the order found."""
    return _best(found.wording.terms, _TERMS, lambda term: -term.score)


def told_quotes(event: Event) -> tuple[Quote, ...]:
    """What several texts quote first, then the first quotations of each text; in the order found."""
    seen: Counter[str] = Counter()
    ranks: dict[Quote, tuple[int, int]] = {}
    for quote in event.findings.quotes:
        article = quote.cited.sentence.article
        ranks[quote] = (-len(quoted_elsewhere(quote, event)), seen[article])
        seen[article] += 1
    return _best(event.findings.quotes, _QUOTES, ranks.__getitem__)


def _best(found: Sequence[_T], most: int, rank: Callable[[_T], Any]) -> tuple[_T, ...]:
    """The `most` lowest ranked, in the order in which they were found."""
    kept = sorted(sorted(range(len(found)), key=lambda at: (rank(found[at]), at))[:most])
    return tuple(found[at] for at in kept)


def distinct(cell: ClaimCell) -> tuple[Claim, ...]:
    """The figure that was compared, and further ones of the source that say another number."""
    numbers = {(claim.value, claim.upper, claim.bound): claim for claim in reversed(cell.claims)}
    return tuple(claim for claim in cell.claims if claim in numbers.values())


def first_cells(row: ClaimRow) -> tuple[ClaimCell, ...]:
    """Each source's first cell."""
    return tuple({cell.article: cell for cell in reversed(row.cells)}.values())[::-1]


def quoted_elsewhere(quote: Quote, event: Event) -> tuple[Passage, ...]:
    """The same quotation in other independent texts; copies do not count."""
    texts = {text.article.id for text in event.texts}
    return tuple(passage for passage in quote.copies if passage.article in texts)


# ── the timeline ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Told:
    """A dated sentence, once, however many times it names."""

    interval: Interval | None
    """The latest: `killed since Thursday, it said on Sunday` is told as of Sunday."""
    times: tuple[Passage, ...]
    """The phrases of time in it."""
    cited: tuple[Cited, ...]
    """The sentence, then those of other sources that tell the same."""


@dataclass(frozen=True, slots=True)
class ToldTimes:
    """The sentences of the timeline that the page shows, in its order."""

    earlier: tuple[Told, ...]
    days: tuple[Told, ...]
    undated: tuple[Told, ...]
    omitted: int

    @property
    def all(self) -> tuple[Told, ...]:
        """All of them in the order of the page."""
        return (*self.earlier, *self.days, *self.undated)


def told_times(event: Event) -> ToldTimes:
    """Choose what the page shows: what several sources date first, then what has its place in time."""
    entries: dict[Passage, list[TimelineEntry]] = {}
    for entry in event.findings.timeline:
        entries.setdefault(entry.cited[0].sentence, []).append(entry)
    told = [_told(found) for found in entries.values()]
    first = min(event.days) - _BEFORE if event.days else date.min
    best = sorted(told, key=lambda one: (-len(one.cited), _kind(one, first)))[:_TIMES]
    earlier, days, undated = (
        tuple(sorted((one for one in best if _kind(one, first) == kind), key=_when)) for kind in (2, 0, 1)
    )
    return ToldTimes(earlier, days, undated, len(told) - len(best))


def _told(entries: Sequence[TimelineEntry]) -> Told:
    others = {cited.sentence: cited for entry in entries for cited in entry.cited[1:]}
    first = entries[0].cited[0]
    return Told(
        max(
            (entry.interval for entry in entries if entry.interval),
            key=lambda i: (i.start, i.end),
            default=None,
        ),
        tuple(entry.cited[0].detail for entry in entries),
        (first, *others.values()),
    )


def _kind(told: Told, first: date) -> int:
    """0 for the time of the event, 1 for no time, 2 for history: what was over before `first`."""
    if told.interval is None:
        return 1
    return 2 if told.interval.end < first else 0


def _when(told: Told) -> tuple[date, date]:
    return (told.interval.start, told.interval.end) if told.interval else (date.min, date.min)
