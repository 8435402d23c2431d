"""A YAML file as nodes that keep their place, within limits; every fault with file, line, column and key."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from digest.errors import Location, Problem, ProblemKind
from digest.text.escape import one_line

_MAX_BYTES = 1_000_000
_MAX_DEPTH = 8
"""Deepest nesting; the settings need 4. The YAML parser's time is quadratic in it, and its stack ends."""
_NOT_IN_TEXT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters and those that reverse the direction of the text around them; no name needs one."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class RefusedError(Exception):
    """The value at this place cannot be used; the problem is noted already."""


class YamlFile:
    """Reads one file; `path` is what messages call it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def compose(self, file: Path) -> yaml.Node | None:
        """The root node, None for an empty file. Raises RefusedError."""
        try:
            text = self._bytes(file).decode("utf-8-sig")
            depth = 0
            for event in yaml.parse(text, _LOADER):
                if getattr(event, "anchor", None):  # of an alias, or of the node it repeats
                    raise self.refuse(event.start_mark, "", "anchors and aliases are not accepted")
                depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(
                    event, yaml.CollectionEndEvent
                )
                if depth > _MAX_DEPTH:
                    raise self.refuse(event.start_mark, "", f"nested more than {_MAX_DEPTH} deep")
            return yaml.compose(text, _LOADER)
        except OSError as fault:
            raise self.refuse(None, "", f"cannot be read ({fault.strerror})") from fault
        except UnicodeDecodeError as fault:
            raise self.refuse(None, "", f"not UTF-8 ({fault.reason} at byte {fault.start})") from fault
        except yaml.MarkedYAMLError as fault:
            raise self.refuse(fault.problem_mark, "", f"not valid YAML: {fault.problem}") from fault
        except (yaml.YAMLError, RecursionError) as fault:
            raise self.refuse(None, "", f"not valid YAML: {' '.join(str(fault).split())[:120]}") from fault

    def _bytes(self, file: Path) -> bytes:
        if not stat.S_ISREG(file.stat().st_mode):
            raise self.refuse(None, "", "not a regular file")
        with file.open("rb") as opened:
            data = opened.read(_MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise self.refuse(None, "", f"more than {_MAX_BYTES:,} bytes, the most that is read")
        return data

    def refuse(self, mark: Any, key: str, message: str) -> RefusedError:
        """Note a problem; what is returned may be raised."""
        self.problems.append(problem(self.path, mark, key, message))
        return RefusedError()

    def text(self, node: yaml.ScalarNode, key: str) -> str:
        """One line of text. Raises RefusedError for none, and for control characters."""
        text = " ".join(node.value.split())
        if not text:
            raise self.refuse(node.start_mark, key, "expected a text, found nothing")
        if refused := _NOT_IN_TEXT.search(text):
            message = f"holds the control character U+{ord(refused[0]):04X}; leave it out"
            raise self.refuse(node.start_mark, key, message)
        return text


def problem(path: str, mark: Any, key: str, message: str) -> Problem:
    """A fault of a settings file; `mark` is the place that the YAML parser gives, None for the whole file."""
    line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
    return Problem(Location(path, line, column, key or None), ProblemKind.FIELD, message)


def hint(name: str, known: Iterable[str]) -> str:
    """The nearest of the accepted names, else all of them."""
    near = get_close_matches(name, list(known), n=1)
    return f"; did you mean '{near[0]}'?" if near else f"; known: {', '.join(sorted(known))}"


def is_null(node: yaml.Node) -> bool:
    """Whether nothing is given."""
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


def show(node: yaml.Node) -> str:
    """What was found, for a message."""
    if isinstance(node, yaml.ScalarNode):
        return f"'{one_line(node.value)[:60]}'"
    return "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"
