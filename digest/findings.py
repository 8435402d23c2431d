"""What is found in the texts of an event beside its summary; all frozen, every statement cited.

Everything shown is a `Passage`: a verbatim span of one article's body. Derived values (a number
that was read, an interval that was inferred) stand beside the passage they were read from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from digest.model import Passage


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence and the part of it that is meant."""

    sentence: Passage
    """A full sentence."""
    detail: Passage
    """The figure, date, name or quotation inside it."""


# ── claims ───────────────────────────────────────────────────────────────────────────────


class Bound(StrEnum):
    """How a stated number limits the true one."""

    EXACT = "exactly"
    AT_LEAST = "at least"
    OVER = "over"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_MOST = "up to"
    UNDER = "under"
    DOZENS = "a round word"
    """`dozens`, `hundreds`: an order of magnitude."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity that one text states."""

    cited: Cited
    """The sentence, and in it the figure with what it counts (`at least 30 dead`)."""
    value: int
    """The number; the lower one of a range; 24, 200, 2000 … for dozens, hundreds, thousands."""
    upper: int | None
    """The higher number of a range."""
    bound: Bound
    qualifier: str
    """The words that limit the number, verbatim (`at least`); empty for none."""
    counted: str
    """What is counted, verbatim without the number (`Iraqi soldiers`); empty where only the verb says it."""
    kind: str
    """The class of things that compare with each other, singular (`soldier`, `person`)."""
    action: str
    """What happened to them, one word for all synonyms (`dead`, `injured`, `arrested`)."""
    sides: tuple[str, ...]
    """Nationalities and groups named with the counted things, case-folded; claims whose sides differ never meet."""
    place: Passage | None
    time: Passage | None
    attribution: Passage | None
    """Who says so, as worded (`according to the ministry`)."""
    background: Passage | None
    """The words that set the claim apart from the event (`last year`); None when it belongs to the event."""
    copies: tuple[Passage, ...] = ()
    """The same sentence in copies of the text."""


@dataclass(frozen=True, slots=True)
class ClaimCell:
    """What one text says in one row."""

    article: str
    """Article id of the text."""
    claims: tuple[Claim, ...]
    """In reading order; the first is the one that was compared."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """Claims about the same thing."""

    label: str
    """What is compared, e.g. `soldiers dead`; words of the texts and the action's name."""
    cells: tuple[ClaimCell, ...]
    """Texts that say something, in the order of the cluster."""


@dataclass(frozen=True, slots=True)
class TimeCell:
    """When something happened, as one text has it."""

    article: str
    cited: Cited
    """The sentence and the phrase of time in it."""


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One occurrence for which texts give different times."""

    label: str
    """The occurrence, in a word of the texts (`attack`) and the names that identify it."""
    cells: tuple[TimeCell, ...]


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """All quantities of an event, compared across its independent texts."""

    texts: tuple[str, ...]
    """Article ids, one column each, in the order of the cluster."""
    differ: tuple[ClaimRow, ...]
    """The texts give different numbers."""
    times: tuple[TimeRow, ...]
    """The texts give different times."""
    agree: tuple[ClaimRow, ...]
    """Two or more texts give the same number."""
    single: tuple[ClaimRow, ...]
    """Only one text says so; empty when the event has a single text."""
    stated: tuple[Claim, ...]
    """Every figure of the event that was understood, by text, in reading order."""
    background: tuple[Claim, ...]
    """Figures of other years or other events: never compared."""


# ── wording ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Use:
    """How often one text uses a writing, and where first."""

    article: str
    wording: str
    """As written most often in that text."""
    count: int
    cited: Cited


@dataclass(frozen=True, slots=True)
class NameRow:
    """One thing under the names that the texts give it."""

    name: str
    """The common name."""
    uses: tuple[Use, ...]
    """By text in the order of the cluster, then the most used first."""
    labels: tuple[Use, ...] = ()
    """What the texts call it beside its name (`terrorists`, `fighters`)."""


@dataclass(frozen=True, slots=True)
class DistinctTerm:
    """A term that sets one text apart from the others of the event."""

    use: Use
    elsewhere: int
    """How often the other texts use it together."""
    score: float
    """Z-score of the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008)."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How the texts of an event differ in their words."""

    names: tuple[NameRow, ...]
    terms: tuple[DistinctTerm, ...]
    """By text in the order of the cluster, then the highest score first."""


# ── quotes ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks that a text attributes to a speaker."""

    cited: Cited
    """The sentence, and in it the quotation with its marks."""
    speaker: Passage
    """The speaker as named."""
    role: Passage | None
    """What the source says the speaker is (`Diyala governor`), where it says so."""
    said: Passage
    """The words that attribute (`Diyala governor X said`)."""
    introduced: Passage | None
    """The earlier sentence that names the speaker, when the quotation's own has only `he added`."""
    copies: tuple[Passage, ...] = ()
    """The same quotation in other articles."""


# ── timeline ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Interval:
    """Days that a phrase of time means."""

    start: date
    end: date
    """Last day, included."""
    inferred: bool
    """False when the phrase itself states them; True when the article's declared date was needed."""
    evidence: str | None
    """The declared date that was needed, with where it was declared."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that the texts date, told once with everyone who tells it."""

    when: str
    """The phrase of time, verbatim from the first citation."""
    interval: Interval | None
    """None: the phrase cannot be placed without guessing."""
    cited: tuple[Cited, ...]
    """Each a sentence and its phrase of time; one for each source."""


# ── ledger ───────────────────────────────────────────────────────────────────────────────


class CreditKind(StrEnum):
    """What a text owes to an agency."""

    TEXT = "text"
    """The agency is named as the author (`(AP)`, `— AFP`)."""
    STATEMENT = "statement"
    """The agency is named as who was told (`told Reuters`)."""
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency that a text names as its source."""

    agency: str
    kind: CreditKind
    passage: Passage


@dataclass(frozen=True, slots=True)
class Change:
    """A place where a copy departs from the original."""

    before: Passage | None
    """In the original; None for an addition."""
    after: Passage | None
    """In the copy; None for an omission."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a copy or reprint changed."""

    article: str
    """Article id of the copy or reprint."""
    of: str
    """Article id of the original."""
    similarity: float
    """Jaccard similarity of a copy, containment of a reprint, 0 to 1."""
    is_copy: bool
    """False for a partial reprint."""
    changes: tuple[Change, ...]
    """In reading order, at most the bound of the policy."""
    omitted: int
    """How many further changes are not listed."""


@dataclass(frozen=True, slots=True)
class SharedOrigin:
    """An agency on which several independent texts rest."""

    agency: str
    articles: tuple[str, ...]
    """Article ids, in the order of the cluster."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """How independent the sources of an event are."""

    files: int
    outlets: tuple[str, ...]
    """Named publishers, sorted."""
    unnamed: int
    """Files that name no publisher."""
    texts: int
    """Independent texts."""
    differences: tuple[Difference, ...]
    credits: tuple[Credit, ...]
    """One for each text, agency and kind: the first."""
    shared: tuple[SharedOrigin, ...]


# ── all together ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in the texts of an event beside its summary and keywords."""

    claims: ClaimTable
    wording: Wording
    quotes: tuple[Quote, ...]
    timeline: tuple[TimelineEntry, ...]
    ledger: Ledger
