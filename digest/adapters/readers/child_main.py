"""The child process of `child.py`: `python -m digest.adapters.readers.child_main SECONDS`.

A request is a line on stdin, the name of a task and its bytes in base 64; the answer is a line of JSON on stdout.
The process gives up its sockets and takes limits on memory and, for each request, on CPU time;
input that breaks them kills it, and only it.
"""

from __future__ import annotations

import base64
import contextlib
import json
import resource
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

MEMORY = 1 << 30
"""Bytes of address space."""


def main(cpu_seconds: float) -> None:
    """Answer requests until stdin ends."""
    _limit()
    answers = sys.stdout.buffer
    for request in sys.stdin.buffer:
        task, _, data = request.partition(b" ")
        extract = _extractor(task)  # its imports are not the article's time
        signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
        try:
            answer = extract(base64.b64decode(data))
        except MemoryError:
            answer = {"refused": "needs more memory than one article may"}
        except (ValueError, RecursionError, AssertionError) as error:
            answer = {"refused": f"cannot be read as {task.decode('ascii')} ({type(error).__name__})"}
        signal.setitimer(signal.ITIMER_PROF, 0)
        answers.write(json.dumps(answer).encode("ascii") + b"\n")
        answers.flush()


def _extractor(task: bytes) -> Callable[[bytes], dict[str, Any]]:
    if task == b"HTML":
        from digest.adapters.readers import html_page

        return html_page.extract
    from digest.adapters.readers import markdown_text

    return lambda data: markdown_text.extract(data.decode("utf-8"))


def _limit() -> None:
    with contextlib.suppress(ValueError, OSError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # the kernel ends the process, even inside a C library
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    socket.socket = _NoSocket  # type: ignore[misc,assignment]


class _NoSocket:
    def __init__(self, *_: object, **__: object) -> None:
        raise ValueError("no connection may be opened")


if __name__ == "__main__":
    main(float(sys.argv[1]))
