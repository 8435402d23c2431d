"""The child process that parses HTML: `python -m digest.adapters.readers.html_worker`.

Requests and answers are JSON lines on stdin and stdout. The process gives up its sockets and takes
limits on memory and, for each page, on CPU time; a page that breaks them kills it, and only it.
"""

from __future__ import annotations

import base64
import contextlib
import json
import resource
import signal
import socket
import sys

MEMORY = 1 << 30
"""Bytes of address space."""
CPU_SECONDS = 10
"""For one page; the mean is 0.02."""


def main() -> None:
    """Answer requests until stdin ends."""
    _limit()
    from digest.adapters.readers.html_page import extract

    answers = sys.stdout.buffer
    for request in sys.stdin.buffer:
        signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
        try:
            answer = extract(base64.b64decode(request))
        except MemoryError:
            answer = {"refused": "its HTML needs more memory than a page may"}
        except (ValueError, RecursionError, AssertionError) as error:
            answer = {"refused": f"its HTML cannot be read ({type(error).__name__})"}
        signal.setitimer(signal.ITIMER_PROF, 0)
        answers.write(json.dumps(answer).encode("ascii") + b"\n")
        answers.flush()


def _limit() -> None:
    with contextlib.suppress(ValueError, OSError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # the kernel ends the process, even inside a C library
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    socket.socket = _NoSocket  # type: ignore[misc,assignment]


class _NoSocket:
    def __init__(self, *_: object, **__: object) -> None:
        raise ValueError("a page may not open a connection")


if __name__ == "__main__":
    main()
