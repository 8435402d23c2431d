"""What an earlier run found out, for stages that need not find it out again; an adapter keeps it.

A thing is kept under the hash of everything that it follows from but the program itself. So it does not matter
who kept it, or when: what is found is what would be made.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Any, Protocol, TypeVar

Thing = TypeVar("Thing")


class Memory(Protocol):
    """Keeps things by kind and key."""

    def find(self, kind: str, key: str) -> Any:
        """What was kept under the key, None when nothing was."""

    def keep(self, kind: str, key: str, value: Any) -> None:
        """Keep a value of frozen types for later runs."""


class Forgetful:
    """Keeps nothing."""

    def find(self, kind: str, key: str) -> Any:  # noqa: ARG002
        """None."""
        return None

    def keep(self, kind: str, key: str, value: Any) -> None:
        """Nothing is kept."""


NONE = Forgetful()


def key(*parts: object) -> str:
    """The hash of plain values, tuples and frozen dataclasses; no sets or dicts, of which the order is not settled.

    >>> key("a", ("b", 1)) == key("a", ("b", 1)), key("a", "b") == key("ab")
    (True, False)
    """
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def remembered(memory: Memory, kind: str, name: str, make: Callable[[], Thing]) -> Thing:
    """What was kept of that kind under that key, else what `make` makes, which is kept then; never None."""
    found: Thing | None = memory.find(kind, name)
    if found is None:
        found = make()
        memory.keep(kind, name, found)
    return found
