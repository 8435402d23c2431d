"""What a template may use: one frozen view for each kind of page, finished but for the markup.

Every `str` is plain text or an address relative to the page; templates escape it. Every
template receives `site: SiteView`, `page: PageView` and the view of its kind as `view`.
`tests/stages/test_template_context.py` holds the templates to these fields.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from digest.briefing import Status
from digest.config import Rights
from digest.stages.render.changes import ChangeView
from digest.stages.render.finding_views import FindingsView
from digest.stages.render.graphics import Reports
from digest.stages.render.parts import (
    Changes,
    CorrectionRow,
    CorrectionView,
    FilterGroup,
    Keys,
    Link,
    Mark,
    Sentence,
)


@dataclass(frozen=True, slots=True)
class SiteView:
    """The same on every page."""

    name: str
    url: str
    """Absolute address of the site's root with a trailing slash, or `` when not configured."""
    home: str
    archive: str
    keywords: str
    outlets: str
    storylines: str
    coverage: str
    about: str
    feed: str


@dataclass(frozen=True, slots=True)
class PageView:
    """This page."""

    title: str
    lang: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The honest count behind an event."""

    files: int
    publishers: int
    texts: int
    """Independent texts: copies count once."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source file in a list."""

    title: str
    title_from_text: bool
    href: str
    outlet: Link | None
    """Without an address where an earlier row of the list has it."""
    author: str | None
    date: str
    """`23 January 2022`, or `undated`."""
    licence: str | None
    path: str
    url: str | None
    """The original's address."""
    lang: str
    rtl: bool
    sample: bool
    similarity: int | None = None
    """Per cent of shared shingles, for a copy."""
    copies: tuple[SourceRow, ...] = ()
    """Copies of this text, nested under it."""
    reprints: tuple[Link, ...] = ()
    """Texts of which this one holds a large part."""
    changes: tuple[Changes, ...] = ()
    """What it changed of the texts that it repeats; on event pages only."""
    credits: tuple[str, ...] = ()
    """`text by AP`: what it says it owes to agencies; on event pages only."""
    cited: tuple[int, ...] = ()
    """The numbers of the citations that lead to it; on event pages only."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """An event in a list."""

    title: str
    href: str
    status: Status | None
    status_label: str
    """`New`, `Updated`, `Day 3`; `` outside an edition."""
    rank: str
    """Why it leads the edition at this place; `` where it does not."""
    counts: Counts
    lede: Sentence | None
    changed: ChangeView | None
    """What the edition brought, with one figure or sentence; None on the event's first day and outside an edition."""
    keywords: tuple[Link, ...]
    outlets: tuple[str, ...]
    days: str
    """`20–24 January 2022`, or `undated`."""
    lang: str
    rtl: bool
    keys: Keys


