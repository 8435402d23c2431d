"""Work that may be shared out to several cores; an adapter does it (see `digest/adapters/pool.py`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Mapped(Protocol):
    """`map` over a sequence; what the function changes may be lost, only what it gives comes back."""

    def __call__(self, function: Callable[[Item], Result], items: Sequence[Item], /) -> Iterable[Result]:
        """The results, in the order of the items."""


class Apart(Protocol):
    """Does a piece of work in a process of its own, with which goes the memory that it takes."""

    def __call__(self, function: Callable[[], Result], /) -> Result:
        """The result; raises what the function raised."""


class Meanwhile(Protocol):
    """Begins with a sequence, one item after another, while other work is done."""

    def __call__(
        self, function: Callable[[Item], Result], items: Sequence[Item], /
    ) -> Callable[[], Sequence[Result]]:
        """What ends it, and gives the results of the first items: of as many as were done."""
