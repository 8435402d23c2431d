"""Figures of an event, compared across its independent texts.

The policy on false matches: silence beats a wrong claim. A figure that is not fully understood is left
out, claims of different nationalities or classes never meet, and a figure of another time is background.
"""

from __future__ import annotations

from collections.abc import Sequence

from digest.config import ClaimPolicy
from digest.findings import ClaimCell, ClaimRow, ClaimTable
from digest.model import Cluster
from digest.text.facts.comparison import agreeing, alone, differing
from digest.text.facts.context import NameKeys
from digest.text.facts.occurrences import differing_times
from digest.text.facts.statements import reading


def claims(cluster: Cluster, names: NameKeys, policy: ClaimPolicy) -> ClaimTable:
    """Compare the quantities that the texts of `cluster` state; one column for each independent text."""
    first_day = min((a.date for a in cluster.articles if a.date is not None), default=None)
    readings = [reading(text, names, first_day) for text in cluster.texts]
    order = tuple(r.article.id for r in readings)
    differ, agree = _joined(differing(readings, policy), agreeing(readings), order)
    told = [statement.claim for r in readings for statement in r.statements]
    return ClaimTable(
        order,
        tuple(differ),
        differing_times(readings, names),
        tuple(agree),
        tuple(alone(readings, (*differ, *agree), policy)),
        tuple(claim for claim in told if claim.background is None),
        tuple(claim for claim in told if claim.background is not None),
    )


def _joined(
    differ: Sequence[ClaimRow], agree: Sequence[ClaimRow], order: Sequence[str]
) -> tuple[list[ClaimRow], list[ClaimRow]]:
    """Put what agrees with one side of a difference into the row of the difference: one row for one thing."""
    rest = list(agree)
    rows = []
    for row in differ:
        cells = {cell.article: list(cell.claims) for cell in row.cells}
        shown = {claim for claims in cells.values() for claim in claims}
        for same in [r for r in rest if any(claim in shown for cell in r.cells for claim in cell.claims)]:
            rest.remove(same)
            for cell in same.cells:
                held = cells.setdefault(cell.article, [])
                held.extend(claim for claim in cell.claims if claim not in held)
        rows.append(ClaimRow(row.label, tuple(ClaimCell(a, tuple(cells[a])) for a in order if a in cells)))
    return rows, rest
