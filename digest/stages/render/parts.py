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
    """Counted from 1 on the page; one number for each distinct passage."""
    anchor: str
    """`cite-3` on the first mark of a number, to which the source page leads back; `` on further ones."""
    href: str
    """Source page with the fragment of the passage."""
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
