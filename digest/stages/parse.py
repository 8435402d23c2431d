"""Manuscript → Article: its prose, and what the file says about itself, checked.

Nothing is guessed that the file does not say: an article without a declared day is undated, one
without a declared title is named by its own headline or first sentence, and marked so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar

from digest.config import EditionPolicy, Outlet
from digest.errors import Location, Problem, ProblemKind
from digest.model import Article, Basis, Declaration, Manuscript, Span
from digest.text import slugs
from digest.text.cleaning import days, declarations, headline
from digest.text.cleaning.days import Published
from digest.text.cleaning.line_rules import author
from digest.text.cleaning.zones import Zones, sort_lines
from digest.text.escape import one_line
from digest.text.language import detect
from digest.text.sentences import split

_TITLE_LENGTH = 200
_FIRST_SENTENCE = 2000
"""Characters in which the first sentence is looked for."""
_LICENCE_LENGTH = 500
_TRUE = frozenset({"true", "yes", "1"})

T = TypeVar("T")


def article(
    manuscript: Manuscript,
    repeated: frozenset[str],
    outlets: Sequence[Outlet],
    edition: EditionPolicy = EditionPolicy(),  # noqa: B008 - frozen
    newest: date | None = None,
) -> tuple[Article | None, tuple[Problem, ...]]:
    """Clean one manuscript. None, and a problem that says so, when it holds no prose.

    `repeated` are the normalised lines that are furniture because many files share them; `newest` is the day on
    which the content's newest article arrived, by which a file outside the days' folders must have come.
    """
    fields = _Fields(manuscript)
    title = fields.take("title", declarations.line_of_text)
    zones = sort_lines(
        manuscript.body,
        flattened=manuscript.flattened,
        repeated=repeated,
        title=title[0] if title else None,
    )
    if not zones.prose:
        line = manuscript.declared[0].line if manuscript.record and manuscript.declared else None
        return None, (_no_prose(manuscript.path, line),)
    days_of = _days(fields, edition, newest)
    return _article(fields, title[0] if title else None, zones, outlets, days_of), tuple(fields.problems)


@dataclass(slots=True)
class _Fields:
    """The declarations of one manuscript; reading a field that cannot be used notes a problem."""

    manuscript: Manuscript
    problems: list[Problem] = field(default_factory=list)

    def take(self, name: str, read: Callable[[str], T]) -> tuple[T, Declaration] | None:
        """The first usable declaration of `name`: its value, and where it stood."""
        unusable: list[Problem] = []
        for declaration in self.manuscript.declared:
            if declaration.name == name and declaration.value.strip():
                try:
                    return read(declaration.value), declaration
                except ValueError as reason:
                    unusable.append(_unusable(self.manuscript.path, declaration, str(reason)))
        self.problems += unusable[:1]
        return None

    def text(self, name: str) -> str | None:
        """The first usable declaration of `name` as one line of text."""
        found = self.take(name, declarations.line_of_text)
        return found[0] if found else None


def _no_prose(path: str, line: int | None) -> Problem:
    return Problem(
        Location(path, line),
        ProblemKind.QUARANTINED,
        "no prose found; an article needs at least one sentence",
    )


def _unusable(path: str, declaration: Declaration, reason: str) -> Problem:
    shown = one_line(declaration.value)
    shown = shown if len(shown) <= 80 else shown[:80] + "…"
    return Problem(
        Location(path, declaration.line, key=declaration.name),
        ProblemKind.FIELD,
        f"{shown!r} in {declaration.basis}: {reason}",
    )


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of an article."""

    published: Published | None
    basis: str | None
    arrival: date | None

    @property
    def edition(self) -> date | None:
        return self.arrival or (self.published.edition if self.published else None)


def _days(fields: _Fields, policy: EditionPolicy, newest: date | None) -> _Days:
    path = fields.manuscript.path
    arrival = days.arrival(path)
    odd = days.odd_folder(path)
    if odd:
        message = f"the folder {odd} is no day (2022/01/23); the file counts as without arrival"
        fields.problems.append(Problem(Location(path), ProblemKind.WARNING, message))
    found = fields.take("date", lambda value: days.published(value, policy, arrival or newest))
    return _Days(found[0] if found else None, _basis(found), arrival)


