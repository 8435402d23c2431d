"""Builds that are started, stopped and compared: what the tests and the benchmark of faults share."""

from __future__ import annotations

import hashlib
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


def write_content(folder: Path, town: str) -> Path:
    """Three short reports about a town."""
    folder.mkdir(parents=True)
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
    """A build in a process group of its own."""
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "digest", "build", "--content", str(content), "--site", str(site), *more],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True, **options,
    )  # fmt: skip


def build(content: Path, site: Path, *more: str) -> float:
    """A build that must succeed; its seconds."""
    began = time.monotonic()
    process = start(content, site, *more)
    _, said = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 0, said
    return time.monotonic() - began


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


def kill_builds(home: Path, times: int, seed: int, kind: int = signal.SIGKILL) -> Killed:
    """Build two contents in turn over one site, and stop each build at a random moment.

    Two thirds of the moments lie after the first page was written: that is where a site can be lost.
    """
    moments = random.Random(seed)
    contents = [write_content(home / "a", "Arlen"), write_content(home / "b", "Bexhaven")]
    wanted = []
    for number, content in enumerate(contents):
        seconds = build(content, home / f"whole{number}" / "site")
        wanted.append(tree(home / f"whole{number}" / "site"))
    site = home / "live" / "site"
    build(contents[0], site)
    counts, writing, broken = [0, 0], 0, []
    current = 0
    for number in range(times):
        process = start(contents[1 - current], site)
        late = number % 3 > 0
        if late:
            _await(site.with_name(".site.new"), process)
        time.sleep(moments.uniform(0, seconds * (0.5 if late else 1)))
        process.send_signal(kind)
        process.communicate(timeout=TIMEOUT)
        assert nothing_left(process)
        writing += site.with_name(".site.new").exists()
        found = tree(site)
        if found not in wanted:
            broken.append(f"kill {number} (late: {late})")
            build(contents[current], site)
            continue
        counts[found != wanted[current]] += 1
        current = wanted.index(found)
    build(contents[1 - current], site)
    assert tree(site) == wanted[1 - current]
    assert sorted(path.name for path in site.parent.iterdir()) == [".site.lock", "site"]
    return Killed(times, writing, counts[0], counts[1], tuple(broken))


def _await(path: Path, process: subprocess.Popen[str]) -> None:
    while not path.exists() and process.poll() is None:
        time.sleep(0.002)


def nothing_left(process: subprocess.Popen[str], seconds: float = 10) -> bool:
    """Whether every process of the build's group ends by itself in time; a child must not outlive it."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def messages(said: str) -> Sequence[str]:
    """The lines of the command's own messages."""
    return [line for line in said.splitlines() if line.startswith("digest: ")]
