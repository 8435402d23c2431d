"""The findings of an event as plain data, for `data/events.json`.

Every citation has the same shape: `article`, `start`, `end`, `text` of the detail, and `sentence`, the
span of the whole sentences that the source page marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from digest.briefing import Change, Event
from digest.config import Rights
from digest.findings import Cited, Claim, ClaimRow, Credit, DistinctTerm, Quote, TimelineEntry, Use
from digest.model import Passage
from digest.stages.render.library import Library
from digest.stages.render.selection import quoted_elsewhere

_Data = dict[str, Any]


class FindingsData:
    """Writes the findings of one event.

    Of a text that may not be shown in full it holds nothing that the event's page does not show.
    """

    def __init__(self, event: Event, library: Library) -> None:
        self._event = event
        self._numbering = library.numbering[event.id]
        self._told = library.briefing.entries.get(event.id, ())
        self._listed = library.listed
        self._limited = {a.id for a in event.articles if library.rights(a) is not Rights.FULL}

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
            "terms": [
                self._term(term) for term in found.wording.terms if self._is_open(term.use.cited.sentence)
            ],
            "timeline": [
                self._entry(entry) for entry in found.timeline if self._is_open(entry.cited[0].sentence)
            ],
            "quotes": [self._quote(quote) for quote in found.quotes if self._is_open(quote.cited.sentence)],
            "changes": [
                self._change(entry.event.days[-1], entry.change) for entry in self._told if entry.change
            ],
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

    def _is_open(self, sentence: Passage) -> bool:
        return sentence.article not in self._limited or self._numbering.has(sentence)

    def _was_open(self, sentence: Passage) -> bool:
        """Whether a page shows the sentence, if only that of an earlier edition."""
        return self._is_open(sentence) or sentence in self._listed.get(sentence.article, ())

    def _change(self, day: date, change: Change) -> _Data:
        """What an edition brought; it cites sentences, which are the event's as long as its sources stand."""
        return {
            "day": day.isoformat(),
            "since": change.since.isoformat(),
            "texts": list(change.texts),
            "copies": list(change.copies),
            "sentences": [self._passage(p, p) for p in change.sentences if self._was_open(p)],
            "figures": [
                {"label": f.label, "before": self._claim(f.before), "after": self._claim(f.after)}
                for f in change.figures
                if self._was_open(f.before.cited.sentence) and self._was_open(f.after.cited.sentence)
            ],
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
        claims = (claim for cell in row.cells for claim in cell.claims)
        cells = [self._claim(claim) for claim in claims if self._is_open(claim.cited.sentence)]
        return {"label": row.label, "kind": kind, "cells": cells}

    def _claim(self, claim: Claim) -> _Data:
        return self._cited(claim.cited) | {
            "value": claim.value,
            "upper": claim.upper,
            "bound": claim.bound.name.lower(),
            "attribution": _inside(claim.attribution, claim.cited.sentence),
        }

    def _uses(self, uses: Iterable[Use]) -> list[_Data]:
        return [
            self._cited(use.cited) | {"count": use.count} for use in uses if self._is_open(use.cited.sentence)
        ]

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
            "citations": [self._cited(cited) for cited in entry.cited if self._is_open(cited.sentence)],
        }

    def _quote(self, quote: Quote) -> _Data:
        others = [p for p in quoted_elsewhere(quote, self._event) if self._is_open(p)]
        return self._cited(quote.cited) | {
            "speaker": quote.speaker.text,
            "role": _inside(quote.role, quote.introduced or quote.cited.sentence),
            "introduced": self._passage(quote.introduced, quote.introduced) if quote.introduced else None,
            "also": [self._passage(other, other) for other in others],
        }


def _inside(part: Passage | None, sentence: Passage) -> str | None:
    """The text of a part of a cited sentence; None for what stands elsewhere."""
    return part.text if part and sentence.start <= part.start and part.end <= sentence.end else None


def _credit(credit: Credit) -> _Data:
    passage = credit.passage
    return {
        "agency": credit.agency,
        "kind": str(credit.kind),
        "article": passage.article,
        "start": passage.start,
        "end": passage.end,
    }
