"""Making citations: the only way from offsets to a `Passage`."""

from __future__ import annotations

from functools import lru_cache

from digest.findings import Cited
from digest.model import Article, Passage, Span
from digest.text.sentences import split


def passage(article: Article, start: int, end: int) -> Passage:
    """Cite `article.body[start:end]`."""
    return Passage(article.id, start, end, article.body[start:end])


def cited(article: Article, sentence: Span, start: int, end: int) -> Cited:
    """Cite a sentence and the part `[start, end)` of it."""
    return Cited(passage(article, sentence.start, sentence.end), passage(article, start, end))


def sentences(article: Article) -> tuple[Span, ...]:
    """Give the sentences of the article's prose."""
    return _split(article.body, article.paragraphs, article.lang)


@lru_cache(maxsize=256)
def _split(body: str, paragraphs: tuple[Span, ...], lang: str) -> tuple[Span, ...]:
    """Sentences of a body; the stages ask for those of the same event one after the other."""
    return split(body, paragraphs, lang)


def same_sentence(article: Article, sentence: str) -> Passage | None:
    """Find a sentence of another article verbatim in this one; None when it is not there."""
    at = article.body.find(sentence)
    return None if at < 0 else passage(article, at, at + len(sentence))
