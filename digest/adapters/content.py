"""The content folder → manuscripts and problems, in the order of their paths.

PATH is a folder or one `.jsonl` file. Of a folder that has a folder `articles`, only that is read. Hidden
names are passed over; whatever else stands there gives a manuscript or a problem that names it.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from digest.adapters.readers import html, jsonl, markdown, plain
from digest.adapters.readers.child import Child
from digest.adapters.readers.encoding import DecodingError
from digest.errors import DigestError, Exit, Location, Problem, ProblemKind
from digest.model import Manuscript
from digest.text import slugs

FILE_BYTES = 5_000_000
"""Largest file of one article; a long newspaper article has 50,000 bytes."""
LINES = 50_000
"""Most lines of one article: the time of every stage grows with them."""
_ARTICLES = "articles"
_SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".jsonl")
_ACCEPTED = "accepted are .txt, .md, .html and .jsonl"
_OPEN_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
"""A link put in a file's place after the folder was listed is not followed; a FIFO does not block."""


def read(root: Path) -> Iterator[Manuscript | Problem]:
    """Read every article under `root`. Raises `DigestError` when there is no such folder or file."""
    base, listing = _listing(root)
    ids = _Ids(path for path, problem in listing if not problem)
    with Child() as child:
        for path, problem in listing:
            if problem:
                yield _problem(path, *problem)
                continue
            for found in _file(base, path, child):
                yield from ids.told_apart(found)


def folder(root: Path) -> Path:
    """The folder that is read: `articles` in `root` where there is one."""
    articles = root / _ARTICLES
    return articles if articles.is_dir() and not articles.is_symlink() else root


# ── which files ──────────────────────────────────────────────────────────────────────────

_Entry = tuple[str, tuple[ProblemKind, str] | None]
"""A path relative to the content folder, and why it is not read."""


def _listing(root: Path) -> tuple[Path, list[_Entry]]:
    """The folder that paths are relative to, and everything in it in the order of the paths."""
    try:
        mode = root.stat().st_mode
    except OSError as error:
        raise _usage(
            root, f"cannot be read ({error.strerror}); a folder or one .jsonl file is accepted"
        ) from None
    if stat.S_ISREG(mode) and root.suffix == ".jsonl":
        return root.parent, [(root.name, None)]
    if not stat.S_ISDIR(mode):
        raise _usage(root, "neither a folder nor a .jsonl file; a folder or one .jsonl file is accepted")
    try:
        return root, sorted(_walk(root, folder(root)))
    except OSError as error:
        raise _usage(root, f"cannot be read ({error.strerror})") from None


def _usage(root: Path, message: str) -> DigestError:
    return DigestError(Problem(Location(str(root)), ProblemKind.SITE, message), status=Exit.USAGE)


def _walk(root: Path, start: Path) -> Iterator[_Entry]:
    """Every visible entry below `start`; folders are entered one after another, links never."""
    folders = [start]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as found:
                entries = [entry for entry in found if not entry.name.startswith(".")]
        except OSError as error:
            if folder == start:
                raise
            yield _relative(root, folder), (ProblemKind.SKIPPED, f"folder cannot be read ({error.strerror})")
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            else:
                path = _relative(root, Path(entry.path))
                yield path, _refusal(path, entry)


