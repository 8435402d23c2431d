"""What the rights of the outlets leave to be shown of an event.

Articles of which only a link is allowed take part in grouping and in the counts; the stages that show text
never see them, so no sentence, claim or keyword can come from them. Of an excerpt the sentences
that those stages cite are shown, each with one of context; whatever else could carry its words (keywords,
shared terms, names, what copies changed) is held back unless the same words may be shown from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from digest.briefing import Event
from digest.config import Outlet, Rights
from digest.findings import ClaimTable, Findings, Ledger, NameRow, SharedOrigin, Wording
from digest.memory import Later
from digest.model import Article, Cluster, Ground, Keyword, Reason, Summary, Text
from digest.text import rights

_REASON = Reason(Ground.WITHHELD)
"""Instead of a reason that names words of the texts."""
_SPACE = re.compile(r"\s+")


def told(cluster: Cluster, outlets: Sequence[Outlet]) -> Cluster | None:
    """The cluster as far as its texts may be shown; None when nothing of it may.

    Where only a copy of a text may be shown, it stands in the original's place.
    """
    if not any(outlet.rights is Rights.LINK for outlet in outlets):
        return cluster
    texts = tuple(text for found in cluster.texts if (text := _told(found, outlets)))
    return replace(cluster, texts=texts) if texts else None


def _told(text: Text, outlets: Sequence[Outlet]) -> Text | None:
    copies = tuple(c for c in text.copies if rights.of(c.article, outlets) is not Rights.LINK)
    if rights.of(text.article, outlets) is not Rights.LINK:
        return replace(text, copies=copies)
    return Text(copies[0].article, copies[1:]) if copies else None


def untold(cluster: Cluster) -> Summary:
    """The summary of an event of which no text may be shown: the title of its first article."""
    first = cluster.texts[0].article
    return Summary(title=None, headline=first.title, headline_article=first.id, lede=None, sentences=())


def silence(ledger: Ledger) -> Findings:
    """The findings of an event of which no text may be shown: the counts."""
    return Findings(ClaimTable((), (), (), (), (), (), ()), Wording((), ()), (), (), ledger)


def restricted(clusters: Iterable[Cluster], outlets: Sequence[Outlet]) -> frozenset[str]:
    """Ids of the articles of all clusters in which a text may not be shown in full."""
    return frozenset(
        article.id
        for cluster in clusters
        if any(rights.of(article, outlets) is not Rights.FULL for article in cluster.articles)
        for article in cluster.articles
    )


def withheld(event: Event, outlets: Sequence[Outlet], restricted: frozenset[str]) -> Event:
    """The event without words that stand only in texts which may not be shown in full."""
    evidence = event.cluster.evidence
    if evidence.rejected and {event.articles[0].id, evidence.rejected.anchor} & restricted:
        evidence = replace(evidence, rejected=replace(evidence.rejected, reason=_REASON))
    if event.articles[0].id in restricted:
        full = {a.id for a in event.articles if rights.of(a, outlets) is Rights.FULL}
        visible = _visible(event, full)
        evidence = replace(evidence, shared=tuple(t for t in evidence.shared if _plain(t.term) in visible))
        found = Later(partial(_findings, event.found, visible, full))
        event = replace(event, keywords=tuple(_keywords(event, visible)), found=found)
    return replace(event, cluster=replace(event.cluster, evidence=evidence))


def _findings(found: Later[Findings], visible: str, full: set[str]) -> Findings:
    findings = found()
    names = tuple(_named(row, visible) for row in findings.wording.names)
    return replace(
        findings, wording=replace(findings.wording, names=names), ledger=_ledger(findings.ledger, full)
    )


def _keywords(event: Event, visible: str) -> Iterator[Keyword]:
    for keyword in event.keywords:
        if _plain(keyword.text) in visible:
            yield replace(keyword, variants=tuple(v for v in keyword.variants if _plain(v) in visible))


def _visible(event: Event, full: set[str]) -> str:
    """Everything that may be shown in any case: full texts, titles, and the summary's sentences."""
    summary = (event.summary.lede, *event.summary.sentences)
    shown = [sentence.passage.text for sentence in summary if sentence]
    shown += [part for article in event.articles for part in _open(article, full)]
    return _plain("\n".join(shown))


def _open(article: Article, full: set[str]) -> tuple[str, ...]:
    return (article.title, article.body) if article.id in full else (article.title,)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).casefold()


def _named(row: NameRow, visible: str) -> NameRow:
    """The row under a name that may be shown: its own, else the first cited one."""
    return (
        row
        if _plain(row.name) in visible or not row.uses
        else replace(row, name=row.uses[0].cited.detail.text)
    )


def _ledger(ledger: Ledger, full: set[str]) -> Ledger:
    shared = (
        SharedOrigin(origin.agency, tuple(article for article in origin.articles if article in full))
        for origin in ledger.shared
    )
    return replace(
        ledger,
        differences=tuple(d for d in ledger.differences if d.article in full and d.of in full),
        credits=tuple(credit for credit in ledger.credits if credit.passage.article in full),
        shared=tuple(origin for origin in shared if len(origin.articles) > 1),
    )
