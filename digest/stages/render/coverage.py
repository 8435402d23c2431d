"""Views of the coverage: every file read and what became of it; of a large archive on a page for each month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from digest.briefing import Briefing, Event
from digest.model import Article, Text
from digest.stages.render import addresses, corrections
from digest.stages.render.library import Library
from digest.stages.render.lists import Lister
from digest.stages.render.views import CoverageRow, CoverageView, FilesView
from digest.stages.render.words import Phrases
from digest.text.escape import one_line

FILES = 300
"""Most files on the page itself: 130 KB, 20 KB compressed; 5,000 would be 2.1 MB."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read, and where it went."""

    event: Event
    text: Text
    article: Article
    """The text's own article, or a copy."""


@dataclass(frozen=True, slots=True)
class Part:
    """The files that came in one month."""

    first: date | None
    """The month's first day; None for files of which no day is known."""
    files: tuple[File, ...]

    @property
    def address(self) -> str:
        """Of its page."""
        return addresses.part(addresses.COVERAGE, self.first)


def files(library: Library) -> tuple[File, ...]:
    """Every file, by event."""
    return tuple(
        File(event, text, article)
        for event in library.briefing.events
        for text in event.texts
        for article in text.articles
    )


def parts(library: Library) -> tuple[Part, ...]:
    """The files by the month of their edition, newest first, undated last; () when one page shows all."""
    found: defaultdict[date | None, list[File]] = defaultdict(list)
    if len(library.briefing.articles) > FILES:
        for one in files(library):
            day = one.article.edition
            found[day.replace(day=1) if day else None].append(one)
    newest = sorted(found, key=lambda first: first or date.min, reverse=True)
    return tuple(Part(first, tuple(found[first])) for first in newest)


def month(part: Part, library: Library) -> FilesView:
    """The files of a month, on a page of their own."""
    return FilesView(_name(part, library.words), _rows(part.files, Lister(library, part.address)))


def _name(part: Part, words: Phrases) -> str:
    return words.month(part.first) if part.first else words.weekday(None)


def coverage(library: Library, page: str, parts: Sequence[Part]) -> CoverageView:
    """Every file read and what became of it; `parts` are the months that have pages of their own."""
    briefing, lister, words = library.briefing, Lister(library, page), library.words
    everything = () if parts else files(library)
    return CoverageView(
        counts=tuple(tally(briefing, words)),
        problems=tuple(
            (words(f"problem.{p.kind}"), one_line(str(p.where)), one_line(p.message))
            for p in briefing.problems
        ),
        rows=_rows(everything, lister),
        months=tuple(lister.link(_name(part, words), part.address, len(part.files)) for part in parts),
        withdrawn=tuple(
            (one_line(gone.path), words.day(gone.day) if gone.day else "", one_line(gone.reason))
            for gone in briefing.withdrawn
        ),
        corrections=corrections.listed(library, page),
    )


def tally(briefing: Briefing, words: Phrases) -> Iterator[tuple[str, int]]:
    """What was read and what it became."""
    for name, number in _tally(briefing):
        yield words(f"tally.{name}"), number


def _tally(briefing: Briefing) -> Iterator[tuple[str, int]]:
    yield "articles", len(briefing.articles)
    yield "texts", sum(len(event.texts) for event in briefing.events)
    yield "copies", sum(len(text.copies) for event in briefing.events for text in event.texts)
    yield "events", len(briefing.events)
    yield "storylines", len(briefing.storylines)
    yield "undated", sum(article.date is None for article in briefing.articles)
    yield "dropped", sum(len(article.dropped) for article in briefing.articles)
    yield "problems", len(briefing.problems)
    yield "withdrawn", len(briefing.withdrawn)
    yield "corrections", len(briefing.corrections)


def _rows(found: Iterable[File], lister: Lister) -> tuple[CoverageRow, ...]:
    rows = (_row(one, lister) for one in found)
    return tuple(sorted(rows, key=lambda row: (row.path, row.href)))


def _row(one: File, lister: Lister) -> CoverageRow:
    words, article = lister.library.words, one.article
    copied = one_line(one.text.article.path)
    return CoverageRow(
        path=one_line(article.path),
        href=addresses.relative(addresses.source(article), lister.page),
        event=lister.link(one.event.title, addresses.event(one.event)),
        fate=words("coverage.text") if article is one.text.article else words("coverage.copy", path=copied),
        date=words.day(article.date),
        outlet=article.outlet or "",
        dropped=len(article.dropped),
    )
