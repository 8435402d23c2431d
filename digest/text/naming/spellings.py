"""Transliterations of one Arabic name: Hasakah, Hasaka, al-Hasakeh; Kadhimi, Kazemi.

Only names that some text writes with the Arabic article are compared (`al-Kadhimi`, or `Moqtada`
before `al-Sadr`), and only with rare words: Reid and Reed, Salim and Salam stay apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from digest.text.frequency import raw_frequencies

_ARTICLE = re.compile(r"\b[AaEe]l[- ]([A-Z][a-z’']{3,20})")
_GIVEN = re.compile(r"\b([A-Z][a-z]{3,20})[ \u00a0]$")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]{4,20}\b")
_RULES = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[’']", ""),
        (r"[ae]h$", "a"),
        (r"dh", "z"),
        (r"q", "k"),
        (r"ou|oo", "u"),
        (r"a[iy]|e[iy]|ee|ie|[ye]", "i"),
        (r"o", "u"),
        (r"(?<=[bcdfghjklmnprstvxz])w(?=i)", ""),
        (r"(.)\1", r"\1"),
    )
)
_RARE = 2e-6
"""Frequency from which a word is known and no transliteration."""


def found(bodies: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """(most frequent writing, its other writings), sorted; only names with several writings."""
    bodies = tuple(bodies)
    arabic = {name for body in bodies for name in _arabic(body)}
    if not arabic:
        return []
    counts: Counter[str] = Counter()
    for body in bodies:
        counts.update(_rare_names(body))
    sounds = {sound(name) for name in arabic if _is_rare(name)}
    groups: dict[str, list[str]] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        if sound(name) in sounds:
            groups.setdefault(sound(name), []).append(name)
    return sorted((group[0], tuple(group[1:])) for group in groups.values() if len(group) > 1)


@lru_cache(maxsize=4096)
def _rare_names(body: str) -> frozenset[str]:
    return frozenset(name for name in _CAPITALISED.findall(body) if _is_rare(name))


@lru_cache(maxsize=4096)
def _arabic(body: str) -> frozenset[str]:
    """Names after the Arabic article, and the given names before it."""
    return frozenset(_after_article(body))


def _after_article(body: str) -> Iterator[str]:
    for found in _ARTICLE.finditer(body):
        yield found[1]
        given = _GIVEN.search(body, max(0, found.start() - 24), found.start())
        if given:
            yield given[1]


@lru_cache(maxsize=100_000)
def sound(name: str) -> str:
    """What transliterations of one Arabic name have in common: consonants, and vowels as a, i, u."""
    heard = name.lower()
    for pattern, to in _RULES:
        heard = pattern.sub(to, heard)
    return heard


def _is_rare(name: str) -> bool:
    return raw_frequencies("en").get(name.lower(), 0.0) < _RARE
