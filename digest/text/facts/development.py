"""How a figure went on: the number of a later text beside the newest earlier one of the same thing.

Both must be the one number that their text gives for the whole event, under the conditions of `comparison`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.findings import Bound, Claim
from digest.text.facts.comparison import TOTALS, Key, is_explained, may_be_same, total_of
from digest.text.facts.scan import word_set
from digest.text.facts.statements import Reading, Statement

Development = tuple[Claim, Claim]
"""A claim and what a later text says instead."""
Total = tuple[Reading, Statement]
_PERSON, _CIVILIAN = "person", "civilian"
_MOST = 100
"""No count grows so many times between two reports: `12 dead`, then a million in another genocide (ECB+)."""
_FLOORS = frozenset({Bound.AT_LEAST, Bound.OVER, Bound.DOZENS})
_CEILINGS = frozenset({Bound.AT_MOST, Bound.UNDER, Bound.ABOUT, Bound.NEARLY})
_REVISED = re.compile(
    r"\b(?:revis|correct|lower(?:ed)?\b|down from|re-?count|miscount|not \d)", re.IGNORECASE
)
_LASTING = word_set("arrested damaged destroyed displaced evacuated homeless")
"""What goes on for days and in many places, so that a number may be of one of them."""
_NAME = re.compile(r"[A-Z]\w+")


def developments(before: Sequence[Reading], after: Sequence[Reading]) -> Iterator[Development]:
    """Give the totals that the later texts change, each by its newest change; both in the order of time.

    By action, then class of what is counted.
    """
    keys = {(s.claim.action, s.claim.kind, s.limits) for r in after for s in r.statements}
    for key in sorted(keys):
        if key[0] in TOTALS:
            pairs = (_development(before, now, key) for now in reversed(_totals(after, key)))
            yield from [pair for pair in pairs if pair is not None][:1]


def _development(before: Sequence[Reading], now: Total, key: Key) -> Development | None:
    """The newest earlier total of the same thing and the later one; None when that is no change."""
    earlier = _totals(before, key)
    if not earlier and key[1] == _CIVILIAN and not key[2]:
        # More civilians than there were people in all: that number has changed as well.
        people = (key[0], _PERSON, ())
        earlier = [one for one in _totals(before, people) if one[1].claim.value < now[1].claim.value]
    was = next((one for one in reversed(earlier) if may_be_same(one, now)), None)
    return (was[1].claim, now[1].claim) if was and _is_change(was, now, before) else None


def _totals(readings: Sequence[Reading], key: Key) -> list[Total]:
    return [(r, found) for r in readings if (found := total_of(r, key)) is not None]


def _is_change(was: Total, now: Total, before: Sequence[Reading]) -> bool:
    """Whether the later number is another of the same count, which no earlier text gave."""
    old, new = was[1].claim, now[1].claim
    if not _goes_on(old, new) or is_explained(was, now) or _is_narrower(was[1], now[1]):
        return False
    days = was[0].article.date, now[0].article.date
    if days[0] and days[1] and days[1] < days[0]:
        return False
    return not any(
        s.claim.action == new.action and s.claim.value == new.value for r in before for s in r.statements
    )


def _goes_on(old: Claim, new: Claim) -> bool:
    """Whether the new number can follow from the old one.

    Counts grow. A lower one is mostly a part of the whole, or an older report (in 8 of 12 read): it must replace
    a limit (`up to 4`), or be called a correction.
    """
    if max(old.value, new.value) > _MOST * min(old.value, new.value):
        return False
    if new.value == old.value:
        return new.bound is Bound.EXACT and new.upper != old.upper
    if new.value > old.value:
        return True
    return new.bound not in _FLOORS and (
        old.bound in _CEILINGS or bool(_REVISED.search(new.cited.sentence.text))
    )


def _is_narrower(was: Statement, now: Statement) -> bool:
    """Whether the earlier number is of one place or day only, and the later one of more or of others."""
    old, new = was.claim, now.claim
    lasting = old.action in _LASTING
    if lasting and was.day is not None and was.day != now.day:
        return True
    if old.place is None:
        return False
    if new.place is None:
        return lasting
    return not _names(old.place.text) & _names(new.place.text)


def _names(place: str) -> frozenset[str]:
    return frozenset(_NAME.findall(place))
