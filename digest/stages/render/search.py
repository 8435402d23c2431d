"""The index of the search page: small JSON files, one or more a month, newest first, which a browser searches.

A part holds titles, first sentences, keywords and names of events, not their texts. The browser fetches the
list of parts and the newest part when a reader turns to the search box, and older parts only as far as needed.
Measured on 20,000 events: 107 KB a part compressed; the first hit stands 42 ms after the key, and 550 ms after it
where only the oldest of 36 parts has it and none is there yet (`tests.benchmarks.search`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from digest.briefing import Asset, Event
from digest.stages.render import addresses
from digest.stages.render.library import Library
from digest.stages.render.lists import headline_lang
from digest.text.escape import one_line

VERSION = 1
PART_BYTES = 360_000
"""Most bytes of a part; JSON of names and sentences compresses to less than a third of that."""

_NAMES_LENGTH = 600
_UNDATED = "undated"


def index(library: Library) -> Iterator[Asset]:
    """The parts, and the list of them: newest month first, undated last."""
    months: defaultdict[str, list[Event]] = defaultdict(list)
    for event in library.briefing.events:
        months[month(event.days)].append(event)
    listed: list[dict[str, Any]] = []
    # "2022-01" < "undated": the reversed order would put the undated first.
    for name in sorted(months, key=lambda name: (name != _UNDATED, name), reverse=True):
        newest = sorted(months[name], key=lambda e: (-e.days[-1].toordinal() if e.days else 0, e.id))
        for number, part in enumerate(parts([_entry(event, library) for event in newest]), start=1):
            part_name = name if number == 1 else f"{name}-{number}"
            listed.append({"name": part_name, "events": len(part)})
            yield Asset(
                f"{addresses.SEARCH_DATA}{part_name}.json", as_json({"version": VERSION, "events": part})
            )
    manifest = {"version": VERSION, "parts": listed, "fulltext": []}
    yield Asset(addresses.SEARCH_MANIFEST, as_json(manifest))


def month(days: Sequence[date]) -> str:
    """The part in which an event stands, by its first day, so that no part vanishes: `2022-01`, or `undated`."""
    return f"{min(days):%Y-%m}" if days else _UNDATED


def _entry(event: Event, library: Library) -> list[Any]:
    """Id, title, first sentence, newest day, language, keywords, further names: what a browser needs to show it."""
    lede = event.summary.lede
    keywords = [one_line(keyword.text) for keyword in event.keywords]
    return [
        event.id,
        one_line(event.title),
        one_line(lede.passage.text) if lede else "",
        event.days[-1].isoformat() if event.days else None,
        headline_lang(event, library),
        keywords,
        " ".join(_names(event, {event.title, *keywords}))[:_NAMES_LENGTH],
    ]


def _names(event: Event, known: set[str]) -> Iterator[str]:
    """Other writings of the keywords, the outlets, and the titles of the other texts."""
    variants = (variant for keyword in event.keywords for variant in keyword.variants)
    outlets = sorted({text.article.outlet for text in event.texts if text.article.outlet})
    titles = (text.article.title for text in event.texts)
    for name in (*variants, *outlets, *titles):
        if name not in known:
            known.add(name)
            yield one_line(name)


def parts(entries: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    """Entries cut into parts of at most `PART_BYTES`."""
    part: list[list[Any]] = []
    size = 0
    for entry in entries:
        weight = len(as_json(entry).encode())
        if part and size + weight > PART_BYTES:
            yield part
            part, size = [], 0
        part.append(entry)
        size += weight
    yield part


def as_json(value: Any) -> str:
    """On one line, without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
