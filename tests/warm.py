"""Python that begins in a process forked from one in which everything is loaded.

It has the streams, folder and environment that it is given and a process group of its own, as a started Python
has; what it saves is the second in which modules and language models are loaded. Tests of that start Python.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DIGEST = "import sys; from digest.cli import main; sys.exit(main())"
"""`python -m digest`."""
_SECONDS = 300


class Warm:
    """The process that waits to be forked; it takes one order at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.warm"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )  # fmt: skip
        self._running = 0

    def start(self, code: str, *arguments: object, out: str = os.devnull, err: str = os.devnull,
              cwd: Path = ROOT, **environment: str) -> int:  # fmt: skip
        """Begin `python -c CODE ARGUMENTS`, which writes to the files `out` and `err`; its process id."""
        if self._running:  # of a test that failed before it had waited
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._running, signal.SIGKILL)
            self.wait()
        order = {
            "code": code, "arguments": [str(argument) for argument in arguments], "out": out, "err": err,
            "cwd": str(cwd), "environment": {**os.environ, **environment},
        }  # fmt: skip
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        self._running = self._line()
        return self._running

    def wait(self) -> int:
        """Wait for what was begun last; its exit status, or the number of the signal that ended it, negative."""
        self._running, status = 0, self._line()
        return os.waitstatus_to_exitcode(status)

    def _line(self) -> int:
        assert self._process.stdout
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


@cache
def _waiting() -> Warm:
    warm = Warm()
    atexit.register(warm.close)
    return warm


def start(code: str, *arguments: object, **options: Any) -> int:
    """`Warm.start` in the one process that all tests share."""
    return _waiting().start(code, *arguments, **options)


def wait() -> int:
    """`Warm.wait` for what was started last."""
    return _waiting().wait()


def python(
    code: str, *arguments: object, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `python -c CODE ARGUMENTS` and wait for it."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process = start(code, *arguments, out=str(out), err=str(err), cwd=cwd, **environment)
        killed = threading.Timer(_SECONDS, os.killpg, (process, signal.SIGKILL))
        killed.start()
        try:
            status = wait()
        finally:
            killed.cancel()
        return subprocess.CompletedProcess(
            [code, *arguments], status, out.read_text("utf-8"), err.read_text("utf-8")
        )


def _serve() -> None:
    """Load everything, then fork for each order on standard input: print the child's id, then how it ended."""
    _load()
    for line in sys.stdin:
        if (child := os.fork()) == 0:
            return _become(json.loads(line))
        print(child, flush=True)
        print(os.waitpid(child, 0)[1], flush=True)
    return None


def _load() -> None:
    """Build a site of one article: what that needs is what every command needs."""
    from digest.cli import main

    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()) as said:
        content = Path(folder, "content")
        content.mkdir()
        (content / "a.txt").write_text(
            "The river rose by two metres on Monday. Homes were lost, the mayor said.\n"
        )
        status = main(["build", "--content", str(content), "--site", f"{folder}/site", "--no-cache"])
    assert status == 0, said.getvalue()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.collect()
    gc.freeze()


def _become(order: dict[str, Any]) -> None:
    """In the child: run the order's code as `python -c` does."""
    os.setsid()
    os.environ.clear()
    os.environ.update(order["environment"])
    for target, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, order["out"], os.O_WRONLY | os.O_CREAT),
        (2, order["err"], os.O_WRONLY | os.O_CREAT),
    ):
        opened = os.open(path, flags)
        os.dup2(opened, target)
        os.close(opened)
    os.chdir(order["cwd"])
    sys.argv = ["-c", *order["arguments"]]
    exec(order["code"], {"__name__": "__main__"})


if __name__ == "__main__":
    _serve()
