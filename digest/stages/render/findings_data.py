"""The findings of an event as plain data, for `data/events.json`.

Every citation has the same shape: `article`, `start`, `end`, `text` of the detail, and `sentence`, the
span of the whole sentences that the source page marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from digest.briefing import Event
from digest.findings import Cited, Claim, ClaimRow, Credit, DistinctTerm, Quote, TimelineEntry, Use
from digest.model import Passage
from digest.stages.render.numbering import Numbering
from digest.stages.render.selection import quoted_elsewhere

_Data = dict[str, Any]


class FindingsData:
    """Writes the findings of one event."""

    def __init__(self, event: Event, numbering: Numbering) -> None:
        self._event = event
        self._numbering = numbering

    def data(self) -> _Data:
        """All findings."""
        found = self._event.findings
        table, ledger = found.claims, found.ledger
        rows = (("differ", table.differ), ("agree", table.agree), ("single", table.single))
        background = [
            {"label": claim.action, "kind": "background", "cells": [self._claim(claim)]}
            for claim in table.background
        ]
        return {
            "claims": [self._row(row, kind) for kind, some in rows for row in some] + background,
            "times": [
                {"label": row.label, "cells": [self._cited(cell.cited) for cell in row.cells]}
                for row in table.times
            ],
            "names": [
                {"name": row.name, "uses": self._uses(row.uses), "labels": self._uses(row.labels)}
                for row in found.wording.names
            ],
            "terms": [self._term(term) for term in found.wording.terms],
            "timeline": [self._entry(entry) for entry in found.timeline],
            "quotes": [self._quote(quote) for quote in found.quotes],
            "ledger": {
                "files": ledger.files,
                "outlets": list(ledger.outlets),
                "unnamed": ledger.unnamed,
                "texts": ledger.texts,
                "shared": [
                    {"agency": shared.agency, "articles": list(shared.articles)} for shared in ledger.shared
                ],
                "credits": [_credit(credit) for credit in ledger.credits],
            },
        }

    def _cited(self, cited: Cited) -> _Data:
        return self._passage(cited.detail, cited.sentence)

    def _passage(self, detail: Passage, sentence: Passage) -> _Data:
        span = self._numbering.span(sentence)
        return {
            "article": detail.article,
            "start": detail.start,
            "end": detail.end,
            "text": detail.text,
            "sentence": [span.start, span.end],
        }

    def _row(self, row: ClaimRow, kind: str) -> _Data:
        cells = [self._claim(claim) for cell in row.cells for claim in cell.claims]
        return {"label": row.label, "kind": kind, "cells": cells}

    def _claim(self, claim: Claim) -> _Data:
        return self._cited(claim.cited) | {
            "value": claim.value,
            "upper": claim.upper,
            "bound": claim.bound.name.lower(),
            "attribution": claim.attribution.text if claim.attribution else None,
        }

    def _uses(self, uses: Iterable[Use]) -> list[_Data]:
        return [self._cited(use.cited) | {"count": use.count} for use in uses]

    def _term(self, term: DistinctTerm) -> _Data:
        return self._cited(term.use.cited) | {
            "count": term.use.count,
            "elsewhere": term.elsewhere,
            "score": round(term.score, 3),
        }

    def _entry(self, entry: TimelineEntry) -> _Data:
        interval = entry.interval
        return {
            "when": entry.when,
            "start_day": interval.start.isoformat() if interval else None,
            "end_day": interval.end.isoformat() if interval else None,
            "inferred": bool(interval and interval.inferred),
            "evidence": interval.evidence if interval else None,
            "citations": [self._cited(cited) for cited in entry.cited],
        }

    def _quote(self, quote: Quote) -> _Data:
        return self._cited(quote.cited) | {
            "speaker": quote.speaker.text,
            "role": quote.role.text if quote.role else None,
            "introduced": self._passage(quote.introduced, quote.introduced) if quote.introduced else None,
            "also": [self._passage(other, other) for other in quoted_elsewhere(quote, self._event)],
        }


def _credit(credit: Credit) -> _Data:
    passage = credit.passage
    return {
        "agency": credit.agency,
        "kind": str(credit.kind),
        "article": passage.article,
        "start": passage.start,
        "end": passage.end,
    }
