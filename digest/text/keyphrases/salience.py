"""A text read for its keywords: candidates under one key for each thing, and how much each stands out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from digest.text.keyphrases import variants
from digest.text.keyphrases.phrases import Occurrence, candidates
from digest.text.naming.names import Names
from digest.text.rarity import Idf
from digest.text.tokens import UNSEGMENTED, words

_LONGEST = 200
"""Characters of a candidate. A "word" of a million hyphens is none, and comparing its parts is quadratic."""


class Found(NamedTuple):
    """A candidate at one place of a text."""

    key: str
    """Identity of the thing: see `key_of`."""
    text: str
    """As written."""
    place: Occurrence


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its candidates."""

    text: str
    lang: str
    size: int
    """Length in tokens."""
    found: tuple[Found, ...]
    """In order."""


def read(text: str, lang: str, names: Names, stop: frozenset[str]) -> Reading:
    """Find the candidates of `text`; `stop` holds function words of `lang`, lower case."""
    found = candidates(text, lang, stop)
    kept = []
    for place in found.found:
        written = text[place.span.start : place.span.end]
        key = key_of(written, lang, names) if len(written) <= _LONGEST else ""
        if key:
            kept.append(Found(key, written, place))
    return Reading(text, lang, found.tokens, tuple(kept))


def key_of(written: str, lang: str, names: Names) -> str:
    """Identity of a candidate: index forms in the singular, known names replaced, no leading article."""
    return " ".join(names.fold(_forms(written, lang)))


@lru_cache(maxsize=50_000)
def _forms(written: str, lang: str) -> tuple[str, ...]:
    tokens = [variants.singular(word, lang) for word in words(written, lang)]
    return tuple(tokens[1:] if len(tokens) > 1 and tokens[0] in variants.ARTICLES else tokens)


def salience(reading: Reading, idf: Idf) -> dict[str, float]:
    """How much each candidate stands out in its text, from the text alone."""
    places: dict[str, list[Found]] = defaultdict(list)
    for found in reading.found:
        places[found.key].append(found)
    return {key: _weight(found, reading, idf) for key, found in places.items()}


def _weight(found: Sequence[Found], reading: Reading, idf: Idf) -> float:
    """tf^1.25 · √idf · words^1.2 · letters^.75 · (1 + .6 name) · (1 + .25 spread) / (1 + 5 first).

    Letters are those of a mean word; `first` and `spread` are shares of the text. A phrase that stands once and
    is no name counts .6. A single word counts (letters/6.5)^.75: of the features of single words its length
    tells most about whether people choose it (logistic regression on both keyword sets).
    """
    first = found[0]
    count = first.place.words
    tokens = words(first.text, reading.lang)
    rare = sum(idf(token, reading.lang) for token in tokens) / max(len(tokens), 1)
    letters = sum(map(str.isalnum, first.text)) / count
    name = sum(f.place.name for f in found) / len(found)
    begin, end = first.place.at / reading.size, found[-1].place.at / reading.size
    weight: float = len(found) ** 1.25 * math.sqrt(rare) * count**1.2 * letters**0.75 * (1 + 0.6 * name)
    if count == 1 and reading.lang not in UNSEGMENTED:
        weight *= (letters / 6.5) ** 0.75
    elif len(found) == 1 and not name:
        has_case = first.text.lower() != first.text.upper()
        weight *= 0.6 if has_case else 0.2  # no capitals, no names: most such strings are chance
    return weight * (1 + 0.25 * (end - begin)) / (1 + 5 * begin)
