"""Terms that set a text apart: log-odds ratio with an informative Dirichlet prior.

B. L. Monroe, M. P. Colaresi and K. M. Quinn, "Fightin' Words", Political Analysis 16 (2008), equations 15–22.
The prior is the event's own vocabulary: a word that all texts use pulls every estimate to the middle.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from digest.config import WordingPolicy
from digest.findings import DistinctTerm, Use
from digest.model import Article, Span
from digest.text.facts.dates import MONTH_WORDS, WEEKDAYS
from digest.text.facts.scan import word_set
from digest.text.language import stopwords
from digest.text.passages import cited, sentences
from digest.text.tokens import UNSEGMENTED, fold

_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]{2,}){0,4}")
_SECOND = re.compile(r"\s[A-Z][^\W\d_]+")
_FIXED = 0.8
"""Share of uses from which a word and the next one are one name."""
_NEWSROOM = word_set(
    "said say told tell according also would could one two new photo image video caption copyright images "
    "getty newsletter subscribe sign read watch story news editor reporter advertisement click twitter "
    "facebook follow update updated"
)


@dataclass(frozen=True, slots=True)
class _Usage:
    article: Article
    counts: Counter[str]


def distinct_terms(articles: Sequence[Article], policy: WordingPolicy) -> tuple[DistinctTerm, ...]:
    """Give the terms of each article that the others use significantly less; texts of one language only."""
    if len({a.lang for a in articles}) != 1 or articles[0].lang in UNSEGMENTED:
        return ()
    usages = [_usage(article) for article in articles]
    total: Counter[str] = Counter()
    for usage in usages:
        total.update(usage.counts)
    if len(total) < 2:
        return ()  # the odds of the only word there is are infinite
    found: list[DistinctTerm] = []
    for usage in usages:
        scored = [
            (score, term)
            for term, count in usage.counts.items()
            if count >= policy.uses
            and (score := _z_score(term, usage.counts, total, policy.prior)) >= policy.z_score
        ]
        scored.sort(key=lambda item: (-item[0], item[1]))
        found.extend(_term(usage, term, score, total) for score, term in scored[: policy.terms])
    return tuple(found)


def _usage(article: Article) -> _Usage:
    found = [word for p in article.paragraphs for word in _WORD.findall(article.body, p.start, p.end)]
    terms = [_counted(word, article.lang) for word in found]
    return _Usage(article, Counter([term for term in terms if term is not None]))


def _places(article: Article, term: str) -> list[Span]:
    return [
        Span(match.start(), match.end())
        for paragraph in article.paragraphs
        for match in _WORD.finditer(article.body, paragraph.start, paragraph.end)
        if _counted(match[0], article.lang) == term
    ]


@lru_cache(maxsize=50_000)
def _counted(word: str, lang: str) -> str | None:
    """The index form of a word; None for one that tells nothing."""
    low = word.casefold()
    if low in stopwords(lang) or low in _NEWSROOM or low in MONTH_WORDS or low in WEEKDAYS:
        return None
    return fold(word, lang)


def _z_score(term: str, counts: Counter[str], total: Counter[str], prior: float) -> float:
    """Standardised log-odds ratio of `term` between one text and the rest of the event."""
    size, rest_size = counts.total(), total.total() - counts.total()
    alpha, alpha_all = prior * total[term], prior * total.total()
    here, there = counts[term] + alpha, total[term] - counts[term] + alpha
    odds = log(here / (size + alpha_all - here)) - log(there / (rest_size + alpha_all - there))
    return odds / sqrt(1 / here + 1 / there)


def _term(usage: _Usage, term: str, score: float, total: Counter[str]) -> DistinctTerm:
    article = usage.article
    alone = _places(article, term)
    spans = [_extended(article, span) for span in alone]
    phrases = Counter(article.body[s.start : s.end] for s in spans)
    phrase = min(phrases, key=lambda p: (-phrases[p], p))
    if " " not in phrase or phrases[phrase] < _FIXED * len(spans):
        spans = alone
        phrases = Counter(article.body[s.start : s.end] for s in spans)
        phrase = min(phrases, key=lambda p: (-phrases[p], p))
    first = next(s for s in spans if article.body[s.start : s.end] == phrase)
    whole = sentences(article)
    sentence = whole[bisect_right([s.start for s in whole], first.start) - 1]
    use = Use(article.id, phrase, usage.counts[term], cited(article, sentence, first.start, first.end))
    return DistinctTerm(use, total[term] - usage.counts[term], round(score, 2))


def _extended(article: Article, span: Span) -> Span:
    """A capitalised word with the capitalised word behind it (`Hong Kong`)."""
    following = _SECOND.match(article.body, span.end) if article.body[span.start].isupper() else None
    return Span(span.start, following.end()) if following else span
