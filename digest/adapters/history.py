"""What the content folder held once, read from its git history: files that were removed or moved."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath

from digest.briefing import Withdrawal
from digest.text import slugs

_SECONDS = 60
_COMMIT = "\x01"


def withdrawn(content: Path, present: frozenset[str]) -> tuple[Withdrawal, ...] | None:
    """Article files that stood in `content` once and are not among the `present` paths.

    None without a full history. Records of a removed `.jsonl` file are not known any more and not listed.

    A shallow clone or a folder outside git has no full history. Git is only read, and asked for nothing
    that runs a hook, a filter or a program named in the repository's configuration.
    """
    folder = content if content.is_dir() else content.parent
    if _git(folder, "rev-parse", "--is-shallow-repository") != "false":
        return None
    prefix = _git(folder, "rev-parse", "--show-prefix")
    log = _git(
        folder, "-c", "core.quotePath=false", "log", "--no-show-signature", "--no-ext-diff", "--no-textconv", "-M90%",
        "--diff-filter=DR",
        "--name-status", "-z", f"--format={_COMMIT}%as", "--", ".",
    )  # fmt: skip
    if log is None or prefix is None:
        return None
    found: dict[str, Withdrawal] = {}
    for day, old, new in _changes(log, prefix):
        if (
            _is_article(old, folder) and old not in present and old not in found
        ):  # newest first: what happened last counts
            found[old] = _withdrawal(old, new, day)
    return tuple(found[path] for path in sorted(found))


def _is_article(path: str, folder: Path) -> bool:
    in_place = path.startswith("articles/") or not (folder / "articles").is_dir()
    return in_place and PurePosixPath(path).suffix in (".txt", ".md", ".markdown", ".html", ".htm")


def _withdrawal(old: str, new: str | None, day: date) -> Withdrawal:
    if new is None:
        return Withdrawal(old, slugs.of_file(old), day, "the publisher withdrew it")
    return Withdrawal(old, slugs.of_file(old), day, "its file was moved", slugs.of_file(new))


def _changes(log: str, prefix: str) -> Iterator[tuple[date, str, str | None]]:
    """Day, old path, new path (None: removed) of each change, newest first; paths relative to the folder."""
    day = date.min
    fields = iter(log.split("\0"))
    for field in fields:
        status = field.lstrip("\n")
        if status.startswith(_COMMIT):
            day = date.fromisoformat(status.removeprefix(_COMMIT))
        elif status.startswith("D"):
            yield day, next(fields).removeprefix(prefix), None
        elif status.startswith("R"):
            yield day, next(fields).removeprefix(prefix), next(fields).removeprefix(prefix)


def _git(folder: Path, *arguments: str) -> str | None:
    """Output of a git command; None where git is missing, refuses, or takes too long."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), "-c", "protocol.allow=never", "--no-pager", *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace").rstrip("\n") if done.returncode == 0 else None
