"""A process with limits, for parsers that hostile input can stop or exhaust."""

from __future__ import annotations

import base64
import json
import os
import selectors
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

import digest

_SECONDS = 60.0
"""Longest wait for an answer: the limit on CPU time ends the child long before, unless it sleeps."""
_REQUESTS = 200
"""Requests after which the child is replaced: what a library keeps of them must not add up to the limit."""
CPU_SECONDS = 10.0
"""For one request; the mean for a page is 0.02."""
_COMMAND = (sys.executable, "-m", "digest.adapters.readers.child_main")
_OVER_LIMIT = {"refused": "needs more time or memory to read than one article may"}


class Child:
    """Started for the first request, replaced when it dies, ended with the `with` block."""

    def __init__(self, cpu_seconds: float = CPU_SECONDS) -> None:
        self._command = (*_COMMAND, str(cpu_seconds))
        self._process: subprocess.Popen[bytes] | None = None
        self._requests = 0

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def ask(self, task: str, data: bytes) -> dict[str, Any]:
        """The child's answer to `task` (`HTML` or `Markdown`); `{"refused": reason}` when it has none."""
        worn = self._requests > 0
        answer = self._ask(task, data)
        if answer is None and worn:  # earlier requests may have worn the child out: a fresh one decides
            answer = self._ask(task, data)
        return _OVER_LIMIT if answer is None else answer

    def _ask(self, task: str, data: bytes) -> dict[str, Any] | None:
        """The answer; None when the child died, of this request or of those before it."""
        if self._requests >= _REQUESTS:
            self._stop()
        process = self._process or self._start()
        self._requests += 1
        line = _exchange(process, b"%s %s\n" % (task.encode("ascii"), base64.b64encode(data)))
        if line.endswith(b"\n"):
            answer: dict[str, Any] = json.loads(line)
            return answer
        process.kill()
        out_of_time = process.wait() == -signal.SIGPROF
        self._stop()
        return _OVER_LIMIT if out_of_time else None

    def _start(self) -> subprocess.Popen[bytes]:
        package = str(Path(digest.__file__).resolve().parent.parent)
        paths = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "0"},
        )
        return self._process

    def _stop(self) -> None:
        self._requests = 0
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> bytes:
    """Send a line and wait for one; without a line end when the child died or did not answer in time."""
    if process.stdin is None or process.stdout is None:
        raise TypeError("the child has no pipes")
    try:
        process.stdin.write(request)
        process.stdin.flush()
    except OSError:
        return b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        return process.stdout.readline() if selector.select(_SECONDS) else b""
