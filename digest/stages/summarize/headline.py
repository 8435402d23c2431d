"""The event's headline: the title, of those its articles bear, that fits all its texts best."""

from __future__ import annotations

import re

from digest.config import SummaryPolicy
from digest.model import Article, Basis, Cluster
from digest.stages.summarize.candidates import Material, Weights, dot, title_is_opening
from digest.text.figures import as_digits
from digest.text.leaning import leans
from digest.text.tokens import words

_WORDS = range(4, 17)
"""Words of a good headline: enough to say who did what, short enough to scan."""
_LABEL = re.compile(
    r"^(?:watch|video|photos?|pictures?|gallery|live|live updates?|opinion|analysis|editorial|column|podcast|q&a|"
    r"fact check|explainer|exclusive|breaking|update[ds]?)\b ?[:|–—-]",
    re.IGNORECASE,
)
_FURNITURE = re.compile(r"\||»|https?:|www\.|\.(?:com|org|net)\b| [–—-] [A-Z][\w.]*(?: [A-Z][\w.]*){0,2}$")
_OWN_VOICE = re.compile(r"\b(?:I|we|you|your|our|my)\b", re.IGNORECASE)


def headline(cluster: Cluster, found: Material, policy: SummaryPolicy) -> Article:
    """Choose the article whose title stands over the event; earlier texts, then originals, win ties."""
    articles = [article for text in cluster.texts for article in text.articles]
    weigh = Weights()
    best = max(
        range(len(articles)),
        key=lambda at: (
            _score(articles[at], found, weigh) + policy.recency * found.recency[articles[at].id],
            -at,
        ),
    )
    return articles[best]


def _score(article: Article, found: Material, weigh: Weights) -> float:
    title = article.title
    tokens = words(title, article.lang)
    vector = weigh.vector(as_digits(tokens, article.lang), article.lang)
    fit = dot(vector, found.centroid)
    if title_is_opening(article):
        fit -= 2 if article.title_basis is Basis.NAME else 1
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
    return fit - 0.15 * sum(flaws)
