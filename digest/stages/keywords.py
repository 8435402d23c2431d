"""Keywords of an event: what its texts are about, one keyword for each thing.

YAKE (Campos et al. 2020, "YAKE! Keyword extraction from single documents using multiple local features")
ranks the opening of each text; frequency, rarity, length and position rank the noun phrases of the whole text;
reciprocal ranks (Cormack et al. 2009) fuse the two lists, and the texts vote.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from digest.config import KeywordPolicy
from digest.model import Article, Keyword, KeywordKind, Text
from digest.text.keyphrases import variants
from digest.text.keyphrases.newsroom import generic, roles
from digest.text.keyphrases.salience import Reading, key_of, read, salience
from digest.text.language import stopwords
from digest.text.naming.names import Names
from digest.text.rarity import Idf
from digest.text.slugs import digest10, plain
from digest.text.tokens import UNSEGMENTED, words

_YAKE_LISTS = {"cs": "cz"}
_READ = 50_000
"""Characters read of a text; articles have 5,000, and five million of commas take a minute."""
_WORD_LENGTH = 100
"""Characters that YAKE reads of a word: its sentence splitter takes minutes for a word of five million."""
_LINE = re.compile(r"(?<=[^\s.!?:;。！？])(?=[\"'”’)\]]{0,3}[ \t]*(?:\r?\n|$))")


Phrases = tuple[str, ...]
"""What YAKE finds in the opening of a text, best first."""


def keywords(
    texts: Sequence[Text],
    idf: Idf,
    names: Names,
    policy: KeywordPolicy,
    phrases_of: Callable[[Article], Phrases] | None = None,
) -> tuple[Keyword, ...]:
    """The keywords of one event, best first; each `text` stands verbatim in one of the articles' bodies.

    Copies have no vote of their own. At most `policy.per_event` keywords. `phrases_of` gives what `extracted` does,
    where that is known.
    """
    phrases_of = phrases_of or partial(extracted, policy=policy)
    articles = [text.article for text in texts]
    found = [(read(_text(a), a.lang, names, stop_list(a.lang)), phrases_of(a)) for a in articles]
    return _choose(found, tuple(article.body for article in articles), idf, names, policy)


def article_keywords(
    text: str, lang: str, idf: Idf, names: Names, policy: KeywordPolicy
) -> tuple[Keyword, ...]:
    """The keywords of a single plain text whose first line is its headline."""
    reading = read(text, lang, names, stop_list(lang))
    return _choose([(reading, _phrases(text, lang, policy))], (text,), idf, names, policy)


def extracted(article: Article, policy: KeywordPolicy) -> Phrases:
    """YAKE's phrases for the opening of an article (7 ms)."""
    return _phrases(_text(article), article.lang, policy)


def _text(article: Article) -> str:
    """Headline and prose; no headline when it is the first sentence, whose words would count twice."""
    prose = article.prose
    title = "" if article.title in prose else article.title
    return f"{title}\n{prose[:_READ]}"


@lru_cache(maxsize=64)
def stop_list(lang: str) -> frozenset[str]:
    """Function words: closed classes for English (see `tagging`), YAKE's list and the ISO list for others."""
    package = find_spec("yake")
    listed: set[str] = set()
    if package is not None and package.submodule_search_locations:
        folder = Path(package.submodule_search_locations[0]) / "core" / "StopwordsList"
        path = folder / f"stopwords_{_YAKE_LISTS.get(lang, lang)}.txt"
        if path.is_file():
            listed = set(path.read_text(encoding="utf-8-sig").lower().split())
    return frozenset(listed) if lang == "en" else frozenset(listed) | stopwords(lang)


# ── one text ─────────────────────────────────────────────────────────────────────────────


def _ranked(
    reading: Reading, phrases: Phrases, idf: Idf, names: Names, policy: KeywordPolicy
) -> dict[str, float]:
    """Fused score of each candidate of a text: Σ share/(k + rank) over the two lists."""
    scores = salience(reading, idf)
    whole = sorted(scores, key=lambda key: (-scores[key], key))[: policy.candidates]
    opening = [key for key in (key_of(written, reading.lang, names) for written in phrases) if key in scores]
    fused: dict[str, float] = defaultdict(float)
    for ranking, share in ((whole, 1.0), (tuple(dict.fromkeys(opening)), policy.yake_share)):
        for rank, key in enumerate(ranking):
            fused[key] += share / (policy.fusion + rank)
    return fused


def _phrases(text: str, lang: str, policy: KeywordPolicy) -> Phrases:
    if lang in UNSEGMENTED:
        return ()  # YAKE tells words by spaces
    words = policy.opening_words
    opening = " ".join(word[:_WORD_LENGTH] for word in _LINE.sub(".", text).split(None, words)[:words])
    return tuple(written for written, _ in _extractor(lang).extract_keywords(opening))


@lru_cache(maxsize=64)
def _extractor(lang: str) -> Any:
    """YAKE for a language. `dedup_lim=1`: no comparison of candidates, which we do better and YAKE slowly."""
    from yake import KeywordExtractor

    return KeywordExtractor(
        lan=lang, n=3, dedup_lim=1.0, window_size=1, top=60, stopwords=set(stop_list(lang)) or {""}
    )


# ── the event ────────────────────────────────────────────────────────────────────────────


