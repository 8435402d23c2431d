"""Source files that were changed after they had been published: what stood before, what stands now.

White space, furniture and a sentence's place in the text are not what a reader was told: no correction. Of an
outlet that allows an excerpt only, the text that stood before is not shown: its places are counted. Of
one that allows a link only, nothing is shown but that the file was changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from digest.briefing import Correction, Revision, Withdrawal
from digest.config import Outlet, Rights
from digest.model import Article, Basis, Passage, Span
from digest.text import rights
from digest.text.facts.changes import Pair, pairs, plain
from digest.text.passages import passage, sentences

REVISIONS = 20
"""Most revisions listed of one correction."""
_SENTENCES = 400
"""Most sentences compared between the first and the last that differ: the comparison is quadratic at worst."""
_FIELDS = ("title", "date", "outlet", "author", "licence", "url")
TEXT = "text"

Stood = tuple[date | None, Article | None]
"""An article from the day on which it came to stand like that; None when that version was not read."""


def corrections(now: Article, versions: Sequence[Stood], outlets: Sequence[Outlet]) -> Iterator[Correction]:
    """Give one correction for each day of change, newest first.

    `versions` are those that were committed, newest first; the last is the first published. What `now` says
    otherwise than the newest has no day yet and is no correction.
    """
    if len(versions) < 2:
        return
    places = _places(now)
    stood = [(day, article or (now if at == 0 else None)) for at, (day, article) in enumerate(versions)]
    for (day, after), (_, before) in pairwise(stood):
        if before is None or after is None:
            yield Correction(now.id, day, ())
            continue
        found = [*_fields(before, after), *_texts(before, after, now, places)]
        if found:
            made = Correction(now.id, day, tuple(found), sha256=before.sha256)
            yield _shortened(_permitted(made, {rights.of(a, outlets) for a in (before, after, now)}))


def again(noted: Correction, now: Article, outlets: Sequence[Outlet]) -> Correction:
    """A correction that an earlier publication noted, its sentences found again in the article as it stands."""
    places = _places(now)
    revisions = tuple(
        replace(r, after=places.get(r.after, r.after)) if r.field == TEXT and isinstance(r.after, str) else r
        for r in noted.revisions
    )
    return _shortened(_permitted(replace(noted, revisions=revisions), {rights.of(now, outlets)}))


def withdrawn(gone: Iterable[tuple[date | None, Article]], now: Iterable[Article]) -> Iterator[Withdrawal]:
    """Give the addresses that records had, and that lead nowhere now; the last word on each comes first."""
    present = {article.id: article for article in now}
    known = {article.slug for article in present.values()}
    for day, article in gone:
        if article.slug not in known:
            known.add(article.slug)
            yield _withdrawal(day, article, present)


def _withdrawal(day: date | None, article: Article, present: Mapping[str, Article]) -> Withdrawal:
    path, successor = f"{article.path}: {article.id}", present.get(article.id)
    if successor is None:
        return Withdrawal(path, article.slug, day, "the publisher withdrew it")
    reason = "its title was changed" if successor.path == article.path else "its file was moved"
    return Withdrawal(path, article.slug, day, reason, successor.slug)


def _places(article: Article) -> dict[str, Passage]:
    """The sentences of an article by their words, each at its first place."""
    found: dict[str, Passage] = {}
    for span in sentences(article):
        found.setdefault(plain(article, span), passage(article, span.start, span.end))
    return found


def _permitted(found: Correction, granted: set[Rights]) -> Correction:
    """The correction as far as the strictest of the rights of its versions goes."""
    if Rights.LINK in granted:
        return replace(found, revisions=(), omitted=0)
    if Rights.EXCERPT in granted:
        shown = tuple(revision for revision in found.revisions if revision.field != TEXT)
        return replace(found, revisions=shown, omitted=found.omitted + len(found.revisions) - len(shown))
    return found


def _shortened(found: Correction) -> Correction:
    more = max(0, len(found.revisions) - REVISIONS)
    return replace(found, revisions=found.revisions[:REVISIONS], omitted=found.omitted + more)


# ── what a file declares ─────────────────────────────────────────────────────────────────


def _fields(before: Article, after: Article) -> Iterator[Revision]:
    for name in _FIELDS:
        old, new = _value(before, name), _value(after, name)
        if old != new and not (name == "title" and _is_told_as_text(before, after)):
            yield Revision(name, old, new or None)


def _is_told_as_text(before: Article, after: Article) -> bool:
    """Whether both titles are taken from the text, and their change is one of the text, or of its lines."""
    if Basis.DECLARED in (before.title_basis, after.title_basis):
        return False
    has_stayed = _stands(before.title, _words(after)) and _stands(after.title, _words(before))
    return has_stayed or (_is_sentence(before) and _is_sentence(after))


def _value(article: Article, name: str) -> str:
    value = getattr(article, name)
    return value.isoformat() if isinstance(value, date) else value or ""


def _is_sentence(article: Article) -> bool:
    """Whether the title is the first sentence of the text, for want of another: its change is told there."""
    span = article.title_span
    prose = article.paragraphs[0]
    return article.title_basis is Basis.TEXT and span is not None and prose.start <= span.start < prose.end


# ── what it says ─────────────────────────────────────────────────────────────────────────


def _texts(
    before: Article, after: Article, now: Article, places: Mapping[str, Passage]
) -> Iterator[Revision]:
    """The sentences that changed; what `after` says is cited where it stands in `now`."""
    for old, new in _differing(before, after):
        words = plain(before, old) if old else ""
        if new is None:
            yield Revision(TEXT, words, None)
        elif after is now:
            yield Revision(TEXT, words, passage(now, new.start, new.end))
        else:
            told = plain(after, new)
            yield Revision(TEXT, words, places.get(told, told))


def _differing(before: Article, after: Article) -> Iterator[Pair]:
    """The sentences that changed, left or came.

    One that stands in the other version too, be it elsewhere or in a line that was taken for furniture, did not.
    """
    left, right = _between(before, after)
    found = [*pairs(before, left[:_SENTENCES], after, right[:_SENTENCES])]
    found += [(span, None) for span in left[_SENTENCES:]]
    found += [(None, span) for span in right[_SENTENCES:]]
    was, now = _words(before), _words(after)
    for old, new in found:
        has_left = old is not None and not _stands(plain(before, old), now)
        has_come = new is not None and not _stands(plain(after, new), was)
        if has_left or has_come:
            yield old, new


def _words(article: Article) -> str:
    return " ".join(article.body.split())


def _stands(sentence: str, words: str) -> bool:
    """Whether a sentence stands in a text as whole words: `5 died.` does not stand in `15 died.`"""
    return re.search(rf"(?<!\w){re.escape(sentence)}(?!\w)", words) is not None


def _between(before: Article, after: Article) -> tuple[Sequence[Span], Sequence[Span]]:
    """The sentences of both from the first that differs to the last."""
    left, right = sentences(before), sentences(after)
    old, new = [plain(before, span) for span in left], [plain(after, span) for span in right]
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return left[start : len(left) - end], right[start : len(right) - end]
