"""Names: one thing under its variants, from a table and from what the texts say themselves.

`the Islamic State (ISIS)` in any text makes both one name; `site_config/names.yml` adds what no
text says. Matching works on index tokens (see `tokens.words`), so case and hyphens do not matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digest.config import NameEntry
from digest.model import Article, Span
from digest.text.tokens import words

_SMALL = frozenset("of the and for in on to at a an de la le du des del di da do und der die das".split())
_ALIAS = re.compile(
    r"((?:[^\W\d_a-z][\w'’.&-]{0,30}[ \u00a0](?:(?:of|the|and|for|in|on|de|la|du|des|del|da|do|und|der)[ \u00a0]){0,2}){1,7}"
    r"[^\W\d_a-z][\w'’-]{0,30})[ \u00a0]?\(([^\W\d_a-z]{2,8})s?\)"
)
"""`Syrian Democratic Forces (SDF)`; all quantifiers are bounded."""
_AGREE = 0.8
"""Least share of an acronym's expansions that must agree for it to be an alias."""
_NAME = re.compile(
    r"[^\W\d_a-z][\w'’-]{0,40}(?:[ \u00a0](?:(?:of|the|al|el|bin|ibn|de|da|do|van|von|der|la|le)[ \u00a0]){0,2}"
    r"[^\W\d_a-z][\w'’-]{0,40}){0,6}"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text."""

    span: Span
    text: str
    """As written."""
    name: str
    """Canonical form."""


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """What is known about names; built by `table`."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First token of a variant → (all its tokens, key of the name), longest first."""
    display: Mapping[str, str]
    """Key → canonical writing."""

    def fold(self, tokens: Sequence[str]) -> list[str]:
        """Index tokens with every known variant replaced by its key, one token each."""
        folded: list[str] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            known = self.phrases.get(token)
            step, key = _match(tokens, at, known) if known else (1, token)
            folded.append(key)
            at += step
        return folded

    def key(self, name: str, lang: str = "en") -> str:
        """Identity of a name under all its writings."""
        return " ".join(self.fold(_bare(words(name, lang))))

    def canonical(self, name: str, lang: str = "en") -> str:
        """The writing that stands for a name; the name itself when nothing is known about it."""
        return self.display.get(self.key(name, lang), name)

    def mentions(self, text: str, lang: str) -> tuple[Mention, ...]:
        """Capitalised names in `text`, in order."""
        return tuple(
            Mention(Span(*found.span()), found[0], self.canonical(found[0], lang))
            for found in _NAME.finditer(text)
        )


def _match(tokens: Sequence[str], at: int, known: tuple[tuple[tuple[str, ...], str], ...]) -> tuple[int, str]:
    for phrase, key in known:
        if tuple(tokens[at : at + len(phrase)]) == phrase:
            return len(phrase), key
    return 1, tokens[at]


def _bare(tokens: list[str]) -> list[str]:
    return tokens[1:] if len(tokens) > 1 and tokens[0] in ("the", "al", "el") else tokens


def table(entries: Sequence[NameEntry], articles: Iterable[Article]) -> Names:
    """What `entries` and the articles' own explanations of acronyms say about names.

    An entry wins over the texts; an acronym that the texts explain in different ways is left alone.
    """
    display: dict[str, str] = {}
    variants: dict[tuple[str, ...], str] = {}
    for entry in entries:
        key = "_".join(words(entry.name, "en"))
        display[key] = entry.name
        for writing in (entry.name, *entry.variants):
            variants.setdefault(tuple(words(writing, "en")), key)
    for short, long in _aliases(articles):
        known = variants.get(tuple(words(long, "en"))) or variants.get(tuple(words(short, "en")))
        key = known or "_".join(words(long, "en"))
        display.setdefault(key, long)
        for writing in (long, short):
            variants.setdefault(tuple(words(writing, "en")), key)
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for tokens, key in variants.items():
        if tokens:
            phrases.setdefault(tokens[0], []).append((tokens, key))
    return Names(
        {first: tuple(sorted(found, key=lambda p: (-len(p[0]), p))) for first, found in phrases.items()},
        display,
    )


def _aliases(articles: Iterable[Article]) -> list[tuple[str, str]]:
    """(acronym, expansion) that the texts agree on, sorted."""
    counts: dict[str, Counter[str]] = {}
    for article in articles:
        for long, short in _ALIAS.findall(article.body):
            expansion = _expansion(long, short)
            if expansion:
                counts.setdefault(short, Counter())[expansion] += 1
    agreed = []
    for short, expansions in sorted(counts.items()):
        best = min(expansions, key=lambda e: (-expansions[e], e))
        if expansions[best] >= _AGREE * expansions.total():
            agreed.append((short, best))
    return agreed


def _expansion(long: str, short: str) -> str | None:
    """The end of `long` whose initials spell `short`, with or without small words."""
    parts = long.split()
    for start in range(len(parts)):
        tail = parts[start:]
        initials = "".join(part[0] for part in tail if part.lower() not in _SMALL).upper()
        if initials == short.upper() or "".join(part[0] for part in tail).upper() == short.upper():
            return " ".join(tail)
    return None
