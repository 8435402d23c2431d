"""Where a build's time went: a table for `--profile`."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_KILOBYTE = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit of `ru_maxrss`."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a run."""

    name: str
    wall: float
    """Seconds."""
    cpu: float
    """Seconds of this process and of those it waited for."""
    peak: int
    """Most bytes of memory that the process, or one it waited for, had held when the stage ended."""


@dataclass(slots=True)
class Clock:
    """Measures stages; one inside another is counted in both."""

    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what the block does; stages of one name are added up."""
        wall, cpu = time.perf_counter(), _cpu()
        try:
            yield
        finally:
            self.stages.append(Stage(name, time.perf_counter() - wall, _cpu() - cpu, _peak()))

    def lines(self) -> Iterator[str]:
        """The table, in the order in which stages ended first."""
        names = list(dict.fromkeys(stage.name for stage in self.stages))
        width = max(map(len, names), default=5)
        yield f"{'stage':{width}}  {'wall s':>8}  {'CPU s':>8}  {'peak MB':>8}"
        for name in names:
            found = [stage for stage in self.stages if stage.name == name]
            wall, cpu = sum(stage.wall for stage in found), sum(stage.cpu for stage in found)
            peak = max(stage.peak for stage in found) / 1e6
            yield f"{name:{width}}  {wall:8.2f}  {cpu:8.2f}  {peak:8.0f}"


def _cpu() -> float:
    found = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in found)


def _peak() -> int:
    found = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(usage.ru_maxrss for usage in found) * _KILOBYTE
