"""The event's headline: the title, of those its articles bear, that fits all its texts best."""

from __future__ import annotations

import re

from digest.config import SummaryPolicy
from digest.model import Article, Basis, Cluster
from digest.stages.summarize.candidates import Material, Sentence, title_is_opening, title_vector
from digest.text.figures import as_digits
from digest.text.leaning import leans
from digest.text.tokens import words
from digest.text.weights import dot

_WORDS = range(4, 17)
"""Words of a good headline: enough to say who did what, short enough to scan."""
_FAULT = 0.15
_SAME = 0.8
"""Share of the words of a headline and a sentence from which one repeats the other."""
_LABEL = re.compile(
    r"^(?:watch|video|photos?|pictures?|gallery|live|live updates?|opinion|analysis|editorial|column|podcast"
    r"|q&a|fact check|explainer|exclusive|breaking|update[ds]?)\b ?[:|–—-]",
    re.IGNORECASE,
)
_FURNITURE = re.compile(r"\||»|https?:|www\.|\.(?:com|org|net)\b| [–—-] [A-Z][\w.]*(?: [A-Z][\w.]*){0,2}$")
_OWN_VOICE = re.compile(r"\b(?:I|we|you|your|our|my)\b", re.IGNORECASE)


def headline(cluster: Cluster, found: Material, lede: Sentence | None, policy: SummaryPolicy) -> Article:
    """Choose the article whose title stands over the event; earlier texts, then originals, win ties.

    It is in the event's main language, and goes with the lede: both should tell the same state of things.
    """

    def score(article: Article) -> float:
        vector = title_vector(article)
        fit = dot(vector, found.centroid) + (policy.headline_lede * dot(vector, lede.vector) if lede else 0.0)
        return fit + policy.recency * found.recency[article.id] - _faults(article)

    candidates = [a for a in cluster.articles if a.lang == found.lang] or cluster.articles
    scores = [score(article) for article in candidates]
    return candidates[scores.index(max(scores))]


def repeats(sentence: Sentence, headline: Article) -> bool:
    """Whether the sentence is the headline over again, or hardly more."""
    said = set(sentence.words)
    title = set(as_digits(words(headline.title, headline.lang), headline.lang))
    return len(said & title) >= _SAME * max(len(said), len(title))


def _faults(article: Article) -> float:
    title = article.title
    tokens = words(title, article.lang)
    if article.title_basis is Basis.NAME:
        return 2.0
    flaws = [
        len(tokens) not in _WORDS,
        len(title) > 110,
        title.endswith(("?", "…", "...")),
        title.isupper(),
        title[:1] in "\"“‘'«",
        bool(_LABEL.match(title)),
        bool(_FURNITURE.search(title)),
        bool(_OWN_VOICE.search(title)),
        leans(title, article.lang),
    ]
    return _FAULT * sum(flaws) + title_is_opening(article)
