"""The types of the pipeline, one for each moment; all frozen, none half filled.

Offsets count Unicode code points from 0 in `Article.body`, the text that the site serves
at the article's `text_url`. `article.body[span.start:span.end]` is always what is shown.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

# ── reading ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Declaration:
    """A field that a file states about itself (front matter, meta tag, JSON-LD, JSON key)."""

    name: str
    """One of `id title date lang url outlet author licence sample`."""
    value: str
    """The scalar as written."""
    basis: str
    """Where it stood: `front matter`, `meta article:published_time`, `JSON-LD`, `record`."""
    line: int | None = None
    """Line in the file, counted from 1, where known."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What a reader found in a file: a plain text and declarations; nothing interpreted yet."""

    path: str
    """Path of the file, relative to the content folder."""
    record: str | None
    """The record's own id in a `.jsonl` file; None for a file of one article."""
    body: str
    """The plain text. For `.txt` the decoded file itself, unchanged."""
    declared: tuple[Declaration, ...]
    encoding: str
    """Codec the bytes were decoded with."""
    sha256: str
    """Hex digest of the bytes of the file or record."""
    flattened: bool
    """True when the body may carry page furniture (`.txt`, `.jsonl`); False when the format marks prose."""


# ── articles ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of a body."""

    start: int
    end: int


class Basis(StrEnum):
    """What a title or a day rests on."""

    DECLARED = "declared"
    TEXT = "text"
    """Taken from the article's own text."""
    FOLDER = "folder"
    """The `YYYY/MM/DD` folder the file arrived in."""
    NAME = "file name"
    """Nothing better: the file's name."""


class Precision(StrEnum):
    """How exactly a file declares when it was published."""

    DAY = "day"
    TIME = "time"
    """With a time of day, which was read in the edition's time zone."""


@dataclass(frozen=True, slots=True)
class DroppedLine:
    """A line of the body that is not prose, kept in the report."""

    span: Span
    line: int
    """Line in the body, counted from 1."""
    rule: str
    """Name of the rule that decided."""
    kept_as: str | None = None
    """Metadata it became (`title`, `licence`, `byline`, `dateline`, `caption`), None when furniture."""


