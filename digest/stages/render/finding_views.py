"""What the event page's template may use of the findings; see `views.py` for the rest.

A detail (figure, phrase, name, quotation) is a `Words`: verbatim, with its span in the text that its
citation names. The audit compares both.
"""

from __future__ import annotations

from dataclasses import dataclass

from digest.stages.render.graphics import Axis, Plot
from digest.stages.render.parts import Cite, Piece, Words


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail, its citation, and the sentence it stands in."""

    words: Words
    cite: Cite
    sentence: tuple[Piece, ...]
    """The sentence with the detail marked."""
    lang: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or time that one source states."""

    detail: Detail
    by: Words | None
    """Who says so, as the same sentence words it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A source in the table of differences."""

    name: str
    """Outlet, or the article's title."""
    href: str
    date: str
    """`23 January 2022`; `` when undated."""


@dataclass(frozen=True, slots=True)
class Row:
    """A thing compared; one cell for each column, empty where the source says nothing of it."""

    label: str
    cells: tuple[tuple[Figure, ...], ...]
    plot: Plot | None
    """The figures on one scale; None for times, and where it would say nothing."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Where the sources differ."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """The same figure from one or more sources."""

    label: str
    figures: tuple[Figure, ...]
    """One for each source."""


@dataclass(frozen=True, slots=True)
class Past:
    """A figure of another time or another event."""

    label: str
    """What happened to what was counted."""
    figure: Figure
    apart: Words | None
    """The words that set it apart, where the same sentence has them."""


@dataclass(frozen=True, slots=True)
class Use:
    """How often one source uses a wording, and where first."""

    count: int
    cite: Cite


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording and the sources that use it."""

    detail: Detail
    uses: tuple[Use, ...]
    """The first is the detail's own."""


@dataclass(frozen=True, slots=True)
class Naming:
    """One thing under its names."""

    name: str
    wordings: tuple[Wording, ...]
    labels: tuple[Wording, ...]
    """What it is called beside its names."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term that sets a source apart."""

    detail: Detail
    count: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Apart:
    """The terms that set one source apart."""

    source: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that a source dates; the phrase of time is marked in the sentence."""

    sentence: tuple[Piece, ...]
    cite: Cite
    also: tuple[Cite, ...]
    evidence: str
    """The declared date that the day was inferred from; `` when the phrase states it."""
    lang: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class Days:
    """The moments of one day, month or year."""

    heading: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that is dated, in order, and what cannot be placed without guessing."""

    earlier: tuple[Days, ...]
    """What was over before the event began."""
    axis: Axis | None
    days: tuple[Days, ...]
    undated: tuple[Moment, ...]
    omitted: int
    """Further dated sentences, which stand in the data only."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Attributed words."""

    words: Words
    cite: Cite
    speaker: Words
    role: Words | None
    """As the same sentence words it."""
    introduced: Cite | None
    """The sentence that names speaker and role, when it is not the quotation's own."""
    also: tuple[Cite, ...]
    """Other texts that quote the same words."""
    lang: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """An agency on which several texts rest."""

    agency: str
    sources: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """How independent the sources are."""

    files: int
    publishers: int
    unnamed: int
    texts: int
    shared: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class FindingsView:
    """The findings in the order of the page; empty parts are left out of it."""

    differences: Differences | None
    single: tuple[Said, ...]
    agree: tuple[Said, ...]
    past: tuple[Past, ...]
    names: tuple[Naming, ...]
    apart: tuple[Apart, ...]
    timeline: Timeline
    quotes: tuple[Quotation, ...]
    quotes_omitted: int
    data: str
    """Address of the data, which has what is left out here."""
    ledger: Ledger
