"""The pages of the site by kind: each is planned here, with its title and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TypeAlias

from digest.briefing import Edition, Event, Kept, Page, Storyline
from digest.config import Settings
from digest.model import Article
from digest.stages.render import (
    addresses,
    archive,
    coverage,
    indexes,
    metadata,
    notices,
    pages,
    storylines,
)
from digest.stages.render.listings import Listing, Part, month_name
from digest.stages.render.lists import headline_lang
from digest.stages.render.making import Maker, Planned
from digest.stages.render.views import NoticeView

Plans: TypeAlias = Iterator[Planned | Kept]

# ── editions, events, sources ────────────────────────────────────────────────────────────


def editions(make: Maker) -> Plans:
    """The front page, which is the newest edition, and every edition."""
    found = make.library.briefing.editions
    front = found[0] if found else Edition(None, (), ())
    yield make.plan("edition", addresses.FRONT, partial(_edition, make, front, addresses.FRONT))
    for edition in found:
        path = addresses.edition(edition.day)
        key = make.keys.edition(edition, pages.neighbours(edition, make.library))
        yield make.plan("edition", path, partial(_edition, make, edition, path), key=key)


def _edition(make: Maker, edition: Edition, path: str) -> Page:
    view = pages.edition(edition, make.library, path)
    title = make.facts.name if path == addresses.FRONT else view.heading
    way = ((view.heading, path),) if path != addresses.FRONT else ()
    return make.page(
        "edition",
        path,
        title,
        view,
        about=make.words("listing.titled", kind=view.heading, name=view.summary_line),
        data=make.describe.edition(edition, path, title, way),
        feeds=view.feeds,
    )


def events(make: Maker) -> Plans:
    """Every event."""
    for event in make.library.briefing.events:
        path = addresses.event(event)
        yield make.plan("event", path, partial(_event, make, event, path), key=make.keys.event(event))


def _event(make: Maker, event: Event, path: str) -> Page:
    view = pages.event(event, make.library, path)
    lede = event.summary.lede.passage.text if event.summary.lede else event.title
    return make.page(
        "event",
        path,
        event.title,
        view,
        about=lede,
        lang=headline_lang(event, make.library),
        data=make.describe.event(event, path),
        card=metadata.card(event, make.facts.name, make.words),
    )


def sources(make: Maker) -> Plans:
    """Every source file; what it takes from its event is looked up with it."""
    for article in make.library.briefing.articles:
        path, key = addresses.source(article), make.keys.source(article)
        of = addresses.event(make.library.event_of[article.id])
        yield make.plan("source", path, partial(_source, make, article, path), key=key, of=of)


def _source(make: Maker, article: Article, path: str) -> Page:
    view = pages.source(article, make.library, path)
    event = make.library.event_of[article.id]
    way = ((event.title, addresses.event(event)), (article.title, path))
    return make.page(
        "source",
        path,
        article.title,
        view,
        about=make.words("source.description", path=article.path),
        lang=article.lang,
        data=make.describe.source(article, path, way),
    )


# ── lists ────────────────────────────────────────────────────────────────────────────────


def months(make: Maker) -> Plans:
    """The archive and its months."""
    found = archive.months(make.library.briefing.editions)
    yield make.plan("archive", addresses.ARCHIVE, partial(_archive, make, found))
    for at, month in enumerate(found):
        make_page = partial(_month, make, found, at)
        yield make.plan("month", month.address, make_page, key=make.keys.month(found, at))


def _archive(make: Maker, found: Sequence[archive.Month]) -> Page:
    path = addresses.ARCHIVE
    view = archive.archive(make.library, path, found)
    return make.page(
        "archive", path, make.words("archive.heading"), view, feeds=addresses.relative(path, path)
    )


def _month(make: Maker, found: Sequence[archive.Month], at: int) -> Page:
    address, heading = found[at].address, make.words.month(found[at].first)
    way = ((make.words("archive.heading"), addresses.ARCHIVE), (heading, address))
    described = make.describe.other(address, heading, way)
    view = archive.month_page(make.library, found, at)
    return make.page("month", address, heading, view, data=described)


def lists(make: Maker, listings: indexes.Listings) -> Plans:
    """Every keyword, outlet and topic, and the list of each of these kinds."""
    kinds = (
        (addresses.KEYWORDS, "listing.keywords", listings.keywords),
        (addresses.OUTLETS, "listing.outlets", listings.outlets),
        (addresses.TOPICS, "listing.topics", listings.topics),
    )
    for path, name, found in kinds:
        if path == addresses.TOPICS and not found:
            continue
        heading = make.words(name)
        yield make.plan("index", path, partial(_index, make, path, heading, f"{name}_intro", found))
        for address, listing in found:
            make_page = partial(_listing, make, address, listing, (heading, path))
            yield make.plan("list", address, make_page, key=make.keys.listing(listing))
            for part in listing.parts:
                make_page = partial(_part, make, address, listing, part, (heading, path))
                yield make.plan("list", part.address(address), make_page, key=make.keys.listed(listing, part))


def _index(make: Maker, path: str, heading: str, intro: str, found: Sequence[tuple[str, Listing]]) -> Page:
    about = make.words(intro)
    view = indexes.index(heading, about, found, make.lister(path))
    return make.page("index", path, heading, view, about=about)


def _listing(make: Maker, path: str, listing: Listing, index: tuple[str, str]) -> Page:
    title = make.words("listing.titled", kind=listing.label, name=listing.heading)
    described = make.describe.other(path, listing.heading, (index, (listing.heading, path)))
    view = listing.view(make.library, path)
    return make.page("list", path, title, view, about=title, data=described, feeds=view.feeds)


def _part(make: Maker, listed: str, listing: Listing, part: Part, index: tuple[str, str]) -> Page:
    month, path = month_name(part, make.library), part.address(listed)
    described = make.describe.other(path, month, (index, (listing.heading, listed), (month, path)))
    view = listing.month(part, make.library, path)
    name = make.words("listing.part", name=listing.heading, month=month)
    title = make.words("listing.titled", kind=listing.label, name=name)
    return make.page("list", path, title, view, about=title, data=described)


def followed(make: Maker) -> Plans:
    """Every storyline, and their list."""
    path, heading = addresses.STORYLINES, make.words("storyline.heading")
    yield make.plan("storylines", path, partial(_storylines, make, path, heading))
    for line in make.library.briefing.storylines:
        make_page = partial(_storyline, make, line, (heading, path))
        yield make.plan("storyline", addresses.storyline(line), make_page, key=make.keys.storyline(line))


def _storylines(make: Maker, path: str, heading: str) -> Page:
    intro = make.words("storyline.intro")
    return make.page("storylines", path, heading, storylines.every(make.library, intro), about=intro)


def _storyline(make: Maker, line: Storyline, index: tuple[str, str]) -> Page:
    view, place = storylines.storyline(line, make.library), addresses.storyline(line)
    described = make.describe.other(place, line.title, (index, (line.title, place)))
    title = make.words("listing.titled", kind=make.words("storyline.one"), name=line.title)
    return make.page("storyline", place, title, view, about=title, data=described, feeds=view.feeds)


# ── coverage, method, tools ──────────────────────────────────────────────────────────────


def covered(make: Maker) -> Plans:
    """What became of each file, in whole or by month."""
    parts = coverage.parts(make.library)
    yield make.plan("coverage", addresses.COVERAGE, partial(_coverage, make, parts))
    for part in parts:
        yield make.plan("files", part.address, partial(_files, make, part), key=make.keys.files(part))


def _coverage(make: Maker, parts: Sequence[coverage.Part]) -> Page:
    path, words = addresses.COVERAGE, make.words
    view = coverage.coverage(make.library, path, parts)
    return make.page("coverage", path, words("coverage.heading"), view, about=words("coverage.description"))


def _files(make: Maker, part: coverage.Part) -> Page:
    view, words = coverage.month(part, make.library), make.words
    way = ((words("coverage.heading"), addresses.COVERAGE), (view.month, part.address))
    title = words("listing.titled", kind=words("coverage.heading"), name=view.month)
    described = make.describe.other(part.address, view.month, way)
    return make.page("files", part.address, title, view, about=title, data=described)


def others(make: Maker, settings: Settings) -> Plans:
    """Pages that tell of no event: the method, the search, what a reader's browser keeps, what was withdrawn."""
    yield make.plan("about", addresses.ABOUT, partial(_about, make, settings))
    for kind, path in (("search", addresses.SEARCH), ("memory", addresses.MEMORY)):
        yield make.plan(kind, path, partial(_tool, make, kind, path))
    for path, notice in notices.withdrawn(make.library):
        yield noticed(make, path, notice)


def noticed(make: Maker, path: str, view: NoticeView) -> Planned | Kept:
    """What is said in the place of a page that is gone."""
    return make.plan("notice", path, partial(make.page, "notice", path, view.heading, view))


def _about(make: Maker, settings: Settings) -> Page:
    words = make.words
    view = indexes.about(make.library.briefing, settings, make.facts.version, words)
    return make.page("about", addresses.ABOUT, words("about.title"), view, about=words("about.description"))


def _tool(make: Maker, kind: str, path: str) -> Page:
    heading, description = make.words(f"{kind}.heading"), make.words(f"{kind}.description")
    return make.page(kind, path, heading, None, about=description)