@dataclass(frozen=True, slots=True)
class EditionView:
    """Template `edition`: a day's briefing; also the front page."""

    heading: str
    """`Sunday 23 January 2022`, or `Undated`."""
    day: date | None
    summary_line: str
    """`4 new, 3 updated, nothing new on 5`."""
    lead: tuple[EntryView, ...]
    also: tuple[EntryView, ...]
    previous: Link | None
    next: Link | None
    undated: Link | None
    """The edition of everything undated; on the front page only, so that old pages never change."""
    is_front: bool
    month: Link | None
    """Its month in the archive."""
    latest: Link | None
    """Of a day without an article: the newest edition before it that has one."""
    stale_after: int | None
    """Days from which a browser calls the edition old; on the front page only."""
    method: str
    """Where the ranking is explained."""
    single: str
    """The edition as one file, for e-mail and print."""
    feeds: str
    """Folder of the editions' feeds."""
    source_count: int
    filters: tuple[FilterGroup, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term that holds an event together."""

    text: str
    share: int
    """Per cent of the similarity."""
    texts: int
    is_name: bool


@dataclass(frozen=True, slots=True)
class Why:
    """Why these files are together."""

    similarity: int | None
    """Per cent, None for a single text."""
    terms: tuple[Term, ...]
    rejected: Link | None
    rejected_reason: str
    edited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """Template `event`, in the order of the page."""

    id: str
    title: str
    lang: str
    rtl: bool
    status: Status | None
    """What the event was in its newest edition."""
    status_label: str
    """The same in words; `` when it is undated."""
    status_day: str
    """The day of that edition; `` when it is undated."""
    days: str
    day_links: tuple[Link, ...]
    """The editions it stands in."""
    counts: Counts
    reports: Reports | None
    lede: Sentence | None
    changed: ChangeView | None
    """What its newest edition brought; None for an event of one edition."""
    sentences: tuple[Sentence, ...]
    findings: FindingsView
    keywords: tuple[Link, ...]
    sources: tuple[SourceRow, ...]
    storyline: Link | None
    previous: tuple[Link, ...]
    next: tuple[Link, ...]
    why: Why
    corrections: tuple[CorrectionView, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """Template `source`: one file."""

    row: SourceRow
    event: Link
    paragraphs: tuple[tuple[Mark, ...], ...]
    """Of an excerpt the cited sentences and their neighbours; () where a link is all that is allowed."""
    rights: Rights
    text_href: str
    """Plain text of the whole; `` unless the rights are full."""
    sha256: str
    encoding: str
    date_basis: str
    title_basis: str
    copy_of: Link | None
    removed: tuple[tuple[int, str, str], ...]
    """Line, rule, text of each line left out or kept as metadata; () unless the rights are full."""
    corrections: tuple[CorrectionView, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class IndexView:
    """Template `index`: all keywords, outlets or topics."""

    heading: str
    intro: str
    links: tuple[Link, ...]
    """By name."""
    omitted: int
    """Further ones that fewer events share."""


@dataclass(frozen=True, slots=True)
class ListView:
    """Template `list`: the events of one keyword, outlet or topic, or those of a month of them."""

    heading: str
    label: str
    """`Keyword`, `Outlet`, `Topic`."""
    month: str
    """`January 2022` on the page of a month, which stands below that of the list; else ``."""
    notes: tuple[str, ...]
    """Variants of a name, licence of an outlet."""
    feeds: str
    """Folder of the feeds of these events; `` without one."""
    count: int
    """Events, those included that only the pages of their months show."""
    entries: tuple[EntryView, ...]
    """Newest first."""
    months: tuple[Link, ...]
    """Newest first; () where the page shows all."""


@dataclass(frozen=True, slots=True)
class CoverageView:
    """Template `coverage`: every file and what became of it."""

    counts: tuple[tuple[str, int], ...]
    problems: tuple[tuple[str, str, str], ...]
    """Kind, place, message."""
    rows: tuple[CoverageRow, ...]
    """By path; () where the pages of months have them."""
    months: tuple[Link, ...]
    """Newest first, with the number of files; () where the page shows all."""
    withdrawn: tuple[tuple[str, str, str], ...]
    """Path, day, reason of each file that was published once."""
    corrections: tuple[CorrectionRow, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class FilesView:
    """Template `files`: the files of one month, and what became of them."""

    month: str
    """`January 2022`."""
    rows: tuple[CoverageRow, ...]
    """By path."""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One file."""

    path: str
    href: str
    event: Link
    fate: str
    """`text`, `copy of …`."""
    date: str
    outlet: str
    dropped: int
    """Lines left out."""


@dataclass(frozen=True, slots=True)
class AboutView:
    """Template `about`."""

    version: str
    settings: tuple[tuple[str, str], ...]
    """Each setting in force and its value."""
    lead_events: int
    """How many events lead an edition."""
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Templates `notice` and `feeds/moved.html`: an address whose page is not there any more."""

    heading: str
    text: str
    """What stood here: a title or a path."""
    link: Link | None
    """Where to go instead."""
    reason: str | None
