"""Lines that are furniture because many files share them: what no rule about one page can see.

A line is shared furniture when five files of one outlet have it, or files of three outlets. Copies of one
article count once: without that, the text of a wire report at three outlets would be furniture.
It also protects the detection of copies, whose only false finds in real data were paywall stubs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from digest.model import Manuscript
from digest.text import declarations
from digest.text.lines import lines, normalised, word_count

_FILES = 5
"""Files of one outlet that must share a line."""
_OUTLETS = 3
"""Outlets that must share it."""
_SAME_TEXT = 0.3
"""Jaccard similarity of their long lines from which two files count as one text."""
_LONG_WORDS = 8
_LONGEST = 600
"""Characters of the longest line looked at; boilerplate is shorter."""


def repeated_lines(manuscripts: Sequence[Manuscript]) -> frozenset[str]:
    """Give the normalised lines that are furniture; only flattened pages are looked at and concerned."""
    pages = [m for m in manuscripts if m.flattened]
    counts = Counter(key for page in pages for key in map(hash, _lines(page)))
    return frozenset()
