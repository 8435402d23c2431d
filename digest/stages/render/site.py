"""The list of everything that is published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from digest.briefing import Asset, Briefing, Card, Edition, Event, Kept, Page, Site, Storyline, Stream
from digest.config import Rights, Settings
from digest.memory import NONE, Memory, key
from digest.model import Article
from digest.stages.render import (
    addresses,
    archive,
    coverage,
    data,
    files,
    indexes,
    metadata,
    notices,
    pages,
    search,
    storylines,
)
from digest.stages.render.keys import Keys, Known, nothing_known
from digest.stages.render.library import Library
from digest.stages.render.listings import Listing, Part, month_name
from digest.stages.render.lists import Lister, headline_lang
from digest.stages.render.provenance import Provenance, build_json
from digest.stages.render.views import PageView, SiteView
from digest.stages.render.words import Phrases
from digest.text.escape import one_line

_DESCRIPTION_LENGTH = 200


class Template(Protocol):
    """Fills a template: name (`pages/event.html`) and variables to text."""

    def __call__(self, name: str, /, **variables: Any) -> str:
        """The filled template."""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the site is called and where it will stand."""

    name: str
    url: str
    """Absolute, with a trailing slash; `` when not configured."""
    version: str
    """Of this program."""
    schema: str
    """JSON Schema of `data/events.json`."""
    edition_schema: str
    """JSON Schema of `data/editions/*.json`."""
    provenance: Provenance
    words: Phrases
    """The interface's texts."""


class _Maker:
    """Makes pages from views."""

    def __init__(
        self, library: Library, facts: SiteFacts, template: Template, keys: Keys, known: Known
    ) -> None:
        self.library = library
        self.facts = facts
        self.words = facts.words
        self.template = template
        self.keys = keys
        self._known = known if keys.are_known else nothing_known
        self.describe = metadata.Describer(facts.name, facts.url)

    def page(
        self,
        kind: str,
        path: str,
        title: str,
        view: object,
        *,
        about: str = "",
        lang: str = "",
        data: str = "",
        card: Card | None = None,
        feeds: str = "",
    ) -> Page:
        lang = lang or self.words.lang
        title, description = one_line(title), _shortened(one_line(about))
        described = self.describe.page(path, title, description, lang, data=data, card=card, feeds=feeds)
        body = self.template(
            f"pages/{kind}.html",
            site=site_view(self.facts, path),
            page=PageView(title=title, lang=lang),
            view=view,
        )
        head = self.template("partials/metadata.html", view=described)
        return Page(path, title, description, body, lang, kind, head)

    def once(self, kind: str, path: str, key: str, make: Callable[[], Page]) -> Page | Kept:
        """The page, unless it stands already."""
        kept = Kept(path, kind, key)
        return kept if self._known(kept.file, key) else replace(make(), key=key)

    def file(self, path: str, key: str, make: Callable[[], str]) -> Asset | Kept:
        """The file, unless it stands already."""
        return Kept(path, "asset", key) if key and self._known(path, key) else Asset(path, make(), key)

    def lister(self, page: str) -> Lister:
        return Lister(self.library, page)


def _shortened(text: str) -> str:
    """The text, cut after a word where it is too long for a description."""
    if len(text) <= _DESCRIPTION_LENGTH:
        return text
    room = text[:_DESCRIPTION_LENGTH]
    return f"{room.rpartition(' ')[0] or room[:-1]}…"


def site_view(facts: SiteFacts, page: str) -> SiteView:
    """The site's fixed places as seen from `page`."""

    def to(address: str) -> str:
        return addresses.relative(address, page)

    return SiteView(
        name=facts.name,
        url=facts.url,
        home=to(addresses.FRONT),
        archive=to(addresses.ARCHIVE),
        keywords=to(addresses.KEYWORDS),
        outlets=to(addresses.OUTLETS),
        storylines=to(addresses.STORYLINES),
        coverage=to(addresses.COVERAGE),
        about=to(addresses.ABOUT),
        feed=to(addresses.FEED),
    )


def site(
    briefing: Briefing,
    settings: Settings,
    facts: SiteFacts,
    template: Template,
    *,
    known: Known = nothing_known,
    memory: Memory = NONE,
) -> Site:
    """Every page and file, but for those that are `known`. Raises ValueError when a citation has no passage to
    lead to."""
    library = Library(
        briefing, facts.words, settings.outlets, settings.topics, settings.edition.stale_after_days
    )
    keys = Keys(library, key(settings, facts.name, facts.url, facts.version, facts.words.fingerprint))
    make = _Maker(library, facts, template, keys, known)
    every_page = (
        *_editions(make),
        *(_event(make, event) for event in briefing.events),
        *(_source(make, article) for article in briefing.articles),
        *_archive(make),
        *_listings(make, settings),
        *_storylines(make),
        *_closing(make, settings),
        *_tools(make),
        *(make.page("notice", path, view.heading, view) for path, view in notices.withdrawn(library)),
    )
    assets = tuple(_assets(make, settings, every_page, memory))
    cards = tuple(metadata.card(event, facts.name, facts.words) for event in briefing.events)
    made = Site(
        tuple(page for page in every_page if isinstance(page, Page)),
        tuple(asset for asset in assets if not isinstance(asset, Kept)),
        cards,
        tuple(one for one in (*every_page, *assets) if isinstance(one, Kept)),
    )
    return _with_notices(make, made)


