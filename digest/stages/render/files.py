"""Files beside the pages: feeds, and each edition as one file and as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from digest.briefing import Asset, Edition, Kept
from digest.stages.render import addresses, edition_data, single_file, storylines
from digest.stages.render.feed import Feeds, FeedView
from digest.stages.render.indexes import Listings
from digest.stages.render.json_feed import json_feed
from digest.stages.render.listings import Listing
from digest.stages.render.making import Maker, Planned


def feeds(make: Maker, listings: Listings) -> Iterator[Planned | Kept]:
    """Of the newest events, of the editions, of storylines, outlets and keywords; each as Atom and as JSON."""
    made = Feeds(make.library, make.facts.name, make.facts.url, make.template)
    yield from _feed(make, addresses.FRONT, made.newest)
    yield from _feed(make, addresses.ARCHIVE, made.editions)
    shared: Iterable[tuple[str, Listing]] = (
        *listings.keywords,
        *listings.outlets,
        *storylines.listings(make.library),
    )
    for page, listing in shared:
        if listing.has_feeds:
            yield from _feed(make, page, partial(made.listing, page, listing), make.keys.listing(listing))


def _feed(
    make: Maker, page: str, make_view: Callable[[], FeedView], key: str = ""
) -> Iterator[Planned | Kept]:
    view = cache(make_view)
    atom = partial(_atom, make, view)
    yield make.file(f"{page}{addresses.FEED}", atom, key=key, of=page)
    yield make.file(f"{page}{addresses.JSON_FEED}", lambda: json_feed(view()), key=key, of=page)


def _atom(make: Maker, view: Callable[[], FeedView]) -> str:
    return make.template("feeds/atom.xml", view=view())


def editions(make: Maker) -> Iterator[Planned | Kept | Asset]:
    """The files of each edition, and the list of those for programs."""
    library, keys = make.library, make.keys
    style = single_file.policy_hash(make.template(single_file.STYLE))
    for edition in library.briefing.editions:
        of, key = addresses.edition(edition.day), keys.of(keys.entries(edition))
        yield make.file(addresses.single(edition.day), partial(_single, make, edition, style), key=key, of=of)
        data = partial(edition_data.edition_json, edition, library)
        yield make.file(addresses.edition_data(edition.day), data, key=keys.edition_data(edition), of=of)
    yield Asset(addresses.EDITIONS_DATA, edition_data.editions_json(library.briefing.editions))


def _single(make: Maker, edition: Edition, style: str) -> str:
    view = single_file.single(edition, make.library, make.facts.name, make.facts.url, style)
    return make.template("single/edition.html", view=view)
