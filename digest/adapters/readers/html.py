"""`.html`: parsed in a child process, so that no page can stop or exhaust the run."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from digest.adapters.readers.child import Child
from digest.errors import Location, Problem, ProblemKind
from digest.model import Declaration, Manuscript


def read(path: str, data: bytes, child: Child) -> Iterator[Manuscript | Problem]:
    """Give the one manuscript of a page, or the problem that it cannot be read within the limits."""
    answer = child.ask("HTML", data)
    if "refused" in answer:
        yield Problem(Location(path), ProblemKind.QUARANTINED, answer["refused"])
        return
    yield Manuscript(
        path=path,
        record=None,
        body=answer["body"],
        declared=tuple(Declaration(name, value, basis) for name, value, basis in answer["declared"]),
        encoding=answer["encoding"],
        sha256=sha256(data).hexdigest(),
        flattened=False,
    )
