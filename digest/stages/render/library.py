"""Look-ups over a briefing that several kinds of page need, made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from digest.briefing import Briefing, Change, Correction, Edition, Event, Storyline
from digest.config import Outlet, Rights, Topic
from digest.model import Article, Keyword, Passage
from digest.stages.render.numbering import Numbering
from digest.stages.render.selection import listed, passages, quotations, told_in_file
from digest.stages.render.topics import Membership
from digest.stages.render.words import Phrases
from digest.text import rights

_NUMBERINGS = 16
"""Events whose numbers are held: what shows those of one event is made one after the other."""


@dataclass(frozen=True)
class Library:
    """A briefing with its indexes; each index is in a stable order."""

    briefing: Briefing
    words: Phrases
    """The interface's texts."""
    known: tuple[Outlet, ...] = ()
    """Outlets of the settings: their rights decide how much of a text is shown."""
    topics: tuple[Topic, ...] = ()
    """Topics of the settings, in their order."""
    stale_after: int = 0
    """Days from which the newest edition counts as old."""

    @cached_property
    def dated(self) -> tuple[Edition, ...]:
        """Editions of a day, newest first."""
        return tuple(edition for edition in self.briefing.editions if edition.day)

    @cached_property
    def place_of(self) -> dict[date, int]:
        """Place in `dated` by day."""
        return {edition.day: at for at, edition in enumerate(self.dated) if edition.day}

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
            for keyword in self.keywords_of(event):
                found[keyword.slug].append((keyword, event))
        return dict(sorted(found.items()))

    def keywords_of(self, event: Event) -> tuple[Keyword, ...]:
        """The keywords of the event, then those that it had in earlier editions: a keyword's page never dies."""
        earlier = (entry.event for entry in reversed(self.briefing.entries.get(event.id, ())))
        found = {keyword.slug: keyword for state in (event, *earlier) for keyword in reversed(state.keywords)}
        now = {keyword.slug for keyword in event.keywords}
        return (*event.keywords, *(found[slug] for slug in sorted(found.keys() - now)))

    @cached_property
    def membership(self) -> Membership:
        """Which topics keywords belong to."""
        return Membership(self.topics)

    @cached_property
    def corrections(self) -> dict[str, list[Correction]]:
        """Corrections by article id, newest first."""
        found: defaultdict[str, list[Correction]] = defaultdict(list)
        for correction in reversed(self.briefing.corrections):
            found[correction.article].append(correction)
        return found

    @cached_property
    def topics_of(self) -> dict[str, tuple[Topic, ...]]:
        """Topics by event id, those included that it belonged to in earlier editions."""
        return {event.id: self.membership.of(self.keywords_of(event)) for event in self.briefing.events}

    @cached_property
    def numbering(self) -> Mapping[str, Numbering]:
        """The numbers of the citations on each event's page, by event id; made when they are asked for."""
        return _Numberings(self.events, self.change_of)

    @cached_property
    def listed(self) -> dict[str, list[Passage]]:
        """The sentences that editions show of events as they stood on their days, by article id."""
        found: defaultdict[str, list[Passage]] = defaultdict(list)
        for entries in self.briefing.entries.values():
            for passage in listed(entries):
                found[passage.article].append(passage)
        for edition in self.briefing.editions:
            for passage in (passage for entry in edition.lead for passage in told_in_file(entry)):
                found[passage.article].append(passage)
        return found

    def change_of(self, event: Event) -> Change | None:
        """What the event's newest edition brought; None for an event of one edition."""
        entries = self.briefing.entries.get(event.id, ())
        return entries[-1].change if entries else None

    def rights(self, article: Article) -> Rights:
        """How much of the article may be shown."""
        return rights.of(article, self.known)


class _Numberings(dict[str, Numbering]):
    def __init__(self, events: Mapping[str, Event], change_of: Callable[[Event], Change | None]) -> None:
        self._events = events
        self._change_of = change_of

    def __missing__(self, event_id: str) -> Numbering:
        if len(self) >= _NUMBERINGS:
            del self[next(iter(self))]
        event = self._events[event_id]
        shown = passages(event, self._change_of(event))
        found = self[event_id] = Numbering(event.articles, shown, quotations(event))
        return found
