"""What went wrong, where, and what would be accepted: the one vocabulary of faults."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Exit(IntEnum):
    """Exit statuses of the command (BSD `sysexits` numbers)."""

    OK = 0
    USAGE = 64
    """Wrong flags, missing folder, invalid settings."""
    DATA = 65
    """Problems under `--strict`, or an audit that failed."""
    BUG = 70
    """A fault of this program."""
    CANNOT_CREATE = 73
    """The output folder is not ours to replace, or cannot be written."""
    IO = 74
    """Reading or writing failed half-way (disk full)."""
    LOCKED = 75
    """Another build of the same site is running."""
    INTERRUPTED = 130
    """Stopped from the keyboard (128 + SIGINT)."""
    PIPE = 141
    """Nobody reads the output any more (128 + SIGPIPE)."""
    TERMINATED = 143
    """Stopped by the system or a supervisor (128 + SIGTERM)."""


class OverdueError(Exception):
    """Work that took longer than it may."""


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What could command a terminal, reverse a line or not be printed at all."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in an input file."""

    path: str
    """POSIX path, relative to the folder that the reader of the message knows."""
    line: int | None = None
    """Counted from 1; None when the whole file is meant."""
    column: int | None = None
    """Counted from 1."""
    key: str | None = None
    """The setting or field, e.g. `topics[1].keywords`."""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{place}: {self.key}" if self.key else place

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Sort key: by file, then downwards."""
        return (self.path, self.line or 0, self.column or 0, self.key or "")


class ProblemKind(StrEnum):
    """How much of the input a problem cost."""

    QUARANTINED = "quarantined"
    """The file (or record) is not published."""
    SKIPPED = "skipped"
    """The file is not an article: unknown suffix, not a regular file."""
    FIELD = "field"
    """One declared field was not usable; the article is published without it."""
    WARNING = "warning"
    """Published as written, but probably not as meant."""
    SITE = "site"
    """The finished site fails its audit."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a publisher should look at."""

    where: Location
    kind: ProblemKind
    message: str
    """What was found and what is accepted, in one line."""

    def __str__(self) -> str:
        """One line that is safe on a terminal: control characters stand as escapes."""
        line = f"{self.where}: {self.message}"
        return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), line)

    def __lt__(self, other: Problem) -> bool:
        return (self.where.order, self.kind, self.message) < (other.where.order, other.kind, other.message)


class DigestError(Exception):
    """A fault that ends the run with one clear line per problem."""

    def __init__(self, *problems: Problem, status: Exit = Exit.USAGE) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
        self.status = status
