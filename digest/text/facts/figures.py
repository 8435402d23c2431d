"""Figures: a number, what it counts, and what happened to them, read from one English sentence.

Rules by position, nearest first: the verb before (`killed 12 people`), the verb after (`12 people,
including a child, were killed`), the noun before (`the death of 12 people`), and neighbours joined by `and`.
Anything negated, possible, planned or asked is no figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from digest.text.facts.counted import Counted, counted
from digest.text.facts.nouns import ACTIVE, COUNTABLE, INTRANSITIVE, NOMINAL, PARTICIPLES, STATES
from digest.text.facts.quantities import Quantity, quantity
from digest.text.facts.scan import Token

_UNREAL = frozenset(
    "could may might would can should must shall will if unless whether plan planned plans planning plot plotted "
    "plotting threaten threatened threatening attempt attempted attempting try tried trying aim aimed want wanted "
    "intend intended fear feared fears wish hoped hope hopes to potentially possibly perhaps allegedly-planned "
    "likely dream dreamed imagine deny denied denies denying prevent prevented unlikely".split()
)
_NEGATIVE = frozenset("no not never none neither nor without nobody n't false untrue wrongly".split())
_AUXILIARY = frozenset("was were been are is got being".split())
_HAVE = frozenset("have has had".split())
_ADVERBS = frozenset(
    "also all both already reportedly since so far now later critically seriously badly severely slightly "
    "subsequently confirmed reported still believed there immediately then initially previously just "
    "being either shot fatally wounded wounding killed injured and found pronounced declared left stabbed beaten "
    "burned hacked listed".split()
)
_OBJECT = frozenset("a an the his her him them their its it at someone somebody one two three four five six".split())
_PREPOSITIONS = frozenset("in of from at on near inside outside with during aboard around for between by".split())
_BREAKS = frozenset("said says told say announced reported who which that but while when after before as because where".split())
_GAP = 14
"""Most tokens between the counted and its verb."""


class Figure(NamedTuple):
    """A count with its action; offsets in the body."""

    quantity: Quantity
    start: int
    end: int
    """From the qualifier or number to the last word counted (or the adjective: `30 dead`)."""
    counted: str
    """Verbatim words between number and end; empty for none."""
    kind: str
    action: str
    sides: tuple[str, ...]
    limits: tuple[str, ...]
    other: bool
    part: bool
    """A part of another number in the sentence (`including two children`)."""


class _Candidate(NamedTuple):
    quantity: Quantity
    phrase: Counted | None
    last: int


def figures(body: str, tokens: Sequence[Token]) -> list[Figure]:
    """Find the figures of one sentence, in order."""
    if not tokens or any(t.text == "?" for t in tokens[-2:]):
        return []
    candidates = _candidates(tokens)
    actions = [_action(tokens, c) for c in candidates]
    _share(tokens, candidates, actions)
    found = []
    for candidate, action in zip(candidates, actions, strict=True):
        if action is not None and not _is_unreal(tokens, candidate):
            found.append(_figure(body, tokens, candidate, action))
    return found


def _candidates(tokens: Sequence[Token]) -> list[_Candidate]:
    found = []
    at = 0
    while at < len(tokens):
        number = quantity(tokens, at)
        if number is None:
            at += 1
            continue
        phrase = counted(tokens, number.last)
        last = phrase.last if phrase else number.last
        found.append(_Candidate(number, phrase, last))
        at = last
    return found


def _action(tokens: Sequence[Token], candidate: _Candidate) -> tuple[str, int] | None:
    """Action and the token after the figure; None when no rule is certain."""
    number, phrase, last = candidate
    if phrase is None:
        return _bare(tokens, number)
    before = _before(tokens, number.first)
    if before in ("left", "leaving", "leaves", "leave"):
        state = STATES.get(_low(tokens, last))
        return (state, last + 1) if state else None
    if before == "lives" or _low(tokens, number.first - 2) in ("claimed", "claiming"):
        return ("dead", last)
    after = _after(tokens, last)
    if before and (before in ACTIVE) and _is_active(tokens, number.first):
        return (ACTIVE[before], last)
    if before == "of" and (noun := NOMINAL.get(_noun_before_of(tokens, number.first))):
        return (noun, last)
    return (after, last) if after else None


def _bare(tokens: Sequence[Token], number: Quantity) -> tuple[str, int] | None:
    """A number without a noun: `30 dead`, `12 injured`, `killing 59`, `59 were killed`, `12 deaths`."""
    following = _low(tokens, number.last)
    past = _low(tokens, number.last + 1)
    if following in STATES or following in ("killed", "arrested", "detained", "rescued", "displaced"):
        if past in _OBJECT or (tokens[number.last + 1 :] and tokens[number.last + 1].text[0].isupper()):
            return None
        return (STATES.get(following) or PARTICIPLES[following], number.last + 1)
    if following in COUNTABLE:
        return (COUNTABLE[following], number.last + 1)
    ends = following in ("", ",", ".", "and", "in", "at", "on", "since", "so", "during", "near", "outside", ";", ")")
    before = _before(tokens, number.first)
    if ends and before in ACTIVE and before not in ("hurt",) and _is_active(tokens, number.first):
        return (ACTIVE[before], number.last)
    if following in ("were", "have", "had") and number.value > 1:
        after = _passive(tokens, number.last)
        return (after, number.last) if after else None
    return ("dead", number.last) if ends and _is_toll(tokens, number.first) else None


def _before(tokens: Sequence[Token], first: int) -> str:
    """The word before a figure, articles and fillers skipped."""
    at = first - 1
    while at >= 0 and tokens[at].low in ("the", "another", "all", "other", "additional", "some", "his", "her", "their"):
        at -= 1
    return _low(tokens, at)


def _is_active(tokens: Sequence[Token], first: int) -> bool:
    """Whether the verb before the figure is finite, real and has the figure as its object."""
    at = first - 1
    while tokens[at].low not in ACTIVE:
        at -= 1
    previous = _low(tokens, at - 1)
    if previous in ("or", "be", *_AUXILIARY) or (previous == "and" and _mixes(tokens, at)):
        return False
    base = tokens[at].low in ("kill", "free", "arrest")
    return not base and previous not in ("to", "not", "n't", "without", "of-")


def _mixes(tokens: Sequence[Token], at: int) -> bool:
    """`killed and wounded 30`: one number for two actions."""
    earlier = _low(tokens, at - 2)
    return earlier in ACTIVE and ACTIVE[earlier] != ACTIVE[tokens[at].low]


def _noun_before_of(tokens: Sequence[Token], first: int) -> str:
    at = first - 1
    while at >= 0 and tokens[at].low != "of":
        at -= 1
    return _low(tokens, at - 1)


def _is_toll(tokens: Sequence[Token], first: int) -> bool:
    """`the death toll rose to`."""
    window = [t.low for t in tokens[max(0, first - 8) : first]]
    if "toll" not in window or (window and window[-1] not in ("to", "at", "of", "is", "was", "reached", "stands")):
        return False
    return "from" not in window[window.index("toll") :]


def _after(tokens: Sequence[Token], last: int) -> str | None:
    """The action whose subject ends before token `last`."""
    at, end = last, min(len(tokens), last + _GAP)
    while at < end:
        low = tokens[at].low
        if low in ("who", "that") or (low == "," and _low(tokens, at + 1) == "who"):
            return _passive(tokens, at + 1 + (low == ","))
        if low == ",":
            close = next((k for k in range(at + 1, end) if tokens[k].text == ","), None)
            if close is None or not _is_aside(tokens, at + 1, close):
                return None
            at = close + 1
            return _passive(tokens, at)
        found = _passive(tokens, at)
        if found:
            return found
        if low not in _PREPOSITIONS or low in ("by", "for") :
            return None
        at = _past_preposition(tokens, at + 1, end)
    return None


def _is_aside(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the tokens between two commas are an apposition without a verb of their own."""
    return not any(t.low in _AUXILIARY or t.low in _BREAKS or t.low in _HAVE for t in tokens[first:last])


