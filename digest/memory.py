"""What an earlier run found out, for stages that need not find it out again; an adapter keeps it.

A thing is kept under the hash of everything that it follows from but the program itself. So it does not matter
who kept it, or when: what is found is what would be made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any, Generic, Protocol, TypeVar

Thing = TypeVar("Thing")


class Memory(Protocol):
    """Keeps things by kind and key."""

    def find(self, kind: str, key: str) -> Any:
        """What was kept under the key, None when nothing was."""

    def has(self, kind: str, key: str) -> bool:
        """Whether something was kept under the key; it stays kept. It may still prove damaged when it is read."""

    def keep(self, kind: str, key: str, value: Any) -> None:
        """Keep a value of frozen types for later runs."""


class Forgetful:
    """Keeps nothing."""

    def find(self, kind: str, key: str) -> Any:  # noqa: ARG002
        """None."""
        return None

    def has(self, kind: str, key: str) -> bool:  # noqa: ARG002
        """No."""
        return False

    def keep(self, kind: str, key: str, value: Any) -> None:
        """Nothing is kept."""


NONE = Forgetful()


Kept = tuple[str, str, Any]
"""Kind, key and value."""


class Noted:
    """Finds what another memory does; what is to be kept is only noted, for that one's owner."""

    def __init__(self, memory: Memory) -> None:
        self.new: list[Kept] = []
        self._memory = memory

    def find(self, kind: str, key: str) -> Any:
        """What the other memory kept."""
        return self._memory.find(kind, key)

    def has(self, kind: str, key: str) -> bool:
        """Whether the other memory kept something."""
        return self._memory.has(kind, key)

    def keep(self, kind: str, key: str, value: Any) -> None:
        """Note it."""
        self.new.append((kind, key, value))


class Awaited:
    """Another memory, and what somebody finds out meanwhile, which is waited for as soon as anything is missing."""

    def __init__(self, memory: Memory, found: Callable[[], Iterable[Kept]]) -> None:
        self._memory = memory
        self._found: Callable[[], Iterable[Kept]] | None = found
        self._new: dict[tuple[str, str], Any] = {}

    def find(self, kind: str, key: str) -> Any:
        """What was kept or found out."""
        if not self._memory.has(kind, key):
            self._wait()
        return self._new.get((kind, key)) or self._memory.find(kind, key)

    def has(self, kind: str, key: str) -> bool:
        """Whether something was."""
        if not self._memory.has(kind, key):
            self._wait()
        return (kind, key) in self._new or self._memory.has(kind, key)

    def keep(self, kind: str, key: str, value: Any) -> None:
        """Keep a value in the other memory."""
        self._memory.keep(kind, key, value)

    def _wait(self) -> None:
        if self._found is not None:
            for kind, name, value in self._found():
                self._new[kind, name] = value
                self._memory.keep(kind, name, value)
            self._found = None


class Later(Generic[Thing]):
    """A thing that is made when it is first asked for, and held from then on: equal to another that makes an equal one."""

    __slots__ = ("_make", "_thing")
    _thing: Thing

    def __init__(self, make: Callable[[], Thing]) -> None:
        self._make: Callable[[], Thing] | None = make

    @staticmethod
    def of(thing: Thing) -> Later[Thing]:
        """One that is made already."""
        return Later(lambda: thing)

    def __call__(self) -> Thing:
        """The thing."""
        if self._make is not None:
            self._thing, self._make = self._make(), None
        return self._thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Later) and bool(self() == other())

    def __hash__(self) -> int:
        return hash(self())

    def __repr__(self) -> str:
        return repr(self())


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
