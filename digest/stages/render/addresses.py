"""Where everything stands in the site: pure functions from the model to addresses.

Addresses are relative to the site's root, without a leading slash; a folder ends in a slash.
"""

from __future__ import annotations

from datetime import date

from digest.briefing import Event, Storyline
from digest.model import Article
from digest.text.slugs import slug

FRONT = ""
ARCHIVE = "archive/"
EVENTS = "events/"
SOURCES = "sources/"
UNDATED = "undated/"
KEYWORDS = "keywords/"
OUTLETS = "outlets/"
STORYLINES = "storylines/"
TOPICS = "topics/"
COVERAGE = "coverage/"
ABOUT = "about/"
RANKING = "ranking"
"""Section of the about page."""
SEARCH = "search/"
MEMORY = "memory/"
FEED = "feed.xml"
"""Of every folder that has feeds; at the root that of the newest events."""
JSON_FEED = "feed.json"
SINGLE = "edition.html"
"""An edition as one file, in the folder of its page."""
SITEMAP = "sitemap.xml"
BUILD = "build.json"
EVENTS_DATA = "data/events.json"
EVENTS_SCHEMA = "data/events.schema.json"
EDITIONS_DATA = "data/editions.json"
EDITIONS_FOLDER = "data/editions/"
EDITION_SCHEMA = "data/edition.schema.json"
SEARCH_DATA = "data/search/"
SEARCH_MANIFEST = "data/search/manifest.json"


def event(event: Event) -> str:
    """Page of an event."""
    return f"{EVENTS}{event.id}/"


def card(event: Event) -> str:
    """Picture that stands for an event where its address is shared."""
    return f"{EVENTS}{event.id}/card.png"


def source(article: Article) -> str:
    """Page of a source file."""
    return f"{SOURCES}{article.slug}/"


def text(article: Article) -> str:
    """Plain text into which the citations count."""
    return f"texts/{article.slug}.txt"


def passage(article: Article, start: int, end: int) -> str:
    """The highlighted passage on the page of its source file."""
    return f"{source(article)}#{anchor(start, end)}"


def edition(day: date | None) -> str:
    """Page of a day's edition."""
    return f"{day:%Y/%m/%d}/" if day else UNDATED


def single(day: date | None) -> str:
    """A day's edition as one file."""
    return f"{edition(day)}{SINGLE}"


def edition_data(day: date | None) -> str:
    """Data of a day's edition."""
    return f"{EDITIONS_FOLDER}{day.isoformat() if day else UNDATED.rstrip('/')}.json"


def month(day: date) -> str:
    """Page of a month of the archive."""
    return f"{day:%Y/%m}/"


def keyword(keyword_slug: str) -> str:
    """Page of a keyword."""
    return f"{KEYWORDS}{keyword_slug}/"


def outlet(name: str) -> str:
    """Page of an outlet."""
    return f"{OUTLETS}{name_slug(name)}/"


def topic(name: str) -> str:
    """Page of a topic."""
    return f"{TOPICS}{name_slug(name)}/"


def part(page: str, month: date | None) -> str:
    """Page of a month of a list that is too long for one page; None is the month of what has no date."""
    return f"{page}{month:%Y-%m}/" if month else f"{page}undated/"


def name_slug(name: str) -> str:
    """The last part of the address of an outlet or topic, and its key in filters."""
    return slug(name, name)


def storyline(storyline: Storyline) -> str:
    """Page of a storyline."""
    return f"{STORYLINES}{storyline.id}/"


def anchor(start: int, end: int) -> str:
    """Id of the element that holds exactly `body[start:end]` on a source page."""
    return f"s{start}-{end}"


def cite(number: int) -> str:
    """Id of a numbered citation on an event's page; one letter, since a page names them a hundred times."""
    return f"c{number}"


def span_of(anchor: str) -> tuple[int, int] | None:
    """The span that an anchor names, None when it is not one of ours."""
    start, dash, end = anchor.removeprefix("s").partition("-")
    if (
        anchor.startswith("s")
        and dash
        and start.isascii()
        and end.isascii()
        and start.isdigit()
        and end.isdigit()
    ):
        return int(start), int(end)
    return None


def to_root(place: str) -> str:
    """What leads from a page or file to the site's root, to be put before an address.

    >>> to_root("keywords/x/feed.xml"), to_root("feed.xml")
    ('../../', '')
    """
    return "../" * place.count("/")


def relative(target: str, page: str) -> str:
    """`target` as a link on `page`; a fragment is kept.

    >>> relative("sources/a/#s0-9", "events/b/")
    '../../sources/a/#s0-9'
    >>> relative("", "")
    './'
    """
    path, mark, fragment = target.partition("#")
    to, here = path.split("/"), page.split("/")[:-1]
    shared = 0
    for step, other in zip(to[:-1], here, strict=False):
        if step != other:
            break
        shared += 1
    way = "../" * (len(here) - shared) + "/".join(to[shared:])
    return (way or "./") + mark + fragment
