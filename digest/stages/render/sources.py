"""The source files of an event's page: copies under the text they copy, with what they changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.briefing import Event
from digest.findings import Credit, CreditKind, Difference
from digest.model import Article, Text
from digest.stages.render import addresses
from digest.stages.render.citations import Citer
from digest.stages.render.lists import Lister
from digest.stages.render.parts import Changes, Link
from digest.stages.render.pieces import changed
from digest.stages.render.views import SourceRow
from digest.stages.render.words import Phrases

_CREDITS = {
    CreditKind.TEXT: "source.text_by",
    CreditKind.STATEMENT: "source.statement_by",
    CreditKind.PHOTO: "source.photo_by",
}


class Sources:
    """Makes the source rows of one event's page."""

    def __init__(self, event: Event, lister: Lister, citer: Citer) -> None:
        self._event = event
        self._lister = lister
        self._citer = citer
        self._outlets: set[str] = set()

    def rows(self) -> tuple[SourceRow, ...]:
        """Each independent text, its copies nested under it; an outlet is linked once."""
        return tuple(self._text_row(text) for text in self._event.texts)

    def _text_row(self, text: Text) -> SourceRow:
        copies = tuple(self._row(copy.article, round(100 * copy.similarity)) for copy in text.copies)
        articles = self._lister.library.articles
        reprints = tuple(
            self._lister.link(articles[reprint.of].title, addresses.source(articles[reprint.of]))
            for reprint in text.reprints
        )
        return self._row(text.article, copies=copies, reprints=reprints)

    def _row(
        self,
        article: Article,
        similarity: int | None = None,
        copies: tuple[SourceRow, ...] = (),
        reprints: tuple[Link, ...] = (),
    ) -> SourceRow:
        ledger, library = self._event.findings.ledger, self._lister.library
        row = self._lister.row(
            article,
            similarity=similarity,
            copies=copies,
            reprints=reprints,
            changes=tuple(self._changes(d) for d in ledger.differences if d.article == article.id),
            credits=credit_words(
                [c for c in ledger.credits if c.passage.article == article.id], library.words
            ),
            cited=tuple(sorted(library.numbering[self._event.id].cited(article).values())),
        )
        if row.outlet is None or row.outlet.href not in self._outlets:
            self._outlets |= {row.outlet.href} if row.outlet else set()
            return row
        return replace(row, outlet=replace(row.outlet, href=""))

    def _changes(self, difference: Difference) -> Changes:
        original = self._lister.library.articles[difference.of]
        return Changes(
            original=self._lister.link(original.title, addresses.source(original)),
            sentences=tuple(changed(difference, self._citer)),
            omitted=difference.omitted,
        )


def credit_words(credits: Sequence[Credit], words: Phrases) -> tuple[str, ...]:
    """`text by AP`, `photo by AFP, dpa`: what a text says that it owes to agencies."""
    kinds = [kind for kind in CreditKind if any(credit.kind is kind for credit in credits)]
    return tuple(
        words(_CREDITS[kind], agencies=words.listed(c.agency for c in credits if c.kind is kind))
        for kind in kinds
    )
