"""Reading JSON that may be anything: each value is asked for by its type, a fault names file and key."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from digest.errors import DigestError, Exit, Location, Problem, ProblemKind

_OPEN_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_SURROGATE = re.compile("[\ud800-\udfff]")
TEXT = 5_000_000
"""Most characters of a text."""


def fault(path: Path, key: str | None, message: str) -> DigestError:
    """Bad data (65) in one line."""
    return DigestError(Problem(Location(str(path), key=key), ProblemKind.SITE, message), status=Exit.DATA)


def bytes_of(path: Path, most: int) -> bytes:
    """A regular file, links not followed. Raises DigestError for another one, and beyond `most` bytes."""
    try:
        with open(os.open(path, _OPEN_FLAGS), "rb") as file:  # noqa: PTH123 (flags that Path.open does not take)
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise fault(path, None, "not a regular file")
            data = file.read(most + 1)
    except OSError as error:
        raise fault(path, None, f"cannot be read ({error.strerror})") from None
    if len(data) > most:
        raise fault(path, None, f"larger than {most:,} bytes, the most that is read")
    return data


def load(path: Path, most: int) -> Node:
    """The value of a JSON file of at most `most` bytes."""
    try:
        return Node(path, "", json.loads(bytes_of(path, most)))
    except (ValueError, RecursionError):
        raise fault(path, None, "not JSON that can be read") from None


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a file, and the key that leads to it."""

    path: Path
    key: str
    value: Any

    def fault(self, message: str) -> DigestError:
        """Bad data here."""
        return fault(self.path, self.key or None, message)

    def get(self, name: str) -> Node:
        """A member of this object, which must have it."""
        if not isinstance(self.value, dict):
            raise self.fault("an object is accepted")
        place = Node(self.path, f"{self.key}.{name}" if self.key else name, self.value.get(name))
        if name not in self.value:
            raise place.fault("missing; it was written by another version of digest")
        return place

    def items(self, name: str) -> Iterator[Node]:
        """The items of a member that is a list."""
        listed = self.get(name)
        if not isinstance(listed.value, list):
            raise listed.fault("a list is accepted")
        for at, value in enumerate(listed.value):
            yield Node(self.path, f"{listed.key}[{at}]", value)

    def text(self, name: str, pattern: str = "") -> str:
        """A member that is a text, matched by `pattern` as a whole."""
        member = self.get(name)
        value = member.value
        if not isinstance(value, str) or len(value) > TEXT or _SURROGATE.search(value):
            raise member.fault("a text is accepted")
        if pattern and not re.fullmatch(pattern, value):
            raise member.fault(f"{value[:80]!r} found; {pattern} is accepted")
        return value

    def optional(self, name: str, pattern: str = "") -> str | None:
        """The same, or null."""
        return None if self.get(name).value is None else self.text(name, pattern)

    def day(self, name: str) -> date | None:
        """A member that is a day written `2022-01-23`, or null or empty."""
        text = self.optional(name, r"([0-9]{4}-[0-9]{2}-[0-9]{2})?")
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise self.get(name).fault(f"{text!r} is no day") from None

    def number(self, name: str) -> int:
        """A member that is a number from 0."""
        member = self.get(name)
        if (
            not isinstance(member.value, int)
            or isinstance(member.value, bool)
            or not 0 <= member.value < 1 << 31
        ):
            raise member.fault("a number from 0 is accepted")
        return member.value
