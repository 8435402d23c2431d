"""Work that does not end is stopped; workers end with the build that started them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest

from digest.adapters import limits, pool
from digest.adapters.limits import limited
from digest.errors import OverdueError
from tests.conftest import ROOT
from tests.hostile.faults import nothing_left

MANY = range(pool._LEAST)


def spin() -> None:
    while True:
        pass


def search() -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")


@pytest.mark.parametrize("work", [spin, search])
def test_a_loop_and_a_search_are_stopped(work: Callable[[], None]) -> None:
    began = time.monotonic()
    with pytest.raises(OverdueError), limited(0.1):
        work()
    assert time.monotonic() - began < 20
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_a_library_that_swallows_the_exception_is_stopped_later() -> None:
    def swallowing() -> None:
        try:
            spin()
        except Exception:
            spin()

    with pytest.raises(OverdueError), limited(0.1):
        swallowing()


def test_a_limit_within_another_takes_nothing_from_it() -> None:
    def stopped() -> None:
        with pytest.raises(OverdueError), limited(0.1):
            spin()
        with limited(60):
            spin()

    with pytest.raises(OverdueError), limited(0.3):
        stopped()
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    with limited(60):
        with limited(30):
            pass
        assert 59 < signal.getitimer(signal.ITIMER_PROF)[0] < 60.1


def test_other_threads_work_without_a_limit() -> None:
    done = []

    def work() -> None:
        with limited(0.001):
            done.append(sum(range(10_000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


@pytest.mark.parametrize("least", [2, 1000])
def test_an_item_that_does_not_end_is_named_by_an_exception(
    monkeypatch: pytest.MonkeyPatch, least: int
) -> None:
    monkeypatch.setattr(pool, "EVENT_SECONDS", 0.2)
    with pytest.raises(OverdueError):
        pool.mapped(lambda n: spin() if n == 3 else n, [*MANY], least=least)


def test_a_worker_that_dies_is_an_exception() -> None:
    with pytest.raises(ChildProcessError):
        pool.mapped(lambda n: os._exit(1) if n == 3 else n, [*MANY])


def test_results_and_faults_come_as_from_a_loop() -> None:
    assert pool.mapped(lambda n: n * n, [*MANY]) == [n * n for n in MANY]
    with pytest.raises(ZeroDivisionError):
        pool.mapped(lambda n: 1 // (n - 7), [*MANY])


WORKERS = """
import time
from digest.adapters import pool
pool.mapped(lambda n: time.sleep(60), range(pool._LEAST))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers are started on Linux only")
@pytest.mark.skipif(pool.cores() < 2, reason="one core: no worker is started")
@pytest.mark.parametrize("kind", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_the_build(kind: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WORKERS], cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + 30
    while len(group(process.pid)) < 1 + pool.cores() and time.monotonic() < until:
        time.sleep(0.01)
    assert len(group(process.pid)) >= 3
    process.send_signal(kind)
    process.wait()
    assert nothing_left(process.pid)


def group(leader: int) -> list[int]:
    """The processes of a group."""
    found = subprocess.run(["ps", "-eo", "pgid="], capture_output=True, text=True, check=True).stdout
    return [int(line) for line in found.split() if int(line) == leader]


def test_what_an_article_may_take_is_far_above_what_one_takes() -> None:
    assert limits.ARTICLE_SECONDS >= 30
    assert limits.EVENT_SECONDS > limits.ARTICLE_SECONDS
