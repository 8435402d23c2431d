"""What one build leaves for the next: plain data in a folder, checked before it is used.

An entry is a file of JSON behind a line with its own hash and the hash of the code that wrote it. What was cut,
changed or written by other code is not used, nor what belongs to another user; what is damaged is also told.
Entries hold no code, no absolute path and no time of day, so the folder may be carried from machine to machine.
Each is written beside its place and renamed into it: of two builds at once the later one wins, and a killed build
leaves the entry as it was.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import platform
import stat
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Any

from digest.adapters.resources import shipped

FOLDER = ".cache/digest"
"""Where the command keeps it, beside the site's settings."""

_FORMAT = b"digest-cache-1"
_SUFFIX = ".json"
_PIECE = 1000
"""Entries of a mapping that are written at once."""
_LARGEST = 1_000_000_000
"""Bytes of an entry: a site of 100,000 articles takes a tenth."""


@dataclass(slots=True)
class Cache:
    """Entries by name. Without a folder nothing is found and nothing is kept."""

    folder: Path | None
    damaged: list[str] = field(default_factory=list)
    """Names of entries that were not what this program writes."""
    _used: set[str] = field(default_factory=set)

    def load(self, name: str) -> Any:
        """The entry, None when there is none that can be used."""
        if self.folder is None:
            return None
        try:
            return _content(_bytes(self.folder / f"{name}{_SUFFIX}"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError):
            self.damaged.append(name)
            return None

    def save(self, name: str, value: Any) -> None:
        """Keep the entry; on a disk that is full or read-only it is not kept."""
        self.keep(name)
        if self.folder is None:
            return
        body = tuple(_pieces(value))
        head = b" ".join((_FORMAT, fingerprint().encode(), _hash(*body)))
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / f"{name}{_SUFFIX}", (head, b"\n", *body))

    def keep(self, name: str) -> None:
        """Let the entry stand as it is."""
        self._used.add(name)

    def clean(self) -> None:
        """Remove the entries that were neither saved nor kept in this run, and what killed builds left."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            for path in self.folder.iterdir():
                ours = path.suffix == _SUFFIX or path.name.startswith(_UNFINISHED)
                if ours and path.name.removesuffix(_SUFFIX) not in self._used:
                    path.unlink(missing_ok=True)


def opened(path: Path, most: int) -> int:
    """A handle of a regular file that we wrote, of at most `most` bytes. Raises OSError for any other.

    Links are not followed, and a pipe does not keep us waiting.
    """
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    found = os.fstat(handle)
    is_ours = found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    if not (stat.S_ISREG(found.st_mode) and is_ours and found.st_size <= most):
        os.close(handle)
        raise PermissionError(errno.EPERM, "not ours", str(path))
    return handle


def _bytes(path: Path) -> bytes:
    with open(opened(path, _LARGEST), "rb") as file:
        return file.read(_LARGEST)


def _content(data: bytes) -> Any:
    """What an entry holds, None when other code wrote it. Raises ValueError when nobody wrote it like this."""
    head, _, body = data.partition(b"\n")
    del data  # an entry of a large site has 10 MB: it need not be there three times
    written = head.split(b" ")
    if len(written) != 3 or written[0] != _FORMAT or written[2] != _hash(body):
        raise ValueError("damaged")
    text = body.decode()
    del body
    return json.loads(text) if written[1] == fingerprint().encode() else None


def _pieces(value: Any) -> Iterator[bytes]:
    """As JSON; that of a large site has 10 MB, of which no more than a piece need be there as text, too."""
    if not isinstance(value, dict) or not value:
        yield _json(value).encode()
        return
    before, items = "{", iter(value.items())
    if len(value) <= _PIECE:
        for name, each in items:
            yield f"{before}{_json(name)}:".encode()
            yield from _pieces(each)
            before = ","
    else:
        while some := dict(islice(items, _PIECE)):
            yield f"{before}{_json(some)[1:-1]}".encode()
            before = ","
    yield b"}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)


_UNFINISHED = ".unfinished-"


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file so that its name never stands for half of it. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


@cache
def fingerprint() -> str:
    """Hash of everything but the input that a site is made from: code, templates, packages, Python."""
    found = hashlib.sha256(platform.python_version().encode())
    for folder in (Path(__file__).parent.parent, shipped("templates")):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
                found.update(hashlib.sha256(path.read_bytes()).digest())
    from digest.adapters.provenance import PACKAGES

    for name in PACKAGES:
        found.update(f"\0{name} {_version(name)}".encode())
    return found.hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _hash(*pieces: bytes) -> bytes:
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest().encode()
