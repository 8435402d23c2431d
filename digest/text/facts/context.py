"""What a passage is about, for telling occurrences apart: the names and content words around it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

from digest.text.facts.dates import MONTH_WORDS, WEEKDAYS
from digest.text.language import stopwords

_NAME = re.compile(
    r"\b[A-Z][^\W\d_]*(?:[-'’][^\W\d_]+)*(?:\s(?:al|el|bin|ibn)(?=\s[A-Z]))?(?:\s[A-Z][^\W\d_]*(?:[-'’][^\W\d_]+)*){0,4}"
    r"|\b(?:[A-Z]\.){2,4}"
)
_ARTICLE = re.compile(r"^(?:the|al|el|ash|ad|an|ar)[-\s]|['’]s$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")


class NameKeys(Protocol):
    """The part of `text.names.Names` that is needed here."""

    def key(self, name: str, lang: str = "en") -> str:
        """Identity of a name under all its writings."""
        ...

    def canonical(self, name: str, lang: str = "en") -> str:
        """The writing that stands for a name."""
        ...


def name_keys(text: str, names: NameKeys) -> frozenset[str]:
    """Identities of the names in `text`, and of each of their words; weekdays and months are none.

    A capital at the start of a sentence makes no name of a stop word.
    """
    return frozenset(_key(writing, names) for found in _NAME.findall(text) for writing in _writings(found))


@lru_cache(maxsize=50_000)
def _writings(name: str) -> tuple[str, ...]:
    """A name and each of its words, without `al-`; nothing where no word is one."""
    words = [word for word in name.split() if not _is_plain(word)]
    every = [" ".join(words), *words] if len(words) > 1 else words
    return tuple(_ARTICLE.sub("", _ARTICLE.sub("", one)) for one in every)


def _key(bare: str, names: NameKeys) -> str:
    """One key for the writings of a name: known variants, a final h, hyphens."""
    key = names.key(bare).replace("-", " ")
    return key[:-1] if len(key) > 5 and key.endswith("ah") else key


def content(text: str) -> frozenset[str]:
    """Stems of the content words of English `text`, lower case; crude on purpose: `attacked` is `attack`."""
    return frozenset(_stem(w) for w in _WORD.findall(text.lower()) if w not in stopwords("en"))


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ers", "ies", "ed", "es", "er", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def shared_share(left: frozenset[str], right: frozenset[str]) -> float:
    """Overlap coefficient of two sets, 0 to 1; 0 when one is empty."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


def _is_plain(word: str) -> bool:
    low = word.lower().rstrip(".")
    return low in WEEKDAYS or low in MONTH_WORDS or low in stopwords("en")
