"""What the site shows: events with everything found of them, editions, pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from digest.errors import Problem
from digest.findings import Findings
from digest.model import Article, Cluster, Keyword, Summary, Text


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its texts and everything that is shown of it."""

    id: str
    """Slug of the anchor's title and a hash of the anchor's id."""
    cluster: Cluster
    summary: Summary
    keywords: tuple[Keyword, ...]
    findings: Findings

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

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which articles of the event appeared, in order."""
        return tuple(sorted({a.day for a in self.articles if a.day is not None}))


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
class Entry:
    """An event in an edition."""

    event: Event
    status: Status
    day_number: int
    """1 on the event's first day; days are counted on the calendar."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A day's briefing."""

    day: date | None
    """None: the edition of everything undated."""
    lead: tuple[Entry, ...]
    also: tuple[Entry, ...]


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
class Briefing:
    """Everything the site shows."""

    articles: tuple[Article, ...]
    events: tuple[Event, ...]
    storylines: tuple[Storyline, ...]
    editions: tuple[Edition, ...]
    """Newest first, the undated one last."""
    problems: tuple[Problem, ...]
    withdrawn: tuple[Withdrawal, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Asset:
    """A finished file that is not a page: feed, data, plain text."""

    path: str
    """Relative to the site's root."""
    content: str
    """Written as UTF-8."""


@dataclass(frozen=True, slots=True)
class Site:
    """All that is published."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
