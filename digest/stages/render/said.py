"""What is shown of events away from the site, in feeds and mail: titles, and sentences with their sources.

There is no style sheet of ours, and an address on a page means nothing: each begins with `root`.
"""

from __future__ import annotations

from dataclasses import dataclass

from digest.findings import Cited
from digest.model import Article, Passage
from digest.stages.render import addresses
from digest.stages.render.library import Library
from digest.stages.render.words import is_rtl
from digest.text.escape import one_line


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source file."""

    id: str
    """Of its article."""
    outlet: str
    """`` when unknown."""
    title: str
    date: str
    """`23 January 2022`, or `undated`."""
    href: str
    """Its page."""


@dataclass(frozen=True, slots=True)
class Said:
    """A verbatim sentence, or a detail of one, with its source."""

    text: str
    span: str
    """Code points of a detail in its source; `` for a whole sentence."""
    href: str
    """The highlighted sentence on its source page."""
    lang: str
    rtl: bool
    source: SourceNote


@dataclass(frozen=True, slots=True)
class EventNote:
    """An event of an edition."""

    title: str
    href: str
    lang: str
    rtl: bool
    status_label: str
    lede: Said | None


@dataclass(frozen=True, slots=True)
class EventContent:
    """Template `feeds/event.html`: an event in a feed."""

    lede: Said | None
    texts: tuple[SourceNote, ...]
    """Independent ones."""
    omitted: int
    """Further texts."""


@dataclass(frozen=True, slots=True)
class EditionContent:
    """Template `feeds/edition.html`: an edition in a feed."""

    told: tuple[EventNote, ...]
    named: tuple[EventNote, ...]
    omitted: int
    """Further events."""
    href: str
    """Page of the edition."""


@dataclass(frozen=True, slots=True)
class Sayer:
    """Cites for a place away from the site's pages."""

    library: Library
    root: str
    """What stands before every address: the site's, or the way from the place to the site's root."""

    def sentence(self, passage: Passage) -> Said:
        """A whole sentence."""
        return self._said(passage, passage, "")

    def detail(self, cited: Cited) -> Said:
        """A part of a sentence, which the link shows as a whole."""
        return self._said(cited.detail, cited.sentence, f"{cited.detail.start}-{cited.detail.end}")

    def source(self, article: Article) -> SourceNote:
        """A source file."""
        return SourceNote(
            id=article.id,
            outlet=one_line(article.outlet or ""),
            title=one_line(article.title),
            date=self.library.words.day(article.date),
            href=self.root + addresses.source(article),
        )

    def _said(self, shown: Passage, sentence: Passage, span: str) -> Said:
        article = self.library.articles[sentence.article]
        return Said(
            text=one_line(shown.text),
            span=span,
            href=self.root + addresses.passage(article, sentence.start, sentence.end),
            lang=article.lang,
            rtl=is_rtl(article.lang),
            source=self.source(article),
        )
