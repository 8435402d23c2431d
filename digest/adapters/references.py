"""Where a link on a page of the site leads."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urljoin, urlsplit

_ORIGIN = "http://site/"
_PLAIN = re.compile(r"((?:\.\./)*)((?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*)?)(?:#([\w.~-]+))?", re.ASCII)
"""Addresses as our own pages write them; for them a look at the folders replaces four passes of urllib."""


def resolve(place: str, address: str) -> str:
    """`address` as found in the file `place`, relative to the site's root, fragment kept.

    >>> resolve("events/a/index.html", "../../sources/b/#s0-9")
    'sources/b/#s0-9'
    """
    plain = _plain(address)
    if plain is None:
        return _resolved(place, address)
    up, path = plain
    if up == 0 and path.startswith("#"):  # a place on the same page
        return place + path
    folders = place.split("/")[:-1]
    kept = folders[: max(len(folders) - up, 0)]
    return "/".join((*kept, path))


@lru_cache(maxsize=1 << 16)
def _plain(address: str) -> tuple[int, str] | None:
    """How many folders up and what follows, if that is all; most pages of a site share most of their addresses."""
    plain = _PLAIN.fullmatch(address) if address else None
    return plain and (len(plain[1]) // 3, address[len(plain[1]) :])


def _resolved(place: str, address: str) -> str:
    parts = urlsplit(urljoin(_ORIGIN + place, address))
    path = unquote(parts.path).lstrip("/")
    return f"{path}#{unquote(parts.fragment)}" if parts.fragment else path


def file_of(target: str) -> str:
    """The file that a server answers an address of the site with."""
    return f"{target}index.html" if target.endswith("/") or not target else target