def _relative(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def is_named(path: str) -> bool:
    """Whether a path has a suffix that is read, in a folder and under a name that are not passed over."""
    parts = PurePosixPath(path)
    hidden = any(part.startswith(".") for part in parts.parts)
    return parts.suffix.lower() in _SUFFIXES and not hidden and not _is_unreadable(path)


def _is_unreadable(path: str) -> bool:
    return any(unicodedata.category(character) in ("Cc", "Cs") for character in path)


def _refusal(path: str, entry: os.DirEntry[str]) -> tuple[ProblemKind, str] | None:
    if entry.is_symlink():
        return ProblemKind.SKIPPED, "a symbolic link; only files that stand in the folder itself are read"
    if not entry.is_file(follow_symlinks=False):
        return ProblemKind.SKIPPED, "not a regular file (device, socket or pipe)"
    if _is_unreadable(path):
        return ProblemKind.QUARANTINED, "its name is not UTF-8 or holds control characters; rename it"
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in _SUFFIXES:
        return ProblemKind.SKIPPED, f"unknown suffix {suffix!r}; {_ACCEPTED}"
    return None


def _problem(path: str, kind: ProblemKind, message: str) -> Problem:
    """A problem of a file; what a terminal could not show of its name is written as escapes."""
    shown = "".join(
        character.encode("unicode_escape").decode()
        if unicodedata.category(character) in ("Cc", "Cs")
        else character
        for character in path
    )
    return Problem(Location(shown), kind, message)


# ── what they hold ───────────────────────────────────────────────────────────────────────


def _file(base: Path, path: str, child: Child) -> Iterator[Manuscript | Problem]:
    try:
        with _opened(base / path) as file:
            yield from held(path, file, child)
    except OSError as error:
        yield _problem(path, ProblemKind.QUARANTINED, f"cannot be read ({error.strerror or error})")


def held(path: str, file: BinaryIO, child: Child) -> Iterator[Manuscript | Problem]:
    """What the file at `path` holds; `file` may be an earlier version of it. Raises OSError only."""
    try:
        if path.lower().endswith(".jsonl"):
            yield from _records(path, file)
        else:
            yield from _article(path, file, child)
    except OSError:
        raise
    except DecodingError as reason:
        yield _problem(path, ProblemKind.QUARANTINED, str(reason))
    except Exception as fault:  # one file never stops the others, not even by a fault of ours
        what = f"digest fails on it ({type(fault).__name__}); this is a bug in digest, please report it"
        yield _problem(path, ProblemKind.QUARANTINED, what)


def _opened(path: Path) -> BinaryIO:
    file = open(os.open(path, _OPEN_FLAGS), "rb")  # noqa: SIM115, PTH123 (the caller closes it)
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError("no longer a regular file")
    return file


def _records(path: str, file: BinaryIO) -> Iterator[Manuscript | Problem]:
    empty = True
    for found in jsonl.read(path, file):
        empty = False
        yield found
    if empty:
        yield _problem(path, ProblemKind.QUARANTINED, "empty; one JSON object a line is accepted")


def _article(path: str, file: BinaryIO, child: Child) -> Iterator[Manuscript | Problem]:
    data = file.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        yield _problem(
            path, ProblemKind.QUARANTINED, f"larger than {FILE_BYTES:,} bytes, the most that is read"
        )
    elif not data.strip():
        yield _problem(path, ProblemKind.QUARANTINED, "empty")
    elif max(data.count(b"\n"), data.count(b"\r")) > LINES:
        yield _problem(path, ProblemKind.QUARANTINED, f"more than {LINES:,} lines, the most that is read")
    elif path.lower().endswith(".txt"):
        yield from plain.read(path, data)
    elif path.lower().endswith((".md", ".markdown")):
        yield from markdown.read(path, data, child)
    else:
        yield from html.read(path, data, child)


class _Ids:
    """Keeps article ids apart: a record with an id that is taken is published under another.

    A file's path counts as taken too: an editor's correction names an article by either.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._taken = {name: path for path in paths for name in (path, slugs.of_file(path))}
        self._repeats: Counter[str] = Counter()

    def told_apart(self, found: Manuscript | Problem) -> Iterator[Manuscript | Problem]:
        """`found`, after a warning and under a new id when its own is taken."""
        if not isinstance(found, Manuscript) or found.record is None:
            yield found
            return
        own = free = found.record
        while free in self._taken:
            self._repeats[own] += 1
            free = f"{own}~{self._repeats[own] + 1}"
        line = next((d.line for d in found.declared), None)
        self._taken[free] = str(Location(found.path, line))
        if free != own:
            message = f"{own!r} is taken by {self._taken[own]}; published as {free!r}"
            yield Problem(Location(found.path, line, key="id"), ProblemKind.WARNING, message)
        yield replace(found, record=free)
