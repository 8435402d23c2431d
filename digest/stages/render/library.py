"""Look-ups over a briefing that several kinds of page need, made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from digest.briefing import Briefing, Event, Storyline
from digest.config import Outlet, Rights
from digest.findings import Cited, Claim, ClaimCell, ClaimRow, Findings, Quote
from digest.model import Article, Keyword, Passage
from digest.stages.render.numbering import Numbering
from digest.text import rights


@dataclass(frozen=True)
class Library:
    """A briefing with its indexes; each index is in a stable order."""

    briefing: Briefing
    known: tuple[Outlet, ...] = ()
    """Outlets of the settings: their rights decide how much of a text is shown."""

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Published articles by id."""
        return {article.id: article for article in self.briefing.articles}

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.briefing.events}

    @cached_property
    def event_of(self) -> dict[str, Event]:
        """Event by article id."""
        return {article.id: event for event in self.briefing.events for article in event.articles}

    @cached_property
    def storyline_of(self) -> dict[str, Storyline]:
        """Storyline by event id."""
        return {event: line for line in self.briefing.storylines for event in line.events}

    @cached_property
    def outlets(self) -> dict[str, list[Event]]:
        """Events by outlet, in alphabetical order of outlets."""
        found: defaultdict[str, list[Event]] = defaultdict(list)
        for event in self.briefing.events:
            for outlet in sorted({article.outlet for article in event.articles if article.outlet}):
                found[outlet].append(event)
        return dict(sorted(found.items(), key=lambda item: (item[0].casefold(), item[0])))

    @cached_property
    def keywords(self) -> dict[str, list[tuple[Keyword, Event]]]:
        """Keyword and event by keyword slug, in alphabetical order of slugs."""
        found: defaultdict[str, list[tuple[Keyword, Event]]] = defaultdict(list)
        for event in self.briefing.events:
            for keyword in event.keywords:
                found[keyword.slug].append((keyword, event))
        return dict(sorted(found.items()))

    @cached_property
    def numbering(self) -> dict[str, Numbering]:
        """The numbers of the citations on each event's page, by event id."""
        return {event.id: Numbering(event.articles, passages(event)) for event in self.briefing.events}

    def rights(self, article: Article) -> Rights:
        """How much of the article may be shown."""
        return rights.of(article, self.known)


def passages(event: Event) -> Iterator[Passage]:
    """Every passage that the event's page cites with a number, in the order of the page."""
    summary, found = event.summary, event.findings
    for sentence in (summary.lede, *summary.sentences):
        if sentence:
            yield sentence.passage
            yield from sentence.also
    yield from (one.sentence for one in _details(found))
    for quote in found.quotes:
        if quote.introduced:
            yield quote.introduced
        yield quote.cited.sentence
        yield from quoted_elsewhere(quote, event)


def _details(found: Findings) -> Iterator[Cited]:
    table = found.claims
    yield from (claim.cited for row in table.differ for cell in row.cells for claim in distinct(cell))
    yield from (cell.cited for row in table.times for cell in row.cells)
    yield from (cell.claims[0].cited for row in (*table.single, *table.agree) for cell in first_cells(row))
    yield from (claim.cited for claim in table.background)
    yield from (use.cited for row in found.wording.names for use in (*row.uses, *row.labels))
    yield from (term.use.cited for term in found.wording.terms)
    yield from (cited for entry in found.timeline for cited in entry.cited)


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
