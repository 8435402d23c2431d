"""Git, only read: nothing is asked of it that runs a hook, a filter, or a program named in a configuration."""

from __future__ import annotations

import os
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

_SECONDS = 60
_CHUNK = 1 << 20
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
    """What a git command prints; None where git is missing, refuses, or takes too long."""
    try:
        done = subprocess.run(
            _command(folder, *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env=_environment(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _command(folder: Path, *arguments: str) -> list[str]:
    return ["git", "-C", str(folder), "--literal-pathspecs", "--no-pager",
            "-c", "protocol.allow=never", "-c", "core.fsmonitor=false", *arguments]  # fmt: skip


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
        process = subprocess.Popen(
            _command(self._folder, "cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        self._process = process
        self._clock = threading.Timer(_SECONDS, process.kill)
        self._clock.daemon = True
        self._clock.start()
        return process


def _answer(stream: IO[bytes], most: int) -> bytes | None:
    """`ID blob SIZE`, a line end, the bytes, a line end; or `ID missing`."""
    words = stream.readline().split()
    if len(words) != 3 or words[1] != b"blob":
        return None
    size = int(words[2])
    if size <= most:
        data = stream.read(size + 1)
        return data[:-1] if len(data) == size + 1 else None
    left = size + 1
    while left > 0 and (part := stream.read(min(left, _CHUNK))):
        left -= len(part)
    return None
