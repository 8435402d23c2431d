"""The sentences that a summary may choose from, as vectors.

A sentence is a unit vector over its content words, weighted (1 + ln tf) · idf with background idf, since
an event has too few texts for document frequencies of its own.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from digest.config import SummaryPolicy
from digest.model import Article, Basis, Cluster, Passage, Span
from digest.text.figures import as_digits
from digest.text.frequency import background_idf
from digest.text.language import stopwords
from digest.text.leaning import leans
from digest.text.sentences import split
from digest.text.tokens import UNSEGMENTED, words

Vector = Mapping[str, float]

_TEXTS = 40
"""Most texts read for one event: more change the choice no further and cost time."""
_PER_TEXT = 10
"""First sentences read of each text (text.md, "event lead")."""
_PER_EVENT = 60
"""An event with few texts reads more of each."""
_CAPTION_LENGTH = 400
"""Most characters of a photo caption."""
_SHORTEST, _LONGEST = 6, 60
"""Words of a sentence that may be shown (text.md)."""
_WITHOUT_STOPS = frozenset({"th", "lo", "km", "my"})
_ENDING = 12
"""Characters at the end of a sentence that hold its stop and what closes after it."""
_CREDIT = re.compile(
    r"\((?:photo|image|file photo|picture|video|foto|via|courtesy|credit)\b"
    r"|\b(?:photo|image|picture) (?:by|via|credit|courtesy)\b"
    r"|\b(?:AP Photo|Getty Images|File photo|Shutterstock|via AP)\b"
    r"|^(?:photo|image|credit|caption|foto)\s?:|^(?:pic|picture|photo|image|video|mug ?shot|footage)s? of\b",
    re.IGNORECASE,
)
_NEWSROOM = re.compile(
    r"https?://|www\.|\S@\S|©|\b(?:copyright|all rights reserved|licen[cs]ed under|click here|sign up|subscribe"
    r"|newsletter|follow us|read more|contributed to this (?:report|story|article)|stay tuned|check back"
    r"|(?:story|article|report|post) (?:has been|was|will be) (?:updated|corrected|first published)"
    r"|this is a (?:developing|breaking)|anyone with (?:any )?information|crime ?stoppers|reports for (?:the )?[A-Z]"
    r"|terms of use|privacy policy|cookies|caption|advertisement)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…。！？؟۔।॥։።။][\"'”’»›)\]」』〉》\d]*$")
_MISPRINT = re.compile(r"[^\W\d_]{4}[.)]\)?\. (?:[a-z]{2}|\))|\) ?\. \)")
"""A stop in mid-sentence (`the town. town and`): a slip of typing or of machine translation."""
_OWN_VOICE = re.compile(r"\b(?:I|we|We|my|our|Our|us|you|your|You|I’m|I'm|we’re|we're|let’s|let's)\b")
_QUOTED = re.compile(r"[“\"][^“”\"]{0,2000}[”\"]")


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence of one text of the event."""

    article: Article
    span: Span
    text_number: int
    """Position of the text in the cluster."""
    place: int
    """Position of the sentence in its article, from 0."""
    words: tuple[str, ...]
    vector: Vector
    """Unit length."""
    flaws: int
    """See `flaws`."""

    @property
    def passage(self) -> Passage:
        """The citation."""
        return cite(self.article, self.span)

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.article.body[self.span.start : self.span.end]

    def is_before(self, other: Sentence) -> bool:
        """Whether `other` follows at once in the same text."""
        return self.text_number == other.text_number and self.place + 1 == other.place

    @property
    def bigrams(self) -> set[tuple[str, str]]:
        """Pairs of neighbouring words."""
        return set(pairwise(self.words))


@dataclass(frozen=True, slots=True)
class Material:
    """What the choice is made from."""

    sentences: tuple[Sentence, ...]
    """By text, then place."""
    titles: tuple[tuple[Article, tuple[str, ...], Vector], ...]
    """Titles of the texts that are not the beginning of their first sentence, with words and unit vectors."""
    centroid: Vector
    """What the texts are about, each text with the same weight; unit length."""
    lang: str
    """Language of most of the texts; of those that lead, the anchor's first."""
    recency: Mapping[str, float]
    """How late in the event an article appeared, by its id: 0 on the first day and undated, 1 on the last."""


