"""Views of the findings, made in the order of the event's page: it decides which mark of a number is first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digest.briefing import Event
from digest.findings import Claim, ClaimCell, ClaimRow, ClaimTable, DistinctTerm, Quote, TimeRow
from digest.findings import Use as Found
from digest.model import Passage
from digest.stages.render import addresses, graphics, moments
from digest.stages.render import finding_views as views
from digest.stages.render.citations import Citer, words
from digest.stages.render.library import Library
from digest.stages.render.parts import Words
from digest.stages.render.pieces import detail
from digest.stages.render.selection import (
    distinct,
    first_cells,
    quoted_elsewhere,
    told_names,
    told_quotes,
    told_terms,
)
from digest.stages.render.words import is_rtl
from digest.text.escape import one_line


class Finder:
    """Makes the views of one event's findings."""

    def __init__(self, event: Event, library: Library, page: str, citer: Citer) -> None:
        self._event = event
        self._library = library
        self._page = page
        self._citer = citer

    def view(self) -> views.FindingsView:
        """All findings."""
        found, quotes = self._event.findings, told_quotes(self._event)
        return views.FindingsView(
            differences=self._differences(found.claims),
            single=tuple(self._said(row) for row in found.claims.single),
            agree=tuple(self._said(row) for row in found.claims.agree),
            past=tuple(self._past(claim) for claim in found.claims.background),
            names=tuple(
                views.Naming(one_line(row.name), self._wordings(row.uses), self._wordings(row.labels))
                for row in told_names(found)
            ),
            apart=self._apart(told_terms(found)),
            timeline=moments.timeline(self._event, self._citer, self._library.words),
            quotes=tuple(self._quotation(quote) for quote in quotes),
            quotes_omitted=len(found.quotes) - len(quotes),
            data=self._citer.to(addresses.EVENTS_DATA),
            ledger=self._ledger(),
        )

    def _inside(self, detail: Passage | None, sentence: Passage) -> Words | None:
        whole = self._citer.whole(sentence)
        is_inside = detail and detail.article == whole.article and whole.start <= detail.start < whole.end
        return words(detail) if detail and is_inside and detail.end <= whole.end else None

    # ── figures ──────────────────────────────────────────────────────────────────────────

    def _differences(self, table: ClaimTable) -> views.Differences | None:
        rows: tuple[ClaimRow | TimeRow, ...] = (*table.differ, *table.times)
        speaking = {cell.article for row in rows for cell in row.cells}
        order = [article for article in table.texts if article in speaking]
        if not rows:
            return None
        columns = tuple(self._column(article) for article in order)
        return views.Differences(columns, tuple(self._row(row, order) for row in rows))

    def _column(self, article_id: str) -> views.Column:
        article = self._library.articles[article_id]
        return views.Column(
            article.outlet or one_line(article.title),
            addresses.relative(addresses.source(article), self._page),
            self._library.words.day(article.date) if article.date else "",
        )

    def _row(self, row: ClaimRow | TimeRow, order: Sequence[str]) -> views.Row:
        cells: dict[str, tuple[views.Figure, ...]] = {}
        for cell in row.cells:
            figures = (
                tuple(self._figure(claim) for claim in distinct(cell))
                if isinstance(cell, ClaimCell)
                else (views.Figure(detail(cell.cited, self._citer), None),)
            )
            cells[cell.article] = cells.get(cell.article, ()) + figures
        return views.Row(
            one_line(row.label),
            tuple(cells.get(article, ()) for article in order),
            graphics.plot(row) if isinstance(row, ClaimRow) else None,
        )

    def _figure(self, claim: Claim) -> views.Figure:
        return views.Figure(
            detail(claim.cited, self._citer), self._inside(claim.attribution, claim.cited.sentence)
        )

    def _said(self, row: ClaimRow) -> views.Said:
        """Each source once, by its first figure."""
        return views.Said(
            one_line(row.label), tuple(self._figure(cell.claims[0]) for cell in first_cells(row))
        )

    def _past(self, claim: Claim) -> views.Past:
        return views.Past(
            claim.action, self._figure(claim), self._inside(claim.background, claim.cited.sentence)
        )

    # ── wording ──────────────────────────────────────────────────────────────────────────

    def _wordings(self, uses: Sequence[Found]) -> tuple[views.Wording, ...]:
        """Each wording once, with the sources that use it; a dateline's capitals are no wording."""
        groups: dict[str, list[Found]] = {}
        for use in uses:
            groups.setdefault(one_line(use.cited.detail.text).casefold(), []).append(use)
        return tuple(self._wording(group) for group in groups.values())

    def _wording(self, uses: Sequence[Found]) -> views.Wording:
        first = next((use for use in uses if not use.cited.detail.text.isupper()), uses[0])
        ordered = (first, *(use for use in uses if use is not first))
        shown = detail(first.cited, self._citer)
        rest = tuple(views.Use(u.count, self._citer.cite(u.cited.sentence)) for u in ordered[1:])
        return views.Wording(shown, (views.Use(first.count, shown.cite), *rest))

    def _apart(self, terms: Iterable[DistinctTerm]) -> tuple[views.Apart, ...]:
        groups: dict[str, list[views.Term]] = {}
        for term in terms:
            made = views.Term(detail(term.use.cited, self._citer), term.use.count, term.elsewhere)
            groups.setdefault(term.use.article, []).append(made)
        return tuple(views.Apart(self._column(article).name, tuple(made)) for article, made in groups.items())

    # ── quotes, ledger ───────────────────────────────────────────────────────────────────

    def _quotation(self, quote: Quote) -> views.Quotation:
        lang = self._citer.lang(quote.cited.sentence)
        introduced = self._citer.cite(quote.introduced) if quote.introduced else None
        cite = self._citer.cite(quote.cited.sentence)
        naming = quote.introduced or quote.cited.sentence
        return views.Quotation(
            words=words(quote.cited.detail),
            cite=cite,
            speaker=words(quote.speaker),
            role=self._inside(quote.role, naming),
            introduced=introduced,
            also=tuple(self._citer.cite(other) for other in quoted_elsewhere(quote, self._event)),
            lang=lang,
            rtl=is_rtl(lang),
        )

    def _ledger(self) -> views.Ledger:
        ledger = self._event.findings.ledger
        return views.Ledger(
            ledger.files,
            len(ledger.outlets),
            ledger.unnamed,
            ledger.texts,
            tuple(
                views.Origin(shared.agency, tuple(self._column(article) for article in shared.articles))
                for shared in ledger.shared
            ),
        )
