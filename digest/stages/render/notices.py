"""Addresses that must not die: of articles that joined an event, of files that were withdrawn, of anything else.

An event's address is the slug of its first article, so the address of any other article under
`events/` may have been published on a day when that article was the first, or alone. Each leads to the
event in which the article stands now. What an earlier state of the content had and this one has not (see
`Briefing.published`) says so at its address, in the form of what stood there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digest.briefing import Event, Withdrawal
from digest.stages.render import addresses
from digest.stages.render.library import Library
from digest.stages.render.parts import Link
from digest.stages.render.views import NoticeView
from digest.stages.render.words import day_words
from digest.text.escape import one_line


def moved(library: Library) -> Iterator[tuple[str, NoticeView]]:
    """Address and notice for each article that is not the first of its event."""
    for event in library.briefing.events:
        for article in event.articles:
            if article.slug != event.id:
                page = f"{addresses.EVENTS}{article.slug}/"
                link = Link(event.title, addresses.relative(addresses.event(event), page))
                yield page, NoticeView("This report is part of an event", one_line(article.title), link, None)


def withdrawn(library: Library) -> Iterator[tuple[str, NoticeView]]:
    """Address and notice of each withdrawn file: its source page, and its event's where it was the first."""
    alive = {article.slug for article in library.briefing.articles}
    gone = {withdrawal.slug for withdrawal in library.briefing.withdrawn} - alive
    for withdrawal in library.briefing.withdrawn:
        if withdrawal.slug in alive:
            continue
        successor = withdrawal.successor if withdrawal.successor in alive | gone else None
        for folder in (addresses.SOURCES, addresses.EVENTS):
            page = f"{folder}{withdrawal.slug}/"
            target = addresses.relative(f"{folder}{successor}/", page) if successor else None
            link = Link("Its new address", target) if target else None
            yield page, NoticeView(_heading(withdrawal), one_line(withdrawal.path), link, _when(withdrawal))


def _heading(withdrawal: Withdrawal) -> str:
    return "Moved" if withdrawal.successor else "Withdrawn"


def _when(withdrawal: Withdrawal) -> str:
    reason = one_line(withdrawal.reason)
    return f"{day_words(withdrawal.day)}: {reason}" if withdrawal.day else reason


@dataclass(frozen=True, slots=True)
class Gone:
    """An address that an earlier state of the content had."""

    path: str
    template: str
    """That of a file; `` for a page."""
    view: NoticeView


def gone(library: Library, present: frozenset[str]) -> Iterator[Gone]:
    """A notice for each published address that is not among the present ones; pictures are left out."""
    events = {a.slug: event for event in library.briefing.events for a in event.articles}
    for path in sorted(library.briefing.published - present):
        if path.endswith("/") or not path:
            yield Gone(path, "", _gone(path, events, present))
        elif (form := path.rpartition(".")[2]) in _FORMS:
            yield Gone(path, f"feeds/gone.{form}", _gone(path, events, present))


_FORMS = ("html", "json", "txt", "xml")
_KINDS = {
    addresses.KEYWORDS: "No event has this keyword any more",
    addresses.OUTLETS: "No source file names this outlet any more",
    addresses.TOPICS: "This topic is not in the settings any more, or no event belongs to it",
    addresses.STORYLINES: "These events are not a storyline any more",
    addresses.EVENTS: "The reports of this event were withdrawn, or stand in other events now",
    addresses.SOURCES: "This source file was withdrawn",
}


def _gone(path: str, events: Mapping[str, Event], present: frozenset[str]) -> NoticeView:
    folder, _, rest = path.partition("/")
    event = events.get(rest.partition("/")[0])
    if event and folder + "/" in (addresses.EVENTS, addresses.STORYLINES):
        link = Link(event.title, addresses.relative(addresses.event(event), path))
    else:
        home = folder + "/" if folder + "/" in present else addresses.ARCHIVE
        link = Link("What is there now", addresses.relative(home, path))
    reason = _KINDS.get(folder + "/", "What stood here was withdrawn or corrected")
    return NoticeView("No longer here", path, link, reason)
