"""How much of an article's text the site may show, by the rights of its outlet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digest.config import Outlet, Rights
from digest.model import Article, Span
from digest.text.passages import sentences

CONTEXT = 1
"""Sentences shown on each side of a cited passage of an excerpt (issue 4: one)."""


def of(article: Article, outlets: Sequence[Outlet]) -> Rights:
    """The rights of the article's outlet; full where the outlet is unknown or not listed."""
    return next((outlet.rights for outlet in outlets if outlet.name == article.outlet), Rights.FULL)


def excerpt(article: Article, cited: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences that an excerpt shows, in order: each that a cited span touches, and its neighbours."""
    spans = sentences(article)
    shown: set[int] = set()
    for span in cited:
        touched = [at for at, s in enumerate(spans) if s.start < span.end and span.start < s.end]
        if touched:
            shown.update(range(max(0, touched[0] - CONTEXT), touched[-1] + CONTEXT + 1))
    return tuple(spans[at] for at in sorted(shown) if at < len(spans))
