"""The editions for other programs: `data/editions/2022-01-23.json` and their list, with a JSON Schema beside them.

An edition's file says what that edition said: it does not change when later editions come.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from digest.briefing import Change, Edition, Entry, FigureChange, Status
from digest.config import Rights
from digest.findings import Claim
from digest.model import Passage
from digest.stages.render import addresses
from digest.stages.render.library import Library

VERSION = 1


def edition_json(edition: Edition, library: Library) -> str:
    """An edition. Addresses are relative to its file, dates ISO 8601 or null."""
    data = _Data(library, addresses.edition_data(edition.day))
    ranked = [data.entry(rank, entry, edition) for rank, entry in enumerate(edition.entries, start=1)]
    return _json(
        {
            "version": VERSION,
            "day": _day(edition),
            "url": data.to(addresses.edition(edition.day)),
            "counts": _counts(edition),
            "entries": ranked,
        }
    )


def editions_json(editions: Iterable[Edition]) -> str:
    """The list of editions, newest first, the undated one last."""
    listed = [
        {
            "day": _day(edition),
            "url": addresses.relative(addresses.edition(edition.day), addresses.EDITIONS_DATA),
            "data": addresses.relative(addresses.edition_data(edition.day), addresses.EDITIONS_DATA),
            "counts": _counts(edition),
        }
        for edition in editions
    ]
    return _json({"version": VERSION, "editions": listed})


def _json(document: dict[str, Any]) -> str:
    # Without `indent`, for which the standard library has no fast encoder.
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def _day(edition: Edition) -> str | None:
    return edition.day.isoformat() if edition.day else None


def _counts(edition: Edition) -> dict[str, int]:
    """How many events of each status, and the files behind them."""
    found = {str(status): sum(entry.status is status for entry in edition.entries) for status in Status}
    return found | {"files": sum(len(entry.event.articles) for entry in edition.entries)}


class _Data:
    """Writes down the entries of one file."""

    def __init__(self, library: Library, place: str) -> None:
        self._library = library
        self._place = place

    def to(self, address: str) -> str:
        """An address as seen from the file."""
        return addresses.relative(address, self._place)

    def entry(self, rank: int, entry: Entry, edition: Edition) -> dict[str, Any]:
        event, lede = entry.event, entry.event.summary.lede
        standing = entry.standing
        return {
            "rank": rank,
            "leads": rank <= len(edition.lead),
            "event": event.id,
            "url": self.to(addresses.event(event)),
            "title": event.title,
            "status": str(entry.status),
            "day_number": entry.day_number,
            "counts": {
                "files": len(event.articles),
                "texts": standing.texts,
                "outlets": standing.outlets,
                "characters": standing.characters,
            },
            "lede": self._passage(lede.passage) if lede else None,
            "change": self._change(entry.change) if entry.change else None,
        }

    def _change(self, change: Change) -> dict[str, Any]:
        return {
            "since": change.since.isoformat(),
            "texts": list(change.texts),
            "copies": list(change.copies),
            "sentences": [self._passage(p) for p in change.sentences if self._is_open(p)],
            "figures": [self._figure(f) for f in change.figures if self._is_open_figure(f)],
        }

    def _is_open_figure(self, figure: FigureChange) -> bool:
        return all(self._is_open(claim.cited.sentence) for claim in (figure.before, figure.after))

    def _is_open(self, passage: Passage) -> bool:
        """Whether the sentence may stand in the data: of an excerpt only what the pages show."""
        is_full = self._library.rights(self._library.articles[passage.article]) is Rights.FULL
        return is_full or passage in self._library.listed.get(passage.article, ())

    def _figure(self, figure: FigureChange) -> dict[str, Any]:
        return {
            "label": figure.label,
            "before": self._claim(figure.before),
            "after": self._claim(figure.after),
        }

    def _claim(self, claim: Claim) -> dict[str, Any]:
        sentence = claim.cited.sentence
        return self._passage(claim.cited.detail, sentence) | {
            "sentence": [sentence.start, sentence.end],
            "value": claim.value,
            "upper": claim.upper,
            "bound": str(claim.bound),
        }

    def _passage(self, passage: Passage, sentence: Passage | None = None) -> dict[str, Any]:
        whole, article = sentence or passage, self._library.articles[passage.article]
        return {
            "text": passage.text,
            "article": passage.article,
            "start": passage.start,
            "end": passage.end,
            "url": self.to(addresses.passage(article, whole.start, whole.end)),
        }
