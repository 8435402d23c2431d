"""Records of a `.jsonl` file from version to version: which changed, which went."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from digest.adapters.history.commits import State
from digest.adapters.history.git import Blobs
from digest.adapters.readers import jsonl
from digest.briefing import Version
from digest.model import Manuscript

_LINE_ENDS = b"\r\n"
_VERSION_BYTES = 100_000_000
"""Largest version that is read: two are in memory at once."""


@dataclass(slots=True)
class Records:
    """What became of the records of one file."""

    versions: dict[str, list[Version]] = field(default_factory=dict)
    """Of each record that was changed, by its id: newest first."""
    removed: list[Version] = field(default_factory=list)
    """Records under an id or a path that the file does not have any more, newest first."""


@dataclass(slots=True)
class Follower:
    """Compares the versions of `.jsonl` files as long as there are bytes left to be read."""

    blobs: Blobs
    left: int
    """Bytes that may still be read."""
    unread: int = 0
    """Versions that were not."""

    def follow(self, states: Sequence[State]) -> Records:
        """Compare a file's states (newest first) in turn; only lines that two do not share are parsed."""
        found = Records()
        newer: tuple[State, bytes] | None = None
        for state in states:
            data = self._read(state)
            if data is None:
                self.unread += 1
                continue
            if newer is not None:
                _compare(*newer, state, data, found)
            newer = state, data
        return found

    def _read(self, state: State) -> bytes | None:
        if state.blob is None:
            return b""
        data = self.blobs.read(state.blob, min(self.left, _VERSION_BYTES))
        if data is not None:
            self.left -= len(data)
        return data


def _compare(newer: State, now: bytes, older: State, before: bytes, found: Records) -> None:
    moved = newer.path != older.path
    if not moved and before.endswith(b"\n") and now.startswith(before):
        return  # records were added at the end: nothing else happened
    after_lines, before_lines = _lines(now), _lines(before)
    came = _by_id(newer.path, after_lines if moved else [a for a in after_lines if a not in before_lines])
    went = _by_id(older.path, before_lines if moved else [b for b in before_lines if b not in after_lines])
    for key, record in went.items():
        after = came.get(key)
        if after is None or moved:
            found.removed.append(Version(newer.day, record))
        if after is not None and after.sha256 != record.sha256:
            _changed(found.versions.setdefault(key, []), newer.day, after, older.day, record)


def _changed(versions: list[Version], day: date, after: Manuscript, since: date, before: Manuscript) -> None:
    """Note a change; that the older version came on `since` is corrected when a still older one is found."""
    newest = versions.pop().manuscript if versions else after
    versions += [Version(day, newest), Version(since, before)]


def _lines(data: bytes) -> Mapping[bytes, None]:
    """The lines in their order, each once."""
    return {line.rstrip(_LINE_ENDS): None for line in io.BytesIO(data)}


def _by_id(path: str, lines: Iterable[bytes]) -> dict[str, Manuscript]:
    """The records on some lines; of several with one id the first, which is the one published under it."""
    found: dict[str, Manuscript] = {}
    for record in _records(path, lines):
        found.setdefault(record.record or "", record)
    return found


def _records(path: str, lines: Iterable[bytes]) -> Iterator[Manuscript]:
    for line in lines:
        yield from (r for r in jsonl.read(path, io.BytesIO(line)) if isinstance(r, Manuscript))
