"""Look-ups over a briefing that several kinds of page need, made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from digest.briefing import Briefing, Event, Storyline
from digest.model import Article, Keyword, Passage


@dataclass(frozen=True)
class Library:
    """A briefing with its indexes; each index is in a stable order."""

    briefing: Briefing

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Published articles by id."""
        return {article.id: article for article in self.briefing.articles}

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.briefing.events}

    @cached_property
    def event_of(self) -> dict[str, Event]:
        """Event by article id."""
        return {article.id: event for event in self.briefing.events for article in event.articles}

    @cached_property
    def storyline_of(self) -> dict[str, Storyline]:
        """Storyline by event id."""
        return {event: line for line in self.briefing.storylines for event in line.events}

    @cached_property
    def outlets(self) -> dict[str, list[Event]]:
        """Events by outlet, in alphabetical order of outlets."""
        found: defaultdict[str, list[Event]] = defaultdict(list)
        for event in self.briefing.events:
            for outlet in sorted({article.outlet for article in event.articles if article.outlet}):
                found[outlet].append(event)
        return dict(sorted(found.items(), key=lambda item: (item[0].casefold(), item[0])))

    @cached_property
    def keywords(self) -> dict[str, list[tuple[Keyword, Event]]]:
        """Keyword and event by keyword slug, in alphabetical order of slugs."""
        found: defaultdict[str, list[tuple[Keyword, Event]]] = defaultdict(list)
        for event in self.briefing.events:
            for keyword in event.keywords:
                found[keyword.slug].append((keyword, event))
        return dict(sorted(found.items()))


def passages(event: Event) -> Iterable[Passage]:
    """Every passage that the event's page cites, in the order of the page."""
    if event.summary.lede:
        yield event.summary.lede.passage
        yield from event.summary.lede.also
    for sentence in event.summary.sentences:
        yield sentence.passage
        yield from sentence.also
