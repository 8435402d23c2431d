"""Events and storylines put together from what the other stages found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from digest.briefing import Event, Storyline, Withdrawal
from digest.config import Override
from digest.findings import Findings
from digest.model import Article, Cluster, Keyword, StorylineLink, Summary


def event(cluster: Cluster, summary: Summary, keywords: tuple[Keyword, ...], findings: Findings) -> Event:
    """An event, complete."""
    return Event(event_id(cluster), cluster, summary, keywords, findings)


def event_id(cluster: Cluster) -> str:
    """The slug of its anchor, the first article: an event keeps its address as it grows, whatever it is called."""
    return cluster.texts[0].article.slug


def storylines(events: Sequence[Event], links: Iterable[StorylineLink]) -> tuple[Storyline, ...]:
    """The connected groups of linked events; links name events by position.

    A storyline's id is that of its first event; its title is that of the event with most independent texts.
    """
    leader = list(range(len(events)))

    def find(position: int) -> int:
        while leader[position] != position:
            leader[position] = leader[leader[position]]
            position = leader[position]
        return position

    for link in links:
        first, second = sorted((find(link.earlier), find(link.later)))
        leader[second] = first

    groups: dict[int, list[Event]] = {}
    for position, member in enumerate(events):
        groups.setdefault(find(position), []).append(member)
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
