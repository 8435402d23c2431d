"""The files of a site in the making: each is written, or taken over from the site before.

The folder may hold an older site, of which what is still right stays where it is; a new one is filled with links to
the site before. A file counts as known while its size, inode and time of change are those noted when it was
written; after a copy or a checkout they differ, and its bytes are read again.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias


class Stamp(NamedTuple):
    """A file as it was published."""

    sha256: str
    size: int
    mtime_ns: int
    inode: int
    key: str = ""
    """Hash of what it was made from; `` when that is not known."""

    def fits(self, found: os.stat_result) -> bool:
        """Whether nobody wrote to it since."""
        return (found.st_size, found.st_mtime_ns, found.st_ino) == (self.size, self.mtime_ns, self.inode)


@dataclass(frozen=True, slots=True)
class Look:
    """How a folder differs from what was noted of its files; all of it is seldom much."""

    absent: frozenset[str]
    """Names of noted files that are not there."""
    other: frozenset[str]
    """Names of files that are there and are not, or not surely, what was noted."""
    moved: dict[str, Stamp]
    """Files that are what was noted, with another inode or time."""

    @staticmethod
    def at(folder: Path, stamps: Mapping[str, Stamp], *, read: bool) -> Look:
        """Look at every file; with `read` those are read of which only inode or time is another. Raises OSError."""
        left, other, moved = set(stamps), set(), {}
        for name, found in files(folder):
            left.discard(name)
            stamp = stamps.get(name)
            if stamp is not None and stamp.fits(found):
                continue
            now = stamp and read and _standing(f"{folder}/{name}", stamp, found)
            if now:
                moved[name] = now
            else:
                other.add(name)
        return Look(frozenset(left), frozenset(other), moved)


Ahead: TypeAlias = Callable[[Callable[[], Look]], Callable[[], Look]]


class Last:
    """The site before, and its files as they were published."""

    def __init__(self, folder: Path, stamps: Mapping[str, Stamp], ahead: Ahead = cache) -> None:
        """`ahead` gives a function that gives what its argument gives; it may begin to work on it at once."""
        self.folder = folder
        self._ahead = ahead
        self.stamps = stamps
        self._look = ahead(partial(Look.at, folder, stamps, read=True))

    @cached_property
    def there(self) -> Mapping[str, Stamp]:
        """The files that still held what was published when they were looked at."""
        try:
            look = self._look()
        except OSError:
            return {}
        gone = look.absent | look.other
        return {name: stamp for name, stamp in self.stamps.items() if name not in gone} | look.moved

    def standing(self, name: str) -> Stamp | None:
        """The file of that name, if it holds what was published now."""
        stamp = self.there.get(name)
        if stamp is None:
            return None
        place = f"{self.folder}/{name}"
        try:
            return _standing(place, stamp, os.lstat(place))
        except OSError:
            return None

    def is_whole(self, others: frozenset[str]) -> bool:
        """Whether the folder holds these files as they were published, and no further ones but `others`."""
        try:
            look = self._look()
        except OSError:
            return False
        return not look.absent and look.other <= others

    def compared(self, folder: Path) -> Callable[[], Look]:
        """How another folder, of an older site, differs from what was published."""
        return self._ahead(partial(Look.at, folder, self.stamps, read=False))

    def linked(self, folder: Path) -> Callable[[], Look]:
        """Fill a new folder with links to the files of the site: making 20,000 folders takes the system 5 s."""
        return self._ahead(partial(_linked, self.folder, folder, tuple(self.stamps)))

    def within(self, look: Look) -> dict[str, bool]:
        """The files of a folder that differs like that, and whether each is what was published."""
        gone = look.absent | look.other
        found = {name: name in self.there for name in self.stamps if name not in gone}
        return found | dict.fromkeys(look.other, False)


def _linked(site: Path, folder: Path, names: Sequence[str]) -> Look:
    left, tree = set(names), Tree(folder)
    # Where the file system has no links, the rest is written as in an empty folder.
    with contextlib.suppress(OSError):
        for name in names:
            here = f"{site}/{name}"
            if os.path.lexists(here):  # else no folder for it, either, which would stay empty
                os.link(here, tree._free(name), follow_symlinks=False)
                left.discard(name)
    return Look(frozenset(left), frozenset(), {})


def _standing(place: str, stamp: Stamp, found: os.stat_result) -> Stamp | None:
    if stamp.fits(found):
        return stamp
    if found.st_size == stamp.size and not os.path.islink(place) and _hash(place) == stamp.sha256:  # noqa: PTH114
        return _stamp(stamp.sha256, found, stamp.key)
    return None


class Tree:
    """A site in the making; names of files are relative to `folder`. With `last` the folder need not be empty."""

    def __init__(self, folder: Path, last: Last | None = None, look: Look | None = None) -> None:
        """`look` tells how `folder` differs from `last`, where somebody has looked. Raises OSError."""
        self.folder = folder
        self.stamps: dict[str, Stamp] = {}
        """What is in its place so far, by name."""
        self.taken = 0
        """Files that were taken over from an older site."""
        self._last = last
        self._folders: set[str] = set()
        self._there: dict[str, bool] = {}
        if last:
            self._there = last.within(look or Look.at(folder, last.stamps, read=False))

    def keep(self, name: str, key: str) -> bool:
        """Take over the file that was made from `key`, if it still stands. Raises OSError."""
        stamp = self._standing(name)
        return stamp is not None and stamp.key == key and self._take(name, stamp)

    def stay(self, name: str, key: str) -> None:
        """Take over or copy the file that was made from `key`. Raises OSError, also when it does not stand any more."""
        if self.keep(name, key):
            return
        stamp = self._standing(name)
        if stamp is None or stamp.key != key or self._last is None:
            raise FileNotFoundError(errno.ENOENT, "was changed while the site was built", name)
        self.write(name, (self._last.folder / name).read_bytes(), key)

    def write(self, name: str, data: bytes, key: str = "") -> None:
        """Put a file in its place. Raises OSError."""
        sha256 = hashlib.sha256(data).hexdigest()
        stamp = self._standing(name)
        if stamp is not None and stamp.sha256 == sha256 and self._take(name, stamp._replace(key=key)):
            return
        with _opened(self._free(name)) as file:
            file.write(data)
            self.stamps[name] = _stamp(sha256, os.fstat(file.fileno()), key)

    def stream(self, name: str, parts: Iterable[str]) -> None:
        """Put a file in its place part by part; that it stood already is seen in the end. Raises OSError."""
        sha256 = hashlib.sha256()
        with _opened(self._free(name)) as file:
            for part in parts:
                data = part.encode("utf-8")
                sha256.update(data)
                file.write(data)
            made = self.stamps[name] = _stamp(sha256.hexdigest(), os.fstat(file.fileno()), "")
        before = self._last and self._last.standing(name)
        if before and before.sha256 == made.sha256:
            self._take(name, before)

    def _standing(self, name: str) -> Stamp | None:
        if self._last is None:
            return None
        return self._last.there[name] if self._there.get(name) else self._last.standing(name)

    def _take(self, name: str, stamp: Stamp) -> bool:
        if self._last is None:
            return False
        if not self._there.get(name):
            try:
                os.link(f"{self._last.folder}/{name}", self._free(name))
            except OSError:  # no links on this file system, or too many of one file
                return False
        self.stamps[name] = stamp
        self.taken += 1
        return True

    def _free(self, name: str) -> str:
        """The path of a file that is not there, in a folder that is."""
        # Plain strings: these lines run for each page, and pathlib doubles their time.
        place = f"{self.folder}/{name}"
        if name in self.stamps or self._there.pop(name, None) is not None:
            os.unlink(place)  # noqa: PTH108
        parent = place.rpartition("/")[0]
        if parent not in self._folders:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103
            self._folders.add(parent)
        return place

    def adopt(self, folder: Path) -> None:
        """Take over what stands in another folder and not here yet. Raises OSError."""
        for name, _ in files(folder):
            if name not in self.stamps:
                self.write(name, (folder / name).read_bytes())

    def drop(self, under: str) -> None:
        """Remove what an older site left in a folder, before others write there. Raises OSError."""
        for name in [name for name in self._there if name.startswith(under)]:
            self._free(name)

    def rest(self) -> None:
        """Read what others put into the folder or changed there: every file has a stamp then. Raises OSError."""
        for name, found in files(self.folder):
            stamp = self.stamps.get(name)
            if name not in self._there and (stamp is None or not stamp.fits(found)):
                self.stamps[name] = _stamp(_hash(f"{self.folder}/{name}"), found, "")

    def finish(self, others: frozenset[str]) -> None:
        """Remove what an older site left, but for `others`. Raises OSError."""
        for name in self._there.keys() - self.stamps.keys() - others:
            place = f"{self.folder}/{name}"
            os.unlink(place)  # noqa: PTH108
            with contextlib.suppress(OSError):  # until a folder is not empty
                while (place := place.rpartition("/")[0]) != str(self.folder):
                    os.rmdir(place)  # noqa: PTH106

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of every file that has a stamp, by name."""
        return {name: stamp.sha256 for name, stamp in self.stamps.items()}

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes of every file that has a stamp, by name."""
        return {name: stamp.size for name, stamp in self.stamps.items()}


def _opened(place: str) -> BinaryIO:
    # Never into a file that is there: it may be a link to one of the published site.
    try:
        return open(place, "xb", buffering=0)  # noqa: PTH123 (the caller closes it)
    except FileExistsError:
        os.unlink(place)  # noqa: PTH108
        return open(place, "xb", buffering=0)  # noqa: PTH123


def _stamp(sha256: str, found: os.stat_result, key: str) -> Stamp:
    return Stamp(sha256, found.st_size, found.st_mtime_ns, found.st_ino, key)


def _hash(place: str) -> str:
    with open(place, "rb") as file:  # noqa: PTH123
        return hashlib.file_digest(file, "sha256").hexdigest()


def files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder, by name relative to it. Raises OSError."""
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with os.scandir(f"{folder}/{inside}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{inside}{entry.name}/")
                else:
                    yield inside + entry.name, entry.stat(follow_symlinks=False)
