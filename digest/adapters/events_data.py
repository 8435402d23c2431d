"""`data/events.json` of a finished site, read event by event: a year's file is 30 MB, its values ten times that."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digest.adapters.references import file_of, resolve
from digest.errors import DigestError, Exit, Location, Problem, ProblemKind
from digest.stages.render import addresses

_HEAD = re.compile(r'\s*\{\s*"version"\s*:\s*1\s*,\s*"events"\s*:\s*\[\s*')
_BETWEEN = re.compile(r"\s*(,|\])\s*")


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
    """What the data says of an event."""

    id: str
    page: str
    """File of its page."""
    articles: tuple[ArticleData, ...]
    sha256: str
    """Of its JSON."""
    json: str

    @property
    def value(self) -> dict[str, Any]:
        """All of it, parsed anew."""
        return dict(json.loads(self.json))


def read_events(site: Path) -> Iterator[EventData]:
    """Every event. Raises DigestError when the folder holds no site of this program."""
    path = site / addresses.EVENTS_DATA
    try:
        yield from _events(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as fault:
        problem = Problem(Location(str(path)), ProblemKind.SITE, f"no site of digest here: {fault}")
        raise DigestError(problem, status=Exit.DATA) from fault


def _events(text: str) -> Iterator[EventData]:
    head = _HEAD.match(text)
    if head is None:
        raise ValueError("not version 1")
    decoder, place = json.JSONDecoder(), head.end()
    while not text.startswith("]", place):
        value, end = decoder.raw_decode(text, place)
        yield _event(value, text[place:end])
        between = _BETWEEN.match(text, end)
        if between is None:
            raise ValueError("not a list of events")
        place = between.end()
        if between[1] == "]":
            return


def _event(value: dict[str, Any], source: str) -> EventData:
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
        sha256=hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest(),
        json=source,
    )


def _file(address: str) -> str:
    return file_of(resolve(addresses.EVENTS_DATA, address).partition("#")[0])
