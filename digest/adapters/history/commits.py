"""What each commit did to the files of a folder, and the states that every file went through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from digest.adapters.history import git

_COMMIT = "\x01"
_REGULAR = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class Step:
    """One file in one commit."""

    day: date
    """As its author's calendar had it."""
    path: str
    """Relative to the folder."""
    blob: str | None
    """Git id of the bytes after the commit; None when they are gone, or no regular file."""
    moved_from: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """A file as a day left it."""

    day: date
    path: str
    blob: str | None


def steps(folder: Path, place: str) -> list[Step] | None:
    """Every step of the files under `place`, newest first; None without a full history.

    A shallow clone or a folder outside git has no full history. Of merges the first parent counts: what a
    branch brought, it brought on the day on which it was merged.
    """
    if not git.is_whole(folder):
        return None
    log = git.output(
        folder, "-c", "diff.renameLimit=1000", "log", "-O/dev/null", "--first-parent", "-m",
        "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-notes", "--no-color", "-M90%", "--raw",
        "--no-abbrev", "-z", "--relative", f"--format={_COMMIT}%as", "--", place,
    )  # fmt: skip
    return None if log is None else [*_steps(log)]


def _steps(log: bytes) -> Iterator[Step]:
    """Raw differences: `:MODE MODE ID ID STATUS`, then the path, of a move both paths."""
    day = date.min
    fields = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    for item in fields:
        line = item.lstrip("\n")
        if line.startswith(_COMMIT):
            day = day_of(line.removeprefix(_COMMIT))
        elif line.startswith(":"):
            _, mode, _, blob, status = line.split(" ")
            path = next(fields)
            kept = blob if mode in _REGULAR else None
            if status.startswith("R"):
                yield Step(day, next(fields), kept, path)
            else:
                yield Step(day, path, kept)


def day_of(text: str) -> date:
    """The day of a commit as git prints it."""
    try:
        return date.fromisoformat(text)
    except ValueError:  # anyone can write any date into a commit: here a year of five digits
        return date.max


@dataclass(slots=True)
class Lives:
    """Every path that was an article, with what became of it."""

    states: dict[str, list[State]] = field(default_factory=dict)
    """Newest first, one a day, through the moves of the file; by its last path."""
    gone: dict[str, tuple[date, str | None]] = field(default_factory=dict)
    """The day on which a path last lost its file, and the file's new path when it was moved."""


def lives(found: Iterable[Step], names: Iterable[str]) -> Lives:
    """Follow every file back through `found` (newest first); `names` are the paths that articles have."""
    known, made = frozenset(names), Lives()
    heads: dict[str, list[State]] = {}
    for step in found:
        if step.path in known:
            _keep(_head(step.path, heads, made), State(step.day, step.path, step.blob))
            if step.blob is None:
                made.gone.setdefault(step.path, (step.day, None))
        if step.moved_from in known:
            _follow(step, step.moved_from, step.path in known, heads, made)
    return made


def _head(path: str, heads: dict[str, list[State]], made: Lives) -> list[State]:
    """The file that had this path at that time."""
    if path not in heads:
        is_last = path not in made.states  # a file that had the path before is another one
        heads[path] = made.states.setdefault(path, []) if is_last else []
    return heads[path]


def _keep(states: list[State], state: State) -> None:
    if not states or states[-1].day != state.day:  # newest first: the last of a day is what it left
        states.append(state)


def _follow(step: Step, old: str, is_article: bool, heads: dict[str, list[State]], made: Lives) -> None:
    """Go on under the former path of a file that was moved."""
    made.gone.setdefault(old, (step.day, step.path if is_article else None))
    if is_article:
        heads[old] = heads.pop(step.path)
    else:
        _keep(_head(old, heads, made), State(step.day, old, None))
