"""How a figure went on: the number of a later text beside the newest earlier one of the same thing.

Both must be the one number that their text gives for the whole event, under the conditions of `comparison`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.findings import Claim
from digest.text.facts.comparison import TOTALS, Key, is_explained, may_be_same, total_of
from digest.text.facts.statements import Reading, Statement

Development = tuple[Claim, Claim]
"""A claim and what a later text says instead."""
_MOST = 100
"""No count grows so many times between two reports: `12 dead`, then a million in another genocide (ECB+)."""


def developments(before: Sequence[Reading], after: Sequence[Reading]) -> Iterator[Development]:
    """Give the totals that the newest of the later texts changes; both in the order of time."""
    keys = {(s.claim.action, s.claim.kind, s.limits) for r in after for s in r.statements}
    for key in sorted(keys):
        if key[0] not in TOTALS:
            continue
        earlier, later = _totals(before, key), _totals(after, key)
        for now in reversed(later):
            was = next((one for one in reversed(earlier) if may_be_same(one, now)), None)
            if was is not None:
                if _is_change(was, now, before):
                    yield was[1].claim, now[1].claim
                break


def _totals(readings: Sequence[Reading], key: Key) -> list[tuple[Reading, Statement]]:
    return [(r, found) for r in readings if (found := total_of(r, key)) is not None]


def _is_change(
    was: tuple[Reading, Statement], now: tuple[Reading, Statement], before: Sequence[Reading]
) -> bool:
    """Whether the later number is another, which no earlier text gave, and the first did not come after it."""
    old, new = was[1].claim, now[1].claim
    if (old.value, old.upper) == (new.value, new.upper) or is_explained(was, now):
        return False
    if max(old.value, new.value) > _MOST * min(old.value, new.value):
        return False
    days = was[0].article.date, now[0].article.date
    if days[0] and days[1] and days[1] < days[0]:
        return False
    return not any(
        s.claim.action == new.action and s.claim.value == new.value for r in before for s in r.statements
    )
