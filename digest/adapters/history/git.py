"""Git, only read: nothing is asked of it that runs a hook, a filter, or a program named in a configuration."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

_SECONDS = 60
_CHUNK = 1 << 20
_OUTPUT = 500_000_000
"""Most bytes that a command may print: a commit can name a thousand million files in a few hundred bytes."""
_MEMORY = 2_000_000_000
"""Bytes of memory of its own that a command may take: it lists all files of a commit before it prints one."""
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_ELSEWHERE = frozenset(
    ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
)


def output(folder: Path, *arguments: str) -> bytes | None:
    """What a git command prints; None where git is missing, refuses, takes too long, or needs too much room."""
    try:
        process, clock = _started(folder, *arguments, stdin=subprocess.DEVNULL)
    except OSError:
        return None
    try:
        with process:
            printed = process.stdout.read(_OUTPUT + 1) if process.stdout else b""
            if len(printed) > _OUTPUT:
                process.kill()
        return printed if process.returncode == 0 else None
    finally:
        clock.cancel()
        process.kill()


def _started(folder: Path, *arguments: str, stdin: int) -> tuple[subprocess.Popen[bytes], threading.Timer]:
    """A git command with its limits, and the timer that ends it. Raises OSError."""
    process = subprocess.Popen(
        _command(folder, *arguments),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # it has ended already
            resource.prlimit(process.pid, resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    clock = threading.Timer(_SECONDS, process.kill)
    clock.daemon = True
    clock.start()
    return process, clock


def is_whole(folder: Path) -> bool:
    """Whether the folder stands in a repository with its full history, all of it its own.

    A shallow clone lacks the beginning. One with alternates has objects from another repository, which a
    stranger's commit could name.
    """
    said = output(folder, "rev-parse", "--is-shallow-repository", "--git-path", "objects/info/alternates")
    shallow, _, alternates = (said or b"").decode("utf-8", "surrogateescape").partition("\n")
    return shallow == "false" and not os.path.lexists(folder / alternates.rstrip("\n"))


def _command(folder: Path, *arguments: str) -> list[str]:
    return ["git", "-C", str(folder), "--literal-pathspecs", "--no-pager",
            "-c", "protocol.allow=never", "-c", "core.fsmonitor=false", "-c", "log.follow=false", *arguments]  # fmt: skip


def _environment() -> dict[str, str]:
    """Ours, without what names another repository (git sets it for the hooks that it runs)."""
    return {name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | _ENVIRONMENT


class Blobs:
    """File contents by their git ids, from one `git cat-file --batch`, started for the first of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._clock: threading.Timer | None = None

    def __enter__(self) -> Blobs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._clock is not None:
            self._clock.cancel()
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def read(self, blob: str, most: int) -> bytes | None:
        """The bytes of a blob; None when it has more than `most`, is not there, or git has no more time."""
        try:
            process = self._process or self._start()
            if process.stdin is None or process.stdout is None:
                raise TypeError("git has no pipes")
            process.stdin.write(blob.encode("ascii") + b"\n")
            process.stdin.flush()
            return _answer(process.stdout, most)
        except OSError:
            return None

    def _start(self) -> subprocess.Popen[bytes]:
        self._process, self._clock = _started(self._folder, "cat-file", "--batch", stdin=subprocess.PIPE)
        return self._process


def _answer(stream: IO[bytes], most: int) -> bytes | None:
    """`ID blob SIZE`, a line end, the bytes, a line end; or `ID missing`."""
    words = stream.readline().split()
    if len(words) != 3 or words[1] != b"blob":
        return None
    if not words[2].isdigit():
        return None
    size = int(words[2])
    if size <= most:
        data = stream.read(size + 1)
        return data[:-1] if len(data) == size + 1 else None
    left = size + 1
    while left > 0 and (part := stream.read(min(left, _CHUNK))):
        left -= len(part)
    return None
