"""Work shared out to the cores: the same results in the same order as `map` gives.

Workers are forked, so what the function holds is not copied to them; only results travel. A worker dies with
the build, however that ends.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import TypeVar

from digest.adapters.limits import EVENT_SECONDS, limited

_LEAST = 40
"""Items from which starting workers (about 50 ms) pays."""
_PR_SET_PDEATHSIG = 1

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def mapped(function: Callable[[Item], Result], items: Sequence[Item], *, least: int = _LEAST) -> list[Result]:
    """`[function(item) for item in items]`, on every core. Raises what the function raises for the first item.

    `least` are the items from which that pays: few, when each takes long. An item that takes longer than
    `EVENT_SECONDS` raises OverdueError; a worker that dies, ChildProcessError.
    """
    workers = cores()
    if len(items) < least or workers < 2 or not sys.platform.startswith("linux"):
        return [_within_limit(function, item) for item in items]
    context = multiprocessing.get_context("fork")
    readers: list[Connection] = []
    processes = []
    for number in range(workers):
        reader, writer = context.Pipe(duplex=False)
        share = range(number, len(items), workers)
        process = context.Process(
            target=_work, args=(function, items, share, writer, os.getpid()), daemon=True
        )
        process.start()
        writer.close()
        readers.append(reader)
        processes.append(process)
    try:
        found = dict(_results(readers))
    finally:
        for process in processes:
            process.kill()
            process.join()
    return [_result(found.get(at)) for at in range(len(items))]


_Answer = tuple[object, BaseException | None]


def _results(readers: list[Connection]) -> Iterator[tuple[int, _Answer]]:
    """Position and answer of each item, as they come, until every worker is done or gone."""
    while readers:
        for ready in wait(readers):
            if not isinstance(ready, Connection):
                continue
            try:
                at, result, fault = ready.recv()
            except EOFError:
                readers.remove(ready)
                continue
            yield at, (result, fault)


def _result(answer: _Answer | None) -> Result:  # type: ignore[type-var]
    if answer is None:
        raise ChildProcessError("a worker ended before its work was done")
    result, fault = answer
    if fault is not None:
        raise fault
    return result  # type: ignore[return-value]


def _within_limit(function: Callable[[Item], Result], item: Item) -> Result:
    with limited(EVENT_SECONDS):
        return function(item)


def _work(
    function: Callable[[Item], Result], items: Sequence[Item], share: range, writer: Connection, parent: int
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build itself is interrupted and ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # killed before this worker could ask to be told
        os._exit(1)
    for at in share:
        try:
            writer.send((at, _within_limit(function, items[at]), None))
        except Exception as fault:
            writer.send((at, None, fault))
            return
