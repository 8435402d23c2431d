"""Figures: a number, what it counts, and what happened to them, read from one English sentence.

Anything negated, possible, planned or asked is no figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from digest.text.facts.actions import AUXILIARY, HAVE, NEGATIVE, UNREAL, action_of
from digest.text.facts.counted import Counted, counted
from digest.text.facts.nouns import INTRANSITIVE, THINGS
from digest.text.facts.quantities import Quantity
from digest.text.facts.scan import Token, low_at, word_set

_ONE = word_set("a an one another his her himself herself")
_THING_KINDS = frozenset(THINGS.values())
_JOINTS = ("and", ",", ", and", "as well as")
_UNREAL_BEHIND = NEGATIVE | word_set("could may might would feared will if")


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
    definite: bool
    """Of a group told before (`the four`, `all three`), which may be only some."""


class _Candidate(NamedTuple):
    quantity: Quantity
    phrase: Counted | None
    last: int


def figures(body: str, tokens: Sequence[Token], numbers: Mapping[int, Quantity]) -> list[Figure]:
    """Find the figures of one sentence, in order; `numbers` are its `quantities`."""
    if not tokens or any(t.text == "?" for t in tokens[-2:]):
        return []
    candidates = _candidates(tokens, numbers)
    actions = [action_of(tokens, c.quantity, c.phrase) for c in candidates]
    _share(tokens, candidates, actions)
    found = []
    for candidate, action in zip(candidates, actions, strict=True):
        if action is not None and _fits(candidate, action[0]) and not _is_unreal(tokens, candidate):
            found.append(_figure(body, tokens, candidate, action))
    return found


def _fits(candidate: _Candidate, action: str) -> bool:
    """Whether it can happen to what is counted: things are not arrested, nor captured by a camera."""
    return (
        candidate.phrase is None
        or candidate.phrase.kind not in _THING_KINDS
        or action in ("destroyed", "damaged")
    )


def _candidates(tokens: Sequence[Token], numbers: Mapping[int, Quantity]) -> list[_Candidate]:
    found: list[_Candidate] = []
    for at, number in numbers.items():
        if found and at < found[-1].last:
            continue
        phrase = counted(tokens, number.last)
        found.append(_Candidate(number, phrase, phrase.last if phrase else number.last))
    return found


def _share(
    tokens: Sequence[Token], candidates: Sequence[_Candidate], actions: list[tuple[str, int] | None]
) -> None:
    """Give a figure without action that of its neighbour in `12 men and 3 women were killed`."""
    pairs = [(here, here + 1) for here in range(len(candidates) - 2, -1, -1)]
    pairs += [(here, here - 1) for here in range(1, len(candidates))]
    for here, there in pairs:
        shared = actions[there]
        if (
            actions[here] is not None
            or shared is None
            or not (candidates[here].phrase and candidates[there].phrase)
        ):
            continue
        left, right = candidates[min(here, there)], candidates[max(here, there)]
        between = " ".join(t.low for t in tokens[left.last : right.quantity.first])
        joined = between in _JOINTS and (here < there or not _verb_follows(tokens, right.last))
        if joined or (between == ", including" and here > there):
            actions[here] = (shared[0], candidates[here].last)


def _verb_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether the second of two joined figures has a verb of its own."""
    return any(t.low in AUXILIARY or t.low in HAVE or t.low in INTRANSITIVE for t in tokens[at : at + 4])


def _is_unreal(tokens: Sequence[Token], candidate: _Candidate) -> bool:
    """Whether the clause around the figure is negated, possible, planned or feared."""
    first = candidate.quantity.first
    window: list[str] = []
    for token in reversed(tokens[max(0, first - 7) : first]):
        if token.text in '.;:“”"—' or (token.text == "," and len(window) > 1):
            break
        window.append(token.low)
    tail = {t.low for t in tokens[candidate.last : candidate.last + 4]}
    to_infinitive = "to" in window and low_at(tokens, first - 1) in ("kill", "injure", "free", "arrest")
    return (
        to_infinitive
        or not (UNREAL | NEGATIVE).isdisjoint(window)
        or any(w.endswith("n't") for w in (*window, *tail))
        or not _UNREAL_BEHIND.isdisjoint(tail)
    )


def _is_rest(tokens: Sequence[Token], first: int) -> bool:
    """Whether somebody was counted before it: `a lieutenant and ten soldiers`."""
    return low_at(tokens, first - 1) == "and" and not _ONE.isdisjoint(
        t.low for t in tokens[max(0, first - 4) : first - 1]
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
        (phrase.other if phrase else False)
        or _is_rest(tokens, number.first)
        or before[-1:] in (["another"], ["additional"], ["further"]),
        "including" in before,
        before[-1:] in (["the"], ["these"], ["those"], ["both"]) or tokens[number.first].low == "all",
    )
