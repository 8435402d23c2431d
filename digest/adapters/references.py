"""Where a link on a page of the site leads."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urljoin, urlsplit

_ORIGIN = "http://site/"
_PLAIN = re.compile(r"((?:\.\./)*)((?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*)?)(?:#([\w.~-]+))?", re.ASCII)
"""Addresses as our own pages write them; for them a look at the folders replaces four passes of urllib."""


def resolve(place: str, address: str) -> str:
    """`address` as found in the file `place`, relative to the site's root, fragment kept.

    >>> resolve("events/a/index.html", "../../sources/b/#s0-9")
    'sources/b/#s0-9'
    """
    plain = _PLAIN.fullmatch(address)
    if plain is None or not address:
        return _resolved(place, address)
    up, path, fragment = plain.groups()
    folders = place.split("/")[:-1]
    if not up and not path:  # a place on the same page
        return f"{place}#{fragment}"
    kept = folders[: max(len(folders) - len(up) // 3, 0)]
    target = "/".join((*kept, path))
    return f"{target}#{fragment}" if fragment else target


def _resolved(place: str, address: str) -> str:
    parts = urlsplit(urljoin(_ORIGIN + place, address))
    path = unquote(parts.path).lstrip("/")
    return f"{path}#{unquote(parts.fragment)}" if parts.fragment else path


def file_of(target: str) -> str:
    """The file that a server answers an address of the site with."""
    return posixpath.join(target, "index.html") if target.endswith("/") or not target else target
