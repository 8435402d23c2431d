"""What the site shows: events with everything found of them, editions, pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from digest.errors import Problem
from digest.findings import Claim, Findings
from digest.memory import Later
from digest.model import Article, Cluster, Keyword, Manuscript, Passage, Summary, Text


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its texts and everything that is shown of it."""

    id: str
    """Slug of the anchor's title and a hash of the anchor's id."""
    cluster: Cluster
    summary: Summary
    keywords: tuple[Keyword, ...]
    found: Later[Findings]
    """Most events of an archive are listed only: what was found in their texts is not read then."""
    key: str = field(default="", compare=False)
    """Hash of everything that it follows from; `` when that is not known."""
    days: tuple[date, ...] = field(init=False, repr=False, compare=False)
    """The days of the editions that brought articles of the event, in order."""

    def __post_init__(self) -> None:
        days = {article.edition for article in self.cluster.articles if article.edition is not None}
        object.__setattr__(self, "days", tuple(sorted(days)))

    @property
    def findings(self) -> Findings:
        """Everything found in the texts beside summary and keywords."""
        return self.found()

    @property
    def texts(self) -> tuple[Text, ...]:
        """The independent texts."""
        return self.cluster.texts

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article, copies included."""
        return self.cluster.articles

    @property
    def title(self) -> str:
        """The headline, or the title an override gave."""
        return self.cluster.title or self.summary.headline


@dataclass(frozen=True, slots=True)
class Storyline:
    """Related events in order of time."""

    id: str
    title: str
    events: tuple[str, ...]
    """Event ids, earliest first, undated last."""


# ── publishing ───────────────────────────────────────────────────────────────────────────


class Status(StrEnum):
    """What an event is to the reader of one edition."""

    NEW = "new"
    UPDATED = "updated"
    CONTINUING = "continuing"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that a new text gives otherwise than the texts before it."""

    label: str
    """What is counted, as in `ClaimRow.label`."""
    before: Claim
    """The newest earlier statement."""
    after: Claim


@dataclass(frozen=True, slots=True)
class Change:
    """What an edition brought to an event that an earlier one had."""

    since: date
    """The event's previous edition."""
    texts: tuple[str, ...]
    """Article ids of the new independent texts."""
    copies: tuple[str, ...]
    """Article ids of the new copies: they are no update."""
    sentences: tuple[Passage, ...]
    """Sentences of new texts that say what no earlier text said, in reading order."""
    figures: tuple[FigureChange, ...]


