"""What the command prints while it works: progress on a terminal, plain lines elsewhere, problems at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO, TypeVar

from digest.errors import Problem

_Item = TypeVar("_Item")
_EVERY = 500
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Report:
    """Prints to a stream (standard error)."""

    stream: TextIO

    def step(self, text: str) -> None:
        """A step begins."""
        if self.stream.isatty():
            self.stream.write("\r\033[K")
        self.stream.write(f"{text}\n")
        self.stream.flush()

    def track(self, items: Iterable[_Item], label: str) -> Iterator[_Item]:
        """Pass the items on, and show on a terminal how many there were."""
        count = 0
        for count, item in enumerate(items, start=1):
            if count % _EVERY == 0 and self.stream.isatty():
                self.stream.write(f"\r\033[K{label}: {count:,}")
                self.stream.flush()
            yield item
        if count >= _EVERY:
            self.step(f"{label}: {count:,}")

    def problems(self, problems: Iterable[Problem]) -> None:
        """One line for each problem; the coverage page lists all of them."""
        listed = list(problems)
        for problem in listed[:_SHOWN]:
            self.step(f"  {problem.kind}: {problem}")
        if len(listed) > _SHOWN:
            self.step(f"  … and {len(listed) - _SHOWN} more on the coverage page")
