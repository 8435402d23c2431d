"""The list of everything that is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from digest.briefing import Asset, Briefing, Card, Kept, Page, Site, Stream
from digest.config import Rights, Settings
from digest.memory import NONE, Memory, key
from digest.sharing import Mapped
from digest.stages.render import addresses, chapters, data, files, indexes, metadata, notices, search
from digest.stages.render.keys import Keys, Known, nothing_known
from digest.stages.render.library import Library
from digest.stages.render.making import Finished, Maker, Planned, SiteFacts, Template, made
from digest.stages.render.provenance import build_json


def site(
    briefing: Briefing,
    settings: Settings,
    facts: SiteFacts,
    template: Template,
    *,
    known: Known = nothing_known,
    memory: Memory = NONE,
    mapped: Mapped = map,
) -> Site:
    """Every page and file, but for those that are `known`. Raises ValueError when a citation has no passage to
    lead to."""
    make = _maker(briefing, settings, facts, template, known)
    cards = tuple(metadata.card(event, facts.name, facts.words) for event in briefing.events)
    planned = tuple(_planned(make, settings))
    there = _places((*planned, *cards)) | {addresses.EVENTS_DATA}
    lacking = tuple(data.lacking(make.library, make.keys, memory))
    finished = made((*lacking, *planned, *_notices(make, there)), mapped)
    parts = [one for one in finished[: len(lacking)] if isinstance(one, Asset)]
    finished = finished[len(lacking) :]
    events = Stream(addresses.EVENTS_DATA, data.events_json(make.library, make.keys, memory, parts))
    return Site(
        tuple(one for one in finished if isinstance(one, Page)),
        (*(one for one in finished if isinstance(one, Asset)), events),
        (*cards, *_lost_cards(make, there)),
        tuple(one for one in finished if isinstance(one, Kept)),
    )


def places(briefing: Briefing, settings: Settings, facts: SiteFacts) -> frozenset[str]:
    """Every address of the site, without making its pages."""
    make = _maker(briefing, settings, facts, _unfilled, nothing_known)
    cards = (metadata.card(event, facts.name, facts.words) for event in briefing.events)
    return _places((*_planned(make, settings), *cards)) | {addresses.EVENTS_DATA}


def _unfilled(_name: str, /, **_variables: Any) -> str:
    return ""


def _places(published: Iterable[Planned | Finished | Card]) -> frozenset[str]:
    return frozenset(one.path.removesuffix("index.html") for one in published)


def _maker(
    briefing: Briefing, settings: Settings, facts: SiteFacts, template: Template, known: Known
) -> Maker:
    library = Library(
        briefing, facts.words, settings.outlets, settings.topics, settings.edition.stale_after_days
    )
    keys = Keys(library, key(settings, facts.name, facts.url, facts.version, facts.words.fingerprint))
    return Maker(library, facts, template, keys, known)


def _planned(make: Maker, settings: Settings) -> Iterator[Planned | Finished]:
    """Everything but pictures, the data of all events, and notices in the place of what is gone."""
    listings = indexes.listings(make.library, settings)
    pages = (
        *chapters.editions(make),
        *chapters.events(make),
        *chapters.sources(make),
        *chapters.months(make),
        *chapters.lists(make, listings),
        *chapters.followed(make),
        *chapters.covered(make),
        *chapters.others(make, settings),
    )
    yield from pages
    yield from _texts(make)
    yield from _moved(make)
    yield from search.index(make.library)
    yield from files.feeds(make, listings)
    yield from files.editions(make)
    yield from _facts(make)
    if make.facts.url:  # the protocol wants absolute addresses, so a site without `site_url` has no sitemap
        addressed = tuple(make.facts.url + page.path for page in pages if page.kind != "notice")
        yield Asset(addresses.SITEMAP, make.template("feeds/sitemap.xml", places=addressed))


def _texts(make: Maker) -> Iterator[Asset | Kept]:
    """The texts into which the citations count, as far as their rights go."""
    for article in make.library.briefing.articles:
        if make.library.rights(article) is Rights.FULL:
            path, key = addresses.text(article), make.keys.source(article)
            there = make.file(path, str, key=key)
            yield there if isinstance(there, Kept) else Asset(path, article.body, key)


def _moved(make: Maker) -> Iterator[Planned | Kept]:
    """What leads from the address that an event might have had to the one that it has."""
    for path, view in notices.moved(make.library):
        fill = partial(make.template, "feeds/moved.html", view=view)
        yield make.file(f"{path}index.html", fill, key=make.keys.of(view))


def _facts(make: Maker) -> Iterator[Asset]:
    """What the data means, and what the site was made from."""
    facts = make.facts
    yield Asset(addresses.EVENTS_SCHEMA, facts.schema)
    yield Asset(addresses.EDITION_SCHEMA, facts.edition_schema)
    build = build_json(make.library.briefing, facts.provenance, facts.version, facts.name, facts.url)
    yield Asset(addresses.BUILD, build)


def _notices(make: Maker, there: frozenset[str]) -> Iterator[Planned | Kept]:
    """A notice at each address that the site once had and has not now."""
    for one in notices.gone(make.library, there):
        if one.template:
            yield make.file(one.path, partial(make.template, one.template, view=one.view))
        else:
            yield chapters.noticed(make, one.path, one.view)


def _lost_cards(make: Maker, there: frozenset[str]) -> Iterator[Card]:
    """A picture that says so in the place of each that is gone."""
    for path in sorted(make.library.briefing.published - there):
        if path.endswith(".png"):
            yield Card(path, make.facts.name, make.words("notice.gone"), "", (), 0, 0)
