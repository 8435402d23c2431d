"""How rare words are in a language at large: `wordfreq`'s lists (Speer 2022), shipped as data.

Five articles have no useful document frequencies of their own; a background gives them some.
Only the `small` lists are read (words of one in a million and more): they load in 5–40 ms a
language, the large ones in 200–500 ms, and every rarer word is simply rare.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from digest.text.tokens import UNSEGMENTED, fold

_FLOOR = 5e-7
"""Frequency given to a word that is not listed: half of the rarest listed one."""
_DOCUMENT = 300
"""Words in a typical article, to turn a word frequency into a document frequency."""
_SMALL_NUMBER = 8e-6
"""Frequency of a number of one or two digits: the class `00` (.007 in English) is spread over a hundred
of them, most of it over the lowest; the rest are about this frequent."""
_YEAR = 6e-5
"""Frequency of a year: the class `0000` (.004 in English), over the 70 that news mentions."""
_WORDFREQ_LANGUAGES = {"no": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "tl": "fil"}


@lru_cache(maxsize=64)
def raw_frequencies(lang: str) -> Mapping[str, float]:
    """Relative frequency of words as written, lower case; empty for a language without a list."""
    # The file is read here because importing wordfreq, with what it needs to tokenise, takes 0.2 s.
    import msgpack

    package = find_spec("wordfreq")
    code = _WORDFREQ_LANGUAGES.get(lang, lang)
    if package is None or package.origin is None or not code.isalpha():
        return MappingProxyType({})
    path = Path(package.origin).with_name("data") / f"small_{code}.msgpack.gz"
    if not path.is_file():
        return MappingProxyType({})
    _, *steps = msgpack.unpackb(gzip.decompress(path.read_bytes()))
    # After a header, a list of words for each hundredth of a power of ten, from 1 downwards.
    return MappingProxyType({word: 10 ** (-step / 100) for step, words in enumerate(steps) for word in words})


@lru_cache(maxsize=64)
def frequencies(lang: str) -> Mapping[str, float]:
    """Relative frequency of index forms (see `tokens.words`); empty for a language without a list."""
    table: dict[str, float] = {}
    for word, frequency in raw_frequencies(lang).items():
        for form in _forms(word, lang):
            table[form] = table.get(form, 0.0) + frequency
    return MappingProxyType(table)


def _forms(word: str, lang: str) -> list[str]:
    if lang in UNSEGMENTED and len(word) > 2:
        return [word[at : at + 2] for at in range(len(word) - 1)]
    return [fold(word, lang)]


def background_idf(word: str, lang: str) -> float:
    """Inverse document frequency expected of an index form in articles of `lang`, in nats, 0 to about 9.

    Words are taken to fall independently: df = 1 − (1 − f)^300.
    """
    frequency = frequencies(lang).get(word) or _number(word) or _FLOOR
    return -math.log(-math.expm1(_DOCUMENT * math.log1p(-min(frequency, 0.5))))


def _number(word: str) -> float | None:
    """Frequency of a number; the lists give digits as `00` only, and an unlisted number is not rare."""
    if not word.isdecimal() or len(word) > 4:
        return None
    if len(word) < 3:
        return _SMALL_NUMBER
    return _YEAR if len(word) == 4 and word[:2] in ("19", "20") else None
