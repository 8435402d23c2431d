"""Names: one thing under its variants, from a table and from what the texts themselves say.

Three sources, the first that knows a writing wins: `site_config/names.yml`; explanations in the
texts (`the Islamic State (ISIS)`, see `aliases`); transliterations of one Arabic name (see
`spellings`). Matching works on index tokens (see `tokens.words`), so case and hyphens do not
matter, except that an acronym which is also a common word (`IS`, `WHO`) must stand in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.config import NameEntry
from digest.model import Article
from digest.text.frequency import background_idf, raw_frequencies
from digest.text.naming import aliases, spellings
from digest.text.tokens import words

_COMMON = 3e-5
"""Frequency from which an acronym is also a word (`is`, `us`, `who`, `aid`, `un`; ISIS is at 1.9e-5)."""
_NAME = re.compile(
    r"[^\W\d_a-z][\w'’-]{0,40}(?:[ \u00a0](?:(?:of|of the|al|el|bin|ibn|de|de la|da|do|del|du|van|von|der)[ \u00a0])?"
    r"[^\W\d_a-z][\w'’-]{0,40}){0,6}"
)
_ARTICLES = frozenset({"the", "al", "el"})

Phrase = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """What is known about names; built by `table`."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    """First index token of a variant → (all its tokens, key of the name), longest first."""
    acronyms: Mapping[str, str]
    """Writing in capitals that is also a common word → key of the name."""
    display: Mapping[str, str]
    """Key → canonical writing."""
    rarity: Mapping[str, float]
    """Key → background idf of its most common variant, in nats."""

    def fold(self, tokens: Sequence[str]) -> Sequence[str]:
        """Index tokens with every known variant replaced by the key of its name, one token each."""
        if self.phrases.keys().isdisjoint(tokens):
            return tokens
        folded: list[str] = []
        at = 0
        while at < len(tokens):
            step, key = self._match(tokens, at)
            folded.append(key)
            at += step
        return folded

    def _match(self, tokens: Sequence[str], at: int) -> tuple[int, str]:
        for phrase, key in self.phrases.get(tokens[at], ()):
            if tuple(tokens[at : at + len(phrase)]) == phrase:
                return len(phrase), key
        return 1, tokens[at]

    def key(self, name: str, lang: str = "en") -> str:
        """Identity of a name under all its writings."""
        if name in self.acronyms:
            return self.acronyms[name]
        return " ".join(self.fold(_forms(name, lang)))

    def canonical(self, name: str, lang: str = "en") -> str:
        """The writing that stands for a name; `name` itself when nothing is known about it."""
        return self.display.get(self.key(name, lang), name)


def mentions(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where capitalised names stand in `body[start:end]`, in order; none in a script without capitals."""
    return (found.span() for found in _NAME.finditer(body, start, end))


@lru_cache(maxsize=50_000)
def _forms(name: str, lang: str) -> tuple[str, ...]:
    """Index tokens of a name without its article."""
    tokens = words(name, lang)
    return tuple(tokens[1:] if len(tokens) > 1 and tokens[0] in _ARTICLES else tokens)


def table(entries: Sequence[NameEntry], articles: Iterable[Article]) -> Names:
    """What `entries` and the articles themselves say about names; the order of articles does not matter."""
    variants: dict[tuple[str, ...], str] = {}
    acronyms: dict[str, str] = {}
    display: dict[str, str] = {}
    bodies = [article.body for article in articles]
    for entry in entries:
        _add(entry.name, (entry.name, *entry.variants), variants, acronyms, display)
    for short, long in aliases.found(bodies):
        _add(long, (long, short), variants, acronyms, display)
    for writing, writings in spellings.found(bodies):
        _add(writing, (writing, *writings), variants, acronyms, display)
    phrases: dict[str, list[Phrase]] = {}
    for tokens, key in variants.items():
        phrases.setdefault(tokens[0], []).append((tokens, key))
    return Names(
        {first: tuple(sorted(known, key=lambda p: (-len(p[0]), p))) for first, known in phrases.items()},
        acronyms,
        display,
        _rarity(variants),
    )


def _add(
    name: str,
    writings: Iterable[str],
    variants: dict[tuple[str, ...], str],
    acronyms: dict[str, str],
    display: dict[str, str],
) -> None:
    """Enter writings of one name; those that are known already decide its key."""
    forms = [(writing, tuple(words(writing, _script(writing)))) for writing in writings]
    known = (acronyms.get(writing) or variants.get(tokens) for writing, tokens in forms if tokens)
    key = next((key for key in known if key), None) or "_".join(words(name, "en"))
    display.setdefault(key, name)
    for writing, tokens in forms:
        if _is_word(writing):
            acronyms.setdefault(writing, key)
        elif tokens:
            variants.setdefault(tokens, key)


def _script(writing: str) -> str:
    """The language whose index forms a writing takes: that of its script."""
    if any("\u0600" <= character <= "\u06ff" for character in writing):
        return "ar"
    return "ru" if any("\u0400" <= character <= "\u04ff" for character in writing) else "en"


def _is_word(writing: str) -> bool:
    return writing.isupper() and raw_frequencies("en").get(writing.lower(), 0.0) > _COMMON


def _rarity(variants: Mapping[tuple[str, ...], str]) -> dict[str, float]:
    """A variant is as rare as its rarest token, a name as common as its most common variant."""
    rarity: dict[str, float] = {}
    for tokens, key in variants.items():
        idf = max(background_idf(token, "en") for token in tokens)
        rarity[key] = min(rarity.get(key, idf), idf)
    return rarity
