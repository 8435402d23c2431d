"""One hash of everything that a site is made from: whether anything changed is known before any work is done."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from digest.adapters.cache import fingerprint
from digest.adapters.history import git

_HASHED = 2_000_000_000
"""Bytes of the largest file that is hashed: 1 s."""


def key(places: Iterable[Path], facts: Iterable[str]) -> str:
    """Of the bytes and names of all files in `places`, which are folders or files, and of plain facts.

    Links are not followed, hidden names passed over; what is no regular file counts with its kind, and a huge one with
    its size and time of change. Raises OSError.
    """
    found = hashlib.sha256(fingerprint().encode())
    for number, place in enumerate(places):
        for name, mark in sorted(_files(place)):
            found.update(f"\0{number}\0{name}\0{mark}".encode("utf-8", "surrogateescape"))
    for fact in facts:
        found.update(f"\0{fact}\0".encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def history(content: Path) -> str:
    """The state of the git history around a content folder; `` where there is none."""
    folder = content if content.is_dir() else content.parent
    head = git.output(folder, "rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix")
    return head.decode("utf-8", "surrogateescape") if head else ""


def _files(place: Path) -> Iterator[tuple[str, str]]:
    if not place.is_dir():
        yield "", _mark(place)
        return
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        try:
            entries = [entry for entry in os.scandir(place / inside) if not entry.name.startswith(".")]
        except PermissionError:
            yield inside, "unreadable"
            continue
        for entry in entries:
            name = inside + entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{name}/")
            else:
                yield name, _mark(Path(entry.path))


def _mark(path: Path) -> str:
    """Hash of a file's bytes; its kind where it has none."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as fault:
        return f"unreadable {fault.errno}"
    with open(handle, "rb") as file:  # noqa: PTH123
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            return f"kind {stat.S_IFMT(facts.st_mode)}"
        if facts.st_size > _HASHED:
            return f"huge {facts.st_size} {facts.st_mtime_ns} {facts.st_ino}"
        return hashlib.file_digest(file, "sha256").hexdigest()
