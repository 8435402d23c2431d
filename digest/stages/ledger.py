"""The independence ledger of an event: files, publishers, independent texts, shared origin, changes in copies."""

from __future__ import annotations

from itertools import islice

from digest.findings import Change, Credit, CreditKind, Difference, Ledger, SharedOrigin
from digest.model import Article, Cluster
from digest.text.facts.agencies import agency_credits
from digest.text.facts.changes import changes

_SHOWN = 40
"""Most changes listed for one copy; the rest is counted."""


def ledger(cluster: Cluster) -> Ledger:
    """Count and compare the sources of `cluster`."""
    articles = cluster.articles
    found = tuple(credit for text in cluster.texts for credit in agency_credits(text.article))
    return Ledger(
        len(articles),
        tuple(sorted({a.outlet for a in articles if a.outlet is not None})),
        sum(a.outlet is None for a in articles),
        len(cluster.texts),
        tuple(_differences(cluster)),
        found,
        _shared(found),
    )


def _differences(cluster: Cluster) -> list[Difference]:
    known = {text.article.id: text.article for text in cluster.texts}
    found = []
    for text in cluster.texts:
        for copy in text.copies:
            found.append(_difference(text.article, copy.article, copy.similarity, is_copy=True))
        for reprint in text.reprints:
            if reprint.of in known:
                found.append(_difference(known[reprint.of], text.article, reprint.containment, is_copy=False))
    return found


def _difference(original: Article, other: Article, similarity: float, is_copy: bool) -> Difference:
    told = changes(original, other, inserted=is_copy)
    shown: tuple[Change, ...] = tuple(islice(told, _SHOWN))
    return Difference(other.id, original.id, similarity, is_copy, shown, sum(1 for _ in told))


def _shared(found: tuple[Credit, ...]) -> tuple[SharedOrigin, ...]:
    """Agencies that two or more independent texts name as author or informant."""
    by_agency: dict[str, list[str]] = {}
    for credit in found:
        if credit.kind is not CreditKind.PHOTO:
            articles = by_agency.setdefault(credit.agency, [])
            if credit.passage.article not in articles:
                articles.append(credit.passage.article)
    return tuple(
        SharedOrigin(agency, tuple(articles))
        for agency, articles in sorted(by_agency.items())
        if len(articles) > 1
    )
