"""Numbered citations of a page, and the marks they lead to on a source page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from digest.briefing import Event
from digest.config import Rights
from digest.model import Article, Passage, Span, SummarySentence
from digest.stages.render import addresses
from digest.stages.render.library import Library
from digest.stages.render.numbering import Numbering
from digest.stages.render.parts import Cite, Link, Mark, Sentence, Words
from digest.stages.render.words import Phrases, is_rtl
from digest.text import rights
from digest.text.escape import one_line
from digest.text.passages import sentences

_GAP = Mark("[…]", anchor=None, cited=False)
"""What an excerpt leaves out."""


class Citer:
    """Makes the citations of one event as they stand on one page, called in the order of the page.

    The first mark of a number bears its anchor and leads to the passage; further ones lead to the first, since a
    page may cite a sentence ten times. In lists the marks bear no number: the sentence may be one that the event's
    page, which has grown since, does not show any more.
    """

    def __init__(self, event: Event, library: Library, page: str, *, numbered: bool = True) -> None:
        self._event = event
        self._numbered = numbered
        self._library = library
        self._page = page
        self._marked: set[int] = set()

    @property
    def words(self) -> Phrases:
        """The interface's texts."""
        return self._library.words

    @property
    def _numbers(self) -> Numbering:
        return self._library.numbering[self._event.id]

    def cite(self, passage: Passage) -> Cite:
        """The numbered mark of a passage."""
        article = self._library.articles[passage.article]
        number = self._numbers.number(passage) if self._numbered else 0
        anchor = "" if number in self._marked or not number else addresses.cite(number)
        self._marked.add(number)
        return Cite(
            number=number,
            anchor=anchor,
            href=self.href(passage) if anchor or not number else f"#{addresses.cite(number)}",
            outlet=article.outlet or one_line(article.title),
            source_title=one_line(article.title) if article.outlet else "",
        )

    def href(self, passage: Passage) -> str:
        """The highlighted passage, as seen from the page."""
        article = self._library.articles[passage.article]
        span = self._numbers.span(passage) if self._numbered else passage
        target = f"{addresses.source(article)}#{addresses.anchor(span.start, span.end)}"
        return addresses.relative(target, self._page)

    def source(self, article_id: str) -> Link:
        """The source page under the name of its publisher, else its title."""
        article = self._library.articles[article_id]
        return Link(article.outlet or one_line(article.title), self.to(addresses.source(article)))

    def to(self, address: str) -> str:
        """An address as seen from the page."""
        return addresses.relative(address, self._page)

    def whole(self, passage: Passage) -> Passage:
        """The whole sentences in which a passage stands; in lists the passage itself, a sentence."""
        if not self._numbered:
            return passage
        span = self._numbers.span(passage)
        body = self._library.articles[passage.article].body
        return Passage(passage.article, span.start, span.end, body[span.start : span.end])

    def sentence(self, sentence: SummarySentence) -> Sentence:
        """A sentence of the summary with its citations."""
        lang = self.lang(sentence.passage)
        return Sentence(
            text=one_line(sentence.passage.text),
            cite=self.cite(sentence.passage),
            lang=lang,
            rtl=is_rtl(lang),
            also=tuple(self.cite(passage) for passage in sentence.also),
        )

    def lang(self, passage: Passage) -> str:
        """Language of the passage's article."""
        return self._library.articles[passage.article].lang


def words(passage: Passage) -> Words:
    """A detail of a cited sentence."""
    return Words(one_line(passage.text), f"{passage.start}-{passage.end}")


def marks(article: Article, event: Event, library: Library, page: str) -> tuple[tuple[Mark, ...], ...]:
    """The article's paragraphs as marks, as far as its outlet's rights go.

    Each sentence has its anchor, and so has each cited run of sentences, around theirs; cited ones lead back.
    An excerpt shows the cited sentences and their neighbours, `[…]` stands for the rest.
    """
    granted = library.rights(article)
    if granted is Rights.LINK:
        return ()
    numbering = library.numbering[event.id]
    numbers = numbering.cited(article)
    target = addresses.event(event)
    back = {
        span: Link(str(number), addresses.relative(f"{target}#{addresses.cite(number)}", page))
        for span, number in numbers.items()
    }
    spans = sentences(article)
    told = (Span(p.start, p.end) for p in library.listed.get(article.id, ()))
    shown = rights.excerpt(article, (*numbers, *told)) if granted is Rights.EXCERPT else spans
    return tuple(_paragraphs(article, _runs(spans, numbering.runs(article)), frozenset(shown), back))


def _runs(spans: Sequence[Span], runs: frozenset[Span]) -> tuple[tuple[Span, ...], ...]:
    """The sentences of an article, those of a cited run together."""
    found: list[tuple[Span, ...]] = []
    ends = {run.start: run.end for run in runs}
    end = 0
    for span in spans:
        if span.start < end:
            found[-1] += (span,)
        else:
            found.append((span,))
            end = ends.get(span.start, span.end)
    return tuple(found)


def _paragraphs(
    article: Article,
    runs: Sequence[tuple[Span, ...]],
    shown: frozenset[Span],
    back: Mapping[Span, Link],
) -> Iterator[tuple[Mark, ...]]:
    is_gap, place = False, 0
    for paragraph in article.paragraphs:
        line: list[Mark] = []
        position = paragraph.start
        while place < len(runs) and runs[place][0].start < paragraph.end:
            run = runs[place]
            place += 1
            if shown.issuperset(run):
                line += (_GAP,) if is_gap else ()
                line += (*_between(article, position, run[0].start), _mark(article, run, back))
            is_gap = not shown.issuperset(run)
            position = run[-1].end
        if line:
            yield tuple(line)
    if is_gap:
        yield (_GAP,)


def _between(article: Article, start: int, end: int) -> tuple[Mark, ...]:
    return (Mark(article.body[start:end], anchor=None, cited=False),) if start < end else ()


def _mark(article: Article, run: Sequence[Span], back: Mapping[Span, Link]) -> Mark:
    span = Span(run[0].start, run[-1].end)
    inner: list[Mark] = []
    for at, sentence in enumerate(run if len(run) > 1 else ()):
        inner += _between(article, run[at - 1].end, sentence.start) if at else ()
        inner.append(_mark(article, (sentence,), back))
    return Mark(
        text=article.body[span.start : span.end],
        anchor=addresses.anchor(span.start, span.end),
        cited=span in back,
        back=back.get(span),
        inner=tuple(inner),
    )
