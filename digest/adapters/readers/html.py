"""`.html`: parsed in a child process with limits, so that no page can stop or exhaust the run."""

from __future__ import annotations

import base64
import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any

import digest
from digest.errors import Location, Problem, ProblemKind
from digest.model import Declaration, Manuscript

_SECONDS = 60.0
"""Longest wait for an answer: the limit on CPU time ends the child long before, unless it sleeps."""
_PAGES = 200
"""Pages after which the child is replaced: what a library keeps of them must not add up to the limit."""
_COMMAND = (sys.executable, "-m", "digest.adapters.readers.html_worker")
_REFUSED = "its HTML needs more time or memory than a page may; simpler HTML is accepted"


class HtmlReader:
    """Reads pages in a child process that is started for the first page and replaced when it dies."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._pages = 0

    def __enter__(self) -> HtmlReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def read(self, path: str, data: bytes) -> Iterator[Manuscript | Problem]:
        """Give the one manuscript of a page, or the problem that it cannot be read within the limits."""
        worn = self._pages > 0
        answer = self._ask(data)
        if answer is None and worn:  # earlier pages may have worn the child out: a fresh one decides
            answer = self._ask(data)
        if answer is None or "refused" in answer:
            message = answer["refused"] if answer else _REFUSED
            yield Problem(Location(path), ProblemKind.QUARANTINED, message)
            return
        yield Manuscript(
            path=path,
            record=None,
            body=answer["body"],
            declared=tuple(Declaration(name, value, basis) for name, value, basis in answer["declared"]),
            encoding=answer["encoding"],
            sha256=sha256(data).hexdigest(),
            flattened=False,
        )

    def _ask(self, data: bytes) -> dict[str, Any] | None:
        """The child's answer; None when it died of this page or of those before it."""
        if self._pages >= _PAGES:
            self._stop()
        child = self._child or self._start()
        self._pages += 1
        line = _exchange(child, base64.b64encode(data) + b"\n")
        if line.endswith(b"\n"):
            answer: dict[str, Any] = json.loads(line)
            return answer
        out_of_time = child.poll() == -signal.SIGPROF
        self._stop()
        return {"refused": _REFUSED} if out_of_time else None

    def _start(self) -> subprocess.Popen[bytes]:
        package = str(Path(digest.__file__).resolve().parent.parent)
        paths = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
        self._child = subprocess.Popen(
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "0"},
        )
        return self._child

    def _stop(self) -> None:
        self._pages = 0
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None


def _exchange(child: subprocess.Popen[bytes], request: bytes) -> bytes:
    """Send a line and wait for one; without a line end when the child died or did not answer in time."""
    if child.stdin is None or child.stdout is None:
        raise TypeError("the child has no pipes")
    try:
        child.stdin.write(request)
        child.stdin.flush()
    except OSError:
        return b""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        return child.stdout.readline() if selector.select(_SECONDS) else b""
