"""What was found out in earlier runs, kept in one file for each kind of thing (see `digest/memory.py`).

A pack is a line that names the format and the code that wrote it, then records: key, hash and length, and the thing
itself. Each record is checked by its hash when it is read; what was cut, changed or written by other code is not
used. Of a pack only what a run asked for or added is written again, beside its place and renamed into it.

Things are written as pickles, four times as fast as JSON. They are read by a reader that knows the frozen types and
enumerations of the model by name and resolves nothing else, so a pack that a stranger changed can hold a wrong
value but runs no code. A folder that others may write to can change what a site says: keep it as the site is kept.
"""

from __future__ import annotations

import contextlib
import enum
import io
import os
import pickle
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

from digest.adapters.cache import fingerprint, opened, write_whole

_FORMAT = b"digest-pack-1"
_LINE = re.compile(rb"digest-pack-1 [0-9a-f]{64}\n")
_SUFFIX = ".pack"
_KEY, _HASH, _LENGTH = 16, 16, 4
_HEAD = _KEY + _HASH + _LENGTH
_LARGEST = 64_000_000
"""Bytes of a thing; larger ones are not kept."""
_STRETCH = 1_000_000
"""Bytes from which a stretch of records is copied by itself."""
_LARGEST_PACK = 8_000_000_000
"""Bytes of a pack: one of 100,000 articles takes a tenth."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A record in its file."""

    start: int
    length: int
    """Of the whole record."""


