"""Copies: articles that repeat another's text, and texts that hold a large part of another.

Two texts are compared by their shingles (Broder 1997): every run of five words, or of five
characters where words are not spaced. Jaccard similarity of one half and more makes a copy;
containment of one half and more makes a partial reprint, which is shown but never merges,
so that a round-up cannot join the stories it rounds up.

A false copy hides an independent account, so candidates are always verified on all their shingles.
Only the search for candidates is sampled: one shingle hash in eight (all of them in a short text).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from digest.config import CopyPolicy
from digest.model import Article, Basis, Copy, Reprint, Text
from digest.text.tokens import UNSEGMENTED

_SIZE = 5
"""Words (or characters) of a shingle."""
_SAMPLE = 8
"""One hash in so many looks for candidates; with 67 shared shingles 1 pair in 7,000 is missed."""
_SHORT = 100
"""Texts of fewer shingles look for candidates with all of them."""
_STUB = 24
"""Texts of fewer words (captions, stubs) are compared with their titles: such words repeat by chance."""
_CROWD = 24
"""A shingle in more texts than this pairs each with the next ones only: boilerplate, or many copies."""
_WINDOW = 8
_LIKELY = 0.2
"""Least share of the smaller sample that must be shared for a pair to be verified."""

_REMEMBERED = 4096
"""Articles of which the shingles are remembered from one day to the next: about 40 MB."""

NONE_KNOWN: Mapping[str, str] = MappingProxyType({})
"""No article was grouped before."""

Shingles = NDArray[np.uint64]
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two articles (positions) and how much they share."""

    first: int
    second: int
    jaccard: float
    containment: float
    shared: int


def texts(
    articles: Sequence[Article], policy: CopyPolicy, known: Mapping[str, str] = NONE_KNOWN
) -> tuple[Text, ...]:
    """Group articles into independent texts, ordered by day (undated last) and path.

    Each article joins the earlier text that it is most similar to, if it is a copy of its original;
    copies of copies are not chained. Time and memory are linear in the number of articles.

    `known` holds, for each article that was grouped before, the id of the original of its text (its own where
    it is the original), which is one of `articles`. They keep their roles and come before all others: a new
    article may be a copy or a reprint of a known text, and never the other way round. What known texts reprint
    is not looked for again and left empty.
    """
    ranked = sorted(articles, key=lambda article: _rank(article, known))
    shingles = [_shingles(article.title, article.prose, article.lang) for article in ranked]
    roles = _roles(ranked, known)
    pairs = [
        _verify(first, second, shingles) for first, second in _candidates(shingles) if second not in roles
    ]
    original = _originals(shingles, pairs, policy.jaccard, roles)
    copies: dict[int, list[Copy]] = {}
    for at, (of, similarity) in sorted(original.items()):
        copies.setdefault(of, []).append(Copy(ranked[at], similarity))
    reprints = _reprints(pairs, original, ranked, policy)
    found = [
        Text(article, tuple(copies.get(at, ())), () if at in roles else tuple(reprints.get(at, ())))
        for at, article in enumerate(ranked)
        if at not in original
    ]
    return tuple(sorted(found, key=lambda text: _priority(text.article)))


def _priority(article: Article) -> tuple[date, bool, str, str]:
    """Earliest day first, then declared titles, then path: the first of its copies is the original."""
    return article.day or date.max, article.title_basis is not Basis.DECLARED, article.path, article.id


def _rank(article: Article, known: Mapping[str, str]) -> tuple[bool, date, date, bool, str, str]:
    """Known articles as they came, then the new ones."""
    new = article.id not in known
    return (new, date.min if new else article.batch or date.min, *_priority(article))


def _roles(ranked: Sequence[Article], known: Mapping[str, str]) -> dict[int, int]:
    """For each known article the position of the original of its text."""
    position = {article.id: at for at, article in enumerate(ranked)}
    return {at: position[known[article.id]] for at, article in enumerate(ranked) if article.id in known}


@lru_cache(maxsize=_REMEMBERED)
def _shingles(title: str, prose: str, lang: str) -> Shingles:
    """Sorted distinct 64-bit hashes of the shingles."""
    units = _units(title, prose, lang)
    words = np.fromiter(map(_code, units), dtype=np.uint64, count=len(units))
    if len(words) == 0:
        return words
    width = min(_SIZE, len(words))
    rolled = np.zeros(len(words) - width + 1, dtype=np.uint64)
    for at in range(width):
        rolled = rolled * np.uint64(0x9E3779B97F4A7C15) + words[at : len(words) - width + 1 + at]
        rolled ^= rolled >> np.uint64(29)
    return np.unique(rolled)


