"""Files beside the pages: feeds, and each edition as one file and as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Protocol

from digest.briefing import Asset, Edition, Kept
from digest.config import Settings
from digest.stages.render import addresses, edition_data, indexes, single_file, storylines
from digest.stages.render.feed import Feeds, FeedView, Fill
from digest.stages.render.json_feed import json_feed
from digest.stages.render.keys import Keys
from digest.stages.render.library import Library


class File(Protocol):
    """Makes a file unless it stands already."""

    def __call__(self, path: str, key: str, make: Callable[[], str], /) -> Asset | Kept:
        """The file at `path`; `key` stands for everything that it follows from, `` where that is not known."""


def feeds(
    library: Library, settings: Settings, name: str, url: str, fill: Fill, *, keys: Keys, file: File
) -> Iterator[Asset | Kept]:
    """Of the newest events, of the editions, of storylines, outlets and keywords; each as Atom and as JSON."""
    made = Feeds(library, name, url, fill)
    listings = (
        *indexes.keyword_listings(library),
        *indexes.outlet_listings(library, settings),
        *storylines.listings(library),
    )
    yield from _feed(addresses.FRONT, "", made.newest, fill, file)
    yield from _feed(addresses.ARCHIVE, "", made.editions, fill, file)
    for page, listing in listings:
        if listing.has_feeds:
            yield from _feed(page, keys.listing(listing), partial(made.listing, page, listing), fill, file)


def _feed(
    page: str, name: str, make: Callable[[], FeedView], fill: Fill, file: File
) -> Iterator[Asset | Kept]:
    view = cache(make)
    yield file(f"{page}{addresses.FEED}", name, lambda: fill("feeds/atom.xml", view=view()))
    yield file(f"{page}{addresses.JSON_FEED}", name, lambda: json_feed(view()))


def editions(
    library: Library, name: str, url: str, fill: Fill, *, keys: Keys, file: File
) -> Iterator[Asset | Kept]:
    """The files of each edition, and the list of those for programs."""
    style = single_file.policy_hash(fill(single_file.STYLE))

    def single(edition: Edition) -> str:
        return fill("single/edition.html", view=single_file.single(edition, library, name, url, style))

    for edition in library.briefing.editions:
        yield file(addresses.single(edition.day), keys.of(keys.entries(edition)), partial(single, edition))
        data = partial(edition_data.edition_json, edition, library)
        yield file(addresses.edition_data(edition.day), keys.edition_data(edition), data)
    yield Asset(addresses.EDITIONS_DATA, edition_data.editions_json(library.briefing.editions))
