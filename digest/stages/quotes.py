"""Attributed direct quotations of an event: who, in which role, in which source, verbatim."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from digest.findings import Cited, Quote
from digest.model import Article, Cluster, Passage, Span, Text
from digest.text.facts.quotation import Speaker, quotations, speaker
from digest.text.passages import passage, same_sentence, sentences

_LEAST_WORDS = 4
"""Shorter pieces are mostly words held at arm's length (scare quotes), even beside a verb of speech."""


class _Spoken(NamedTuple):
    """A quotation with its sentence and speaker; `first` and `last` number the sentences it touches."""

    whole: Span
    quote: Span
    who: Speaker
    first: int
    last: int


def quotes(cluster: Cluster) -> tuple[Quote, ...]:
    """Give the attributed quotations of the texts of `cluster`, in the order of texts, then of reading.

    The same words in a second text are a further place of the first quotation, not a second one.
    """
    found: dict[str, Quote] = {}
    for text in cluster.texts:
        for quote in _of_text(text):
            key = _key(quote.cited.detail.text)
            if key not in found:
                found[key] = quote
            elif found[key].cited.detail.article != quote.cited.detail.article:
                found[key] = _with_copy(found[key], quote.cited.detail)
    return tuple(found.values())


def _key(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _with_copy(quote: Quote, other: Passage) -> Quote:
    return Quote(quote.cited, quote.speaker, quote.role, quote.said, quote.introduced, (*quote.copies, other))


def _of_text(text: Text) -> list[Quote]:
    article = text.article
    spans = sentences(article)
    starts = [s.start for s in spans]
    found: list[Quote] = []
    previous: _Spoken | None = None
    for paragraph in article.paragraphs:
        for quote in quotations(article.body, paragraph.start, paragraph.end):
            first, last = bisect_right(starts, quote.start) - 1, bisect_right(starts, quote.end - 1) - 1
            if first < 0 or len(article.body[quote.start : quote.end].split()) < _LEAST_WORDS:
                continue
            whole = Span(spans[first].start, max(spans[last].end, quote.end))
            who = speaker(article.body, whole, quote, article.lang)
            if who is None:
                continue
            spoken = _Spoken(whole, quote, who, first, last)
            if who.is_pronoun:
                named = _meant(spoken, previous, spans)
                if named is None:
                    continue
                found.append(_quote(text, spoken, named.who, _introduction(spoken, named, spans)))
                previous = _Spoken(whole, quote, named.who, first, last)
            else:
                found.append(_quote(text, spoken, who, None))
                previous = spoken
    return found


def _meant(spoken: _Spoken, previous: _Spoken | None, spans: Sequence[Span]) -> _Spoken | None:
    """Whom `he added` means: the speaker named in this sentence's quotation before it, or in the sentence before."""
    if previous is None or not spoken.first - 1 <= previous.last <= spoken.first:
        return None
    before = spans[max(0, spoken.first - 1)]
    named = previous.who.name
    is_near = before.start <= named.start < before.end or spoken.whole.start <= named.start < spoken.whole.end
    return previous if is_near else None


def _introduction(spoken: _Spoken, named: _Spoken, spans: Sequence[Span]) -> Span | None:
    """The sentence before, where it is the one that names the speaker."""
    before = spans[max(0, spoken.first - 1)]
    return before if before.start <= named.who.name.start < before.end else None


def _quote(text: Text, spoken: _Spoken, named: Speaker, introduced: Span | None) -> Quote:
    article = text.article
    shown = Cited(
        passage(article, spoken.whole.start, spoken.whole.end),
        passage(article, spoken.quote.start, spoken.quote.end),
    )
    return Quote(
        shown,
        passage(article, named.name.start, named.name.end),
        _cite(article, named.role),
        passage(article, spoken.who.said.start, spoken.who.said.end),
        _cite(article, introduced),
        tuple(c for copy in text.copies if (c := same_sentence(copy.article, shown.detail.text))),
    )


def _cite(article: Article, span: Span | None) -> Passage | None:
    return passage(article, span.start, span.end) if span else None
