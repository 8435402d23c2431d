"""Names that are safe in an address, on every file system, and stable."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_WORD_LENGTH = 60


def plain(text: str) -> str:
    """ASCII words joined by hyphens: `[a-z0-9-]`, at most 60 characters, possibly empty.

    >>> plain("Kaboré's fall: what's next?")
    'kabore-s-fall-what-s-next'
    """
    # 4,000 characters hold any 60 that survive, and bound the work on hostile titles.
    ascii_only = unicodedata.normalize("NFKD", text[:4000]).encode("ascii", "ignore").decode("ascii")
    words = _NOT_PLAIN.sub("-", ascii_only.lower()).strip("-")
    if len(words) <= _WORD_LENGTH:
        return words
    return words[: _WORD_LENGTH + 1].rpartition("-")[0] or words[:_WORD_LENGTH]


def digest10(key: str) -> str:
    """Ten hex digits that tell keys apart: 40 bits, one collision expected in about a million keys."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def slug(text: str, key: str) -> str:
    """A readable slug of `text`, made unique by a hash of `key`: `[a-z0-9-]{1,71}`.

    >>> slug("Kaboré", "articles/a.md")
    'kabore-101c233dff'
    """
    words = plain(text)
    return f"{words}-{digest10(key)}" if words else digest10(key)


def of_file(path: str) -> str:
    """The id and slug of the article in the file at `path`.

    >>> of_file("articles/2022/01/23/Prison attack.md")
    'prison-attack-81dc14f1fb'
    """
    return slug(PurePosixPath(path).stem, path)