def _article(
    fields: _Fields, declared: str | None, zones: Zones, outlets: Sequence[Outlet], when: _Days
) -> Article:
    manuscript = fields.manuscript
    body = manuscript.body
    opening = zones.prose[0]
    tag = fields.take("lang", declarations.language)
    lang = tag[0] if tag else detect(body[opening.start : opening.end])
    title, basis, span = _title(manuscript, declared, zones, lang)
    url = fields.take("url", declarations.address)
    name, known = _outlet(fields.text("outlet"), url[0] if url else None, outlets)
    identity, address = _identity(manuscript, title)
    return Article(
        id=identity,
        path=manuscript.path,
        slug=address,
        title=title,
        title_basis=basis,
        title_span=span,
        body=body,
        paragraphs=zones.prose,
        dropped=zones.dropped,
        outlet=name,
        author=fields.text("author") or _byline(body, zones),
        date=when.published.day if when.published else None,
        date_basis=when.basis,
        date_precision=when.published.precision if when.published else None,
        arrival=when.arrival,
        edition=when.edition,
        batch=when.arrival if manuscript.record else when.edition,
        lang=lang,
        url=url[0] if url else None,
        licence=fields.text("licence") or _stated_licence(body, zones) or (known.licence if known else None),
        sample=(fields.text("sample") or "").casefold() in _TRUE,
        sha256=manuscript.sha256,
        encoding=manuscript.encoding,
    )


def _basis(published: tuple[Published, Declaration] | None) -> str | None:
    return f"{published[1].basis}: {one_line(published[1].value)}" if published else None


def _identity(manuscript: Manuscript, title: str) -> tuple[str, str]:
    """Article id and slug. A record is told apart by its id, a file by its path."""
    if manuscript.record is None:
        return slugs.of_file(manuscript.path), slugs.of_file(manuscript.path)
    return manuscript.record, slugs.slug(title, f"{manuscript.path}\0{manuscript.record}")


def _title(
    manuscript: Manuscript, declared: str | None, zones: Zones, lang: str
) -> tuple[str, Basis, Span | None]:
    if declared:
        return _shortened(declared), Basis.DECLARED, zones.title
    body = manuscript.body
    if zones.title:
        found = one_line(body[zones.title.start : zones.title.end])
        if found:
            return _shortened(found), Basis.TEXT, zones.title
    prose = zones.prose[0]
    first = split(body, (Span(prose.start, min(prose.end, prose.start + _FIRST_SENTENCE)),), lang)[0]
    span = headline.opening(body, first)
    text = one_line(body[span.start : span.end])
    if text:
        return _shortened(text), Basis.TEXT, span
    return one_line(PurePosixPath(manuscript.path).stem) or "untitled", Basis.NAME, None


def _shortened(title: str) -> str:
    if len(title) <= _TITLE_LENGTH:
        return title
    cut = title[: _TITLE_LENGTH - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip() + "…"


def _outlet(name: str | None, url: str | None, outlets: Sequence[Outlet]) -> tuple[str | None, Outlet | None]:
    """The outlet's name, canonical where known, and what the settings say about it."""
    known = declarations.outlet_named(name, outlets) if name else None
    if known is None and url and name is None:
        known = declarations.outlet_at(url, outlets)
    return (known.name if known else name), known


def _byline(body: str, zones: Zones) -> str | None:
    lines = (body[d.span.start : d.span.end] for d in zones.dropped if d.kept_as == "byline")
    return next((name for line in lines if (name := author(one_line(line)))), None)


def _stated_licence(body: str, zones: Zones) -> str | None:
    found = [one_line(body[d.span.start : d.span.end]) for d in zones.dropped if d.kept_as == "licence"]
    text = " ".join(dict.fromkeys(found))
    return text[:_LICENCE_LENGTH].rstrip() or None
