"""What an audit found out about each page, so that the next one need not read unchanged pages again.

A page is proved by its own bytes, the texts it cites, the files it links to and the ids it links to in them. While
none of these changed, it is proved still; otherwise it is read and judged like a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_SPARE = 3
"""Names for each page from which those that nothing names any more are left out."""


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


class Row(NamedTuple):
    """A proof with numbers for the names of files, in strings: 20,000 pages name each other half a million times, and
    few of these names are looked at again."""

    sha256: str
    ids: str
    links: str
    """Numbers, with a space between them."""
    anchored: str
    cited: str
    unproved: int


@dataclass(frozen=True)
class Proofs:
    """All that was proved of a site."""

    rows: Mapping[str, Row] = field(default_factory=dict)
    """By name of the file."""
    names: Sequence[str] = ()
    """Names of files by their numbers."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """A hash of each source's path, rights and text, by name of its page."""
    events: Mapping[str, int] = field(default_factory=dict)
    """Spans that could not be compared in the data of an event, by the hash of that data."""

    def proof(self, name: str) -> Proof:
        """What proves a page. Raises KeyError."""
        row = self.rows[name]
        links, anchored, cited = (
            tuple(self.names[int(number)] for number in numbers.split())
            for numbers in (row.links, row.anchored, row.cited)
        )
        return Proof(row.sha256, row.ids, links, anchored, cited, row.unproved)

    def standing(
        self, hashes: Mapping[str, str], files: Iterable[str], sources: Mapping[str, str]
    ) -> dict[str, Row]:
        """The proofs of pages with the given hashes that hold, as far as that is known without reading a page."""
        there = frozenset(files)
        gone = self._numbers(lambda name: name not in there)
        other = self._numbers(lambda name: name in self.sources and sources.get(name) != self.sources[name])
        return {
            name: row
            for name, row in self.rows.items()
            if hashes.get(name) == row.sha256
            and (not gone or gone.isdisjoint(row.links.split()))
            and (not other or other.isdisjoint(row.cited.split()))
        }

    def shaken(self, standing: Mapping[str, Row], ids: Mapping[str, str]) -> list[str]:
        """The pages among them that link to an id in a page whose ids, given by name, are others than before."""
        changed = {name for name, now in ids.items() if name in self.rows and self.rows[name].ids != now}
        others = self._numbers(changed.__contains__)
        return [
            name for name, row in standing.items() if others and not others.isdisjoint(row.anchored.split())
        ]

    def _numbers(self, is_wanted: Callable[[str], bool]) -> set[str]:
        return {str(number) for number, name in enumerate(self.names) if is_wanted(name)}


NOTHING = Proofs()
"""Where no audit was before."""


class Names:
    """Numbers for names of files, counted on from those that are known."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._numbers = {name: number for number, name in enumerate(known)}

    @property
    def listed(self) -> tuple[str, ...]:
        """The names by their numbers."""
        return tuple(self._numbers)

    def row(self, proof: Proof) -> Row:
        """The proof with numbers."""
        links, anchored, cited = map(self._counted, (proof.links, proof.anchored, proof.cited))
        return Row(proof.sha256, proof.ids, links, anchored, cited, proof.unproved)

    def _counted(self, names: Iterable[str]) -> str:
        return " ".join(str(self._numbers.setdefault(name, len(self._numbers))) for name in names)


def to_data(proofs: Proofs) -> Any:
    """As JSON."""
    if len(proofs.names) > _SPARE * (len(proofs.rows) + 1):
        names = Names()
        rows = {name: names.row(proofs.proof(name)) for name in proofs.rows}
        proofs = Proofs(rows, names.listed, proofs.sources, proofs.events)
    return {
        "names": list(proofs.names),
        "rows": dict(proofs.rows),
        "sources": dict(proofs.sources),
        "events": dict(proofs.events),
    }


def from_data(data: Any) -> Proofs:
    """The proofs in JSON; none where it is not what `to_data` writes."""
    try:
        rows = {name: Row(*row) for name, row in data["rows"].items()}
        texts = (*data["names"], *(text for row in rows.values() for text in row[:-1]))
        if not all(isinstance(text, str) for text in texts):
            return NOTHING
        return Proofs(rows, data["names"], dict(data["sources"]), dict(data["events"]))
    except (TypeError, ValueError, LookupError, AttributeError):
        return NOTHING
