"""Comparing the claims of several texts: which agree, which differ, which stand alone.

Two claims meet only when action, class and sides allow it; a text that gives several numbers for
one thing takes part with the number of its first sentences or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.config import ClaimPolicy
from digest.findings import Bound, Claim, ClaimCell, ClaimRow
from digest.text.facts.context import content
from digest.text.facts.nouns import ACTIVE, INTRANSITIVE, NOMINAL, PARTICIPLES, STATES
from digest.text.facts.scan import word_set
from digest.text.facts.statements import Reading, Statement

TOTALS = word_set(
    "dead injured shot arrested kidnapped freed rescued displaced missing evacuated trapped beheaded "
    "captured destroyed damaged homeless infected escaped deported"
)
"""Actions of which a text gives one number for the whole event; others (`hospitalised`) are often parts."""
_LEAD = 4
"""Sentences in which the number for the whole event stands."""
_OWN_DEATH = re.compile(
    r"\b(?:(?:killed|shot|killing|shooting|kill|blew|blowing|then|and|on) (?:himself|herself|themselves)"
    r"|own li(?:fe|ves)|suicide|turned the gun|"
    r"(?:gunman|gunmen|shooter|attacker|suspect|bomber)s? (?:was|were|is|are|also)? ?(?:also )?(?:shot|killed|dead|died)|"
    r"including the (?:\w+ ){0,2}(?:gunman|shooter|attacker|suspect|bomber))\b"
)
_LARGE = 10
"""Equal numbers from here on are no accident within one event; smaller ones need a name in common."""
_PERSON = "person"
Key = tuple[str, str, tuple[str, ...]]
"""Action, class and limits of a claim: totals of different keys never meet."""
_ROUND_SPAN = 10
"""`dozens` allows up to so many times its least value."""
_ABOUT = 0.1
"""`about 30` allows this share more or less."""


def differing(readings: Sequence[Reading], policy: ClaimPolicy) -> list[ClaimRow]:
    """Rows in which at least two texts give numbers that cannot both be the whole truth."""
    keys = sorted(
        {
            (s.claim.action, s.claim.kind, s.limits)
            for r in readings
            for s in r.statements
            if s.claim.action in TOTALS
        }
    )
    rows = []
    for key in keys:
        totals = [(r, t) for r in readings if (t := total_of(r, key)) is not None]
        for group in _same_thing(totals):
            if _differ(group, policy):
                rows.append(_row([(r.article.id, (statement.claim,)) for r, statement in group]))
    return rows


def _differ(group: Sequence[tuple[Reading, Statement]], policy: ClaimPolicy) -> bool:
    """Whether two of the totals exclude each other, and neither sentence tells why."""
    return any(_exclude(one, two, policy) for at, one in enumerate(group) for two in group[at + 1 :])


def _exclude(one: tuple[Reading, Statement], two: tuple[Reading, Statement], policy: ClaimPolicy) -> bool:
    """Whether two totals exclude each other, and neither sentence tells why."""
    return not consistent(one[1].claim, two[1].claim, policy) and not is_explained(one, two)


def is_explained(one: tuple[Reading, Statement], two: tuple[Reading, Statement]) -> bool:
    """Whether unequal totals may both be true.

    A perpetrator who died is counted by one text and not by the other, so a difference of one tells nothing;
    and a sentence that gives the other number as well (`seven, including four at one place`) explains itself.
    """
    (left, a), (right, b) = one, two
    if a.claim.value in b.beside or b.claim.value in a.beside:
        return True
    off_by_one = a.claim.action == "dead" and abs(a.claim.value - b.claim.value) == 1
    return off_by_one and any(_OWN_DEATH.search(reading.article.body) for reading in (left, right))


def agreeing(readings: Sequence[Reading]) -> list[ClaimRow]:
    """Rows in which two or more texts give the same number for the same thing."""
    rows = []
    used: set[tuple[str, int]] = set()
    for at, reading in enumerate(readings):
        for index, statement in enumerate(reading.statements):
            if (reading.article.id, index) in used or statement.claim.background:
                continue
            cells: list[tuple[str, tuple[Claim, ...]]] = []
            for other in readings[at:]:
                same = [
                    k
                    for k, found in enumerate(other.statements)
                    if (other.article.id, k) not in used and _says_same(statement, found, reading, other)
                ]
                if same:
                    cells.append((other.article.id, tuple(other.statements[k].claim for k in same)))
                    used.update((other.article.id, k) for k in same)
            if len(cells) > 1:
                rows.append(_row(cells))
    return rows


def alone(readings: Sequence[Reading], shown: Sequence[ClaimRow], policy: ClaimPolicy) -> list[ClaimRow]:
    """Rows of one text: numbers that no other text has beside the same words."""
    if len(readings) < 2 or not all(r.readable for r in readings):
        return []
    met = {claim.cited.detail for row in shown for cell in row.cells for claim in cell.claims}
    rows: list[ClaimRow] = []
    for reading in readings:
        seen: set[tuple[str, str, int]] = set()
        for statement in reading.statements:
            claim = statement.claim
            key = (claim.action, claim.kind, claim.value)
            if (
                claim.background
                or statement.partial
                or claim.value < policy.single_from
                or claim.cited.detail in met
            ):
                continue
            others = [r for r in readings if r is not reading]
            compared = any((s.claim.action, s.claim.kind) == key[:2] for r in others for s in r.statements)
            if key not in seen and not compared and not _is_hinted(claim, others):
                rows.append(_row([(reading.article.id, (claim,))]))
            seen.add(key)
    return rows


def consistent(left: Claim, right: Claim, policy: ClaimPolicy) -> bool:
    """Whether both numbers can be true of the same thing, and are near."""
    (low, high), (other_low, other_high) = _range(left, policy), _range(right, policy)
    return low <= other_high and other_low <= high


def _range(claim: Claim, policy: ClaimPolicy) -> tuple[float, float]:
    value, top = float(claim.value), float(claim.upper or claim.value)
    match claim.bound:
        case Bound.AT_LEAST | Bound.OVER:
            return value, top * policy.near
        case Bound.NEARLY:
            return value / policy.near, top
        case Bound.AT_MOST | Bound.UNDER:
            return value / 2, top
        case Bound.ABOUT:
            return value * (1 - _ABOUT), top * (1 + _ABOUT)
        case Bound.DOZENS:
            return value, top * _ROUND_SPAN
        case _:
            return value, top


def total_of(reading: Reading, key: Key) -> Statement | None:
    """The one number that a text gives for the whole; None when it gives none or several."""
    found = [
        s
        for s in reading.statements
        if (s.claim.action, s.claim.kind, s.limits) == key
        and not (s.claim.background or s.partial or s.definite)
        and (s.claim.value > 1 or s.claim.bound is not Bound.EXACT)
    ]
    if len({(s.claim.value, s.claim.upper) for s in found}) > 1:
        found = [s for s in found if s.position < _LEAD]
    return found[0] if found and len({(s.claim.value, s.claim.upper) for s in found}) == 1 else None


def _same_thing(totals: Sequence[tuple[Reading, Statement]]) -> list[list[tuple[Reading, Statement]]]:
    """Totals that can be of one thing: sides compatible and something in common with every member."""
    groups: list[list[tuple[Reading, Statement]]] = []
    for total in totals:
        group = next((g for g in groups if all(may_be_same(total, member) for member in g)), None)
        if group is None:
            groups.append([total])
        else:
            group.append(total)
    return [group for group in groups if len(group) > 1]


def may_be_same(one: tuple[Reading, Statement], two: tuple[Reading, Statement]) -> bool:
    """Whether two totals can be of one thing.

    The first sentences of texts about one event tell that event, so any name in common will do; further down
    the names must be more than the themes that run through a text.
    """
    (left, a), (right, b) = one, two
    shared = a.about & b.about
    if a.position >= _LEAD or b.position >= _LEAD:
        shared -= left.themes | right.themes
    return bool(shared) and _sides_meet(a.claim, b.claim) and not _is_elsewhere(one, two)


def _is_elsewhere(one: tuple[Reading, Statement], two: tuple[Reading, Statement]) -> bool:
    """Whether two unequal totals are of two occurrences.

    They are when their days lie more than one apart, or when one of the texts also gives the other's number.
    """
    (left, a), (right, b) = one, two
    if a.claim.value == b.claim.value:
        return False
    if a.day is not None and b.day is not None and abs(a.day - b.day) > 1:
        return True
    return _also_says(left, b.claim) or _also_says(right, a.claim)


def _also_says(reading: Reading, claim: Claim) -> bool:
    return any(s.claim.action == claim.action and s.claim.value == claim.value for s in reading.statements)


def _says_same(left: Statement, right: Statement, one: Reading, two: Reading) -> bool:
    a, b = left.claim, right.claim
    if a.action != b.action or b.background or left.partial != right.partial or not _sides_meet(a, b):
        return False
    if (a.value, a.upper) != (b.value, b.upper):
        return False
    if one is not two and a.value < _LARGE and not may_be_same((one, left), (two, right)):
        return False
    if a.kind == b.kind:
        return left.limits == right.limits or not (left.limits and right.limits)
    if _PERSON not in (a.kind, b.kind) or one is two:
        return False
    specific = one if a.kind != _PERSON else two
    return not any(
        s.claim.action == a.action
        and s.claim.kind == _PERSON
        and s.claim.value != a.value
        and not s.claim.background
        for s in specific.statements
    )


def _sides_meet(left: Claim, right: Claim) -> bool:
    """Whether the sides named allow that both count the same: none on one side, or a word in common."""
    if not left.sides or not right.sides:
        return True
    return bool({w for s in left.sides for w in s.split()} & {w for s in right.sides for w in s.split()})


def _is_hinted(claim: Claim, others: Sequence[Reading]) -> bool:
    """Whether another text has the same number in a sentence about the same kind of thing."""
    forms = {
        form
        for table in (ACTIVE, PARTICIPLES, INTRANSITIVE, STATES, NOMINAL)
        for form, action in table.items()
        if action == claim.action
    }
    words = content(" ".join([claim.counted, *sorted(forms)]))
    return any(words & other.numbers.get(claim.value, frozenset()) for other in others)


def _row(cells: Sequence[tuple[str, tuple[Claim, ...]]]) -> ClaimRow:
    named = label([claim for _, claims in cells for claim in claims])
    return ClaimRow(named, tuple(ClaimCell(article, claims) for article, claims in cells))


def label(claims: Sequence[Claim]) -> str:
    """What claims about one thing count, in the words of one of them: `soldiers: dead`."""
    first = min(claims, key=lambda c: (not c.counted, not c.sides, c.cited.detail.start))
    named = first.counted.removeprefix("of ") or "people"
    return f"{named}: {first.action}"
