"""Builds that are started, stopped and compared: what the tests and the benchmark of faults share."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

_REPORTS = (
    "The river at {0} rose by two metres on Monday. Forty families left their homes, the mayor of {0} said.",
    "A ferry near {0} lost its rudder in the night. Nobody was hurt, and the pilot brought all 30 guests ashore.",
    "The library of {0} reopens after nine years. Its archive holds 4,000 maps, a curator in {0} told reporters.",
)
TIMEOUT = 120
_MORE_TOWNS = ("Corrigan", "Dunmore")
"""With them the site has pages enough for workers to be started."""


def write_content(folder: Path, town: str) -> Path:
    """Three short reports about a town."""
    folder.mkdir(parents=True)
    return write_more(folder, town)


def write_more(folder: Path, town: str) -> Path:
    """Three reports more."""
    for number, report in enumerate(_REPORTS):
        (folder / f"{town.lower()}-{number}.txt").write_text(report.format(town) + "\n", encoding="utf-8")
    return folder


def tree(folder: Path) -> str:
    """One hash of every file and folder below `folder`: name, kind and bytes."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        whole.update(f"{path.relative_to(folder)}\0{path.is_dir()}\0".encode())
        if path.is_file():
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def start(content: Path, site: Path, *more: str, **options: object) -> subprocess.Popen[str]:
    """A build in a process group of its own; without further word, with a cache of its own beside the content."""
    cache = ("--cache", str(content.parent / "cache"))
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "digest", "build", "--content", str(content), "--site", str(site), *cache, *more],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True, **options,
    )  # fmt: skip


def build(content: Path, site: Path, *more: str) -> float:
    """A build that must succeed; its seconds."""
    began = time.monotonic()
    process = start(content, site, *more)
    _, said = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 0, said
    return time.monotonic() - began


_EACH = """
import contextlib, io, json, os, sys
from digest.cli import main
for folder, arguments in json.load(sys.stdin):
    os.chdir(folder)
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        status = main(arguments)
    print(json.dumps([int(status), said.getvalue()]))
"""


def run_each(runs: list[tuple[Path, list[str]]]) -> list[tuple[int, str]]:
    """Status and messages of each run of the command in its folder, all in one process: quicker."""
    done = subprocess.run(
        [sys.executable, "-c", _EACH], input=json.dumps([(str(place), arguments) for place, arguments in runs]),
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
        timeout=TIMEOUT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


_WARM = """
import json, os, sys
from digest.cli import main
assert main(json.loads(sys.argv[1])) == 0
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os.setsid()
        os._exit(main(json.loads(line)))
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""


class WarmBuilder:
    """Builds that begin in a process which has built before: three times as many kills in the same time."""

    def __init__(self, content: Path, site: Path, *more: str) -> None:
        self._more = more
        self._process = subprocess.Popen(
            [sys.executable, "-c", _WARM, _arguments(content, site, *more)], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def start(self, content: Path, site: Path) -> int:
        """Begin a build; its process id."""
        assert self._process.stdin
        self._process.stdin.write(_arguments(content, site, *self._more) + "\n")
        self._process.stdin.flush()
        return self._line()

    def wait(self) -> int:
        """The wait status of the build that was begun last."""
        return self._line()

    def _line(self) -> int:
        assert self._process.stdout
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._process.communicate(timeout=TIMEOUT)


def _arguments(content: Path, site: Path, *more: str) -> str:
    return json.dumps(["build", "--content", str(content), "--site", str(site), *more])


@dataclass(frozen=True)
class Killed:
    """What the kills found."""

    kills: int
    while_writing: int
    """Of them, with an unfinished site beside the live one."""
    old: int
    new: int
    broken: tuple[str, ...]
    """Moments at which the live folder held neither the old nor the new site."""


def kill_builds(home: Path, times: int, seed: int, *, cached: bool = False) -> Killed:
    """Build two contents in turn over one site, and kill each build (SIGKILL) at a random moment.

    Two thirds of the moments lie after the first page was written: that is where a site can be lost. With
    `cached`, each build takes over files of the one before, whose folder stays beside the site for that.
    """
    flags = ("--cache", str(home / "cache")) if cached else ("--no-cache",)
    moments = random.Random(seed)
    contents = [write_content(home / name, town) for name, town in (("a", "Arlen"), ("b", "Bexhaven"))]
    for content in contents:
        for town in _MORE_TOWNS:
            write_more(content, town)
    site = home / "live" / "site"
    builder = WarmBuilder(contents[0], site, *flags)
    wanted, seconds = [], 0.0
    for number in (1, 0):
        began = time.monotonic()
        builder.start(contents[number], site)
        assert builder.wait() == 0
        seconds = time.monotonic() - began
        wanted.insert(0, tree(site))
    old, new, writing, broken, current = 0, 0, 0, [], 0
    for number in range(times):
        process = builder.start(contents[1 - current], site)
        late = number % 3 > 0
        while late and not site.with_name(".site.new").exists() and _alive(process):
            time.sleep(0.001)
        time.sleep(moments.uniform(0, seconds * (0.9 if late else 1)))
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        builder.wait()
        assert nothing_left(process)
        writing += site.with_name(".site.new").exists()
        found = tree(site)
        if found not in wanted:
            broken.append(f"kill {number} ({'while writing' if late else 'at any moment'})")
            builder.start(contents[current], site)
            assert builder.wait() == 0
            continue
        old, new = old + (found == wanted[current]), new + (found != wanted[current])
        current = wanted.index(found)
    builder.start(contents[1 - current], site)
    assert builder.wait() == 0
    builder.close()
    assert tree(site) == wanted[1 - current]
    beside = {path.name for path in site.parent.iterdir()}
    assert beside - ({".site.new"} if cached else set()) == {".site.lock", "site"}
    return Killed(times, writing, old, new, tuple(broken))


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def nothing_left(group: int, seconds: float = 10) -> bool:
    """Whether every process of a build's group ends by itself in time; a child must not outlive it."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def messages(said: str) -> Sequence[str]:
    """The lines of the command's own messages."""
    return [line for line in said.splitlines() if line.startswith("digest: ")]