def _past_preposition(tokens: Sequence[Token], at: int, end: int) -> int:
    """The first token after `in a village near Kirkuk` that may be its verb; `end` when there is none."""
    for here in range(at, min(end, at + 7)):
        low = tokens[here].low
        if low in _AUXILIARY or low in _HAVE or low in INTRANSITIVE or low in _PREPOSITIONS:
            return here
        if not tokens[here].text[0].isalnum() or low in _BREAKS:
            return end
    return end


def _passive(tokens: Sequence[Token], at: int) -> str | None:
    """The action of a verb group at token `at`, whose subject is what was counted before it."""
    low = _low(tokens, at)
    if low in INTRANSITIVE:
        return INTRANSITIVE[low]
    if low in _HAVE:
        at += 1
        while _low(tokens, at) in _ADVERBS and _low(tokens, at) not in PARTICIPLES:
            at += 1
        low = _low(tokens, at)
        if low in INTRANSITIVE:
            return INTRANSITIVE[low]
        if low != "been":
            return None
    if low in _AUXILIARY:
        return _complement(tokens, at + 1)
    if low in ("lost", "lose") and [_low(tokens, at + 1), _low(tokens, at + 2)] == ["their", "lives"]:
        return "dead"
    group = _complement(tokens, at) if low in PARTICIPLES or low in STATES or low in ("shot", "fatally") else None
    return group if group and not _has_object(tokens, at) else None


