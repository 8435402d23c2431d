"""Acronyms that the texts themselves explain: `the Syrian Democratic Forces (SDF)`.

After Schwartz & Hearst (2003), "A simple algorithm for identifying abbreviation definitions in
biomedical text", restricted to initials, where it makes no mistakes on names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

_SMALL = frozenset(
    "of the and for in on to at a an de la le les du des del el los las da do dos di e y et der die das und".split()
)
_SHORT = re.compile(r"\(([^\W\d_a-z]{2,8})s?\)")
_BEFORE = 120
"""Characters looked back over for the long form."""
_AGREE = 0.8
"""Least share of the explanations of an acronym that must agree: `PM` is many things."""


def found(bodies: Iterable[str]) -> list[tuple[str, str]]:
    """(acronym, long form) wherever the texts agree on one, sorted; a text counts once."""
    counts: dict[str, Counter[str]] = {}
    for body in bodies:
        for short, long in _explained(body):
            counts.setdefault(short, Counter())[long] += 1
    agreed = []
    for short, longs in sorted(counts.items()):
        best = min(longs, key=lambda long: (-longs[long], long))
        if longs[best] >= _AGREE * longs.total():
            agreed.append((short, best))
    return agreed


@lru_cache(maxsize=4096)
def _explained(body: str) -> frozenset[tuple[str, str]]:
    return frozenset(_explanations(body))


def _explanations(body: str) -> Iterator[tuple[str, str]]:
    for match in _SHORT.finditer(body):
        long = _long_form(body[max(0, match.start() - _BEFORE) : match.start()], match[1])
        if long:
            yield match[1], long


def _long_form(before: str, short: str) -> str | None:
    """The words at the end of `before` whose initials spell `short`, small words aside."""
    parts = re.split(r"[ \u00a0]+", before.rpartition("\n")[2].rstrip())
    left = len(short)
    for at in range(len(parts) - 1, max(-1, len(parts) - 2 * len(short) - 2), -1):
        part = parts[at].strip("\"'“”‘’«»,")
        if not part or part.endswith((".", ";", ":", ")")):
            return None
        if part[0].isupper() and part[0].upper() == short[left - 1]:
            left -= 1
        elif part.lower() not in _SMALL:
            return None
        if left == 0:
            return " ".join(parts[at:]).strip("\"'“”‘’«»,")
    return None
