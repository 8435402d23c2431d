"""The sentences that a summary may choose from, and what the event is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from digest.config import SummaryPolicy
from digest.model import Article, Basis, Cluster, Passage, Span
from digest.text.figures import as_digits
from digest.text.passages import sentences
from digest.text.soundness import captions, flaws
from digest.text.tokens import words
from digest.text.weights import Vector, total, unit, vector

_TEXTS = 40
"""Most texts read for one event: more change the choice no further and cost time."""
_LINES = 60
"""First sentences read of a text: what repeats the news stands early."""
_PER_TEXT = 10
"""First sentences of a text that may be chosen (text.md, "event lead")."""
_PER_EVENT = 60
"""An event with few texts may choose from more of each."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence of one text of the event."""

    article: Article
    span: Span
    text_number: int
    """Position of the text in the cluster."""
    place: int
    """Position of the sentence in its article, from 0."""
    words: tuple[str, ...]

    @property
    def passage(self) -> Passage:
        """The citation."""
        return cite(self.article, self.span)

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.article.body[self.span.start : self.span.end]

    def is_before(self, other: Line) -> bool:
        """Whether `other` follows at once in the same text."""
        return self.text_number == other.text_number and self.place + 1 == other.place


@dataclass(frozen=True, slots=True, eq=False)
class Sentence(Line):
    """A line that may be chosen."""

    vector: Vector
    """Unit length."""
    flaws: int
    """See `soundness.flaws`."""

    @property
    def bigrams(self) -> tuple[tuple[str, str], ...]:
        """Different pairs of neighbouring words, in order."""
        return tuple(dict.fromkeys(pairwise(self.words)))


@dataclass(frozen=True, slots=True)
class Material:
    """What the choice is made from."""

    lines: tuple[tuple[Line, ...], ...]
    """The first sentences of each text."""
    sentences: tuple[Sentence, ...]
    """Those that may be chosen, by text, then place."""
    centroid: Vector
    """What the texts are about, each text with the same weight; unit length."""
    lang: str
    """Language of most of the texts; of those that lead, the anchor's first."""
    recency: Mapping[str, float]
    """How late in the event an article appeared, by its id: 0 on the first day and undated, 1 on the last."""


def material(cluster: Cluster, policy: SummaryPolicy) -> Material:
    """Read the first sentences of each text of the cluster."""
    articles = [text.article for text in cluster.texts[:_TEXTS]]
    most = max(_PER_TEXT, _PER_EVENT // len(articles))
    lines = tuple(_lines(article, number) for number, article in enumerate(articles))
    read = [_sentences(article, part[:most]) for article, part in zip(articles, lines, strict=True)]
    parts = [(1.0, unit(total((1.0, s.vector) for s in part if s.flaws < 3))) for part in read]
    parts += [(policy.title_weight, title_vector(a)) for a in articles if not title_is_opening(a)]
    return Material(
        lines=lines,
        sentences=tuple(sentence for part in read for sentence in part),
        centroid=unit(total(parts)),
        lang=Counter(article.lang for article in articles).most_common(1)[0][0],
        recency=_recency(cluster),
    )


def _lines(article: Article, number: int) -> tuple[Line, ...]:
    lang = article.lang
    spans = enumerate(sentences(article)[:_LINES])
    return tuple(
        Line(article, span, number, place, as_digits(words(article.body[span.start : span.end], lang), lang))
        for place, span in spans
    )


def _sentences(article: Article, lines: tuple[Line, ...]) -> list[Sentence]:
    pictures = captions(article)
    found = []
    for line in lines:
        in_caption = any(p.start <= line.span.start < p.end for p in pictures)
        flawed = 3 if in_caption else flaws(line.text, len(line.words), article.lang)
        weights = vector(line.words, article.lang)
        found.append(Sentence(article, line.span, line.text_number, line.place, line.words, weights, flawed))
    return found


def _recency(cluster: Cluster) -> dict[str, float]:
    days = {a.id: day.toordinal() for a in cluster.articles if (day := a.day)}
    first, last = min(days.values(), default=0), max(days.values(), default=0)
    return {a.id: (days.get(a.id, first) - first) / max(1, last - first) for a in cluster.articles}


def title_vector(article: Article) -> Vector:
    """Unit vector of the article's title."""
    return vector(as_digits(words(article.title, article.lang), article.lang), article.lang)


def title_is_opening(article: Article) -> bool:
    """Whether the title is no headline: the beginning of the article's first sentence, or its file's name."""
    span = article.title_span
    if article.title_basis is Basis.NAME:
        return True
    return span is not None and any(p.start <= span.start < p.end for p in article.paragraphs)


def cite(article: Article, span: Span) -> Passage:
    """A citation of `span` of the article's body."""
    return Passage(article.id, span.start, span.end, article.body[span.start : span.end])
