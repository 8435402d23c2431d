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
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from digest.adapters.limits import EVENT_SECONDS, limited

_LEAST = 40
"""Items from which starting workers (about 50 ms) pays."""
_FEW = 8
"""Items of a hundredth of a second each from which one process more pays."""
_STRETCHES = 256
"""Most stretches into which the items are cut: one byte names each, and each is one message."""
_PATIENCE = 5.0
"""Seconds in which what was begun meanwhile must come to the end of an item; else it is done without."""
_PR_SET_PDEATHSIG = 1
_STOPS = (signal.SIGINT, signal.SIGTERM)

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
    if len(items) < least or not _are_more():
        return [_within_limit(function, item) for item in items]
    readers: list[Connection] = []
    processes: list[BaseProcess] = []
    try:
        with _handed_out(len(items)) as shares:
            for _ in range(cores()):
                process, reader = _forked(_work, function, items, shares)
                processes.append(process)
                readers.append(reader)
        found = {answer.start: answer for answer in _answers(readers)}
    finally:
        for process in processes:
            process.kill()
            process.join()
    return list(_results(found, len(items)))


def ahead(function: Callable[[], Result]) -> Callable[[], Result]:
    """Begin `function()` in a process of its own; what is given waits for its result, or raises what it raised."""
    if not _are_more():
        return cache(function)
    process, reader = _forked(_begin, function)

    @cache
    def answer() -> Result:
        try:
            result, fault = reader.recv()
        except (EOFError, OSError):  # it was killed, or asked a second time after a fault
            return function()
        finally:
            reader.close()
            process.join()
        if fault is not None:
            raise fault
        return result  # type: ignore[no-any-return]

    weakref.finalize(answer, process.kill)
    return answer


def meanwhile(
    function: Callable[[Item], Result], items: Sequence[Item], *, least: int = _FEW
) -> Callable[[], Sequence[Result]]:
    """Begin with the items, one after another, in a process of its own; what is given ends that, and gives the
    results of as many of the first items as were done. An item on which the function fails ends it, too. Of fewer than
    `least` items none is begun."""
    if len(items) < max(least, 1) or not _are_more():
        return tuple
    asked, asking = multiprocessing.Pipe(duplex=False)
    process, answers = _forked(_go_on, function, items, asked)
    asked.close()

    @cache
    def done() -> Sequence[Result]:
        try:
            with suppress(OSError):  # it came to its end
                asking.send_bytes(b".")
            return answers.recv() if answers.poll(_PATIENCE) else ()
        except (EOFError, OSError):  # it was killed
            return ()
        finally:
            process.kill()
            process.join()
            asking.close()
            answers.close()

    weakref.finalize(done, process.kill)
    return done


def _go_on(
    function: Callable[[Any], Any], items: Sequence[Any], asked: Connection, writer: Connection, parent: int
) -> None:
    _die_with(parent)
    found: list[Any] = []
    with suppress(Exception):  # whoever works on that item next meets the fault again
        for item in items:
            if asked.poll():
                break
            found.append(function(item))
    writer.send(found)


def _begin(function: Callable[[], Any], writer: Connection, parent: int) -> None:
    _die_with(parent)
    try:
        writer.send((function(), None))
    except Exception as fault:
        writer.send((None, fault))


@dataclass(frozen=True, slots=True)
class _Shares:
    """Stretches of the items, from the first on; a worker takes the next one when it is done with its last."""

    tickets: int
    """File that gives a byte for each stretch, to whoever reads it first."""
    size: int
    """Items of a stretch."""
    count: int
    """Items in all."""

    def taken(self) -> Iterator[range]:
        """Places of the items of one stretch after another, until none is left."""
        while ticket := os.read(self.tickets, 1):
            start = ticket[0] * self.size
            yield range(start, min(start + self.size, self.count))

    def stop(self) -> None:
        """Leave nothing for others to take."""
        os.read(self.tickets, _STRETCHES)


@contextmanager
def _handed_out(count: int) -> Iterator[_Shares]:
    size = -(-count // _STRETCHES)
    tickets, writer = os.pipe()
    try:
        with os.fdopen(writer, "wb") as file:
            file.write(bytes(range(-(-count // size))))
        yield _Shares(tickets, size, count)
    finally:
        os.close(tickets)


@dataclass(slots=True)
class _Answer:
    """What came of a stretch."""

    start: int
    """Place of its first item."""
    results: list[Any]
    fault: Exception | None = None
    """Of one of its items; there are no results then."""


def _answers(readers: list[Connection]) -> Iterator[_Answer]:
    """The answers as they come, until every worker is done or gone."""
    while readers:
        for ready in wait(readers):
            if not isinstance(ready, Connection):
                continue
            try:
                yield ready.recv()
            except EOFError:
                readers.remove(ready)


def _results(found: Mapping[int, _Answer], count: int) -> Iterator[Any]:
    at = 0
    while at < count:
        answer = found.get(at)
        if answer is None:
            raise ChildProcessError("a worker ended before its work was done")
        if answer.fault is not None:
            raise answer.fault
        yield from answer.results
        at += len(answer.results)


def _within_limit(function: Callable[[Item], Result], item: Item) -> Result:
    with limited(EVENT_SECONDS):
        return function(item)


def _work(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    shares: _Shares,
    writer: Connection,
    parent: int,
) -> None:
    _die_with(parent)
    for places in shares.taken():
        try:
            writer.send(_Answer(places.start, [_within_limit(function, items[at]) for at in places]))
        except Exception as fault:
            shares.stop()
            writer.send(_Answer(places.start, [], fault))
            return


def _are_more() -> bool:
    """Whether there is a second core, and a system on which processes are forked."""
    return cores() >= 2 and sys.platform.startswith("linux")


def _forked(work: Callable[..., None], *arguments: Any) -> tuple[BaseProcess, Connection]:
    """A process that does `work(*arguments, writer, parent)`, and what reads what it writes."""
    context = multiprocessing.get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(*arguments, writer, os.getpid()), daemon=True)
    try:
        with _forking():
            process.start()
    except BaseException:  # an interrupt that waited until it was started
        if process.pid is not None:
            process.kill()
            process.join()
        reader.close()
        raise
    finally:
        writer.close()
    return process, reader


@contextmanager
def _forking() -> Iterator[None]:
    """What asks us to stop while a process is forked is heard afterwards: Python would lose it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _die_with(parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build itself is interrupted and ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # killed before this worker could ask to be told
        os._exit(1)
