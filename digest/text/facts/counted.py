"""The noun phrase that follows a number: what is counted, and whose.

There is no part-of-speech tagger: the head must be in the closed list of `text/nouns.py`, nothing but
modifiers may stand before it, and what follows must be able to follow a noun. Otherwise there is
no phrase: a figure that is not understood is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from digest.text.facts.dates import MONTH_WORDS, WEEKDAYS
from digest.text.facts.nouns import COUNTABLE, COUNTED, INTRANSITIVE, PARTICIPLES, STATES
from digest.text.facts.quantities import is_number_word
from digest.text.facts.scan import Token, low_at, word_set

_MODIFIERS = 5
"""Most words between number and head (`seven Kurdish internal security officers`)."""
_FUNCTION = word_set(
    "a an the this that these those his her its their our my your and or but nor if then than as at by "
    "for from in into of off on onto out over to up with without within about after before during until "
    "since while when where who whom whose which what why how there here it he she they we i you him them "
    "us not no is are was were be been being has have had do does did will would can could may might must "
    "shall should also so too very both each among amid across near inside outside between through "
    "throughout against under because including who's that's another such same whether every"
)
FOLLOWERS = _FUNCTION | word_set(
    "dead missing alive still already now later overnight early late yesterday today tonight last earlier "
    "all only just around along aboard ahead behind downtown upstairs went came got left fled ran said "
    "say says took sit sat lost lay lie shot hurt remain remains remained suffered sustained face live "
    "work per began become became aged ages like since"
)
"""Words that may come straight after a counted noun."""
_SPANS = word_set("year years month months week weeks day days hour hours minute minutes old yr yrs")
"""With one of these the number is an age or a length of time (`a 6 year old victim`)."""
_OTHERS = frozenset(("others", "other", "more", "additional", "further", "extra"))
_NEUTRAL = word_set(
    "innocent unarmed armed suspected alleged other more additional further unidentified unnamed young "
    "separate local total different people confirmed known own fellow apparent possible named local-area "
    "such dead wounded injured security"
)
_BODIES = (
    ("soldier", word_set("army military troops navy marines battalion brigade regiment")),
    ("officer", frozenset(("police",))),
    (
        "fighter",
        word_set("terrorist terror militant jihadist extremist isis daesh insurgent rebel state"),
    ),
    ("relative", frozenset(("family",))),
)
_BODY_WORDS = 7


class Counted(NamedTuple):
    """What a number counts; token positions."""

    last: int
    """Token after the phrase."""
    head: int
    """The noun; -1 where the phrase is a pronoun (`three others`) or an adjective (`30 dead`)."""
    kind: str
    sides: tuple[str, ...]
    """Runs of capitalised words in the phrase, verbatim."""
    limits: tuple[str, ...]
    """Lower-case modifiers that narrow the class, sorted (`female`)."""
    other: bool
    """Counted beside some that were named before (`two others`)."""


def counted(tokens: Sequence[Token], at: int) -> Counted | None:
    """Read the noun phrase that begins at token `at`, after a number; None when it is not certain."""
    if at < len(tokens) and tokens[at].low == "of":
        if not _is_round(tokens, at):
            return None
        at += 1
    for here in range(at, min(len(tokens), at + _MODIFIERS + 1)):
        word = tokens[here].low
        if word in COUNTED:
            return _phrase(tokens, at, _last_noun(tokens, here))
        if word == "service" and low_at(tokens, here + 1) == "members":
            return _phrase(tokens, at, here + 1, "soldier")
        if word in ("others", "more") and _may_follow(tokens, here + 1):
            return Counted(here + 1, -1, "person", (), (), True)
        if is_number_word(word) or not _is_modifier(tokens, here, first=at):
            return None
    return None


def _is_modifier(tokens: Sequence[Token], here: int, first: int) -> bool:
    """Whether a word may stand between the number and its noun."""
    word = tokens[here].low
    if word in _FUNCTION or word in _SPANS or not word[0].isalnum() or len(word) < 2 or word.isdigit():
        return False
    return word not in STATES or here != first or low_at(tokens, here + 1) in COUNTED


def _is_round(tokens: Sequence[Token], at: int) -> bool:
    """`dozens of people`, but not `three of the people`."""
    following = low_at(tokens, at + 1)
    is_round = low_at(tokens, at - 1) in ("dozens", "scores", "hundreds", "thousands", "millions")
    return is_round and following not in (
        "the",
        "them",
        "those",
        "his",
        "her",
        "their",
        "its",
        "these",
        "our",
    )


def _last_noun(tokens: Sequence[Token], here: int) -> int:
    while here + 1 < len(tokens) and tokens[here + 1].low in COUNTED:
        here += 1
    return here


def _phrase(tokens: Sequence[Token], first: int, head: int, kind: str | None = None) -> Counted | None:
    """The phrase with this head, with a body it belongs to (`members of the Iraqi army`)."""
    if not _may_follow(tokens, head + 1):
        return None
    modifiers = tokens[first:head]
    noun = kind or COUNTED[tokens[head].low]
    last, body = (
        _body(tokens, head + 1)
        if noun in ("member", "citizen", "soldier", "officer", "leader")
        else (head + 1, ())
    )
    if noun == "member":
        words = {t.low for t in (*body, *modifiers)}
        noun = next((name for name, hints in _BODIES if words & hints), noun)
    if noun == "officer" and any(t.low in ("army", "military") for t in modifiers):
        noun = "soldier"
    plain = [t.low for t in modifiers if not t.text[0].isupper() and t.low not in _NEUTRAL]
    return Counted(
        last,
        head,
        noun,
        (*_sides(modifiers), *_sides(body)),
        tuple(sorted(w for w in plain if w not in COUNTED and w not in ("police", "army", "military"))),
        any(t.low in _OTHERS for t in modifiers),
    )


def _body(tokens: Sequence[Token], at: int) -> tuple[int, Sequence[Token]]:
    """End and tokens of `of the Iraqi army`; stops before anything that is not a plain noun phrase."""
    if at >= len(tokens) or tokens[at].low != "of":
        return at, ()
    last = at + 1
    while last < len(tokens) and last - at <= _BODY_WORDS:
        token = tokens[last]
        if not token.text[0].isalpha() or (
            token.low in FOLLOWERS and token.low not in ("the", "its", "their", "his", "her", "a", "an")
        ):
            break
        if token.low in PARTICIPLES or token.low in INTRANSITIVE or token.low in WEEKDAYS:
            break
        last += 1
    return (last, tokens[at + 1 : last]) if last > at + 1 else (at, ())


def _sides(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Runs of capitalised words; `local` and `foreign` tell sides apart as well."""
    runs: list[list[str]] = [[]]
    for token in tokens:
        if token.text[0].isupper() and token.low not in WEEKDAYS and token.low not in MONTH_WORDS:
            runs[-1].append(token.text)
        else:
            runs.append([token.low] if token.low in ("local", "foreign") else [])
            runs.append([])
    return tuple(" ".join(run) for run in runs if run)


def _may_follow(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token can stand after a finished noun phrase (it is not another noun)."""
    if at >= len(tokens):
        return True
    token = tokens[at]
    if not token.text[0].isalnum():
        return token.text not in "-–/'’&" or (at > 0 and tokens[at - 1].end < token.start)
    word = token.low
    known = (
        word in FOLLOWERS
        or word in PARTICIPLES
        or word in INTRANSITIVE
        or word in WEEKDAYS
        or word in COUNTABLE
    )
    return known or (len(word) > 4 and word.endswith(("ed", "ly", "ing")))
