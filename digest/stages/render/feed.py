"""The Atom feed of the newest editions (RFC 4287)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from digest.briefing import Briefing, Event
from digest.stages.render import addresses
from digest.stages.render.library import Library
from digest.text.escape import one_line

_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An event in the feed."""

    id: str
    """Stable tag URI."""
    title: str
    updated: str
    """RFC 3339; midnight UTC of the newest day on which an independent text appeared."""
    link: str
    summary: str
    """The lede, verbatim; `` without one."""
    sources: tuple[str, ...]
    """`outlet: title` of each independent text."""
    lang: str


@dataclass(frozen=True, slots=True)
class FeedView:
    """Template `feeds/atom.xml`."""

    title: str
    id: str
    updated: str
    home: str
    self: str
    entries: tuple[FeedEntry, ...]


def feed(library: Library, name: str, url: str) -> FeedView:
    """The newest fifty events; `url` is the site's absolute root or ``.

    Undated events carry the feed's own date, the newest day of the content, and come last.
    """
    briefing = library.briefing
    newest = _newest_day(briefing)
    events = sorted(briefing.events, key=lambda event: (-(updated(event) or date.min).toordinal(), event.id))
    return FeedView(
        title=name,
        id=_tag("feed"),
        updated=_rfc3339(newest),
        home=url + addresses.FRONT,
        self=url + addresses.FEED,
        entries=tuple(_entry(event, library, url, newest) for event in events[:_ENTRIES]),
    )


def _newest_day(briefing: Briefing) -> date:
    days = [day for event in briefing.events for day in event.days]
    return max(days, default=date(1970, 1, 1))


def updated(event: Event) -> date | None:
    """The newest day of an independent text: a copy is not an update."""
    return max((text.article.day for text in event.texts if text.article.day), default=None)


def _entry(event: Event, library: Library, url: str, newest: date) -> FeedEntry:
    lede = event.summary.lede
    return FeedEntry(
        id=_tag(f"event/{event.id}"),
        title=one_line(event.title),
        updated=_rfc3339(updated(event) or newest),
        link=url + addresses.event(event),
        summary=one_line(lede.passage.text) if lede else "",
        sources=tuple(
            f"{text.article.outlet}: {text.article.title}" if text.article.outlet else text.article.title
            for text in event.texts
        ),
        lang=library.articles[event.summary.headline_article].lang,
    )


def _tag(name: str) -> str:
    # RFC 4151; independent of the site's address, so that a move does not repeat every entry to readers.
    return f"tag:digest.invalid,2022:{name}"


def _rfc3339(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
