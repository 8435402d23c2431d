"""The process's own surroundings: standard streams that may be closed, broken or not UTF-8, and SIGTERM."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from types import FrameType
from typing import TextIO


class Terminated(BaseException):
    """SIGTERM arrived; as an exception, so that the unfinished site is cleared like after Ctrl-C."""


def prepare() -> None:
    """Make the standard streams safe to write to. Raises OSError when there is no standard output."""
    signal.signal(signal.SIGTERM, _terminate)
    closed = sys.stdout is None
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:  # else the next file that is opened would get its number, and the messages
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a test's stream may lack it
        if reconfigure:
            reconfigure(errors="backslashreplace")
    if closed:
        raise OSError(0, "closed", "standard output")


def flush() -> OSError | None:
    """Write out what is left; the error when it cannot be written (disk full, nobody reads)."""
    found = None
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as fault:
            found = found or fault
            # What is still in the buffer would fail once more, with a traceback, when Python ends.
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return found


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise Terminated


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 (kept for the rest of the run)
