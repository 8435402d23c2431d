"""Earlier states of the content and its settings: what was published before something was changed.

A site that only grows keeps its addresses by itself. Where a file was changed, removed or put into a day that
was over, or a setting was changed, the state before it may have had addresses that the present state has not.
The last commit of each day counts as published.
"""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path, PurePosixPath

from digest.adapters.history import commits, git
from digest.text.cleaning import days

_MOST = 20
"""Most earlier states that are looked at: each costs an analysis of the content as it was then."""
_FILE_BYTES = 50_000_000
_BYTES = 2_000_000_000
"""Of all files of a state: what is written takes room on the disk, however small it is in git."""
_NAMES = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL)
"""Errors of names that git can hold and a file system cannot."""
_COMMIT = "\x01"
_REGULAR = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class Publication:
    """The content and settings as they stood at the end of a day."""

    day: date
    commit: str


@dataclass(frozen=True, slots=True)
class Superseded:
    """The states in which something was changed afterwards."""

    publications: tuple[Publication, ...]
    """Newest first."""
    omitted: int
    """Older ones that are not looked at."""


@dataclass(frozen=True, slots=True)
class _Places:
    root: Path
    content: str
    """Folder of the content, relative to the root, with a trailing slash; `` for the root itself."""
    settings: str | None
    """The same of the settings; None where they stand elsewhere."""

    @property
    def pathspecs(self) -> tuple[str, ...]:
        return tuple(place or "." for place in (self.content, self.settings) if place is not None)


@dataclass(frozen=True, slots=True)
class _Commit:
    day: date
    name: str
    added: tuple[str, ...]
    """Paths that are new, relative to the repository's root."""
    rewrites: bool
    """Whether it changes or removes a file."""


def superseded(content: Path, settings: Path) -> Superseded | None:
    """The state before each change that is no mere addition; None without a full history."""
    places = _places(content, settings)
    if places is None or not git.is_whole(content):
        return None
    log = git.output(
        places.root, "log", "--first-parent", "-m", "--no-show-signature", "--no-ext-diff", "--no-textconv",
        "--no-notes", "--no-color", "--no-renames", "--raw", "-z", f"--format={_COMMIT}%cs %H", "--",
        *places.pathspecs,
    )  # fmt: skip
    if log is None:
        return None
    days = [list(group) for _, group in groupby(_commits(log), lambda commit: commit.day)]
    found: list[Publication] = []
    reach = date.min
    for earlier, later in pairwise(reversed(days)):
        reach = max([reach, *_arrivals(earlier)])
        if any(_is_change(commit, places) for commit in later) or any(d < reach for d in _arrivals(later)):
            found.append(Publication(earlier[0].day, earlier[0].name))
    return Superseded(tuple(found[::-1][:_MOST]), max(0, len(found) - _MOST))


@contextmanager
def restored(publication: Publication, content: Path, settings: Path) -> Iterator[tuple[Path, Path]]:
    """The content and settings of a publication, in a folder that is gone afterwards."""
    places = _places(content, settings)
    with tempfile.TemporaryDirectory(prefix="digest-") as name:
        there, config = Path(name) / "content", settings
        there.mkdir()
        if places is not None:
            _write(places.root, publication.commit, places.content, there)
            if places.settings is not None:
                config = Path(name) / "settings"
                config.mkdir()
                _write(places.root, publication.commit, places.settings, config)
        yield there, config


def _places(content: Path, settings: Path) -> _Places | None:
    if not content.is_dir():
        return None
    top = git.output(content, "rev-parse", "--show-toplevel")
    if top is None:
        return None
    root = Path(top.decode("utf-8", "surrogateescape").rstrip("\n")).resolve()
    inside = settings.resolve().is_relative_to(root)
    return _Places(root, _place(content, root), _place(settings, root) if inside else None)


def _place(folder: Path, root: Path) -> str:
    relative = folder.resolve().relative_to(root).as_posix()
    return "" if relative == "." else f"{relative}/"


def _commits(log: bytes) -> Iterator[_Commit]:
    """Newest first."""
    heads: list[str] = []
    changes: list[list[tuple[str, str]]] = []
    fields = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    for item in fields:
        line = item.lstrip("\n")
        if line.startswith(_COMMIT):
            heads.append(line.removeprefix(_COMMIT))
            changes.append([])
        elif line.startswith(":"):
            changes[-1].append((line.rpartition(" ")[2], next(fields)))
    for head, changed in zip(heads, changes, strict=True):
        day, _, name = head.partition(" ")
        added = tuple(path for kind, path in changed if kind == "A")
        yield _Commit(commits.day_of(day), name, added, any(kind != "A" for kind, _ in changed))


def _is_change(commit: _Commit, places: _Places) -> bool:
    settings = places.settings
    return commit.rewrites or (settings is not None and any(p.startswith(settings) for p in commit.added))


def _arrivals(commits: Iterable[_Commit]) -> Iterator[date]:
    """The arrival days of the files that the commits of a day add."""
    return filter(None, (days.arrival(path) for commit in commits for path in commit.added))


def _write(root: Path, commit: str, folder: str, target: Path) -> None:
    """Write the regular files of a commit below `target`; names that a file system does not take are left out.

    Raises OSError when they take too much room.
    """
    listing = git.output(root, "ls-tree", "-r", "-z", commit, "--", folder or ".") or b""
    left = _BYTES
    with git.Blobs(root) as blobs:
        for line in listing.decode("utf-8", "surrogateescape").split("\0"):
            facts, _, path = line.partition("\t")
            mode, _, blob = facts.partition(" ")
            inside = PurePosixPath(path.removeprefix(folder))
            is_hidden = any(part.startswith(".") for part in inside.parts)  # `..`, `.git`: never read
            if mode not in _REGULAR or inside.is_absolute() or is_hidden:
                continue
            data = blobs.read(blob.removeprefix("blob "), _FILE_BYTES)
            if data is None:
                continue
            left -= len(data)
            if left < 0:
                raise OSError(errno.EFBIG, f"more than {_BYTES:,} bytes")
            try:
                file = target / inside
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
            except OSError as fault:
                if fault.errno not in _NAMES:
                    raise
