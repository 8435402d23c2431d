"""`.html`: parsed in a child process with limits, so that no page can stop or exhaust the run."""

from __future__ import annotations

import base64
import json
import selectors
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from types import TracebackType
from typing import Any

from digest.errors import Location, Problem, ProblemKind
from digest.model import Declaration, Manuscript

_SECONDS = 60.0
"""Longest wait for an answer: the limit on CPU time ends the child long before, unless it sleeps."""
_PAGES = 200
"""Pages after which the child is replaced: what a library keeps of them must not add up to the limit."""


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
        answer = self._ask(data)
        if answer is None:  # the child may have been worn out by earlier pages: a fresh one decides
            answer = self._ask(data)
        if answer is None:
            answer = {"refused": "its HTML breaks the limits on time or memory for one page"}
        if refused := answer.get("refused"):
            yield Problem(Location(path), ProblemKind.QUARANTINED, str(refused))
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
        """The child's answer, None when it died or did not answer."""
        if self._pages >= _PAGES:
            self._stop()
        child = self._child or self._start()
        self._pages += 1
        try:
            assert child.stdin and child.stdout  # noqa: S101 (both are pipes)
            child.stdin.write(base64.b64encode(data) + b"\n")
            child.stdin.flush()
            with selectors.DefaultSelector() as selector:
                selector.register(child.stdout, selectors.EVENT_READ)
                line = child.stdout.readline() if selector.select(_SECONDS) else b""
        except OSError:
            line = b""
        if not line.endswith(b"\n"):
            self._stop()
            return None
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        self._pages = 0
        self._child = subprocess.Popen(
            [sys.executable, "-m", "digest.adapters.readers.html_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._child

    def _stop(self) -> None:
        if self._child is None:
            return
        self._child.kill()
        self._child.communicate()
        self._child = None