@lru_cache(maxsize=400_000)
def _code(unit: str) -> int:
    return int.from_bytes(hashlib.blake2b(unit.encode("utf-8", "replace"), digest_size=8).digest())


def _units(title: str, prose: str, lang: str) -> list[str]:
    units = _TOKEN.findall(prose.casefold())
    if lang in UNSEGMENTED:
        units = [character for unit in units for character in unit]
    if len(units) < _STUB:
        return [*_TOKEN.findall(title.casefold()), *units]
    return units


def _candidates(shingles: Sequence[Shingles]) -> list[tuple[int, int]]:
    """Pairs that share enough of their sampled hashes, in order."""
    samples = [s if len(s) < _SHORT else s[s % np.uint64(_SAMPLE) == 0] for s in shingles]
    sizes = np.array([len(sample) for sample in samples], dtype=np.int64)
    if not sizes.sum():
        return []
    hashes = np.concatenate(samples)
    owners = np.repeat(np.arange(len(samples), dtype=np.int64), sizes)
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    lengths = np.diff(np.r_[starts, len(hashes)])
    reach = np.repeat(np.where(lengths > _CROWD, _WINDOW, _CROWD), lengths)
    ends = np.repeat(starts + lengths, lengths)
    keys = []
    for step in range(1, _CROWD):
        at = np.flatnonzero((np.arange(len(hashes)) + step < ends) & (step <= reach))
        if len(at) == 0:
            break
        keys.append(owners[at] * len(samples) + owners[at + step])
    if not keys:
        return []
    found, counts = np.unique(np.concatenate(keys), return_counts=True)
    first, second = found // len(samples), found % len(samples)
    expected = np.array([len(s) / _SAMPLE for s in shingles])
    likely = counts >= _LIKELY * np.minimum(expected[first], expected[second])
    return list(zip(first[likely].tolist(), second[likely].tolist(), strict=True))


def _verify(first: int, second: int, shingles: Sequence[Shingles]) -> _Pair:
    a, b = shingles[first], shingles[second]
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return _Pair(first, second, shared / (len(a) + len(b) - shared), shared / min(len(a), len(b)), shared)


def _originals(
    shingles: Sequence[Shingles], pairs: Sequence[_Pair], least: float, roles: Mapping[int, int]
) -> dict[int, tuple[int, float]]:
    """For each copy, its original and their similarity, which is `least` or more unless `roles` settled it before.

    The likeness of a copy counts for nothing: where the earlier one is itself a copy, its original is tried.
    """
    earlier: dict[int, list[_Pair]] = {}
    for pair in pairs:
        if pair.jaccard >= least:
            earlier.setdefault(pair.second, []).append(pair)
    original = {at: (of, _verify(of, at, shingles).jaccard) for at, of in roles.items() if at != of}
    for at in sorted(earlier):
        tried: dict[int, float] = {}
        for pair in earlier[at]:
            of = original[pair.first][0] if pair.first in original else pair.first
            if of not in tried:
                tried[of] = pair.jaccard if of == pair.first else _verify(of, at, shingles).jaccard
        of = min(tried, key=lambda one: (-tried[one], one))
        if tried[of] >= least:
            original[at] = (of, tried[of])
    return original


def _reprints(
    pairs: Iterable[_Pair],
    original: dict[int, tuple[int, float]],
    articles: Sequence[Article],
    policy: CopyPolicy,
) -> dict[int, list[Reprint]]:
    """For each text, the earlier texts of which it shares a large part without being a copy."""
    strongest: dict[tuple[int, int], float] = {}
    for pair in pairs:
        if pair.containment < policy.containment or pair.shared < policy.shared_shingles:
            continue
        first, second = (original.get(at, (at, 1.0))[0] for at in (pair.first, pair.second))
        if first != second:
            key = (max(first, second), min(first, second))
            strongest[key] = max(strongest.get(key, 0.0), pair.containment)
    reprints: dict[int, list[Reprint]] = {}
    for (of_text, of), containment in sorted(strongest.items()):
        reprints.setdefault(of_text, []).append(Reprint(articles[of].id, containment))
    return reprints
