"""Views of the pages that list everything: keywords, outlets, topics, coverage, about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from digest.briefing import Briefing, Event
from digest.config import Settings
from digest.model import Text
from digest.stages.render import addresses, corrections
from digest.stages.render.library import Library
from digest.stages.render.lists import Lister
from digest.stages.render.pages import Listing
from digest.stages.render.views import (
    AboutView,
    CoverageRow,
    CoverageView,
    IndexView,
)
from digest.stages.render.words import Phrases
from digest.text.escape import one_line


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


def index(heading: str, intro: str, listings: Iterable[tuple[str, Listing]], lister: Lister) -> IndexView:
    """Links to every listing of a kind, by name."""
    links = [lister.link(listing.heading, address, len(listing.events)) for address, listing in listings]
    return IndexView(heading, intro, tuple(sorted(links, key=lambda link: (link.text.casefold(), link.href))))


def coverage(library: Library, page: str) -> CoverageView:
    """Every file read and what became of it."""
    briefing, lister, words = library.briefing, Lister(library, page), library.words
    rows = tuple(
        row
        for event in briefing.events
        for text in event.texts
        for row in _coverage_rows(event, text, lister)
    )
    return CoverageView(
        counts=tuple(tally(briefing, words)),
        problems=tuple(
            (words(f"problem.{p.kind}"), one_line(str(p.where)), one_line(p.message))
            for p in briefing.problems
        ),
        rows=tuple(sorted(rows, key=lambda row: (row.path, row.href))),
        withdrawn=tuple(
            (one_line(gone.path), words.day(gone.day) if gone.day else "", one_line(gone.reason))
            for gone in briefing.withdrawn
        ),
        corrections=corrections.listed(library, page),
    )


def tally(briefing: Briefing, words: Phrases) -> Iterator[tuple[str, int]]:
    """What was read and what it became."""
    for name, number in _tally(briefing):
        yield words(f"tally.{name}"), number


def _tally(briefing: Briefing) -> Iterator[tuple[str, int]]:
    yield "articles", len(briefing.articles)
    yield "texts", sum(len(event.texts) for event in briefing.events)
    yield "copies", sum(len(text.copies) for event in briefing.events for text in event.texts)
    yield "events", len(briefing.events)
    yield "storylines", len(briefing.storylines)
    yield "undated", sum(article.date is None for article in briefing.articles)
    yield "dropped", sum(len(article.dropped) for article in briefing.articles)
    yield "problems", len(briefing.problems)
    yield "withdrawn", len(briefing.withdrawn)
    yield "corrections", len(briefing.corrections)


def _coverage_rows(event: Event, text: Text, lister: Lister) -> Iterator[CoverageRow]:
    words, original = lister.library.words, one_line(text.article.path)
    for article in text.articles:
        yield CoverageRow(
            path=one_line(article.path),
            href=addresses.relative(addresses.source(article), lister.page),
            event=lister.link(event.title, addresses.event(event)),
            fate=words("coverage.text") if article is text.article else words("coverage.copy", path=original),
            date=words.day(article.date),
            outlet=article.outlet or "",
            dropped=len(article.dropped),
        )


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
