"""Candidate keywords of texts written without spaces between words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from digest.model import Span

_RUN = re.compile(
    r"[\u4e00-\u9fff\u3400-\u4dbf々]+|[\u30a0-\u30ffー]{2,}|[\u0e00-\u0eff]+|[\u1780-\u17ff]+|[A-Za-z][A-Za-z0-9-]+"
)
_LONGEST = 6
"""Characters of a string that is looked for; most Chinese terms and names have two to four."""
_WHOLE = 6
"""A run of at most so many characters is a candidate even when it stands once."""
_FEWEST = 2
_CHARACTERS_PER_WORD = 2
_PARTICLES = frozenset("的了是在被把与與及或也但这這那他她它我你们們又还還のをにはがでと")
"""Function words of one character that are rarely part of a longer word (unlike 以 in 以色列, 地 in 地震)."""


def strings(text: str, stop: frozenset[str]) -> Iterator[tuple[Span, int]]:
    """Strings between function words, with their size in words of two characters.

    A string of two to six characters counts when it recurs and no longer one recurs as often with it,
    or when it is a whole run.
    """
    places: dict[str, list[int]] = defaultdict(list)
    whole: set[str] = set()
    for start, end in _pieces(text, stop):
        if end - start <= _WHOLE or text[start].isascii():
            whole.add(text[start:end])
        if text[start].isascii():
            places[text[start:end]].append(start)
            continue
        for at in range(start, end):
            for to in range(at + _FEWEST, min(at + _LONGEST, end) + 1):
                places[text[at:to]].append(at)
    parts = {
        part
        for longer, found in places.items()
        for part in (longer[1:], longer[:-1])
        if len(found) > 1 and len(places.get(part, ())) == len(found)
    }
    for string, found in places.items():
        if string in whole or (len(found) > 1 and string not in parts):
            size = 1 if string.isascii() else -(-len(string) // _CHARACTERS_PER_WORD)
            for at in found:
                yield Span(at, at + len(string)), size


def _pieces(text: str, stop: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Runs of one script, cut at function words."""
    cuts = _PARTICLES | {word for word in stop if len(word) > 1}
    longest = max(map(len, cuts))
    for run in _RUN.finditer(text):
        if run[0].isascii():
            if run[0].lower() not in stop:
                yield run.span()
            continue
        start = at = run.start()
        while at < run.end():
            size = next((n for n in range(longest, 0, -1) if text[at : min(at + n, run.end())] in cuts), 0)
            if size:
                if at - start >= _FEWEST:
                    yield start, at
                at += size
                start = at
            else:
                at += 1
        if run.end() - start >= _FEWEST:
            yield start, run.end()
