"""The weight of a finished site: what a reader's browser fetches, compressed as a web server does it."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from digest.adapters import tree
from digest.adapters.references import resolve
from digest.errors import Location, Problem, ProblemKind
from digest.stages.render import addresses

PAGE = 120_000
"""Most bytes of a page with its styles and scripts: a second and a half on 0.8 Mbit/s."""
EVENT = 20_000
"""Most bytes of an event page's HTML."""
SEARCH = 150_000
"""Most bytes fetched before the first query: script, list of parts, newest part."""

_ASSET = re.compile(r'(?:href|src)="?([^" >]+\.(?:css|js))[" >]')
_SCRIPT = "assets/javascripts/search.js"


@dataclass(frozen=True, slots=True)
class Weight:
    """Something that a browser fetches."""

    what: str
    where: str
    """Address of the heaviest of its kind."""
    size: int
    """Bytes, compressed."""
    limit: int

    def __str__(self) -> str:
        return f"{self.what} {self.size / 1000:.0f} KB of {self.limit / 1000:.0f}"


@dataclass(slots=True)
class Scale:
    """Weighs the files of a site, named relative to its folder."""

    site: Path
    hashes: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of its files, where the caller knows them."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Their sizes in bytes, likewise."""
    known: Mapping[str, int] = field(default_factory=dict)
    """Compressed sizes of earlier files, by their SHA-256."""
    weighed: dict[str, int] = field(default_factory=dict)
    """Compressed sizes that were asked for, by SHA-256."""

    def compressed(self, name: str) -> int:
        """Bytes of a file as a web server sends it. Raises OSError."""
        sha256 = self.hashes.get(name, "")
        size = self.known.get(sha256)
        if size is None:
            size = len(gzip.compress((self.site / name).read_bytes(), compresslevel=6, mtime=0))
        if sha256:
            self.weighed[sha256] = size
        return size


def weights(site: Path, scale: Scale | None = None) -> tuple[Weight, ...]:
    """The heaviest page, the heaviest event page and the start of a search of the site in a folder."""
    scale = scale or Scale(site)
    sizes = scale.sizes or {name: found.st_size for name, found in tree.files(site)}
    pages = sorted(((size, name) for name, size in sizes.items() if name.endswith(".html")), reverse=True)
    heaviest, size = _heaviest(pages, scale)
    size += sum(scale.compressed(name) for name in _assets(heaviest, site))
    event, event_size = _heaviest((page for page in pages if page[1].startswith(addresses.EVENTS)), scale)
    return (
        Weight("page with styles and scripts", heaviest, size, PAGE),
        Weight("event page's HTML", event, event_size, EVENT),
        Weight("search before the first query", addresses.SEARCH, _search(scale), SEARCH),
    )


def line(found: Iterable[Weight]) -> str:
    """All on one line: `compressed: page with styles and scripts 61 KB of 120, …`."""
    return f"compressed, at most: {', '.join(map(str, found))}"


def problems(found: Iterable[Weight]) -> Iterator[Problem]:
    """A warning for each limit that is broken."""
    for weight in found:
        if weight.size > weight.limit:
            yield Problem(Location(weight.where), ProblemKind.WARNING, f"heavier than it may be: {weight}")


def _heaviest(pages: Iterable[tuple[int, str]], scale: Scale) -> tuple[str, int]:
    """The page that is largest when compressed; those whose plain size is smaller are not compressed for it."""
    best, most = "", 0
    for size, name in pages:
        if size <= most:
            break
        compressed = scale.compressed(name)
        if compressed > most:
            best, most = name, compressed
    return best, most


def _assets(page: str, site: Path) -> Iterator[str]:
    if not page:
        return
    head = (site / page).read_text(encoding="utf-8").partition("</head>")[0]
    for address in sorted(set(_ASSET.findall(head))):
        name = resolve(page, address)
        if (site / name).is_file():
            yield name


def _search(scale: Scale) -> int:
    manifest = scale.site / addresses.SEARCH_MANIFEST
    names = [part["name"] for part in json.loads(manifest.read_bytes())["parts"][:1]]
    parts = (f"{addresses.SEARCH_DATA}{name}.json" for name in names)
    return sum(scale.compressed(name) for name in (_SCRIPT, addresses.SEARCH_MANIFEST, *parts))
