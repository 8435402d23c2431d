"""What the content folder held before, read from its git history: nothing is written, nothing is run."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha1, sha256
from itertools import zip_longest
from pathlib import Path

from digest.adapters import content
from digest.adapters.history import commits, records
from digest.adapters.history.commits import Lives, State
from digest.adapters.history.git import Blobs
from digest.adapters.readers.child import Child
from digest.briefing import Past, Version, Withdrawal
from digest.model import Article, Manuscript
from digest.text import slugs

CHANGES = 10
"""Changes of one file whose earlier text is read."""
SITE_CHANGES = 2_000
"""Changes of all files whose earlier text is read, newest first: 3 s for text, 40 s for web pages."""
RECORD_BYTES = 1_000_000_000
"""Bytes of earlier versions of `.jsonl` files that are read: 3 s."""
_JSONL = ".jsonl"


def read(root: Path, articles: Iterable[Article]) -> Past | None:
    """Withdrawn and changed files and records, and when each file came; None without a full history.

    `articles` are those that are published now. A change is noted by the day of its commit; what was changed
    on the day of the commit that brought the file is none. Earlier versions are as untrusted as present ones.
    """
    folder, place = (root, ".") if root.is_dir() else (root.parent, root.name)
    found = commits.steps(folder, place)
    if found is None:
        return None
    published = _Published.of(articles)
    lives = commits.lives(found, (name for name in _names(found) if _is_article(name, root)))
    if published.paths and published.paths.isdisjoint(lives.states):
        return None  # a repository that does not hold the content knows nothing of it
    with Blobs(folder) as blobs, Child() as child:
        versions = dict(_Files(folder, lives, blobs, child).versions(published))
        follower = records.Follower(blobs, RECORD_BYTES)
        removed, changed = _record_versions(lives, published, follower)
    return Past(
        withdrawn=tuple(_withdrawn(lives, folder)),
        removed=removed,
        versions={**versions, **changed},
        added={path: s[-1].day for path in sorted(published.paths) if (s := _held(lives, path))},
        unread=follower.unread,
    )


@dataclass(frozen=True, slots=True)
class _Published:
    """The articles that are published now."""

    paths: frozenset[str]
    files: Mapping[str, str]
    """Article id by path, of files of one article."""
    records: Mapping[tuple[str, str], str]
    """Article id by path and record."""

    def has(self, version: Version) -> bool:
        """Whether a record stands in its file still, be it under an id that was free (see `content`)."""
        record = version.manuscript
        return record is not None and (record.path, record.record or "") in self.records

    @staticmethod
    def of(articles: Iterable[Article]) -> _Published:
        listed = tuple(articles)
        records = [article for article in listed if article.path.lower().endswith(_JSONL)]
        return _Published(
            frozenset(article.path for article in listed),
            {a.path: a.id for a in listed if not a.path.lower().endswith(_JSONL)},
            {(a.path, _bare(a.id)): a.id for a in records} | {(a.path, a.id): a.id for a in records},
        )


def _bare(record: str) -> str:
    """The id that a record has in its file where it was taken by an earlier article (`a` of `a~2`)."""
    bare, sign, number = record.rpartition("~")
    return bare if sign and number.isdecimal() else record


def _names(found: Iterable[commits.Step]) -> Iterator[str]:
    for step in found:
        yield step.path
        if step.moved_from is not None:
            yield step.moved_from


def _is_article(path: str, root: Path) -> bool:
    in_place = path.startswith("articles/") or not (root / "articles").is_dir()
    return in_place and content.is_named(path)


def _withdrawn(lives: Lives, folder: Path) -> Iterator[Withdrawal]:
    """Files of one article that are not there any more; records are told by what their files held."""
    for path, (day, successor) in sorted(lives.gone.items()):
        if path.lower().endswith(_JSONL) or os.path.lexists(folder / path):
            continue
        if successor is None:
            yield Withdrawal(path, slugs.of_file(path), day, "the publisher withdrew it")
        else:
            yield Withdrawal(path, slugs.of_file(path), day, "its file was moved", slugs.of_file(successor))


def _held(lives: Lives, path: str) -> list[State]:
    """The states in which a file differed from the one before, newest first; those without a file left out."""
    states = [state for state in lives.states.get(path, ()) if state.blob is not None]
    return [s for s, before in zip_longest(states, states[1:]) if not before or s.blob != before.blob]


# ── files of one article ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Files:
    """Reads the earlier versions of files."""

    folder: Path
    lives: Lives
    blobs: Blobs
    child: Child

    def versions(self, published: _Published) -> Iterator[tuple[str, tuple[Version, ...]]]:
        """Article id and versions of each changed file; the newest changes of all files are read first."""
        held = {
            path: states for path in sorted(published.files) if len(states := _held(self.lives, path)) > 1
        }
        places = [
            (path, at) for path, states in held.items() for at in range(1, min(len(states), CHANGES + 1))
        ]
        places.sort(key=lambda place: held[place[0]][place[1] - 1].day, reverse=True)
        chosen = {*places[:SITE_CHANGES], *((path, 0) for path, _ in places[:SITE_CHANGES])}
        for path, states in held.items():
            yield (
                published.files[path],
                tuple(
                    Version(state.day, self._manuscript(state, path, at) if (path, at) in chosen else None)
                    for at, state in enumerate(states)
                ),
            )

    def _manuscript(self, state: State, path: str, at: int) -> Manuscript | None:
        """A version; None when it cannot be read, and for the newest when it is the one that is published."""
        if state.blob is None or (at == 0 and self._is_present(path, state.blob)):
            return None
        data = self.blobs.read(state.blob, content.FILE_BYTES)
        if data is None:
            return None
        found = next(content.held(state.path, io.BytesIO(data), self.child), None)
        return replace(found, path=path) if isinstance(found, Manuscript) else None

    def _is_present(self, path: str, blob: str) -> bool:
        """Whether the file has the bytes of this blob: git's ids are hashes of them."""
        try:
            data = (self.folder / path).read_bytes()
        except OSError:
            return False
        kind = sha256 if len(blob) == 64 else sha1
        return kind(b"blob %d\0%s" % (len(data), data)).hexdigest() == blob


# ── records ──────────────────────────────────────────────────────────────────────────────


def _record_versions(
    lives: Lives, published: _Published, follower: records.Follower
) -> tuple[tuple[Version, ...], dict[str, tuple[Version, ...]]]:
    """Removed records, and the versions of each changed one by article id."""
    removed: list[Version] = []
    versions: dict[str, tuple[Version, ...]] = {}
    for path in sorted(path for path in lives.states if path.lower().endswith(_JSONL)):
        found = follower.follow(lives.states[path])
        removed += found.removed
        for key, states in found.versions.items():
            article = published.records.get((path, key))
            if article is None:
                removed += states[1:]
            else:
                versions[article] = _limited(states)
    return tuple(version for version in removed if not published.has(version)), versions


def _limited(states: list[Version]) -> tuple[Version, ...]:
    older = (Version(version.day, None) for version in states[CHANGES + 1 :])
    return (*states[: CHANGES + 1], *older)
