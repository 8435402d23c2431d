"""Addresses that must not die: of articles that joined an event, and of files that were withdrawn.

An event's address is the slug of its first article, so the address of any other article under
`events/` may have been published on a day when that article was the first, or alone. Each leads to the
event in which the article stands now.
"""

from __future__ import annotations

from collections.abc import Iterator

from digest.briefing import Withdrawal
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
