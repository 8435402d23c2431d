"""What the events of an edition can be filtered by: topic, outlet, keyword, language.

Each choice is a link to the page that lists the same events of every edition; a script turns it into a filter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from digest.briefing import Event
from digest.stages.render import addresses
from digest.stages.render.library import Library
from digest.stages.render.parts import Choice, FilterGroup, Keys

_MOST = 12
"""Most choices of a group: what fits two lines on a desktop; the pages behind list all."""


def keys(event: Event, library: Library) -> Keys:
    """What an event is filtered by."""
    return Keys(
        event=event.id,
        topics=tuple(addresses.name_slug(topic.name) for topic in library.topics_of[event.id]),
        outlets=tuple(addresses.name_slug(outlet) for outlet in _outlets(event)),
        keywords=tuple(keyword.slug for keyword in event.keywords),
        langs=_langs(event),
    )


def groups(events: Sequence[Event], library: Library, page: str) -> tuple[FilterGroup, ...]:
    """The choices that tell the events of an edition apart: what all or none of them have is left out."""
    words = {keyword.slug: keyword.text for event in reversed(events) for keyword in event.keywords}
    topics = {addresses.name_slug(topic.name): topic.name for topic in library.topics}
    outlets = {addresses.name_slug(outlet): outlet for event in events for outlet in _outlets(event)}
    all_keys = [keys(event, library) for event in events]
    found = (
        ("topics", topics, _choices((k.topics for k in all_keys), topics, addresses.TOPICS, page)),
        ("outlets", outlets, _choices((k.outlets for k in all_keys), outlets, addresses.OUTLETS, page)),
        (
            "keywords",
            words,
            _shared(_choices((k.keywords for k in all_keys), words, addresses.KEYWORDS, page)),
        ),
        ("langs", {}, _choices((k.langs for k in all_keys), {}, "", page)),
    )
    return tuple(
        FilterGroup(kind, choices)
        for kind, _, choices in found
        if len(choices) > 1 or (choices and choices[0].count < len(events))
    )


def _choices(
    found: Iterable[tuple[str, ...]], names: dict[str, str], folder: str, page: str
) -> tuple[Choice, ...]:
    counts = Counter(key for found_keys in found for key in found_keys)
    best = sorted(counts, key=lambda key: (-counts[key], names.get(key, key).casefold(), key))[:_MOST]
    return tuple(
        Choice(
            key,
            names.get(key, key),
            addresses.relative(f"{folder}{key}/", page) if folder else "",
            counts[key],
        )
        for key in best
    )


def _shared(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Keywords of one event only would filter for that event: it is quicker found by eye."""
    return tuple(choice for choice in choices if choice.count > 1)


def _outlets(event: Event) -> tuple[str, ...]:
    return tuple(sorted({article.outlet for article in event.articles if article.outlet}))


def _langs(event: Event) -> tuple[str, ...]:
    return tuple(sorted({text.article.lang for text in event.texts} - {"und"}))
