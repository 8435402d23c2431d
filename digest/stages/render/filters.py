"""What the events of an edition can be filtered by: topic, outlet, keyword, language.

Each choice is a link to the page that lists the same events of every edition; a script turns it into a filter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

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
        topics=tuple(addresses.name_slug(topic.name) for topic in library.membership.of(event.keywords)),
        outlets=tuple(addresses.name_slug(outlet) for outlet in _outlets(event)),
        keywords=tuple(keyword.slug for keyword in event.keywords),
        langs=_langs(event),
    )


def groups(events: Sequence[Event], library: Library, page: str) -> tuple[FilterGroup, ...]:
    """The choices that tell the events of an edition apart: what all of them share is left out."""
    all_keys = [keys(event, library) for event in events]
    found = (
        FilterGroup(
            "topics", _choices((k.topics for k in all_keys), _topic_names(library), addresses.TOPICS, page)
        ),
        FilterGroup(
            "outlets", _choices((k.outlets for k in all_keys), _outlet_names(events), addresses.OUTLETS, page)
        ),
        FilterGroup("keywords", _keywords(events, all_keys, page)),
        FilterGroup("langs", _choices((k.langs for k in all_keys), {}, "", page)),
    )
    return tuple(group for group in found if any(choice.count < len(events) for choice in group.choices))


def _keywords(events: Sequence[Event], all_keys: Sequence[Keys], page: str) -> tuple[Choice, ...]:
    """Keywords of several events; one of a single event would filter for what is quicker found by eye."""
    names = {keyword.slug: keyword.text for event in reversed(events) for keyword in event.keywords}
    choices = _choices((k.keywords for k in all_keys), names, addresses.KEYWORDS, page)
    return tuple(choice for choice in choices if choice.count > 1)


def _topic_names(library: Library) -> dict[str, str]:
    return {addresses.name_slug(topic.name): topic.name for topic in library.topics}


def _outlet_names(events: Sequence[Event]) -> dict[str, str]:
    return {addresses.name_slug(outlet): outlet for event in events for outlet in _outlets(event)}


def _choices(
    found: Iterable[tuple[str, ...]], names: dict[str, str], folder: str, page: str
) -> tuple[Choice, ...]:
    counts = Counter(key for found_keys in found for key in found_keys)
    best = sorted(counts, key=lambda key: (-counts[key], (names.get(key) or key).casefold(), key))[:_MOST]
    return tuple(
        Choice(
            key,
            names.get(key, key),
            addresses.relative(f"{folder}{key}/", page) if folder else "",
            counts[key],
        )
        for key in best
    )


def _outlets(event: Event) -> Iterator[str]:
    yield from sorted({article.outlet for article in event.articles if article.outlet})


def _langs(event: Event) -> tuple[str, ...]:
    return tuple(sorted({text.article.lang for text in event.texts} - {"und"}))