class Packs:
    """Keeps things between runs; without a folder nothing is found and nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.damaged: set[str] = set()
        """Kinds of which a pack was not what this program writes."""
        self._packs: dict[str, _Pack] = {}

    def find(self, kind: str, key: str) -> Any:
        """What was kept under the key, None when nothing was that can be used."""
        if self.folder is None:
            return None
        pack = self._pack(kind)
        found = pack.read(bytes.fromhex(key))
        if pack.is_damaged:
            self.damaged.add(kind)
        if found is None:
            return None
        try:
            return _Reader(io.BytesIO(found)).load()
        except Exception:  # a forged record; pickle raises anything
            self.damaged.add(kind)
            return None

    def has(self, kind: str, key: str) -> bool:
        """Whether something was kept under the key, which is neither read nor forgotten."""
        return self.folder is not None and self._pack(kind).has(bytes.fromhex(key))

    def keep(self, kind: str, key: str, value: Any) -> None:
        """Keep a value for later runs."""
        if self.folder is not None:
            written = io.BytesIO()
            _Writer(written, protocol=5).dump(value)
            self._pack(kind).add(bytes.fromhex(key), written.getvalue())

    def save(self) -> None:
        """Write what this run added, without what it did not ask for; a disk that is full keeps what it has."""
        self.damaged |= {kind for kind, pack in self._packs.items() if pack.is_damaged}
        for pack in self._packs.values():
            with contextlib.suppress(OSError):
                pack.save()
        if self.folder is not None:
            with contextlib.suppress(OSError):
                for path in self.folder.glob(f"*{_SUFFIX}"):
                    if path.stem not in self._packs:
                        path.unlink()
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        for pack in self._packs.values():
            pack.close()
        self._packs.clear()

    def _pack(self, kind: str) -> _Pack:
        if kind not in self._packs:
            self._packs[kind] = _Pack(Path(self.folder or "", f"{kind}{_SUFFIX}"))
        return self._packs[kind]


class _Pack:
    """The things of one kind."""

    def __init__(self, path: Path) -> None:
        self.is_damaged = False
        self._path = path
        self._places: dict[bytes, _Place] = {}
        self._new: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._file: int | None = None
        with contextlib.suppress(OSError):
            try:
                self._file = opened(path, _LARGEST_PACK)
            except FileNotFoundError:
                return
            except OSError:  # a link, a folder, a pipe, another user's, or of no sensible size
                self.is_damaged = True
                return
            self._places = self._listed(self._file)

    def read(self, key: bytes) -> bytes | None:
        """The thing, None when it is not there or was damaged."""
        if key in self._new:
            self._used.add(key)
            return self._new[key][_HEAD:]
        record = self._record(key)
        if record is None:
            return None
        if record[_KEY : _KEY + _HASH] != _hash(key, record[_HEAD:]):
            self.is_damaged = True
            del self._places[key]
            return None
        self._used.add(key)
        return record[_HEAD:]

    def has(self, key: bytes) -> bool:
        """Whether the thing is there, as far as its place tells; it stays then."""
        is_there = key in self._new or key in self._places
        if is_there:
            self._used.add(key)
        return is_there

    def add(self, key: bytes, data: bytes) -> None:
        """Hold a thing until the pack is saved."""
        if len(data) <= _LARGEST:
            self._used.add(key)
            self._new[key] = key + _hash(key, data) + len(data).to_bytes(_LENGTH) + data

    def save(self) -> None:
        """Write the pack, if anything came or went. Raises OSError."""
        kept = [key for key in self._places if key in self._used and key not in self._new]
        if not self._new and len(kept) == len(self._places) and not self.is_damaged:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, chain((_line(),), self._stretches(kept), self._new.values()))

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _stretches(self, keys: Iterable[bytes]) -> Iterator[bytes]:
        """The records as they are, many at once where they stand side by side: most of a pack is kept as it is."""
        start = end = 0
        for key in keys:
            place = self._places[key]
            if place.start != end or end - start > _STRETCH:
                yield from self._bytes(start, end)
                start = place.start
            end = place.start + place.length
        yield from self._bytes(start, end)

    def _bytes(self, start: int, end: int) -> Iterator[bytes]:
        if self._file is not None and start < end:
            yield os.pread(self._file, end - start, start)

    def _record(self, key: bytes) -> bytes | None:
        place = self._places.get(key)
        if place is None or self._file is None:
            return None
        found = os.pread(self._file, place.length, place.start)
        return found if found[:_KEY] == key and len(found) == place.length else None

    def _listed(self, file: int) -> dict[bytes, _Place]:
        """The records of a file of ours, up to where it was cut."""
        found: dict[bytes, _Place] = {}
        size, line = os.fstat(file).st_size, _line()
        if os.pread(file, len(line), 0) != line:
            self.is_damaged = not _LINE.match(os.pread(file, len(line), 0))
            return found
        at = len(line)
        while at < size:
            head = os.pread(file, _HEAD, at)
            length = _HEAD + int.from_bytes(head[_KEY + _HASH :])
            if len(head) < _HEAD or at + length > size or head[:_KEY] in found:
                self.is_damaged = True
                return found
            found[head[:_KEY]] = _Place(at, length)
            at += length
        return found


def _line() -> bytes:
    return b" ".join((_FORMAT, fingerprint().encode())) + b"\n"


def _hash(key: bytes, data: bytes) -> bytes:
    found = blake2b(key, digest_size=_HASH)
    found.update(data)
    return found.digest()


class _Writer(pickle.Pickler):
    """Writes frozen types as calls of them: read three times as fast as by the state of each."""

    def reducer_override(self, thing: object) -> Any:
        """The type and the values of its fields."""
        if not is_dataclass(thing) or isinstance(thing, type):
            return NotImplemented
        return type(thing), tuple(getattr(thing, name) for name in _fields(type(thing)))


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)


class _Reader(pickle.Unpickler):
    """Reads plain values and the model's frozen types; resolves no other name."""

    def find_class(self, module: str, name: str) -> Any:
        """A type by name. Raises UnpicklingError for any that is not on the list."""
        try:
            return _types()[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is none of the types that are kept") from None


@cache
def _types() -> dict[tuple[str, str], type]:
    from datetime import date

    from digest import briefing, errors, findings, model
    from digest.text.naming import names

    found: dict[tuple[str, str], type] = {("datetime", "date"): date}
    for module in (model, findings, briefing, errors, names):
        found |= {(module.__name__, kind.__name__): kind for kind in _data_types(module)}
    return found


def _data_types(module: ModuleType) -> Iterator[type]:
    for kind in vars(module).values():
        if isinstance(kind, type) and kind.__module__ == module.__name__:
            is_frozen = is_dataclass(kind) and kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
            if is_frozen or issubclass(kind, enum.Enum):
                yield kind
