"""Figures of an event, compared across its independent texts.

The policy on false matches: silence beats a wrong claim. A figure that is not fully understood is left
out, claims of different nationalities or classes never meet, and a figure of another time is background.
"""

from __future__ import annotations

from digest.config import ClaimPolicy
from digest.findings import ClaimRow, ClaimTable
from digest.model import Cluster
from digest.text.facts.comparison import agreeing, alone, differing
from digest.text.facts.context import NameKeys
from digest.text.facts.occurrences import differing_times
from digest.text.facts.statements import reading


def claims(cluster: Cluster, names: NameKeys, policy: ClaimPolicy) -> ClaimTable:
    """Compare the quantities that the texts of `cluster` state; one column for each independent text."""
    first_day = min((a.date for a in cluster.articles if a.date is not None), default=None)
    readings = [reading(text, names, first_day) for text in cluster.texts]
    differ = differing(readings, policy)
    agree = [row for row in agreeing(readings) if not _is_within(row, differ)]
    told = [statement.claim for r in readings for statement in r.statements]
    return ClaimTable(
        tuple(r.article.id for r in readings),
        tuple(differ),
        differing_times(readings, names),
        tuple(agree),
        tuple(alone(readings, (*differ, *agree), policy)),
        tuple(claim for claim in told if claim.background is None),
        tuple(claim for claim in told if claim.background is not None),
    )


def _is_within(row: ClaimRow, others: list[ClaimRow]) -> bool:
    """Whether every text of `row` stands in one of `others` with the same claim."""
    firsts = {cell.claims[0].cited.detail for cell in row.cells}
    return any(firsts <= {c.cited.detail for cell in other.cells for c in cell.claims} for other in others)
