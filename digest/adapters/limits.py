"""A limit on the processor's time: work that would not end is stopped by an exception.

The time is that of the processor, not of a clock: a busy machine takes nothing away from it. A loop in Python and a
search with a regular expression are stopped at once, a call into a library when it returns. Files whose parsers
may not return are read in a process of their own (`readers/child.py`).
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType

from digest.errors import OverdueError

ARTICLE_SECONDS = 60.0
"""For one article; the slowest of the 5 MB that `tests/hostile/test_limits.py` tries takes 2."""
EVENT_SECONDS = 300.0
"""For what is said of one event in all its editions; 5,000 texts in one event take 20."""


def of_an_article() -> AbstractContextManager[None]:
    """The limit for one article."""
    return limited(ARTICLE_SECONDS)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OverdueError in the block when it takes longer than `seconds`, or than a limit around it leaves.

    Without effect outside the main thread, where no signal arrives, and on systems without such timers.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    handler = signal.signal(signal.SIGPROF, _stop)
    around, _ = signal.setitimer(signal.ITIMER_PROF, 0)
    allowed = min(seconds, around) if around else seconds
    signal.setitimer(
        signal.ITIMER_PROF, allowed, 1.0
    )  # again each second, should a library swallow the exception
    try:
        yield
    finally:
        left, _ = signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)
        if around:
            signal.setitimer(signal.ITIMER_PROF, max(around - max(allowed - left, 0.0), 0.001), 1.0)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise OverdueError("took longer than an article may")
