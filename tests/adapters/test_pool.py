"""Work shared out to several processes: what comes back is what `map` gives."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time

import pytest

from digest.adapters import pool

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="workers are forked on Linux only"
)


@pytest.fixture(autouse=True)
def three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "cores", lambda: 3)


@pytest.mark.parametrize("count", [0, 1, 2, 39, 40, 255, 256, 257, 1000])
def test_the_results_are_those_of_map(count: int) -> None:
    assert pool.mapped(lambda item: item * item, range(count), least=2) == [n * n for n in range(count)]


def test_few_items_stay_in_this_process() -> None:
    assert set(pool.mapped(lambda _: os.getpid(), range(39))) == {os.getpid()}
    assert os.getpid() not in pool.mapped(lambda _: os.getpid(), range(40))


def test_a_slow_item_holds_up_nobody_else() -> None:
    def slow_at_first(item: int) -> int:
        time.sleep(0.5 if item == 0 else 0)
        return os.getpid()

    workers = pool.mapped(slow_at_first, range(200))
    assert workers.count(workers[0]) == 1


def test_the_first_fault_is_raised() -> None:
    def fails(item: int) -> int:
        if item in (900, 30, 31):
            raise LookupError(item)
        return item

    with pytest.raises(LookupError) as caught:
        pool.mapped(fails, range(1000))
    assert caught.value.args == (30,)


@pytest.mark.parametrize("result", [threading.Lock, lambda: lambda: None], ids=["lock", "function"])
def test_what_cannot_travel_is_a_fault(result: object) -> None:
    with pytest.raises((TypeError, AttributeError)):
        pool.mapped(lambda item: result() if item == 50 else item, range(100))  # type: ignore[operator]


def test_a_worker_that_dies_is_a_fault() -> None:
    with pytest.raises(ChildProcessError):
        pool.mapped(lambda item: os._exit(1) if item == 50 else item, range(100))


def test_what_is_begun_ahead_is_done_elsewhere() -> None:
    asked = pool.ahead(os.getpid)
    assert asked() not in (os.getpid(), 0)
    assert asked() == asked()


def test_a_fault_ahead_is_raised_when_it_is_asked_for() -> None:
    def fail() -> None:
        raise FileNotFoundError(2, "not there")

    asked = pool.ahead(fail)
    with pytest.raises(FileNotFoundError):
        asked()


def test_what_was_killed_ahead_is_done_here() -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return os.getpid()

    assert pool.ahead(work)() == here


def test_what_nobody_asks_for_is_ended() -> None:
    asked = pool.ahead(lambda: b"." * 10_000_000)  # more than a pipe holds: it waits to be asked
    (worker,) = multiprocessing.active_children()
    del asked
    worker.join(10)
    assert not worker.is_alive()


def test_what_is_done_meanwhile_is_the_first_items() -> None:
    def slow_in_the_end(item: int) -> int:
        if item == 5:
            time.sleep(0.5)  # asked for meanwhile, it is the last one that is done
        return item * item

    done = pool.meanwhile(slow_in_the_end, range(1000))
    time.sleep(0.2)
    assert list(done()) == [0, 1, 4, 9, 16, 25]
    assert done() is done()
    assert multiprocessing.active_children() == []


def test_all_that_is_done_meanwhile_is_kept() -> None:
    big = pool.meanwhile(lambda item: bytes([item]) * 1_000_000, range(3), least=3)  # more than a pipe holds
    while not multiprocessing.active_children():
        pass
    time.sleep(0.2)
    assert [len(one) for one in big()] == [1_000_000] * 3


def test_few_items_are_not_begun() -> None:
    assert pool.meanwhile(os.path.basename, [], least=0)() == ()
    assert pool.meanwhile(os.path.basename, ["a"] * 7)() == ()
    assert multiprocessing.active_children() == []


def test_a_fault_meanwhile_ends_it() -> None:
    done = pool.meanwhile(lambda item: 1 // (3 - item), range(10))
    time.sleep(0.2)
    assert list(done()) == [0, 0, 1]


def test_what_does_not_end_meanwhile_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_PATIENCE", 0.1)
    assert list(pool.meanwhile(lambda _: time.sleep(60), range(9))()) == []
    assert list(pool.meanwhile(lambda _: os._exit(1), range(9))()) == []
    assert multiprocessing.active_children() == []


def test_an_interrupt_while_a_process_is_forked_is_not_lost() -> None:
    here = os.getpid()
    wanted = [here]

    def interrupt() -> None:
        if wanted and wanted.pop() == os.getpid():
            os.kill(here, signal.SIGINT)

    os.register_at_fork(before=interrupt)
    with pytest.raises(KeyboardInterrupt):
        pool.mapped(os.path.basename, ["a"] * 100)
    assert multiprocessing.active_children() == []
