"""Events and storylines put together from what the other stages found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from digest.briefing import Event, Storyline, Withdrawal
from digest.config import Override
from digest.findings import Findings
from digest.memory import Later
from digest.model import Article, Cluster, Keyword, Summary, Text


def event(
    cluster: Cluster,
    summary: Summary,
    keywords: tuple[Keyword, ...],
    found: Later[Findings],
    event_id: str = "",
) -> Event:
    """An event, complete; its id is that of its cluster unless another is given."""
    return Event(event_id or identity(cluster), cluster, summary, keywords, found)


def identity(cluster: Cluster) -> str:
    """The slug of the article that came first: an event keeps its address as it grows, whatever it is called."""
    first = min((text.article for text in cluster.texts), key=lambda a: (a.batch or date.min, a.order))
    return first.slug


def as_of(cluster: Cluster, day: date) -> Cluster:
    """The cluster as the edition of `day` had it; undated articles were there from the first."""
    texts = tuple(text for found in cluster.texts if (text := _as_of(found, day)))
    return replace(cluster, texts=texts)


def _as_of(text: Text, day: date) -> Text | None:
    """The text as of `day`; where only a copy was there, it stands for the text."""
    there = [a for a in text.articles if a.edition is None or a.edition <= day]
    if not there:
        return None
    copies = tuple(copy for copy in text.copies if copy.article in there)
    return replace(text, copies=copies) if text.article in there else Text(there[0], copies[1:])


def storylines(events: Sequence[Event], links: Iterable[tuple[str, str]]) -> tuple[Storyline, ...]:
    """The connected groups of linked events; links name events by articles of theirs, earlier first.

    A storyline's id is that of its first event; its title is that of the event with most independent texts.
    """
    position = {article.id: at for at, event in enumerate(events) for article in event.articles}
    leader = list(range(len(events)))

    def find(position: int) -> int:
        while leader[position] != position:
            leader[position] = leader[leader[position]]
            position = leader[position]
        return position

    for link in links:
        first, second = sorted(find(position[article]) for article in link)
        leader[second] = first

    groups: dict[int, list[Event]] = {}
    for at, member in enumerate(events):
        groups.setdefault(find(at), []).append(member)
    return tuple(
        sorted((_storyline(group) for group in groups.values() if len(group) > 1), key=lambda line: line.id)
    )


def _storyline(group: list[Event]) -> Storyline:
    in_time = sorted(group, key=_by_time)
    fullest = max(in_time, key=lambda event: len(event.texts))  # the earliest of the fullest
    return Storyline(
        id=in_time[0].id,
        title=fullest.title,
        events=tuple(event.id for event in in_time),
    )


def _by_time(event: Event) -> tuple[date, str]:
    return (event.days[0] if event.days else date.max, event.id)


def excluded(
    articles: Iterable[Article], kept: Iterable[Article], overrides: Iterable[Override]
) -> tuple[Withdrawal, ...]:
    """A withdrawal for each article that an editor took out: its addresses must still say so."""
    staying = {article.id for article in kept}
    reasons = {name: override.reason for override in overrides for name in override.exclude}
    return tuple(
        Withdrawal(
            a.path, a.slug, None, f"an editor took it out: {reasons.get(a.id, reasons.get(a.path, ''))}"
        )
        for a in sorted(articles, key=lambda article: article.order)
        if a.id not in staying
    )
