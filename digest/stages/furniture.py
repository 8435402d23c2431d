"""Lines that are furniture because many files share them: what no rule about one page can see.

A line is shared furniture when five files of one outlet have it, or files of three outlets. Three limits
keep news in, found by reading what the plain rule dropped from 4,200 articles of three labelled sets:

- Copies of one article count once: a wire report at three outlets would be furniture.
- A sentence of fewer than twelve words never goes: 7 of 10 were news ("No arrests have been made.").
- A longer sentence goes only by the files of one named outlet: at three outlets, 8 of 8 were quotations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from digest.model import Manuscript
from digest.text import declarations
from digest.text.lines import is_terminal, normalised, word_count

_FILES = 5
"""Files of one outlet that must share a line."""
_OUTLETS = 3
"""Outlets that must share it."""
_SAME_TEXT = 0.3
"""Jaccard similarity of their long lines from which two files count as one text."""
_SENTENCE_WORDS = 12
_LONG_WORDS = 8
_LONGEST = 600
"""Characters of the longest line looked at; boilerplate is shorter."""
_SLOTS = 1 << 24
"""Counters for a first, approximate count: 16 MB whatever the number of files."""

_Lines = frozenset[str]


def repeated_lines(manuscripts: Sequence[Manuscript]) -> frozenset[str]:
    """Give the normalised lines that are furniture; only flattened pages are looked at."""
    pages = [m for m in manuscripts if m.flattened]
    if len(pages) < _OUTLETS:
        return frozenset()
    holders = _holders(pages)
    wanted = sorted({page for held in holders.values() for page in held})
    texts = {page: _long_lines(pages[page]) for page in wanted}
    outlets = {page: _outlet(pages[page]) for page in wanted}
    return frozenset(line for line, held in holders.items() if _is_furniture(line, held, texts, outlets))


def _holders(pages: Sequence[Manuscript]) -> dict[str, list[int]]:
    """Lines found in three pages or more, and the positions of the pages.

    A first pass counts hashes in a fixed table, so that millions of lines that occur once are never held.
    """
    counts = bytearray(_SLOTS)
    for page in pages:
        for line in _lines(page):
            slot = hash(line) % _SLOTS
            if counts[slot] < _OUTLETS:
                counts[slot] += 1
    holders: dict[str, list[int]] = defaultdict(list)
    for position, page in enumerate(pages):
        for line in _lines(page):
            if counts[hash(line) % _SLOTS] >= _OUTLETS:
                holders[line].append(position)
    return {line: held for line, held in holders.items() if len(held) >= _OUTLETS and _may_go(line)}


def _lines(page: Manuscript) -> set[str]:
    """The different lines of a page that are not too long, normalised."""
    return {normalised(line) for line in page.body.splitlines() if len(line) <= _LONGEST}


def _may_go(line: str) -> bool:
    words = word_count(line)
    return words >= _SENTENCE_WORDS or (words > 0 and not is_terminal(line))


def _long_lines(page: Manuscript) -> _Lines:
    found = frozenset(_lines(page) - {""})
    return frozenset(line for line in found if word_count(line) >= _LONG_WORDS) or found


def _outlet(page: Manuscript) -> str | None:
    """Whose page it is: the outlet it declares, else the host of its address; None when it says neither."""
    declared = {d.name: d.value for d in reversed(page.declared)}
    if "outlet" in declared:
        return declared["outlet"].strip().casefold()
    try:
        return declarations.host(declarations.address(declared["url"]))
    except (KeyError, ValueError):
        return None


def _is_furniture(
    line: str, held: Iterable[int], texts: dict[int, _Lines], outlets: dict[int, str | None]
) -> bool:
    by_outlet: dict[str | None, list[int]] = defaultdict(list)
    for page in held:
        by_outlet[outlets[page]].append(page)
    is_sentence = is_terminal(line)
    if any(
        _distinct(line, found, texts, _FILES)
        for outlet, found in by_outlet.items()
        if outlet is not None or not is_sentence
    ):
        return True
    if is_sentence:
        return False
    firsts = [found[0] for outlet, found in by_outlet.items() if outlet is not None]
    return _distinct(line, firsts, texts, _OUTLETS)


def _distinct(line: str, pages: Sequence[int], texts: dict[int, _Lines], least: int) -> bool:
    """Tell whether at least `least` of `pages` hold different texts around `line`."""
    if len(pages) < least:
        return False
    chosen: list[_Lines] = []
    for page in pages:
        text = texts[page] - {line}
        if all(_similarity(text, other) < _SAME_TEXT for other in chosen):
            chosen.append(text)
            if len(chosen) >= least:
                return True
    return False


def _similarity(a: _Lines, b: _Lines) -> float:
    return len(a & b) / (len(a | b) or 1)
