"""Files beside the pages: feeds, and each edition as one file and as data."""

from __future__ import annotations

from collections.abc import Iterator

from digest.briefing import Asset
from digest.config import Settings
from digest.stages.render import addresses, edition_data, indexes, single_file, storylines
from digest.stages.render.feed import Feeds, Fill
from digest.stages.render.json_feed import json_feed
from digest.stages.render.library import Library


def feeds(library: Library, settings: Settings, name: str, url: str, fill: Fill) -> Iterator[Asset]:
    """Of the newest events, of the editions, of storylines, outlets and keywords; each as Atom and as JSON."""
    made = Feeds(library, name, url, fill)
    listings = (
        *indexes.keyword_listings(library),
        *indexes.outlet_listings(library, settings),
        *storylines.listings(library),
    )
    found = [(addresses.FRONT, made.newest()), (addresses.ARCHIVE, made.editions())]
    found += [(page, made.listing(page, listing)) for page, listing in listings if listing.has_feeds]
    for page, view in found:
        yield Asset(f"{page}{addresses.FEED}", fill("feeds/atom.xml", view=view))
        yield Asset(f"{page}{addresses.JSON_FEED}", json_feed(view))


def editions(library: Library, name: str, url: str, fill: Fill) -> Iterator[Asset]:
    """The files of each edition, and the list of those for programs."""
    style = single_file.policy_hash(fill(single_file.STYLE))
    for edition in library.briefing.editions:
        view = single_file.single(edition, library, name, url, style)
        yield Asset(addresses.single(edition.day), fill("single/edition.html", view=view))
        yield Asset(addresses.edition_data(edition.day), edition_data.edition_json(edition, library))
    yield Asset(addresses.EDITIONS_DATA, edition_data.editions_json(library.briefing.editions))