def places(briefing: Briefing, settings: Settings, facts: SiteFacts) -> frozenset[str]:
    """Every address of the site, without making its pages."""
    return _places(site(briefing, settings, facts, _unfilled))


def _unfilled(_name: str, /, **_variables: Any) -> str:
    return ""


def _places(made: Site) -> frozenset[str]:
    groups: tuple[Iterable[Page | Asset | Stream | Card | Kept], ...] = (
        made.pages,
        made.assets,
        made.cards,
        made.kept,
    )
    return frozenset(one.path.removesuffix("index.html") for group in groups for one in group)


def _with_notices(make: _Maker, made: Site) -> Site:
    """The site, and a notice at each address that it once had and has not now."""
    there = _places(made)
    lost = list(notices.gone(make.library, there))
    gone_pages = (
        make.page("notice", one.path, one.view.heading, one.view) for one in lost if not one.template
    )
    gone_files = (Asset(one.path, make.template(one.template, view=one.view)) for one in lost if one.template)
    gone_cards = (
        Card(path, make.facts.name, make.words("notice.gone"), "", (), 0, 0)
        for path in sorted(make.library.briefing.published - there)
        if path.endswith(".png")
    )
    return replace(
        made,
        pages=(*made.pages, *gone_pages),
        assets=(*made.assets, *gone_files),
        cards=(*made.cards, *gone_cards),
    )


def _editions(make: _Maker) -> Iterator[Page | Kept]:
    editions = make.library.briefing.editions
    front = editions[0] if editions else Edition(None, (), ())
    yield _edition_page(make, front, addresses.FRONT)
    for edition in editions:
        yield _edition(make, edition)


def _edition(make: _Maker, edition: Edition) -> Page | Kept:
    path = addresses.edition(edition.day)
    name = make.keys.edition(edition, pages.neighbours(edition, make.library))
    return make.once("edition", path, name, lambda: _edition_page(make, edition, path))


def _edition_page(make: _Maker, edition: Edition, path: str) -> Page:
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


def _event(make: _Maker, event: Event) -> Page | Kept:
    path = addresses.event(event)
    return make.once("event", path, make.keys.event(event), lambda: _event_page(make, event, path))


def _event_page(make: _Maker, event: Event, path: str) -> Page:
    view = pages.event(event, make.library, path)
    lede = event.summary.lede.passage.text if event.summary.lede else event.title
    day = event.days[0] if event.days else None
    way = ((make.words.day(day), addresses.edition(day)), (event.title, path))
    return make.page(
        "event",
        path,
        event.title,
        view,
        about=lede,
        lang=headline_lang(event, make.library),
        data=make.describe.event(event, path, way),
        card=metadata.card(event, make.facts.name, make.words),
    )


def _source(make: _Maker, article: Article) -> Page | Kept:
    path = addresses.source(article)
    return make.once("source", path, make.keys.source(article), lambda: _source_page(make, article, path))


def _source_page(make: _Maker, article: Article, path: str) -> Page:
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


def _archive(make: _Maker) -> Iterator[Page | Kept]:
    months = archive.months(make.library.briefing.editions)
    path = addresses.ARCHIVE
    overview = archive.archive(make.library, path, months)
    yield make.page(
        "archive", path, make.words("archive.heading"), overview, feeds=addresses.relative(path, path)
    )
    for at, month in enumerate(months):
        yield make.once(
            "month", month.address, make.keys.month(months, at), partial(_month, make, months, at)
        )


def _month(make: _Maker, months: Sequence[archive.Month], at: int) -> Page:
    address, heading = months[at].address, make.words.month(months[at].first)
    way = ((make.words("archive.heading"), addresses.ARCHIVE), (heading, address))
    described = make.describe.other(address, heading, way)
    view = archive.month_page(make.library, months, at)
    return make.page("month", address, heading, view, data=described)


def _storylines(make: _Maker) -> Iterator[Page | Kept]:
    path, heading = addresses.STORYLINES, make.words("storyline.heading")
    intro = make.words("storyline.intro")
    yield make.page("storylines", path, heading, storylines.every(make.library, intro), about=intro)
    for line in make.library.briefing.storylines:
        name = make.keys.storyline(line)
        yield make.once(
            "storyline", addresses.storyline(line), name, partial(_storyline, make, line, (heading, path))
        )


