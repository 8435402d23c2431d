"""Writings of one thing: plurals, spellings of a transliterated name, a surname for the full name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from digest.text.frequency import raw_frequencies

ARTICLES = frozenset({"the", "a", "an", "al", "el"})
_PLURAL_S = frozenset({"pt", "es", "fr", "ca", "gl"})
_ARTICLE = re.compile(r"\b(?:al|el|ad|an|ar|as|ash|at|az)[ -](?=\w)")
_DEMONYM = ("ian", "an", "n", "i", "ese", "ish")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "da", "do", "du", "des", "del", "di"})
_SILENT = re.compile(r"[^\w]|_")
_DOUBLE = re.compile(r"(.)\1+")
_SIMILAR = 0.65
"""Least similarity (Ratcliff/Obershelp) of two spellings of one name: Hasakah and Hasaka .92, Deir al-Zor and
Dayr al-Zawr .70; Brown and Brian have .60."""
_LETTERS = 5
"""Letters from which a name has spellings: shorter ones agree by chance."""
_LEADS = 8
"""Most names of the same consonants that are compared: bounds the work on hostile texts."""


def singular(word: str, lang: str) -> str:
    """An index form without the plural s of Romance languages (English: see `tokens.fold`)."""
    if lang in _PLURAL_S and len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def skeleton(name: str) -> str:
    """The consonants of a lower-case name without its article: what transliterations agree on."""
    letters = _SILENT.sub("", _ARTICLE.sub("", name)).replace("dh", "z").replace("q", "k")
    bare = re.sub(r"[aeiouwyh]", "", letters)
    return letters[:1] + _DOUBLE.sub(r"\1", bare)


def spellings(names: Iterable[str], counts: Mapping[str, int], lang: str) -> dict[str, str]:
    """Spelling → the more frequent spelling of the same name, for keys of names.

    Same consonants, similar letters, and a word in which they differ that is not a common one (unlike Niger and
    Nigeria).
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-counts[name], name)):
        if len(name) >= _LETTERS and "_" not in name:
            groups[skeleton(name)].append(name)
    same: dict[str, str] = {}
    for group in groups.values():
        leads: list[str] = []
        for name in group:
            lead = next((one for one in leads[:_LEADS] if _alike(one, name, lang)), None)
            if lead is None:
                leads.append(name)
            else:
                same[name] = lead
    return same


def _alike(one: str, other: str, lang: str) -> bool:
    known = raw_frequencies(lang)
    if all(word in known for word in set(one.split()) ^ set(other.split())):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SIMILAR


def acronyms(names: Iterable[str], short: Iterable[str]) -> dict[str, str]:
    """Acronym → the one name among `names` whose initials it is (keys, without small words)."""
    spelt: dict[str, set[str]] = defaultdict(set)
    for name in names:
        parts = [part for part in name.split() if part not in _SMALL]
        if len(parts) > 1:
            spelt["".join(part[0] for part in parts)].add(name)
    return {one: min(spelt[one]) for one in short if len(spelt.get(one, ())) == 1}


def demonyms(names: Iterable[str]) -> frozenset[str]:
    """Those of `names` that are another's people: Iranian beside Iran, Tongan beside Tonga, Iraqi beside Iraq."""
    known = set(names)
    return frozenset(
        name
        for name in known
        for ending in _DEMONYM
        if name.endswith(ending) and name.removesuffix(ending) in known
    )


def surnames(found: Sequence[tuple[str, bool]]) -> dict[str, str]:
    """Last word of a name → the name, for (key, is a name) in the order of a text.

    Newswire gives a person's full name first and the surname after it. A word that ends two names, or that
    stands alone before the full name, is left as it is.
    """
    full: dict[str, str] = {}
    seen: set[str] = set()
    for key, is_name in found:
        parts = key.split()
        if is_name and 2 <= len(parts) <= 3 and parts[-1] not in seen:
            if full.setdefault(parts[-1], key) != key:
                full[parts[-1]] = ""
        elif len(parts) == 1 and key not in full:
            seen.add(key)
    return {last: name for last, name in full.items() if name}
