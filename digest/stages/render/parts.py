"""Parts of pages that the views are made of: links, citations, sentences and what is marked in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere."""

    text: str
    href: str
    count: int | None = None
    """How many events stand behind it, where that helps."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What an event in a list is filtered, marked as read and muted by."""

    event: str
    """Its id."""
    topics: tuple[str, ...]
    outlets: tuple[str, ...]
    keywords: tuple[str, ...]
    """Slugs, as in the addresses of their pages."""
    langs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to filter an edition by."""

    key: str
    text: str
    href: str
    """Page of every edition's events; `` for a language, which has none."""
    count: int
    """Events of this edition."""


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """Choices of a kind."""

    kind: str
    """`topics`, `outlets`, `keywords` or `langs`: a field of `Keys`."""
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Cite:
    """A numbered mark that leads to the highlighted passage."""

    number: int
    """Counted from 1 on the page; one number for each distinct passage. 0 in a list of events, where the sentence
    may be one that the event's page does not show any more."""
    anchor: str
    """`c3` on the first mark of a number, to which the source page leads back; `` on further ones."""
    href: str
    """Source page with the fragment of the passage; `#c3`, where it stands already, on a number's further marks."""
    outlet: str
    """Outlet, or the article's title when the outlet is unknown."""
    source_title: str
    """Title of the article; `` when it stands for the outlet."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verbatim sentence with its citation."""

    text: str
    cite: Cite
    lang: str
    rtl: bool
    also: tuple[Cite, ...] = ()
    """Other sources that say the same with the same numbers."""


@dataclass(frozen=True, slots=True)
class Words:
    """A verbatim part of a cited sentence: a figure, a phrase, a name."""

    text: str
    span: str
    """`130-141`: the code points of the source's text that it is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence that is shown with something in it marked."""

    text: str
    kind: str = ""
    """`` for plain text, `mark` for the detail meant, `ins` and `del` for what a copy changed."""
    span: str = ""
    """Code points of a marked piece in its source."""
    href: str = ""
    """The passage of a `del`: it stands in another source than the sentence around it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A sentence of a copy, or one that it left out, with what was changed."""

    pieces: tuple[Piece, ...]
    href: str
    """The passage."""
    lang: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What a copy or reprint changed."""

    original: Link
    sentences: tuple[Changed, ...]
    omitted: int
    """Changes that are not listed."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a source paragraph."""

    text: str
    anchor: str | None
    """Id of the sentence, None for the white space between sentences."""
    cited: bool
    back: Link | None = None
    """Where it is cited: leads back to the mark on the event page."""
    inner: tuple[Mark, ...] = ()
    """The sentences of a cited run of sentences, and what is between them; () for a single sentence."""


@dataclass(frozen=True, slots=True)
class RevisionView:
    """A place in which a source file was changed."""

    label: str
    """`Title`, `Date`: the declared field; `` for the text."""
    before: str
    """`` for what was added."""
    after: str
    """`` for what was taken out."""
    href: str
    """The passage that says it now; `` for a field, and for a sentence that was changed again since."""
    is_changed_again: bool


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A source file that was changed after it had been published."""

    source: Link
    """Its path and page."""
    day: str
    """`25 January 2022`; `` when it is not known."""
    version: str
    """First digits of the earlier version's SHA-256; `` when it was not read."""
    revisions: tuple[RevisionView, ...]
    omitted: int
    """Further changes."""
    is_restricted: bool
    """Whether the rights of the outlet keep the changes of the text from being shown."""
    lang: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """The same in a list."""

    source: Link
    day: str
    changes: int
    """0 when they are not known, or may not be shown."""
