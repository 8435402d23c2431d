"""Attributed direct quotations of an event: who, in which role, in which source, verbatim."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from digest.findings import Cited, Quote
from digest.model import Article, Cluster, Passage, Span, Text
from digest.text.facts.quotation import Speaker, quotations, speaker
from digest.text.passages import passage, same_sentence, sentences

_LEAST_WORDS = 4
"""Shorter pieces are mostly words held at arm's length (scare quotes), even beside a verb of speech."""


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
    previous: tuple[int, Speaker] | None = None
    for paragraph in article.paragraphs:
        for quote in quotations(article.body, paragraph.start, paragraph.end):
            first = bisect_right(starts, quote.start) - 1
            last = bisect_right(starts, quote.end - 1) - 1
            if first < 0:
                continue
            whole = Span(spans[first].start, max(spans[last].end, quote.end))
            who = speaker(article.body, whole, quote, article.lang)
            if who is None or len(article.body[quote.start : quote.end].split()) < _LEAST_WORDS:
                continue
            made = _quote(text, whole, quote, who, spans, first, previous)
            if made is not None:
                found.append(made)
                if not who.is_pronoun:
                    previous = (last, who)
                elif previous is not None:
                    previous = (last, previous[1])
    return found


def _quote(
    text: Text,
    whole: Span,
    quote: Span,
    who: Speaker,
    spans: Sequence[Span],
    first: int,
    previous: tuple[int, Speaker] | None,
) -> Quote | None:
    """The quotation with its speaker; None when a pronoun speaks and the sentence before names nobody."""
    article = text.article
    cited = Cited(passage(article, whole.start, whole.end), passage(article, quote.start, quote.end))
    copies = tuple(c for copy in text.copies if (c := same_sentence(copy.article, cited.detail.text)))
    named, introduced = who, None
    if who.is_pronoun:
        if previous is None or not first - 1 <= previous[0] <= first:
            return None
        named = previous[1]
        before = spans[previous[0]] if previous[0] < first else spans[first - 1] if first else spans[first]
        covers = before.start <= named.name.start < before.end
        if not covers and not whole.start <= named.name.start < whole.end:
            return None
        introduced = passage(article, before.start, before.end) if covers else None
    return Quote(
        cited,
        passage(article, named.name.start, named.name.end),
        _cite(article, named.role),
        passage(article, who.said.start, who.said.end),
        introduced,
        copies,
    )


def _cite(article: Article, span: Span | None) -> Passage | None:
    return passage(article, span.start, span.end) if span else None