@dataclass(frozen=True, slots=True)
class Article:
    """One file (or record), cleaned: metadata, and the spans of its body that are prose."""

    id: str
    """Slug with a hash of path and record, safe in an address; a record's own id in `.jsonl`."""
    path: str
    slug: str
    """Last part of its addresses: `[a-z0-9-]`, at most 71 characters, unique."""
    title: str
    """One line, at most 200 characters."""
    title_basis: Basis
    title_span: Span | None
    """Where the title stands in the body, when it stands there."""
    body: str
    paragraphs: tuple[Span, ...]
    """The prose, in order; headline, furniture and metadata lines are not in it."""
    dropped: tuple[DroppedLine, ...]
    outlet: str | None
    author: str | None
    date: datetime.date | None
    """Publication date, only as declared."""
    date_basis: str | None
    """Where it was declared, with the text as written, e.g. `front matter: 2022-01-23`."""
    date_precision: Precision | None
    arrival: datetime.date | None
    """From the folder `YYYY/MM/DD`, None elsewhere."""
    edition: datetime.date | None
    """The day of the edition that brings it: its arrival, else its publication, after the cut-off the next day;
    None for an undated article."""
    batch: datetime.date | None
    """The day on which it is taken to have come, for the analysis: that of its edition; None for an undated
    article, and for the records of a `.jsonl` file that stands in no day's folder: they came together."""
    lang: str
    """ISO 639-1 code, declared or detected; `und` when unknown."""
    url: str | None
    """The original's address, http or https."""
    licence: str | None
    """Licence as declared, or the attribution sentences of the text."""
    sample: bool
    """Declared as sample content."""
    sha256: str
    encoding: str

    @property
    def day(self) -> datetime.date | None:
        """The day the article belongs to: declared, else arrival, else None (undated)."""
        return self.date or self.arrival

    @property
    def order(self) -> tuple[datetime.date, datetime.date, str, str]:
        """Sort key of articles everywhere: as they came, undated last; by edition, day, path and id."""
        latest = datetime.date.max
        return (self.edition or latest, self.day or latest, self.path, self.id)

    @property
    def prose(self) -> str:
        """The kept paragraphs, joined by blank lines (offsets do not hold here)."""
        return "\n\n".join(self.body[p.start : p.end] for p in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Passage:
    """A citation: a verbatim span of a named article."""

    article: str
    """Article id."""
    start: int
    end: int
    text: str
    """`body[start:end]`, unchanged."""


# ── copies ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that repeats another's text."""

    article: Article
    similarity: float
    """Jaccard similarity of word 5-gram shingles with the original, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Reprint:
    """A text that holds a large part of another text without being a copy of it."""

    of: str
    """Article id of the original of the other text."""
    containment: float
    """Share of the smaller text's shingles found in the larger, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Text:
    """An independent text and its copies."""

    article: Article
    """The original: the copy that was first and is cleanest."""
    copies: tuple[Copy, ...] = ()
    reprints: tuple[Reprint, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        """The original, then its copies."""
        return (self.article, *(copy.article for copy in self.copies))


# ── events ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A term that holds a cluster together."""

    term: str
    """As the texts write it most often."""
    weight: float
    """Share of the cluster's mean similarity that the term carries, 0 to 1."""
    texts: int
    """How many of the cluster's texts use it."""
    is_name: bool


class Ground(StrEnum):
    """What keeps two clusters apart."""

    SETTLED = "settled"
    """They had been reported as two events before."""
    DAYS = "days"
    """The days between them."""
    LATER = "later"
    """One speaks of a time long after the other."""
    TOPICS = "topics"
    """Each has a term that the other lacks."""
    LITTLE = "little"
    """They share too little."""
    WITHHELD = "withheld"
    """The same, without words of texts that may not be shown."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two clusters were not merged; pages say it in the interface's language."""

    ground: Ground
    shared: tuple[str, ...] = ()
    """Terms that both have, the heaviest first."""
    own: tuple[str, str] = ("", "")
    """For `TOPICS`: the term of each that the other lacks."""
    days: int = 0
    """For `DAYS` and `LATER`."""

    def __str__(self) -> str:
        """In English, for the command and the data."""
        *before, last = self.shared or ("hardly a word",)
        shared = f"They share {', '.join(before)}{' and ' if before else ''}{last}"
        return {
            Ground.SETTLED: f"{shared}, but had been reported as two events before.",
            Ground.DAYS: f"{shared}, but are {self.days} days apart.",
            Ground.LATER: f"{shared}, but one speaks of a time at least {self.days} days after the other.",
            Ground.TOPICS: f"{shared}, but one is about {self.own[0]} and the other about {self.own[1]}.",
            Ground.LITTLE: f"{shared}, too little for one event.",
            Ground.WITHHELD: "They share too little for one event.",
        }[self.ground]


@dataclass(frozen=True, slots=True)
class Rejected:
    """The nearest cluster that was not merged with this one."""

    anchor: str
    """Article id of that cluster's first article."""
    similarity: float
    threshold: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why the texts of a cluster are together."""

    similarity: float
    """Mean similarity of its pairs of texts, 0 to 1; 1 for a single text."""
    shared: tuple[SharedTerm, ...]
    """Strongest first."""
    rejected: Rejected | None
    edited: tuple[str, ...] = ()
    """Reasons of the overrides that changed this cluster."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Texts about one event."""

    texts: tuple[Text, ...]
    """In the order of their articles: the first is the anchor."""
    evidence: Evidence
    title: str | None = None
    """Set by an override only."""
    articles: tuple[Article, ...] = field(init=False, repr=False, compare=False)
    """Every article: each text's original followed by its copies."""

    def __post_init__(self) -> None:
        articles = tuple(article for text in self.texts for article in text.articles)
        object.__setattr__(self, "articles", articles)  # asked for a hundred times as often as made


@dataclass(frozen=True, slots=True)
class StorylineLink:
    """Two clusters of one storyline, earlier first."""

    earlier: int
    """Position in the sequence of clusters."""
    later: int
    similarity: float


class KeywordKind(StrEnum):
    """What a keyword denotes."""

    TERM = "term"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword of an event, one for each thing under all its variants."""

    text: str
    """As the texts write it most often."""
    slug: str
    """Address of its page, and its identity across events."""
    kind: KeywordKind
    score: float
    """Higher is better; comparable within one event only."""
    variants: tuple[str, ...] = ()
    """Other writings found in the event's texts."""


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of the summary and who else reports the same."""

    passage: Passage
    also: tuple[Passage, ...] = ()
    """Sentences of other independent texts that say the same with the same numbers."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Verbatim sentences that tell an event."""

    title: Passage | None
    """The headline chosen for the event where it stands in a body; None when it was declared."""
    headline: str
    """The headline chosen, verbatim from one article's title."""
    headline_article: str
    """Article id that the headline is from."""
    lede: SummarySentence | None
    sentences: tuple[SummarySentence, ...]
    """Three to five where the texts allow, lede excluded, in reading order."""
