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
from digest.stages.render.words import Phrases
from digest.text.escape import one_line


def moved(library: Library) -> Iterator[tuple[str, NoticeView]]:
    """Address and notice for each article that is not the first of its event."""
    for event in library.briefing.events:
        for article in event.articles:
            if article.slug != event.id:
                page = f"{addresses.EVENTS}{article.slug}/"
                link = Link(event.title, addresses.relative(addresses.event(event), page))
                yield page, NoticeView(library.words("notice.joined"), one_line(article.title), link, None)


def withdrawn(library: Library) -> Iterator[tuple[str, NoticeView]]:
    """Address and notice of each withdrawn file: its source page, and its event's where it was the first."""
    words = library.words
    alive = {article.slug for article in library.briefing.articles}
    gone = {withdrawal.slug for withdrawal in library.briefing.withdrawn} - alive
    for withdrawal in library.briefing.withdrawn:
        if withdrawal.slug in alive:
            continue
        successor = withdrawal.successor if withdrawal.successor in alive | gone else None
        for folder in (addresses.SOURCES, addresses.EVENTS):
            page = f"{folder}{withdrawal.slug}/"
            target = addresses.relative(f"{folder}{successor}/", page) if successor else None
            link = Link(words("notice.new_address"), target) if target else None
            yield (
                page,
                NoticeView(
                    _heading(withdrawal, words), one_line(withdrawal.path), link, _when(withdrawal, words)
                ),
            )


def _heading(withdrawal: Withdrawal, words: Phrases) -> str:
    return words("notice.moved" if withdrawal.successor else "notice.withdrawn")


def _when(withdrawal: Withdrawal, words: Phrases) -> str:
    reason = one_line(withdrawal.reason)
    if not withdrawal.day:
        return reason
    return words("notice.withdrawn_on", day=words.day(withdrawal.day), reason=reason)


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
            yield Gone(path, "", _gone(path, events, present, library.words))
        elif (form := path.rpartition(".")[2]) in _FORMS:
            yield Gone(path, f"feeds/gone.{form}", _gone(path, events, present, library.words))


_FORMS = ("html", "json", "txt", "xml")
_KINDS = {
    addresses.KEYWORDS: "notice.keyword",
    addresses.OUTLETS: "notice.outlet",
    addresses.TOPICS: "notice.topic",
    addresses.STORYLINES: "notice.storyline",
    addresses.EVENTS: "notice.event",
    addresses.SOURCES: "notice.source",
}


def _gone(path: str, events: Mapping[str, Event], present: frozenset[str], words: Phrases) -> NoticeView:
    folder, _, rest = path.partition("/")
    event = events.get(rest.partition("/")[0])
    if event and folder + "/" in (addresses.EVENTS, addresses.STORYLINES):
        link = Link(event.title, addresses.relative(addresses.event(event), path))
    else:
        home = folder + "/" if folder + "/" in present else addresses.ARCHIVE
        link = Link(words("notice.instead"), addresses.relative(home, path))
    reason = words(_KINDS.get(folder + "/", "notice.other"))
    return NoticeView(words("notice.gone"), path, link, reason)
