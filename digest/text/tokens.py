"""Words of a text: case-folded tokens for indexing, and where words stand.

Languages written without spaces between words (Chinese, Japanese, Thai, Khmer, Lao) give
overlapping character bigrams, the usual index unit for them (Nie et al. 2000, "On the use of
words and n-grams for Chinese information retrieval").
"""

from __future__ import annotations

import re
from functools import lru_cache

from digest.model import Span

UNSEGMENTED = frozenset({"zh", "ja", "th", "km", "lo"})
"""Languages without spaces between words."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]{1,3}(?![^\W_]))?")
"""A run of letters and digits, with a short ending after an apostrophe (`state's`, `don't`)."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_TOKEN = re.compile(rf"{_NUMBER.pattern}(?![^\W_])|{_WORD.pattern}")
_RUN = re.compile(
    r"[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\u0e00-\u0eff\u1780-\u17ff\U00020000-\U0002fa1f]+"
)
_ELISION = re.compile(r"^(?:l|d|j|m|t|s|n|c|qu|dell|nell|all|sull|un)['’ʼ](?=[^\W\d_])")
_ARABIC_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640]")
_ARABIC_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
_ARABIC_PREFIX = re.compile(r"^(?:[وف]?(?:ال|بال|كال|لل)|و(?=ا?ل))(?=\w{3})")


def words(text: str, lang: str) -> list[str]:
    """Case-folded tokens of `text` in order, light endings removed; bigrams where words are not spaced."""
    return [fold(word, lang) for word in written(text, lang)]


def written(text: str, lang: str) -> list[str]:
    """The tokens of `text` as they stand there, in order: `fold` gives each its index form."""
    return _bigrams(text) if lang in UNSEGMENTED else _TOKEN.findall(text)


def word_spans(text: str, lang: str) -> list[Span]:
    """Where the words of `text` stand; single characters where words are not spaced."""
    spans: list[Span] = []
    for match in _TOKEN.finditer(text):
        if lang in UNSEGMENTED and _RUN.match(match[0]):
            spans.extend(Span(at, at + 1) for at in range(match.start(), match.end()))
        else:
            spans.append(Span(match.start(), match.end()))
    return spans


@lru_cache(maxsize=400_000)
def fold(word: str, lang: str) -> str:
    """The index form of one word: case, apostrophe endings, plural endings, Arabic letter variants."""
    token = word.casefold().replace("’", "'").replace("ʼ", "'")
    if lang == "ar":
        bare = _ARABIC_MARKS.sub("", token).translate(_ARABIC_LETTERS)
        return _ARABIC_PREFIX.sub("", bare) or bare
    if "'" in token:
        token = _ELISION.sub("", token) if lang in ("fr", "it") else token.partition("'")[0] or token
    if lang == "en":
        return _english_singular(token)
    return token.replace("ё", "е") if lang == "ru" else token


def _english_singular(token: str) -> str:
    """Harman's S-stemmer (1991): plural endings only."""
    if len(token) <= 3 or not token.endswith("s") or token.endswith(("ss", "us", "is")):
        return token
    if token.endswith("ies") and not token.endswith(("eies", "aies")):
        return token[:-3] + "y"
    return token[:-1]


def _bigrams(text: str) -> list[str]:
    tokens: list[str] = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        if len(word) == 1 or not _RUN.match(word):
            tokens.append(word)
        else:
            tokens.extend(word[at : at + 2] for at in range(len(word) - 1))
    return tokens
