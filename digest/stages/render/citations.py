"""Numbered citations of a page, and the marks they lead to on a source page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from digest.briefing import Event
from digest.model import Article, Passage, Span, SummarySentence
from digest.stages.render import addresses
from digest.stages.render.library import Library, passages
from digest.stages.render.views import Cite, Link, Mark, Sentence
from digest.stages.render.words import is_rtl
from digest.text.escape import one_line
from digest.text.sentences import split


def numbers(event: Event) -> dict[tuple[str, int, int], int]:
    """The number of each distinct passage on the event's page, from 1 in order of appearance."""
    seen: dict[tuple[str, int, int], int] = {}
    for passage in passages(event):
        seen.setdefault((passage.article, passage.start, passage.end), len(seen) + 1)
    return seen


class Citer:
    """Makes the citations of one event as they stand on one page."""

    def __init__(self, event: Event, library: Library, page: str) -> None:
        self._numbers = numbers(event)
        self._library = library
        self._page = page

    def cite(self, passage: Passage) -> Cite:
        """The numbered mark of a passage."""
        article = self._library.articles[passage.article]
        number = self._numbers[passage.article, passage.start, passage.end]
        target = f"{addresses.source(article)}#{addresses.anchor(passage.start, passage.end)}"
        return Cite(
            number=number,
            anchor=f"cite-{number}",
            href=addresses.relative(target, self._page),
            outlet=article.outlet or article.path.rpartition("/")[2],
            source_title=article.title,
            text=one_line(passage.text),
        )

    def sentence(self, sentence: SummarySentence) -> Sentence:
        """A sentence of the summary with its citations."""
        lang = self._library.articles[sentence.passage.article].lang
        return Sentence(
            text=one_line(sentence.passage.text),
            cite=self.cite(sentence.passage),
            lang=lang,
            rtl=is_rtl(lang),
            also=tuple(self.cite(passage) for passage in sentence.also),
        )

    def all(self, event: Event) -> tuple[Cite, ...]:
        """Every citation of the event's page, in order of its number."""
        distinct = {(p.article, p.start, p.end): p for p in passages(event)}
        return tuple(self.cite(passage) for passage in distinct.values())


def marks(article: Article, event: Event, page: str) -> tuple[tuple[Mark, ...], ...]:
    """The article's paragraphs as marks; each sentence has its anchor, cited ones lead back.

    Raises ValueError when a cited passage is not a sentence of the article: such a citation could
    not be shown.
    """
    back = _back_links(article, event, page)
    paragraphs = tuple(
        _paragraph(article, paragraph, split(article.body, (paragraph,), article.lang), back)
        for paragraph in article.paragraphs
    )
    found = {mark.anchor for paragraph in paragraphs for mark in paragraph}
    missing = sorted(back.keys() - found)
    if missing:
        raise ValueError(f"{article.path}: no sentence at {', '.join(missing)}")
    return paragraphs


def _back_links(article: Article, event: Event, page: str) -> Mapping[str, tuple[Link, ...]]:
    target = addresses.event(event)
    return {
        addresses.anchor(start, end): (
            Link(text=str(number), href=addresses.relative(f"{target}#cite-{number}", page)),
        )
        for (cited, start, end), number in numbers(event).items()
        if cited == article.id
    }


def _paragraph(
    article: Article, paragraph: Span, sentences: Sequence[Span], back: Mapping[str, tuple[Link, ...]]
) -> tuple[Mark, ...]:
    return tuple(_pieces(article.body, paragraph, sentences, back))


def _pieces(
    body: str, paragraph: Span, sentences: Sequence[Span], back: Mapping[str, tuple[Link, ...]]
) -> Iterable[Mark]:
    position = paragraph.start
    for sentence in sentences:
        if position < sentence.start:
            yield Mark(body[position : sentence.start], anchor=None, cited=False)
        anchor = addresses.anchor(sentence.start, sentence.end)
        yield Mark(body[sentence.start : sentence.end], anchor, anchor in back, back.get(anchor, ()))
        position = sentence.end
    if position < paragraph.end:
        yield Mark(body[position : paragraph.end], anchor=None, cited=False)