@dataclass(frozen=True, slots=True)
class State:
    """An event as one edition left it."""

    day: date | None
    """None: an event of undated articles only."""
    event: Event
    change: Change | None
    """None in the event's first edition."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an entry is ranked by; see `stages/editions.py`."""

    texts: int
    """Independent texts up to that day."""
    outlets: int
    """Named publishers up to that day."""
    characters: int
    """Length of its articles up to that day."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in an edition."""

    event: Event
    """As it stood on that day."""
    status: Status
    day_number: int
    """1 on the event's first day; days are counted on the calendar."""
    standing: Standing
    change: Change | None = None
    """None on the event's first day."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A day's briefing; one without an entry says that nothing arrived."""

    day: date | None
    """None: the edition of everything undated."""
    lead: tuple[Entry, ...]
    also: tuple[Entry, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, those that lead first."""
        return (*self.lead, *self.also)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A source file that was published once and is not any more."""

    path: str
    """Relative to the content folder."""
    slug: str
    """Last part of the addresses it had."""
    day: date | None
    """The day of the commit that took it away; None when an editor excludes it."""
    reason: str
    """One plain sentence, without a full stop."""
    successor: str | None = None
    """Slug of the same file under its new path, when it was moved."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A place where a source file differs from what an earlier edition showed of it."""

    field: str
    """`text`, or the declared field that changed (`title`, `date`, `outlet`, `licence` …)."""
    before: str
    """As the earlier version had it; `` for an addition."""
    after: Passage | str | None
    """The sentence as it stands now, the field's value, None for what was taken out."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A source file that was changed after an edition had shown it."""

    article: str
    """Article id."""
    day: date | None
    """The day of the change; None when it is not known."""
    revisions: tuple[Revision, ...]
    """Declared fields, then the text in reading order, at most twenty. () when the earlier version was not read, or
    may not be shown."""
    omitted: int = 0
    """Further ones that are not listed."""
    sha256: str = ""
    """Of the earlier version; `` when it was not read."""


@dataclass(frozen=True, slots=True)
class Version:
    """A source file, or record, as it stood once."""

    day: date | None
    """The day it came to stand like this; of one that was removed, the day on which it went."""
    manuscript: Manuscript | None
    """None when it was not read: there are too many, no reader accepts it, or it is the one that is published."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of what the content held before."""

    withdrawn: tuple[Withdrawal, ...] = ()
    removed: tuple[Version, ...] = ()
    """Records that are gone, or had another title: their addresses follow from the text."""
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    """By article id: of each article that was changed its versions, newest first, the present one included."""
    corrections: tuple[Correction, ...] = ()
    """Noted by an earlier publication; `after` is text."""
    added: Mapping[str, date] = field(default_factory=dict)
    """By path: the day of the commit that brought a file that is present."""
    unread: int = 0
    """Versions of `.jsonl` files that were too large to be compared."""


@dataclass(frozen=True)
class Briefing:
    """Everything the site shows."""

    articles: tuple[Article, ...]
    events: tuple[Event, ...]
    storylines: tuple[Storyline, ...]
    editions: tuple[Edition, ...]
    """Newest first, the undated one last; an empty one for each day without an article between two others."""
    problems: tuple[Problem, ...]
    withdrawn: tuple[Withdrawal, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """By day, then article."""
    published: frozenset[str] = frozenset()
    """Addresses that earlier states of the content had, as far as they are known."""

    @cached_property
    def entries(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each event, earliest first, by event id: how it was told from edition to edition."""
        found: dict[str, list[Entry]] = {}
        for edition in reversed(self.editions):
            for entry in edition.entries:
                found.setdefault(entry.event.id, []).append(entry)
        return {event: tuple(entries) for event, entries in found.items()}


@dataclass(frozen=True, slots=True)
class Page:
    """A finished HTML page, before the theme is put around it."""

    path: str
    """Address relative to the site's root, with a trailing slash; `` for the front page."""
    title: str
    """Plain text."""
    description: str
    """Plain text, one line."""
    body: str
    """HTML."""
    lang: str = "en"
    kind: str = "page"
    """Name of the template that made it: `edition`, `event`, `source` …"""
    head: str = ""
    """HTML for the page's head: what it says of itself to other programs."""
    key: str = ""
    """Hash of everything that it follows from; `` when that is not known."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A finished file that is not a page: feed, data, plain text."""

    path: str
    """Relative to the site's root."""
    content: str
    """Written as UTF-8."""
    key: str = ""
    """Hash of everything that it follows from; `` when that is not known."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A finished file that is too large to be held: its text is given part by part."""

    path: str
    """As of an asset."""
    parts: Callable[[], Iterator[str]]
    """The same each time."""

    @property
    def content(self) -> str:
        """All of it."""
        return "".join(self.parts())


@dataclass(frozen=True, slots=True)
class Kept:
    """A page or file that was not made again: it stands as it is in the site that is to be replaced."""

    path: str
    """As of a page or an asset."""
    kind: str
    """As of a page; `asset` for a file."""
    key: str

    @property
    def file(self) -> str:
        """Name of its file, relative to the site's root."""
        return self.path if self.kind == "asset" else f"{self.path}index.html"


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture says that stands for an event where its address is shared; each text on one line."""

    path: str
    """Of the picture, relative to the site's root."""
    site: str
    headline: str
    days: str
    """`20–24 January 2022`, or `undated`."""
    counts: tuple[str, ...]
    """`5 files`, `4 publishers`, `4 independent texts`."""
    files: int
    texts: int
    """Independent texts."""


@dataclass(frozen=True, slots=True)
class Site:
    """All that is published."""

    pages: tuple[Page, ...]
    assets: tuple[Asset | Stream, ...]
    cards: tuple[Card, ...] = ()
    kept: tuple[Kept, ...] = ()

    @property
    def size(self) -> int:
        """How many pages it has."""
        return len(self.pages) + sum(one.kind != "asset" for one in self.kept)
