"""Corrections as pages show them: what a source file said before, and what it says now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from digest.briefing import Correction, Event, Revision
from digest.config import Rights
from digest.model import Article, Passage
from digest.stages.render import addresses
from digest.stages.render.library import Library
from digest.stages.render.parts import CorrectionRow, CorrectionView, Link, RevisionView
from digest.stages.render.words import Phrases, is_rtl
from digest.text.escape import one_line

_DIGITS = 12
_FIELDS = frozenset({"title", "date", "outlet", "author", "licence", "url"})
"""What a source file declares about itself; the rest of its revisions are of the text."""
_ON_EVENT_PAGE = 20
"""Most revisions on an event's page, which is read in five minutes."""
_LONGEST = 2_000
"""Characters of a sentence that is shown; of a longer one the beginning of what stood before, and the link."""


def of_event(event: Event, library: Library, page: str) -> tuple[CorrectionView, ...]:
    """The corrections of an event's files, newest first; only so many revisions, a file's own page has all."""
    left, views = _ON_EVENT_PAGE, []
    for correction, article in _newest_first(event.articles, library):
        shown = correction.revisions[:left]
        left -= len(shown)
        more = len(correction.revisions) - len(shown)
        cut = replace(correction, revisions=shown, omitted=correction.omitted + more)
        views.append(_correction(cut, article, library, page))
    return tuple(views)


def of_article(article: Article, library: Library, page: str) -> tuple[CorrectionView, ...]:
    """The corrections of a file, newest first."""
    return tuple(
        _correction(found, article, library, page) for found, _ in _newest_first((article,), library)
    )


def listed(library: Library, page: str) -> tuple[CorrectionRow, ...]:
    """Every correction without its text, newest first."""
    return tuple(
        CorrectionRow(_link(article, page), _day(found, library.words), len(found.revisions) + found.omitted)
        for found, article in _newest_first(library.briefing.articles, library)
    )


def _newest_first(articles: Iterable[Article], library: Library) -> list[tuple[Correction, Article]]:
    found = [(noted, article) for article in articles for noted in library.corrections.get(article.id, ())]
    return sorted(found, key=lambda pair: pair[0].day or date.max, reverse=True)


def _link(article: Article, page: str) -> Link:
    return Link(one_line(article.path), addresses.relative(addresses.source(article), page))


def _day(correction: Correction, words: Phrases) -> str:
    return words.day(correction.day) if correction.day else ""


def _correction(correction: Correction, article: Article, library: Library, page: str) -> CorrectionView:
    return CorrectionView(
        source=_link(article, page),
        day=_day(correction, library.words),
        version=correction.sha256[:_DIGITS],
        revisions=tuple(
            _revision(revision, article, page, library.words) for revision in correction.revisions
        ),
        omitted=correction.omitted,
        is_restricted=library.rights(article) is not Rights.FULL,
        lang=article.lang,
        rtl=is_rtl(article.lang),
    )


def _revision(revision: Revision, article: Article, page: str, words: Phrases) -> RevisionView:
    label, after = words(f"field.{revision.field}") if revision.field in _FIELDS else "", revision.after
    if isinstance(after, Passage):
        target = f"{addresses.source(article)}#{addresses.anchor(after.start, after.end)}"
        told, href = one_line(after.text), addresses.relative(target, page)
        told = told if len(told) <= _LONGEST else ""
    else:
        told, href = _shown(revision.field, after or "", words), ""
    return RevisionView(
        label=label,
        before=_shown(revision.field, revision.before, words),
        after=told,
        href=href,
        is_changed_again=bool(after) and not href and not label,
    )


def _shown(field: str, text: str, words: Phrases) -> str:
    if field == "date" and text:
        return words.day(date.fromisoformat(text))
    line = one_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
