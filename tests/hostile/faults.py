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

from tests import warm
from tests.conftest import ROOT, warm_digest

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
    return _started(["-m", "digest"], content, site, *more, **options)


def _started(
    program: list[str], content: Path, site: Path, *more: str, **options: object
) -> subprocess.Popen[str]:
    cache = ("--cache", str(content.parent / "cache"))
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [sys.executable, *program, "build", "--content", str(content), "--site", str(site), *cache, *more],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True, **options,
    )  # fmt: skip


_PAUSED = """
import sys, time
from pathlib import Path
from digest.adapters import mkdocs_plugin
from digest.cli import main
go, *arguments = sys.argv[1:]
real = mkdocs_plugin.mkdocs_build
def paused(config):
    real(config)
    while not Path(go).exists():
        time.sleep(0.01)
mkdocs_plugin.mkdocs_build = paused
sys.exit(main(arguments))
"""


def start_paused(content: Path, site: Path, go: Path) -> subprocess.Popen[str]:
    """A build that has begun to write the new site, and waits for the file `go` before it ends that."""
    process = _started(["-c", _PAUSED, str(go)], content, site)
    while not site.with_name(".site.new").exists() and process.poll() is None:
        time.sleep(0.005)
    return process


def build(content: Path, site: Path, *more: str) -> None:
    """A build that must succeed."""
    status, said = attempt(content, site, *more)
    assert status == 0, said


def attempt(content: Path, site: Path, *more: str) -> tuple[int, str]:
    """Status and messages of a build like `start`'s."""
    cache = content.parent / "cache"
    done = warm_digest("build", "--content", content, "--site", site, "--cache", cache, *more)
    return done.returncode, done.stderr


_EACH = """
import contextlib, io, json, os, sys
from digest.cli import main
for folder, arguments in json.loads(sys.argv[1]):
    os.chdir(folder)
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        status = main(arguments)
    print(json.dumps([int(status), said.getvalue()]))
"""


def run_each(runs: list[tuple[Path, list[str]]]) -> list[tuple[int, str]]:
    """Status and messages of each run of the command in its folder, all in one process: quicker."""
    done = warm.python(_EACH, json.dumps([(str(place), arguments) for place, arguments in runs]))
    assert done.returncode == 0, done.stderr
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


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
    wanted, seconds = [], 0.0

    def begin(number: int) -> int:
        return warm.start(warm.DIGEST, "build", "--content", contents[number], "--site", site, *flags)

    for number in (1, 0):
        began = time.monotonic()
        begin(number)
        assert warm.wait() == 0
        seconds = time.monotonic() - began
        wanted.insert(0, tree(site))
    old, new, writing, broken, current = 0, 0, 0, [], 0
    for number in range(times):
        process = begin(1 - current)
        late = number % 3 > 0
        while late and not site.with_name(".site.new").exists() and _alive(process):
            time.sleep(0.001)
        time.sleep(moments.uniform(0, seconds * (0.9 if late else 1)))
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        warm.wait()
        assert nothing_left(process)
        writing += site.with_name(".site.new").exists()
        found = tree(site)
        if found not in wanted:
            broken.append(f"kill {number} ({'while writing' if late else 'at any moment'})")
            begin(current)
            assert warm.wait() == 0
            continue
        old, new = old + (found == wanted[current]), new + (found != wanted[current])
        current = wanted.index(found)
    begin(1 - current)
    assert warm.wait() == 0
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
