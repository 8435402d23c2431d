"""The view of each kind of page, made from the briefing."""

from __future__ import annotations

from dataclasses import dataclass

from digest.briefing import Briefing, Edition, Event, Storyline
from digest.config import Rights
from digest.model import Article, Basis
from digest.stages.render import addresses, corrections, graphics
from digest.stages.render.citations import Citer, marks
from digest.stages.render.filters import groups
from digest.stages.render.findings import Finder
from digest.stages.render.library import Library
from digest.stages.render.lists import Lister, counts, headline_lang
from digest.stages.render.parts import Link
from digest.stages.render.sources import Sources
from digest.stages.render.views import EditionView, EventView, ListView, SourceView, Term, Why
from digest.stages.render.words import (
    day_words,
    edition_line,
    is_rtl,
    range_words,
    status_words,
    undated_line,
    weekday_words,
)
from digest.text.escape import one_line


def edition(edition: Edition, library: Library, page: str) -> EditionView:
    """A day's briefing; the front page when `page` is the front."""
    briefing, lister = library.briefing, Lister(library, page)
    dated = [e for e in briefing.editions if e.day]
    place = dated.index(edition) if edition.day else None
    entries = (*edition.lead, *edition.also)
    undated = next((e for e in briefing.editions if e.day is None), None)
    return EditionView(
        heading=weekday_words(edition.day) if edition.day else "Undated",
        day=edition.day,
        summary_line=edition_line(entries) if edition.day else undated_line(len(entries)),
        lead=tuple(lister.entry(entry) for entry in edition.lead),
        also=tuple(lister.entry(entry) for entry in edition.also),
        previous=_neighbour(dated, place, +1, lister),
        next=_neighbour(dated, place, -1, lister),
        undated=(
            lister.link("Undated", addresses.UNDATED, len(undated.lead) + len(undated.also))
            if undated and edition.day and page == addresses.FRONT
            else None
        ),
        is_front=page == addresses.FRONT,
        single=addresses.relative(addresses.single(edition.day), page) if briefing.editions else "",
        feeds=addresses.relative(addresses.ARCHIVE, page),
        source_count=sum(len(entry.event.articles) for entry in entries),
        filters=groups([entry.event for entry in entries], library, page),
    )


def _neighbour(dated: list[Edition], place: int | None, step: int, lister: Lister) -> Link | None:
    if place is None or not 0 <= place + step < len(dated):
        return None
    day = dated[place + step].day
    return lister.link(day_words(day), addresses.edition(day))


def event(event: Event, library: Library, page: str) -> EventView:
    """An event, in the order of its page."""
    lister, citer = Lister(library, page), Citer(event, library, page)
    sources = Sources(event, lister, citer)
    summary, lang = event.summary, headline_lang(event, library)
    storyline = library.storyline_of.get(event.id)
    before, after = _around(event, storyline, library, lister)
    return EventView(
        id=event.id,
        title=event.title,
        lang=lang,
        rtl=is_rtl(lang),
        status_label=_newest_status(event, library.briefing),
        days=range_words(event.days),
        day_links=tuple(lister.link(day_words(day), addresses.edition(day)) for day in event.days),
        counts=counts(event),
        reports=graphics.reports(event),
        lede=citer.sentence(summary.lede) if summary.lede else None,
        sentences=tuple(citer.sentence(sentence) for sentence in summary.sentences),
        findings=Finder(event, library, page, citer).view(),
        keywords=lister.keywords(event),
        sources=sources.rows(),
        storyline=lister.link(storyline.title, addresses.storyline(storyline)) if storyline else None,
        previous=before,
        next=after,
        why=_why(event, library, lister),
        cited=sources.cited(),
        corrections=corrections.of_event(event, library, page),
    )


def _newest_status(event: Event, briefing: Briefing) -> str:
    """The status in the newest edition, `` when the event does not stand in it."""
    newest = next((edition for edition in briefing.editions if edition.day), None)
    for entry in (*newest.lead, *newest.also) if newest else ():
        if entry.event.id == event.id:
            return status_words(entry.status, entry.day_number)
    return ""


def _around(
    event: Event, storyline: Storyline | None, library: Library, lister: Lister
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The storyline's events before and after this one."""
    if storyline is None:
        return (), ()
    place = storyline.events.index(event.id)
    others = [library.events[other] for other in storyline.events]
    links = [lister.link(other.title, addresses.event(other)) for other in others]
    return tuple(links[:place]), tuple(links[place + 1 :])


def _why(event: Event, library: Library, lister: Lister) -> Why:
    evidence = event.cluster.evidence
    nearest = library.event_of.get(evidence.rejected.anchor) if evidence.rejected else None
    return Why(
        similarity=round(100 * evidence.similarity) if len(event.texts) > 1 else None,
        terms=tuple(
            Term(shared.term, round(100 * shared.weight), shared.texts, shared.is_name)
            for shared in evidence.shared
        ),
        rejected=lister.link(nearest.title, addresses.event(nearest)) if nearest else None,
        rejected_reason=evidence.rejected.reason if evidence.rejected and nearest else "",
        edited=evidence.edited,
    )


def source(article: Article, library: Library, page: str) -> SourceView:
    """One source file with its marked sentences."""
    event, lister = library.event_of[article.id], Lister(library, page)
    is_open = library.rights(article) is Rights.FULL
    original = next(text.article for text in event.texts if any(a.id == article.id for a in text.articles))
    return SourceView(
        row=lister.row(article),
        event=lister.link(event.title, addresses.event(event)),
        paragraphs=marks(article, event, library, page),
        rights=library.rights(article),
        text_href=addresses.relative(addresses.text(article), page) if is_open else "",
        sha256=article.sha256,
        encoding=article.encoding,
        date_basis=article.date_basis or "",
        title_basis=_TITLE_BASIS[article.title_basis],
        copy_of=(
            lister.link(original.title, addresses.source(original)) if original.id != article.id else None
        ),
        removed=tuple(
            (line.line, line.rule, one_line(article.body[line.span.start : line.span.end]))
            for line in (article.dropped if is_open else ())
        ),
        corrections=corrections.of_article(article, library, page),
    )


_TITLE_BASIS = {
    Basis.DECLARED: "declared by the file",
    Basis.TEXT: "taken from the text",
    Basis.NAME: "the file's name, for want of a title",
    Basis.FOLDER: "the folder's name",
}


_HERE = "./"


@dataclass(frozen=True, slots=True)
class Listing:
    """The events that share something."""

    label: str
    heading: str
    notes: tuple[str, ...]
    events: tuple[Event, ...]
    has_feeds: bool = True
    """Whether there are feeds of these events, in the folder of its page."""

    def view(self, library: Library, page: str) -> ListView:
        """The list as it stands on `page`."""
        feeds = _HERE if self.has_feeds else ""
        return ListView(
            self.heading, self.label, self.notes, feeds, Lister(library, page).events(self.events)
        )