def _storyline(make: _Maker, line: Storyline, index: tuple[str, str]) -> Page:
    view, place = storylines.storyline(line, make.library), addresses.storyline(line)
    described = make.describe.other(place, line.title, (index, (line.title, place)))
    title = make.words("listing.titled", kind=make.words("storyline.one"), name=line.title)
    return make.page("storyline", place, title, view, about=title, data=described, feeds=view.feeds)


def _listings(make: _Maker, settings: Settings) -> Iterator[Page | Kept]:
    kinds = (
        (addresses.KEYWORDS, "listing.keywords", tuple(indexes.keyword_listings(make.library))),
        (addresses.OUTLETS, "listing.outlets", tuple(indexes.outlet_listings(make.library, settings))),
        (addresses.TOPICS, "listing.topics", tuple(indexes.topic_listings(make.library))),
    )
    for path, name, listings in kinds:
        if path == addresses.TOPICS and not listings:
            continue
        heading, intro = make.words(name), make.words(f"{name}_intro")
        view = indexes.index(heading, intro, listings, make.lister(path))
        yield make.page("index", path, heading, view, about=intro)
        for address, listing in listings:
            make_page = partial(_listing, make, address, listing, (heading, path))
            yield make.once("list", address, make.keys.listing(listing), make_page)
            for part in listing.parts:
                make_page = partial(_part, make, address, listing, part, (heading, path))
                yield make.once("list", part.address(address), make.keys.listed(listing, part), make_page)


def _part(make: _Maker, listed: str, listing: Listing, part: Part, index: tuple[str, str]) -> Page:
    month, path = month_name(part, make.library), part.address(listed)
    described = make.describe.other(path, month, (index, (listing.heading, listed), (month, path)))
    view = listing.month(part, make.library, path)
    name = make.words("listing.part", name=listing.heading, month=month)
    title = make.words("listing.titled", kind=listing.label, name=name)
    return make.page("list", path, title, view, about=title, data=described)


def _listing(make: _Maker, path: str, listing: Listing, index: tuple[str, str]) -> Page:
    title = make.words("listing.titled", kind=listing.label, name=listing.heading)
    described = make.describe.other(path, listing.heading, (index, (listing.heading, path)))
    view = listing.view(make.library, path)
    return make.page("list", path, title, view, about=title, data=described, feeds=view.feeds)


def _closing(make: _Maker, settings: Settings) -> Iterator[Page | Kept]:
    path, words = addresses.COVERAGE, make.words
    parts = coverage.parts(make.library)
    view = coverage.coverage(make.library, path, parts)
    yield make.page("coverage", path, words("coverage.heading"), view, about=words("coverage.description"))
    for part in parts:
        yield make.once("files", part.address, make.keys.files(part), partial(_files, make, part))
    about = indexes.about(make.library.briefing, settings, make.facts.version, words)
    yield make.page("about", addresses.ABOUT, words("about.title"), about, about=words("about.description"))


def _files(make: _Maker, part: coverage.Part) -> Page:
    view, words = coverage.month(part, make.library), make.words
    way = ((words("coverage.heading"), addresses.COVERAGE), (view.month, part.address))
    title = words("listing.titled", kind=words("coverage.heading"), name=view.month)
    described = make.describe.other(part.address, view.month, way)
    return make.page("files", part.address, title, view, about=title, data=described)


def _tools(make: _Maker) -> Iterator[Page]:
    for kind, path in (("search", addresses.SEARCH), ("memory", addresses.MEMORY)):
        yield make.page(
            kind, path, make.words(f"{kind}.heading"), None, about=make.words(f"{kind}.description")
        )


def _assets(
    make: _Maker, settings: Settings, every_page: Iterable[Page | Kept], memory: Memory
) -> Iterator[Asset | Stream | Kept]:
    briefing, facts = make.library.briefing, make.facts
    for article in briefing.articles:
        if make.library.rights(article) is Rights.FULL:
            yield Asset(addresses.text(article), article.body)
    for path, view in notices.moved(make.library):
        fill = partial(make.template, "feeds/moved.html", view=view)
        yield make.file(f"{path}index.html", make.keys.of(view), fill)
    yield Stream(addresses.EVENTS_DATA, data.events_json(make.library, make.keys, memory))
    yield Asset(addresses.EVENTS_SCHEMA, facts.schema)
    yield from search.index(make.library)
    yield from files.feeds(
        make.library, settings, facts.name, facts.url, make.template, keys=make.keys, file=make.file
    )
    yield from files.editions(
        make.library, facts.name, facts.url, make.template, keys=make.keys, file=make.file
    )
    yield Asset(addresses.EDITION_SCHEMA, facts.edition_schema)
    build = build_json(briefing, facts.provenance, facts.version, facts.name, facts.url)
    yield Asset(addresses.BUILD, build)
    if facts.url:  # the protocol wants absolute addresses, so a site without `site_url` has no sitemap
        places = tuple(facts.url + page.path for page in every_page if page.kind != "notice")
        yield Asset(addresses.SITEMAP, make.template("feeds/sitemap.xml", places=places))
