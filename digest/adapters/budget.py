"""The weight of a finished site: what a reader's browser fetches, compressed as a web server does it."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

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
_ORIGIN = "http://site/"


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


def weights(site: Path) -> tuple[Weight, ...]:
    """The heaviest page, the heaviest event page and the start of a search of the site in a folder."""
    pages = sorted(site.rglob("*.html"))
    heaviest, size = _heaviest(pages)
    size += sum(_compressed(path) for path in _assets(heaviest, site))
    event, event_size = _heaviest(path for path in pages if path.is_relative_to(site / addresses.EVENTS))
    return (
        Weight("page with styles and scripts", _name(heaviest, site), size, PAGE),
        Weight("event page's HTML", _name(event, site), event_size, EVENT),
        Weight("search before the first query", addresses.SEARCH, _search(site), SEARCH),
    )


def line(found: Iterable[Weight]) -> str:
    """All on one line: `compressed: page with styles and scripts 61 KB of 120, …`."""
    return f"compressed, at most: {', '.join(map(str, found))}"


def problems(found: Iterable[Weight]) -> Iterator[Problem]:
    """A warning for each limit that is broken."""
    for weight in found:
        if weight.size > weight.limit:
            yield Problem(Location(weight.where), ProblemKind.WARNING, f"heavier than it may be: {weight}")


def _heaviest(pages: Iterable[Path]) -> tuple[Path | None, int]:
    """The page that is largest when compressed; those whose plain size is smaller are not compressed for it."""
    best: Path | None = None
    most = 0
    for size, path in sorted(((path.stat().st_size, path) for path in pages), reverse=True):
        if size <= most:
            break
        compressed = _compressed(path)
        if compressed > most:
            best, most = path, compressed
    return best, most


def _assets(page: Path | None, site: Path) -> Iterator[Path]:
    if page is None:
        return
    head = page.read_text(encoding="utf-8").partition("</head>")[0]
    for address in sorted(set(_ASSET.findall(head))):
        path = site / urljoin(_ORIGIN + _name(page, site), address).removeprefix(_ORIGIN)
        if path.is_file():
            yield path


def _search(site: Path) -> int:
    manifest = site / addresses.SEARCH_MANIFEST
    names = [part["name"] for part in json.loads(manifest.read_bytes())["parts"][:1]]
    parts = (site / addresses.SEARCH_DATA / f"{name}.json" for name in names)
    return sum(_compressed(path) for path in (site / _SCRIPT, manifest, *parts))


def _compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), compresslevel=6, mtime=0))


def _name(path: Path | None, site: Path) -> str:
    return path.relative_to(site).as_posix() if path else ""
