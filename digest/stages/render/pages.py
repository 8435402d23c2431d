"""The view of each kind of page, made from the briefing."""

from __future__ import annotations

from collections.abc import Iterator

from digest.briefing import Edition, Event, Status, Storyline
from digest.config import Rights
from digest.model import Article, Basis
from digest.stages.render import addresses, changes, corrections, graphics
from digest.stages.render.citations import Citer, marks
from digest.stages.render.filters import groups
from digest.stages.render.findings import Finder
from digest.stages.render.library import Library
from digest.stages.render.lists import Lister, counts, headline_lang
from digest.stages.render.parts import Link
from digest.stages.render.selection import key_sentences
from digest.stages.render.sources import Sources
from digest.stages.render.views import EditionView, EntryView, EventView, SourceView, Term, Why
from digest.stages.render.words import is_rtl
from digest.text.escape import one_line


def edition(edition: Edition, library: Library, page: str) -> EditionView:
    """A day's briefing; the front page when `page` is the front."""
    briefing, lister, words = library.briefing, Lister(library, page), library.words
    is_front = page == addresses.FRONT
    undated = (
        next((e for e in briefing.editions if e.day is None), None) if is_front and edition.day else None
    )
    return EditionView(
        heading=words.weekday(edition.day),
        day=edition.day,
        summary_line=words.edition(edition.day, edition.entries),
        lead=tuple(_leading(edition, lister)),
        also=tuple(lister.entry(entry) for entry in edition.also),
        previous=_neighbour(edition, +1, lister),
        next=_neighbour(edition, -1, lister),
        undated=lister.undated(undated),
        is_front=is_front,
        month=_month(edition, lister),
        latest=None if edition.entries else _latest(edition, lister),
        stale_after=library.stale_after if is_front and edition.day else None,
        method=addresses.relative(f"{addresses.ABOUT}#{addresses.RANKING}", page),
        single=addresses.relative(addresses.single(edition.day), page) if briefing.editions else "",
        feeds=addresses.relative(addresses.ARCHIVE, page),
        source_count=sum(len(entry.event.articles) for entry in edition.entries),
        filters=groups([entry.event for entry in edition.entries], library, page),
    )


def _leading(edition: Edition, lister: Lister) -> Iterator[EntryView]:
    for at, entry in enumerate(edition.lead):
        before = edition.lead[at - 1] if at else None
        yield lister.entry(entry, lister.library.words.rank(at + 1, entry, before))


def _neighbour(edition: Edition, step: int, lister: Lister) -> Link | None:
    if edition.day is None:
        return None
    dated = lister.library.dated
    place = lister.library.place_of[edition.day] + step
    if not 0 <= place < len(dated):
        return None
    return lister.link(lister.library.words.day(dated[place].day), addresses.edition(dated[place].day))


def neighbours(edition: Edition, library: Library) -> Iterator[Edition | None]:
    """The other editions that an edition's page names, None where there is none."""
    if edition.day is None:
        return
    place = library.place_of[edition.day]
    for other in (place + 1, place - 1):
        yield library.dated[other] if 0 <= other < len(library.dated) else None
    yield None if edition.entries else _last(edition, library)


def _last(edition: Edition, library: Library) -> Edition | None:
    """The newest edition before it that holds anything."""
    if edition.day is None:
        return None
    before = library.dated[library.place_of[edition.day] :]
    return next((other for other in before if other.entries), None)


def _month(edition: Edition, lister: Lister) -> Link | None:
    words = lister.library.words
    return lister.link(words.month(edition.day), addresses.month(edition.day)) if edition.day else None


def _latest(edition: Edition, lister: Lister) -> Link | None:
    found = _last(edition, lister.library)
    if found is None:
        return None
    return lister.link(lister.library.words.day(found.day), addresses.edition(found.day), len(found.entries))


def event(event: Event, library: Library, page: str) -> EventView:
    """An event, in the order of its page."""
    lister, citer = Lister(library, page), Citer(event, library, page)
    summary, lang, change = event.summary, headline_lang(event, library), library.change_of(event)
    storyline = library.storyline_of.get(event.id)
    before, after = _around(event, storyline, library, lister)
    status, label, day = _newest(event, library)
    words = library.words
    return EventView(
        id=event.id,
        title=event.title,
        lang=lang,
        rtl=is_rtl(lang),
        status=status,
        status_label=label,
        status_day=day,
        days=words.days(event.days),
        day_links=tuple(lister.link(words.day(day), addresses.edition(day)) for day in event.days),
        counts=counts(event),
        reports=graphics.reports(event, words),
        lede=citer.sentence(summary.lede) if summary.lede else None,
        changed=changes.whole(change, event.days[-1], citer) if change else None,
        sentences=tuple(citer.sentence(sentence) for sentence in key_sentences(event, change)),
        findings=Finder(event, library, page, citer).view(),
        keywords=lister.keywords(event),
        sources=Sources(event, lister, citer).rows(),
        storyline=lister.link(storyline.title, addresses.storyline(storyline)) if storyline else None,
        previous=before,
        next=after,
        why=_why(event, library, lister),
        corrections=corrections.of_event(event, library, page),
    )


def _newest(event: Event, library: Library) -> tuple[Status | None, str, str]:
    """What the event was in its newest edition, in words too, and the day of that: both stay as they are from then on."""
    entries = library.briefing.entries.get(event.id, ())
    if not entries or not event.days:
        return None, "", ""
    newest, words = entries[-1], library.words
    return newest.status, words.status(newest.status, newest.day_number), words.day(event.days[-1])


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
        rejected_reason=library.words.reason(evidence.rejected.reason)
        if evidence.rejected and nearest
        else "",
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
        title_basis=library.words(_TITLE_BASIS[article.title_basis]),
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
    Basis.DECLARED: "source.declared",
    Basis.TEXT: "source.from_text",
    Basis.NAME: "source.from_name",
    Basis.FOLDER: "source.from_folder",
}
