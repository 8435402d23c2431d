"""Lines that are furniture because many files share them: what no rule about one page can see.

A line is shared furniture when five files of one outlet have it, or files of three outlets. Three limits
keep news in, found by reading what the plain rule dropped from 4,200 articles of three labelled sets:

- Copies of one article count once: a wire report at three outlets would be furniture.
- A sentence of fewer than twelve words never goes: 7 of 10 were news ("No arrests have been made.").
- A longer line goes only by the files of one named outlet: at three outlets, 8 of 8 were quotations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from digest.model import Manuscript
from digest.text.cleaning import declarations
from digest.text.cleaning.lines import is_terminal, normalised, word_count

_FILES = 5
"""Files of one outlet that must share a line."""
_OUTLETS = 3
"""Outlets that must share it."""
_SAME_TEXT = 0.3
"""Jaccard similarity of their long lines from which two files count as one text."""
_SENTENCE_WORDS = 12
"""Lines of as many words are text, whether a stop ends them or not."""
_LONG_WORDS = 8
_LONGEST = 600
"""Characters of the longest line looked at; boilerplate is shorter."""
_SLOTS = 1 << 24
"""Counters for a first, approximate count: 16 MB however many files there are."""
_FEW = 2_000
"""Files for which a 64th of the counters is enough."""
_REMEMBERED = 4096
"""Texts of which the lines are remembered from one day to the next: about 20 MB."""


def repeated_lines(manuscripts: Sequence[Manuscript]) -> frozenset[str]:
    """Give the normalised lines that are furniture; only flattened pages are looked at."""
    pages = sorted((m for m in manuscripts if m.flattened), key=lambda m: (m.path, m.record or ""))
    if len(pages) < _OUTLETS:
        return frozenset()
    texts = _Texts(pages)
    return frozenset(line for line, held in _holders(pages).items() if _is_furniture(line, held, texts))


@dataclass(frozen=True, slots=True)
class _Texts:
    """What pages are compared by, found out for those that share a line and kept."""

    pages: Sequence[Manuscript]
    _outlets: dict[int, str | None] = field(default_factory=dict)
    _lines: dict[int, frozenset[int]] = field(default_factory=dict)

    def outlet(self, page: int) -> str | None:
        """Whose page it is, see `_outlet`."""
        if page not in self._outlets:
            self._outlets[page] = _outlet(self.pages[page])
        return self._outlets[page]

    def lines(self, page: int) -> frozenset[int]:
        """Hashes of the long lines of a page; of all its lines when none is long."""
        if page not in self._lines:
            found = _lines(self.pages[page].body) - {""}
            long = {line for line in found if word_count(line) >= _LONG_WORDS} or found
            self._lines[page] = frozenset(map(hash, long))
        return self._lines[page]


def _holders(pages: Sequence[Manuscript]) -> dict[str, list[int]]:
    """Lines found in three pages or more, and the positions of the pages.

    A first pass counts hashes in a fixed table, so that millions of lines that occur once are never held.
    """
    slots = _SLOTS if len(pages) > _FEW else _SLOTS // 64
    counts = bytearray(slots)
    for page in pages:
        for line in _lines(page.body):
            slot = hash(line) % slots
            if counts[slot] < _OUTLETS:
                counts[slot] += 1
    holders: dict[str, list[int]] = defaultdict(list)
    for position, page in enumerate(pages):
        for line in _lines(page.body):
            if counts[hash(line) % slots] >= _OUTLETS:
                holders[line].append(position)
    return {line: held for line, held in holders.items() if len(held) >= _OUTLETS and _may_go(line)}


@lru_cache(maxsize=_REMEMBERED)
def _lines(body: str) -> frozenset[str]:
    """The different lines of a page that are not too long, normalised."""
    return frozenset(normalised(line) for line in body.splitlines() if len(line) <= _LONGEST)


def _may_go(line: str) -> bool:
    words = word_count(line)
    return words >= _SENTENCE_WORDS or (words > 0 and not is_terminal(line))


def _outlet(page: Manuscript) -> str | None:
    """Whose page it is: the outlet it declares, else the host of its address; None when it says neither."""
    declared = {d.name: d.value for d in reversed(page.declared)}
    if "outlet" in declared:
        return declared["outlet"].strip().casefold()
    try:
        return declarations.host(declarations.address(declared["url"]))
    except (KeyError, ValueError):
        return None


def _is_furniture(line: str, held: Iterable[int], texts: _Texts) -> bool:
    by_outlet: dict[str | None, list[int]] = defaultdict(list)
    for page in held:
        by_outlet[texts.outlet(page)].append(page)
    is_text = is_terminal(line) or word_count(line) >= _SENTENCE_WORDS
    if is_text:
        by_outlet.pop(None, None)
    if any(_distinct(line, found, texts, _FILES) for found in by_outlet.values()):
        return True
    firsts = [found[0] for outlet, found in by_outlet.items() if outlet is not None]
    return not is_text and _distinct(line, firsts, texts, _OUTLETS)


def _distinct(line: str, pages: Sequence[int], texts: _Texts, least: int) -> bool:
    """Tell whether at least `least` of `pages` hold different texts around `line`."""
    if len(pages) < least:
        return False
    chosen: list[frozenset[int]] = []
    for page in pages:
        text = texts.lines(page) - {hash(line)}
        if all(_similarity(text, other) < _SAME_TEXT for other in chosen):
            chosen.append(text)
            if len(chosen) >= least:
                return True
    return False


def _similarity(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / (len(a | b) or 1)