def _choose(
    texts: Sequence[tuple[Reading, Phrases]],
    bodies: Sequence[str],
    idf: Idf,
    names: Names,
    policy: KeywordPolicy,
) -> tuple[Keyword, ...]:
    readings = _merged([reading for reading, _ in texts])
    ranked = [
        _ranked(reading, phrases, idf, names, policy)
        for reading, (_, phrases) in zip(readings, texts, strict=True)
    ]
    scores = _scores(ranked, readings)
    chosen: list[Keyword] = []
    kept: list[str] = []
    for key in sorted(scores, key=lambda key: (-scores[key], key)):
        if len(chosen) == policy.per_event:
            break
        if any(_overlap(key, other) for other in kept):
            continue
        if keyword := _present(key, scores[key], readings, bodies, names):
            kept.append(key)
            chosen.append(keyword)
    return tuple(chosen)


def _merged(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with one key for each name: under its spellings, its acronym, and a person's surname."""
    found = [f for reading in readings for f in reading.found]
    lang = min((reading.lang for reading in readings), default="und")
    names = {f.key for f in found if f.place.name}
    same = variants.spellings(names, Counter(f.key for f in found), lang)
    same |= variants.acronyms(names, {f.key for f in found if f.text.isupper() and len(f.text) > 1})
    return [
        _renamed(_renamed(reading, same), variants.surnames(_in_order(reading, same))) for reading in readings
    ]


def _in_order(reading: Reading, same: Mapping[str, str]) -> list[tuple[str, bool]]:
    """Keys below the headline, with whether each is a name."""
    first = len(reading.text.partition("\n")[0])
    return [(same.get(f.key, f.key), f.place.name) for f in reading.found if f.place.span.start > first]


def _renamed(reading: Reading, same: Mapping[str, str]) -> Reading:
    if not same:
        return reading
    found = (f._replace(key=same[f.key]) if f.key in same and f.place.name else f for f in reading.found)
    return replace(reading, found=tuple(found))


def _scores(ranked: Sequence[Mapping[str, float]], readings: Sequence[Reading]) -> dict[str, float]:
    """Mean score of each candidate, raised by each further text that has it, less what makes it dull."""
    votes: dict[str, list[float]] = defaultdict(list)
    for one in ranked:
        for key, score in one.items():
            votes[key].append(score)
    having: Counter[str] = Counter(key for reading in readings for key in {f.key for f in reading.found})
    counts: Counter[str] = Counter(f.key for reading in readings for f in reading.found)
    named = {f.key for reading in readings for f in reading.found if f.place.name}
    peoples = variants.demonyms(named)
    langs = tuple(sorted({reading.lang for reading in readings}))
    scores = {}
    for key, given in votes.items():
        support = 1 + 0.8 * (having[key] - 1)
        alone = 0.7 if having[key] == 1 and len(readings) >= 3 else 1.0
        dull = 0.35 if key in peoples or _is_dull(key, langs) else 1.0
        apart = 0.5 if key not in named and _holds_name(key, named, counts) else 1.0
        scores[key] = math.fsum(given) / len(given) * support * alone * dull * apart
    return scores


def _holds_name(key: str, named: Set[str], counts: Mapping[str, int]) -> bool:
    """Tell whether a phrase is a longer name, more often found alone, and a word: `Islamic State gunmen`."""
    parts = key.split()
    inside = (" ".join(parts[:at]) for at in range(1, len(parts)))
    return any(part in named and counts[part] > counts[key] for part in inside if " " in part or "_" in part)


def _is_dull(key: str, langs: tuple[str, ...]) -> bool:
    """Too general to say anything alone, or an office without its holder."""
    return key in _folded(generic, langs) or key.rpartition(" ")[2] in _folded(roles, langs)


@lru_cache(maxsize=64)
def _folded(listed: Callable[[str], frozenset[str]], langs: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        variants.singular(word, lang)
        for lang in langs
        for written in listed(lang)
        for word in words(written, lang)
    )


def _overlap(key: str, other: str) -> bool:
    """One contains the other, or they share half of their words."""
    if f" {key} " in f" {other} " or f" {other} " in f" {key} ":
        return True
    mine, theirs = set(key.split()), set(other.split())
    return 2 * len(mine & theirs) >= len(mine | theirs)


def _present(
    key: str, score: float, readings: Sequence[Reading], bodies: Sequence[str], names: Names
) -> Keyword | None:
    """The keyword as the texts write it; None when it stands in no body (a declared title only)."""
    found = [(at, f) for at, reading in enumerate(readings) for f in reading.found if f.key == key]
    texts: dict[str, set[int]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for at, f in found:
        texts[f.text].add(at)
        counts[f.text] += 2 if f.place.plain else 1
    written = [w for w in counts if any(w in body for body in bodies)]
    if not written:
        return None
    longest = max(f.place.words for _, f in found)
    full = (
        {f.text for _, f in found if f.place.words == longest} if key not in names.display else set(written)
    )
    written.sort(key=lambda w: (w not in full, -len(texts[w]), -counts[w], -len(w), w))
    is_name = key in names.display or sum(f.place.name for _, f in found) >= 0.5 * len(found)
    return Keyword(
        text=written[0],
        slug=_slug(key),
        kind=KeywordKind.NAME if is_name else KeywordKind.TERM,
        score=score,
        variants=_distinct(written),
    )


def _distinct(written: Iterable[str]) -> tuple[str, ...]:
    """All but the first writing, once each whatever its case."""
    seen: dict[str, str] = {}
    for one in written:
        seen.setdefault(one.casefold(), one)
    return tuple(seen.values())[1:]


def _slug(key: str) -> str:
    """The key in ASCII; with a hash of it where letters were lost."""
    words_ = plain(key)
    if words_ and len(words_) == len(key):
        return words_
    return f"{words_}-{digest10(key)}" if words_ else digest10(key)
