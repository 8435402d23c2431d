"""`data/events.json` of a finished site, read event by event: a year's file is 30 MB, its values ten times that."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from digest.adapters.references import file_of, resolve
from digest.errors import DigestError, Exit, Location, Problem, ProblemKind
from digest.stages.render import addresses

_HEAD = re.compile(r'\s*\{\s*"version"\s*:\s*1\s*,\s*"events"\s*:\s*\[\s*')
_END = re.compile(r"\]")
_BETWEEN = re.compile(r"\s*(,|\])\s*")

_WINDOW, _MARGIN = 1_000_000, 1000
"""Characters read at once, and the fewest in which the space between two values is looked for."""


@dataclass(frozen=True, slots=True)
class ArticleData:
    """What the data says of a source file."""

    id: str
    path: str
    page: str
    """File of its page."""
    text: str
    """File of its plain text, `` when the site serves none."""
    rights: str


@dataclass(frozen=True, slots=True)
class EventData:
    """What the data says of an event; the whole of it stays in the file until it is asked for."""

    id: str
    page: str
    """File of its page."""
    articles: tuple[ArticleData, ...]
    sha256: str
    """Of its JSON."""
    file: Path
    start: int
    """Offset in bytes of its JSON."""
    length: int

    @property
    def value(self) -> dict[str, Any]:
        """All of it, read anew. Raises OSError."""
        with self.file.open("rb") as file:
            file.seek(self.start)
            return dict(json.loads(file.read(self.length)))


def read_events(site: Path) -> Iterator[EventData]:
    """Every event. Raises DigestError when the folder holds no site of this program."""
    path = site / addresses.EVENTS_DATA
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from _events(_Window(file), path)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as fault:
        problem = Problem(Location(str(path)), ProblemKind.SITE, f"no site of digest here: {fault}")
        raise DigestError(problem, status=Exit.DATA) from fault


def _events(window: _Window, path: Path) -> Iterator[EventData]:
    if window.passed(_HEAD) is None:
        raise ValueError("not version 1")
    is_end = window.passed(_END) is not None
    while not is_end:
        start = window.offset
        value, source = window.value()
        yield _event(value, source, path, start)
        between = window.passed(_BETWEEN)
        if between is None:
            raise ValueError("not a list of events")
        is_end = between[1] == "]"


class _Window:
    """The part of a JSON file that is being read."""

    def __init__(self, file: TextIO) -> None:
        self.offset = 0
        """In bytes, of what comes next."""
        self._file = file
        self._decoder = json.JSONDecoder()
        self._text = file.read(_WINDOW)
        self._place = 0

    def passed(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What comes next, when it is like that; then it is behind us."""
        if len(self._text) - self._place < _MARGIN:
            self._more(_WINDOW)
        found = pattern.match(self._text, self._place)
        if found is not None:
            self._pass(found[0])
        return found

    def value(self) -> tuple[dict[str, Any], bytes]:
        """The next value, and the JSON that it was read from. Raises ValueError."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._place)
                break
            except ValueError:
                if not self._more(
                    max(_WINDOW, len(self._text))
                ):  # doubled: a long value is tried a few times only
                    raise
        source = self._text[self._place : end]
        self._pass(source)
        return value, source.encode("utf-8", "surrogatepass")

    def _pass(self, text: str) -> None:
        self._place += len(text)
        self.offset += len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))

    def _more(self, count: int) -> bool:
        further = self._file.read(count)
        self._text, self._place = self._text[self._place :] + further, 0
        return bool(further)


def _event(value: dict[str, Any], source: bytes, path: Path, start: int) -> EventData:
    return EventData(
        id=value["id"],
        page=_file(value["url"]),
        articles=tuple(
            ArticleData(
                id=article["id"],
                path=article["path"],
                page=_file(article["url"]),
                text=_file(article["text_url"]) if article["text_url"] is not None else "",
                rights=article["rights"],
            )
            for article in value["articles"]
        ),
        sha256=hashlib.sha256(source).hexdigest(),
        file=path,
        start=start,
        length=len(source),
    )


def _file(address: str) -> str:
    return file_of(resolve(addresses.EVENTS_DATA, address).partition("#")[0])
