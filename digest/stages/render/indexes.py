"""Views of the pages that list everything: keywords, outlets, topics; and of the page about the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from digest.briefing import Briefing
from digest.config import Settings
from digest.stages.render import addresses
from digest.stages.render.coverage import tally
from digest.stages.render.library import Library
from digest.stages.render.listings import Listing
from digest.stages.render.lists import Lister
from digest.stages.render.views import (
    AboutView,
    IndexView,
)
from digest.stages.render.words import Phrases

INDEXED = 500
"""Most links on the page of all keywords: a year of 5,000 articles has 13,800 of them, 1.6 MB of links, of which nine
tenths lead to one event; the search finds those."""


@dataclass(frozen=True, slots=True)
class Listings:
    """Address and events of everything that events share."""

    keywords: tuple[tuple[str, Listing], ...]
    outlets: tuple[tuple[str, Listing], ...]
    topics: tuple[tuple[str, Listing], ...]


def listings(library: Library, settings: Settings) -> Listings:
    """All of them, each kind in alphabetical order, topics in that of the settings."""
    return Listings(
        tuple(keyword_listings(library)),
        tuple(outlet_listings(library, settings)),
        tuple(topic_listings(library)),
    )


def keyword_listings(library: Library) -> Iterator[tuple[str, Listing]]:
    """Address and events of each keyword."""
    words = library.words
    for slug, found in library.keywords.items():
        heading = _most_common(keyword.text for keyword, _ in found)
        variants = sorted({v for keyword, _ in found for v in (keyword.text, *keyword.variants)} - {heading})
        notes = (words("listing.written", variants=words.listed(variants)),) if variants else ()
        # A feed of one event is no use; from the second on it stays, as events never leave a keyword.
        events = tuple(event for _, event in found)
        yield (
            addresses.keyword(slug),
            Listing(words("listing.keyword"), heading, notes, events, has_feeds=len(events) > 1),
        )


def outlet_listings(library: Library, settings: Settings) -> Iterator[tuple[str, Listing]]:
    """Address and events of each outlet."""
    declared, words = {outlet.name: outlet for outlet in settings.outlets}, library.words
    for name, events in library.outlets.items():
        licences = sorted({a.licence for e in events for a in e.articles if a.outlet == name and a.licence})
        notes = [words("listing.licence", licence=licence) for licence in licences]
        if name in declared and declared[name].url:
            notes.append(words("listing.address", url=declared[name].url))
        yield addresses.outlet(name), Listing(words("listing.outlet"), name, tuple(notes), tuple(events))


def topic_listings(library: Library) -> Iterator[tuple[str, Listing]]:
    """Address and events of each topic that has any."""
    words = library.words
    for topic in library.topics:
        events = tuple(e for e in library.briefing.events if topic in library.topics_of[e.id])
        if events:
            yield (
                addresses.topic(topic.name),
                Listing(
                    words("listing.topic"),
                    topic.name,
                    (words.listed(topic.keywords),),
                    events,
                    has_feeds=False,
                ),
            )


def _most_common(texts: Iterable[str]) -> str:
    all_texts = list(texts)
    return min(set(all_texts), key=lambda text: (-all_texts.count(text), text))


def index(heading: str, intro: str, listings: Sequence[tuple[str, Listing]], lister: Lister) -> IndexView:
    """Links to the listings of a kind, by name: to those that most events share, where there are very many."""
    shared = sorted(listings, key=lambda found: (-len(found[1].events), found[0]))[:INDEXED]
    links = [lister.link(listing.heading, address, len(listing.events)) for address, listing in shared]
    by_name = sorted(links, key=lambda link: (link.text.casefold(), link.href))
    return IndexView(heading, intro, tuple(by_name), len(listings) - len(shared))


def about(briefing: Briefing, settings: Settings, version: str, words: Phrases) -> AboutView:
    """Method, limits and the settings in force."""
    return AboutView(
        version, tuple(_flat(settings, words)), settings.edition.lead_events, tuple(tally(briefing, words))
    )


def _flat(settings: Settings, words: Phrases) -> Iterator[tuple[str, str]]:
    for group in fields(settings):
        value = getattr(settings, group.name)
        if is_dataclass(value):
            for item in fields(value):
                yield f"{group.name}.{item.name}", str(getattr(value, item.name))
        else:
            yield group.name, words("count.entries", n=len(value))
