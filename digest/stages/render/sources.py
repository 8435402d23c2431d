"""The source files of an event's page: copies under the text they copy, with what they changed."""

from __future__ import annotations

from collections.abc import Sequence

from digest.briefing import Event
from digest.findings import Credit, CreditKind, Difference
from digest.model import Article, Text
from digest.stages.render import addresses
from digest.stages.render.citations import Citer
from digest.stages.render.lists import Lister
from digest.stages.render.parts import Changes, Link
from digest.stages.render.pieces import changed
from digest.stages.render.views import CitedSource, SourceRow
from digest.stages.render.words import Phrases
from digest.text.escape import one_line

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

    def rows(self) -> tuple[SourceRow, ...]:
        """Each independent text, its copies nested under it."""
        return tuple(self._text_row(text) for text in self._event.texts)

    def cited(self) -> tuple[CitedSource, ...]:
        """The sources that the page cites with the numbers of their citations, by first number."""
        numbering = self._lister.library.numbering[self._event.id]
        found = ((sorted(numbering.cited(a).values()), a) for a in self._event.articles)
        used = sorted((numbers, a.path, a.id, a) for numbers, a in found if numbers)
        return tuple(
            CitedSource(
                outlet=article.outlet or "",
                title=one_line(article.title),
                href=addresses.relative(addresses.source(article), self._lister.page),
                numbers=tuple(numbers),
            )
            for numbers, _, _, article in used
        )

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
        ledger = self._event.findings.ledger
        return self._lister.row(
            article,
            similarity=similarity,
            copies=copies,
            reprints=reprints,
            changes=tuple(self._changes(d) for d in ledger.differences if d.article == article.id),
            credits=credit_words(
                [c for c in ledger.credits if c.passage.article == article.id], self._lister.library.words
            ),
        )

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
