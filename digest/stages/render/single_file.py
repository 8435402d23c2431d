"""An edition as one file, for e-mail and print: no script, no picture, no style sheet beside it.

It says what the edition said on its day. Its links lead to the site: absolute where the site's address is known.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digest.briefing import Change, Edition, Entry
from digest.stages.render import addresses, selection
from digest.stages.render.library import Library
from digest.stages.render.lists import counts, headline_lang
from digest.stages.render.said import EventNote, Said, Sayer, SourceNote
from digest.stages.render.views import Counts
from digest.stages.render.words import is_rtl
from digest.text.escape import one_line

_BRIEF = 60
"""Most events that are only named: with twelve told ones the file stays below the 102 KB at which Gmail cuts."""
STYLE = "single/edition.css"
"""Template of its style sheet, the same in every file."""


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure that a new text gives otherwise than those before it."""

    label: str
    before: Said
    after: Said


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """What an edition brought to an event that an earlier one had."""

    since: str
    """`22 January 2022`, the event's edition before."""
    texts: int
    """New independent texts; 0 when only copies came."""
    copies: int
    sentences: tuple[Said, ...]
    figures: tuple[ChangedFigure, ...]


@dataclass(frozen=True, slots=True)
class SingleEvent:
    """An event that leads the edition."""

    note: EventNote
    counts: Counts
    sentences: tuple[Said, ...]
    """Key sentences after the lede."""
    changed: WhatChanged | None
    """None on its first day."""


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A footnote: a source file that the edition cites."""

    number: int
    source: SourceNote


@dataclass(frozen=True, slots=True)
class SingleView:
    """Template `single/edition.html`."""

    site: str
    heading: str
    line: str
    """`4 new, 3 updated, nothing new on 5`."""
    files: int
    page: str
    """Address of the edition's page."""
    home: str
    style_hash: str
    """`sha256-…` of the style sheet, for the policy."""
    lead: tuple[SingleEvent, ...]
    also: tuple[EventNote, ...]
    omitted: int
    """Further events, on the page."""
    cited: tuple[CitedSource, ...]

    @property
    def number(self) -> dict[str, int]:
        """The number of each cited source, by article id."""
        return {cited.source.id: cited.number for cited in self.cited}


def policy_hash(style: str) -> str:
    """What a Content-Security-Policy calls a style sheet by."""
    return f"sha256-{b64encode(hashlib.sha256(style.encode('utf-8')).digest()).decode('ascii')}"


def single(edition: Edition, library: Library, name: str, url: str, style_hash: str) -> SingleView:
    """The edition; `url` is the site's absolute root or ``."""
    page = addresses.edition(edition.day)
    say = Sayer(library, url or addresses.to_root(page))
    lead = tuple(_event(entry, say) for entry in edition.lead)
    return SingleView(
        site=one_line(name),
        heading=library.words.weekday(edition.day),
        line=library.words.edition(edition.day, edition.entries),
        files=sum(len(entry.event.articles) for entry in edition.entries),
        page=say.root + page,
        home=url or addresses.relative(addresses.FRONT, page),
        style_hash=style_hash,
        lead=lead,
        also=tuple(_note(entry, say) for entry in edition.also[:_BRIEF]),
        omitted=max(0, len(edition.also) - _BRIEF),
        cited=_cited(said.source for event in lead for said in _all(event)),
    )


def _event(entry: Entry, say: Sayer) -> SingleEvent:
    key = entry.event.summary.sentences[: selection.KEY]
    return SingleEvent(
        note=_note(entry, say),
        counts=counts(entry.event),
        sentences=tuple(say.sentence(sentence.passage) for sentence in key),
        changed=_changed(entry.change, say) if entry.change else None,
    )


def _note(entry: Entry, say: Sayer) -> EventNote:
    event, lede = entry.event, entry.event.summary.lede
    lang = headline_lang(event, say.library)
    return EventNote(
        title=one_line(event.title),
        href=say.root + addresses.event(event),
        lang=lang,
        rtl=is_rtl(lang),
        status_label=say.library.words.status(entry.status, entry.day_number),
        lede=say.sentence(lede.passage) if lede else None,
    )


def _changed(change: Change, say: Sayer) -> WhatChanged:
    return WhatChanged(
        since=say.library.words.day(change.since),
        texts=len(change.texts),
        copies=len(change.copies),
        sentences=tuple(say.sentence(passage) for passage in change.sentences[: selection.NEW]),
        figures=tuple(
            ChangedFigure(
                one_line(figure.label), say.detail(figure.before.cited), say.detail(figure.after.cited)
            )
            for figure in change.figures[: selection.FIGURES]
        ),
    )


def _all(event: SingleEvent) -> Iterator[Said]:
    """Everything cited, in the order of the file."""
    if event.note.lede:
        yield event.note.lede
    yield from event.sentences
    if event.changed:
        for figure in event.changed.figures:
            yield figure.before
            yield figure.after
        yield from event.changed.sentences


def _cited(sources: Iterable[SourceNote]) -> tuple[CitedSource, ...]:
    distinct = dict.fromkeys(sources)
    return tuple(CitedSource(number, source) for number, source in enumerate(distinct, start=1))
