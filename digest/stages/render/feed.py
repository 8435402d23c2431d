"""Feeds: what they hold; `templates/feeds/atom.xml` and `json_feed.py` write it down.

Of the newest events, of the editions, and of each storyline, outlet and keyword with several events. An entry's id
never changes. Its date is the newest edition that brought an independent text: a copy, a better headline or a new
keyword is no reason to show readers the same event again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from digest.briefing import Edition, Event, Status
from digest.stages.render import addresses
from digest.stages.render.library import Library
from digest.stages.render.listings import Listing
from digest.stages.render.lists import headline_lang
from digest.stages.render.said import EditionContent, EventContent, EventNote, Sayer
from digest.stages.render.words import is_rtl
from digest.text.escape import one_line

_NEWEST, _LISTED, _EDITIONS = 50, 20, 14
"""Most entries: of the site's feed, of a keyword's, outlet's or storyline's, and of the editions' (two weeks): a
reader asks every hour, and what it missed is on the pages."""
_TOLD, _NAMED = 12, 20
"""Most events of an edition that are told with a sentence (reading.md: at most twelve), and then only named."""
_TEXTS = 6
"""Most texts that an event's entry names."""
_NO_DAY = "1970-01-01T00:00:00Z"
"""Atom wants a date of every entry. One that moved with the site would show undated events as new every day."""

_COPIES = Status.CONTINUING
"""What an edition says of an event of which it brought only copies."""

Fill = Callable[..., str]
"""Fills a template: name and variables to text."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An event or an edition in a feed."""

    id: str
    """Stable tag URI."""
    title: str
    published: str
    """RFC 3339, midnight UTC of its first edition; `` when undated."""
    updated: str
    """RFC 3339, midnight UTC of the newest edition with an independent text."""
    link: str
    summary: str
    """The lede, verbatim, or an edition's first line; `` for neither."""
    content: str
    """HTML."""
    lang: str


@dataclass(frozen=True, slots=True)
class FeedView:
    """Template `feeds/atom.xml`. Addresses are absolute, or relative to the feed without a `site_url`."""

    title: str
    author: str
    id: str
    updated: str
    home: str
    """The page that shows the same."""
    self: str
    """`` without a `site_url`: relative to itself a feed has no address."""
    self_json: str
    entries: tuple[FeedEntry, ...]


class Feeds:
    """Makes the feeds of a site; an event's entry is made once for all of them."""

    def __init__(self, library: Library, name: str, url: str, fill: Fill) -> None:
        self._library = library
        self._words = library.words
        self._name = one_line(name)
        self._url = url
        self._fill = fill
        self._made: dict[tuple[str, str], FeedEntry] = {}
        self._updated = {event.id: self._last_text(event) for event in library.briefing.events}

    def newest(self) -> FeedView:
        """The newest fifty events; undated ones last."""
        view = self._view(addresses.FRONT, self._name, self._library.briefing.events, _NEWEST)
        return replace(view, id=_tag("feed"))

    def listing(self, address: str, listing: Listing) -> FeedView:
        """The newest events of a keyword, an outlet or a storyline."""
        title = f"{one_line(listing.heading)} – {self._name}"
        return self._view(address, title, listing.events, _LISTED)

    def editions(self) -> FeedView:
        """The newest editions that hold anything; an entry says what that edition said and never changes."""
        page = addresses.ARCHIVE
        held = [edition for edition in self._library.briefing.editions if edition.day and edition.entries]
        entries = tuple(self._edition(edition, self._root(page)) for edition in held[:_EDITIONS])
        return self._feed(page, f"{self._words('edition.editions')} – {self._name}", entries)

    def _root(self, page: str) -> str:
        return self._url or addresses.to_root(page)

    def _view(self, page: str, title: str, events: Iterable[Event], most: int) -> FeedView:
        newest = sorted(events, key=lambda e: (-(self._updated[e.id] or date.min).toordinal(), e.id))
        root = self._root(page)
        return self._feed(page, title, tuple(self._event(event, root) for event in newest[:most]))

    def _feed(self, page: str, title: str, entries: tuple[FeedEntry, ...]) -> FeedView:
        return FeedView(
            title=title,
            author=self._name,
            id=_tag(page.rstrip("/")),
            updated=max((entry.updated for entry in entries), default=_NO_DAY),
            home=self._url + page if self._url else "./",
            self=f"{self._url}{page}{addresses.FEED}" if self._url else "",
            self_json=f"{self._url}{page}{addresses.JSON_FEED}" if self._url else "",
            entries=entries,
        )

    # ── events, as they stand now ────────────────────────────────────────────────────────

    def _last_text(self, event: Event) -> date | None:
        """The newest edition that brought an independent text; None when undated."""
        told = self._library.briefing.entries.get(event.id, ())
        days = [entry.event.days[-1] for entry in told if entry.status is not _COPIES and entry.event.days]
        return max(days, default=None)

    def _event(self, event: Event, root: str) -> FeedEntry:
        if (event.id, root) not in self._made:
            self._made[event.id, root] = self._new(event, root)
        return self._made[event.id, root]

    def _new(self, event: Event, root: str) -> FeedEntry:
        lede = event.summary.lede
        return FeedEntry(
            id=_tag(f"event/{event.id}"),
            title=one_line(event.title),
            published=_rfc3339(event.days[0]) if event.days else "",
            updated=_rfc3339(self._updated[event.id]),
            link=root + addresses.event(event),
            summary=one_line(lede.passage.text) if lede else "",
            content=self._fill("feeds/event.html", view=self._notes(event, root)),
            lang=headline_lang(event, self._library),
        )

    def _notes(self, event: Event, root: str) -> EventContent:
        say = Sayer(self._library, root)
        lede = event.summary.lede
        named = tuple(say.source(text.article) for text in event.texts[:_TEXTS])
        return EventContent(
            say.sentence(lede.passage) if lede else None, named, len(event.texts) - len(named)
        )

    # ── editions, as they stood on their day ─────────────────────────────────────────────

    def _edition(self, edition: Edition, root: str) -> FeedEntry:
        if edition.day is None:
            raise ValueError("an undated edition changes whenever a file comes")
        line = self._words.edition(edition.day, edition.entries)
        told = tuple(self._told(edition, root))
        view = EditionContent(
            told[:_TOLD],
            tuple(replace(note, lede=None) for note in told[_TOLD:]),
            len(edition.entries) - len(told),
            root + addresses.edition(edition.day),
        )
        return FeedEntry(
            id=_tag(f"edition/{edition.day.isoformat()}"),
            title=f"{self._words.weekday(edition.day)}: {line}",
            published=_rfc3339(edition.day),
            updated=_rfc3339(edition.day),
            link=root + addresses.edition(edition.day),
            summary=line,
            content=self._fill("feeds/edition.html", view=view),
            lang=self._words.lang,
        )

    def _told(self, edition: Edition, root: str) -> Iterator[EventNote]:
        say = Sayer(self._library, root)
        for entry in edition.entries[: _TOLD + _NAMED]:
            lede, lang = entry.event.summary.lede, headline_lang(entry.event, self._library)
            yield EventNote(
                title=one_line(entry.event.title),
                href=root + addresses.event(entry.event),
                lang=lang,
                rtl=is_rtl(lang),
                status_label=self._words.status(entry.status, entry.day_number),
                lede=say.sentence(lede.passage) if lede else None,
            )


def _tag(name: str) -> str:
    # RFC 4151; independent of the site's address, so that a move does not repeat every entry to readers.
    return f"tag:digest.invalid,2022:{name}"


def _rfc3339(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00Z" if day else _NO_DAY