def material(cluster: Cluster, policy: SummaryPolicy) -> Material:
    """Read the first sentences of each text of the cluster."""
    weigh = Weights()
    texts = cluster.texts[:_TEXTS]
    most = max(_PER_TEXT, _PER_EVENT // len(texts))
    read = [_first_sentences(text.article, number, most, weigh) for number, text in enumerate(texts)]
    titles = tuple(_titles((text.article for text in texts), weigh))
    parts = [(1.0, unit(total((1.0, s.vector) for s in part))) for part in read]
    parts += [(policy.title_weight, vector) for _, _, vector in titles]
    return Material(
        sentences=tuple(sentence for part in read for sentence in part),
        titles=titles,
        centroid=unit(total(parts)),
        lang=Counter(text.article.lang for text in cluster.texts).most_common(1)[0][0],
        recency=_recency(cluster),
    )


def _recency(cluster: Cluster) -> dict[str, float]:
    days = {a.id: day.toordinal() for a in cluster.articles if (day := a.day)}
    first, last = min(days.values(), default=0), max(days.values(), default=0)
    return {a.id: (days.get(a.id, first) - first) / max(1, last - first) for a in cluster.articles}


class Weights:
    """Weights of words, looked up once for an event."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], float] = {}

    def vector(self, tokens: Iterable[str], lang: str) -> Vector:
        """Unit vector of the content words among `tokens`."""
        known = self._known
        counts: dict[str, float] = {}
        for word, count in Counter(tokens).items():
            weight = known.get((word, lang))
            if weight is None:
                weight = known[word, lang] = 0.0 if word in stopwords(lang) else background_idf(word, lang)
            if weight:
                counts[word] = weight * (1 + math.log(count))
        return unit(counts)


def _first_sentences(article: Article, number: int, most: int, weigh: Weights) -> list[Sentence]:
    found = []
    captions = _captions(article)
    for place, span in enumerate(split(article.body, article.paragraphs, article.lang)[:most]):
        text = article.body[span.start : span.end]
        tokens = as_digits(words(text, article.lang), article.lang)
        in_caption = any(c.start <= span.start < c.end for c in captions)
        flawed = 3 if in_caption else flaws(text, len(tokens), article.lang)
        vector = weigh.vector(tokens, article.lang)
        found.append(Sentence(article, span, number, place, tokens, vector, flawed))
    return found


def _captions(article: Article) -> list[Span]:
    """Short paragraphs that name a photographer: every sentence in them describes the picture."""
    return [
        p
        for p in article.paragraphs
        if p.end - p.start <= _CAPTION_LENGTH and _CREDIT.search(article.body, p.start, p.end)
    ]


def flaws(text: str, tokens: int, lang: str) -> int:
    """Judge a sentence of `tokens` index words: 0 may be shown, 1 for want of better, 2 not alone, 3 never."""
    if lang in UNSEGMENTED:
        tokens //= 2  # bigrams overlap
    if not _SHORTEST <= tokens <= 2 * _LONGEST or _NEWSROOM.search(text) or _CREDIT.search(text):
        return 3
    if (lang not in _WITHOUT_STOPS and not _END.search(text[-_ENDING:])) or leans(text, lang):
        return 2
    own_voice = lang == "en" and _OWN_VOICE.search(_QUOTED.sub("", text)) is not None
    return int(own_voice or tokens > _LONGEST or _MISPRINT.search(text) is not None)


def _titles(articles: Iterable[Article], weigh: Weights) -> Iterable[tuple[Article, tuple[str, ...], Vector]]:
    for article in articles:
        if not title_is_opening(article):
            tokens = as_digits(words(article.title, article.lang), article.lang)
            yield article, tokens, weigh.vector(tokens, article.lang)


def title_is_opening(article: Article) -> bool:
    """Whether the title is no headline: the beginning of the article's first sentence, or its file's name."""
    span = article.title_span
    if article.title_basis is Basis.NAME:
        return True
    return span is not None and any(p.start <= span.start < p.end for p in article.paragraphs)


def cite(article: Article, span: Span) -> Passage:
    """A citation of `span` of the article's body."""
    return Passage(article.id, span.start, span.end, article.body[span.start : span.end])


def total(parts: Iterable[tuple[float, Vector]]) -> dict[str, float]:
    """Weighted sum of vectors."""
    summed: dict[str, float] = {}
    for weight, vector in parts:
        for term, value in vector.items():
            summed[term] = summed.get(term, 0.0) + weight * value
    return summed


def unit(vector: Mapping[str, float]) -> Vector:
    """The vector at length 1; empty stays empty."""
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {term: value / length for term, value in vector.items()} if length else {}


def dot(a: Vector, b: Vector) -> float:
    """Inner product: the cosine, for unit vectors."""
    if len(a) > len(b):
        a, b = b, a
    return sum(value * b[term] for term, value in a.items() if term in b)
