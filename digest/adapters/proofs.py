"""What an audit found out about each page, so that the next one need not read unchanged pages again.

A page is proved by its own bytes, the texts it cites, the files it links to and the ids it links to in them. While
none of these changed, it is proved still; otherwise it is read and judged like a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Proof:
    """A page without a fault."""

    sha256: str
    """Of the page."""
    ids: str
    """Its ids, in order, one a line."""
    links: tuple[str, ...]
    """Files of the site that it links to."""
    anchored: tuple[str, ...]
    """Those of them in which it links to an id."""
    cited: tuple[str, ...]
    """Source pages whose texts it shows."""
    unproved: int
    """Spans that could not be compared, because nobody handed the text over."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """All that was proved of a site."""

    pages: Mapping[str, Proof] = field(default_factory=dict)
    """By name of the file."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """A hash of each source's path, rights and text, by name of its page."""
    events: Mapping[str, int] = field(default_factory=dict)
    """Spans that could not be compared in the data of an event, by the hash of that data."""

    def standing(
        self, hashes: Mapping[str, str], files: Iterable[str], sources: Mapping[str, str]
    ) -> dict[str, Proof]:
        """The proofs of pages with the given hashes that hold, as far as that is known without reading a page."""
        there = frozenset(files)
        same = {name for name, key in sources.items() if self.sources.get(name) == key}
        return {
            name: proof
            for name, proof in self.pages.items()
            if hashes.get(name) == proof.sha256
            and there.issuperset(proof.links)
            and same.issuperset(proof.cited)
        }

    def shaken(self, standing: Mapping[str, Proof], ids: Mapping[str, str]) -> list[str]:
        """The pages among them that link to an id in a page whose ids, given by name, are others than before."""
        changed = {name for name, now in ids.items() if name in self.pages and self.pages[name].ids != now}
        return [name for name, proof in standing.items() if not changed.isdisjoint(proof.anchored)]


NOTHING = Proofs()
"""Where no audit was before."""

_Row: TypeAlias = list[Any]


def to_data(proofs: Proofs) -> Any:
    """As JSON; names are written once and counted from 0."""
    names: dict[str, int] = {}

    def numbers(found: Iterable[str]) -> list[int]:
        return [names.setdefault(name, len(names)) for name in found]

    rows = [
        [
            *numbers([name]),
            p.sha256,
            p.ids,
            numbers(p.links),
            numbers(p.anchored),
            numbers(p.cited),
            p.unproved,
        ]
        for name, p in proofs.pages.items()
    ]
    return {
        "names": list(names),
        "pages": rows,
        "sources": dict(proofs.sources),
        "events": dict(proofs.events),
    }


def from_data(data: Any) -> Proofs:
    """The proofs in JSON; none where it is not what `to_data` writes."""
    try:
        return Proofs(dict(_pages(data["names"], data["pages"])), dict(data["sources"]), dict(data["events"]))
    except (TypeError, ValueError, LookupError):
        return NOTHING


def _pages(names: list[str], rows: list[_Row]) -> Iterator[tuple[str, Proof]]:
    name_of = names.__getitem__
    for page, sha256, ids, links, anchored, cited, unproved in rows:
        yield (
            names[page],
            Proof(
                sha256,
                ids,
                tuple(map(name_of, links)),
                tuple(map(name_of, anchored)),
                tuple(map(name_of, cited)),
                unproved,
            ),
        )