def _complement(tokens: Sequence[Token], at: int) -> str | None:
    """Action of `been reportedly shot and killed`, `pronounced dead`, `taken into custody`, `missing`."""
    found: str | None = None
    for here in range(at, min(len(tokens), at + 6)):
        low = tokens[here].low
        if low in _UNREAL or low in _NEGATIVE:
            return None
        if low == "in" and [_low(tokens, here + 1)] == ["custody"]:
            return "arrested"
        if low in ("taken", "rushed", "transported", "airlifted"):
            return found or _taken(tokens, here)
        action = STATES.get(low) or PARTICIPLES.get(low)
        if low == "fatally" or (low == "to" and _low(tokens, here + 1) == "death"):
            return "dead"
        if action and (found is None or action == "dead" or found == "shot"):
            found = action
        elif low not in _ADVERBS:
            break
    return found


def _taken(tokens: Sequence[Token], at: int) -> str | None:
    words = [t.low for t in tokens[at + 1 : at + 6]]
    if words[:2] == ["into", "custody"]:
        return "arrested"
    near = words[:4]
    return "hospitalised" if near[:1] == ["to"] and any(w.startswith("hospital") for w in near) else None


def _has_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether the participles at `at` are active after all: `two men shot and killed a clerk`."""
    while at < len(tokens) and (
        tokens[at].low in PARTICIPLES or tokens[at].low in STATES or tokens[at].low in ("and", "fatally", "to", "death")
    ):
        at += 1
    if at >= len(tokens):
        return False
    token = tokens[at]
    name = token.text[0].isupper() and not token.low.endswith("day")
    return token.low in _OBJECT or name or token.text[0].isdigit()


def _share(
    tokens: Sequence[Token], candidates: Sequence[_Candidate], actions: list[tuple[str, int] | None]
) -> None:
    """Give a figure without action that of its neighbour in `12 men and 3 women were killed`."""
    for order in (range(len(candidates) - 2, -1, -1), range(1, len(candidates))):
        backwards = order.step < 0
        for here in order:
            there = here + 1 if backwards else here - 1
            left, right = (here, there) if backwards else (there, here)
            shared = actions[there]
            if actions[here] is None and shared is not None and candidates[here].phrase is not None:
                between = [t.low for t in tokens[candidates[left].last : candidates[right].quantity.first]]
                gap_after = candidates[right].last
                if between in (["and"], [","], [",", "and"], ["as", "well", "as"]) and (
                    backwards or not _verb_follows(tokens, gap_after)
                ):
                    actions[here] = (shared[0], candidates[here].last)


def _verb_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether the second of two joined figures has a verb of its own."""
    return any(t.low in _AUXILIARY or t.low in _HAVE or t.low in INTRANSITIVE for t in tokens[at : at + 4])


def _is_unreal(tokens: Sequence[Token], candidate: _Candidate) -> bool:
    """Whether the clause around the figure is negated, possible, planned or feared."""
    first = candidate.quantity.first
    window = []
    for token in reversed(tokens[max(0, first - 7) : first]):
        if token.text in ".;:“”\"—" or (token.text == "," and len(window) > 1):
            break
        window.append(token.low)
    to_infinitive = bool(window) and "to" in window and _low(tokens, first - 1) in ("kill", "injure", "free", "arrest", "have")
    words = {w for w in window if w != "to"}
    tail = {t.low for t in tokens[candidate.last : candidate.last + 4]}
    return (
        bool(words & (_UNREAL | _NEGATIVE))
        or any(w.endswith("n't") for w in (*words, *tail))
        or bool(tail & (_NEGATIVE | {"could", "may", "might", "would", "feared", "will", "if"}))
        or (to_infinitive and _low(tokens, first - 1) != "have")
    )


def _figure(body: str, tokens: Sequence[Token], candidate: _Candidate, action: tuple[str, int]) -> Figure:
    number, phrase, last = candidate
    end = tokens[max(action[1], last) - 1].end
    noun_end = tokens[last - 1].end if phrase else tokens[number.last - 1].end
    what = body[tokens[number.last].start : noun_end] if phrase and last > number.last else ""
    before = [t.low for t in tokens[max(0, number.first - 3) : number.first]]
    return Figure(
        number,
        tokens[number.first].start,
        end,
        what,
        phrase.kind if phrase else "person",
        action[0],
        phrase.sides if phrase else (),
        phrase.limits if phrase else (),
        (phrase.other if phrase else False) or before[-1:] in (["another"], ["additional"], ["further"]),
        "including" in before or "among" in before,
    )


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""
