"""Numbers in English news prose, in digits or words, with the qualifier before or after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from digest.findings import Bound
from digest.text.facts.dates import MONTH_WORDS
from digest.text.facts.scan import Token, low_at, word_row, word_set

_UNITS = {
    word: value
    for value, word in enumerate(
        word_row(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        ),
        1,
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(word_row("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ROUND = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3}){1,3}|\d{1,9}")
_DECIMAL = re.compile(r"\d{1,4}\.\d{1,3}")
_RANGE = re.compile(r"(\d{1,6})[-–](\d{1,6})")

_BOUNDS = {
    Bound.AT_LEAST: "at least|no fewer than|no less than|not less than|a minimum of|minimum of",
    Bound.OVER: "more than|over|upwards of|upward of|in excess of|well over|greater than",
    Bound.ABOUT: "about|around|approximately|roughly|some|an estimated|estimated|circa",
    Bound.NEARLY: "nearly|almost|close to|just under|just short of",
    Bound.AT_MOST: "up to|as many as|at most|no more than|not more than|a maximum of",
    Bound.UNDER: "fewer than|less than|under|below",
    Bound.EXACT: "exactly|only|just|a total of|total of|all",
}


def _by_last_word() -> dict[str, list[tuple[tuple[str, ...], Bound]]]:
    """Qualifiers under their last word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Bound]]] = {}
    for bound, group in _BOUNDS.items():
        for phrase in (tuple(phrase.split()) for phrase in group.split("|")):
            table.setdefault(phrase[-1], []).append((phrase, bound))
    return {last: sorted(found, key=lambda item: -len(item[0])) for last, found in table.items()}


_QUALIFIERS = _by_last_word()
_STARTS = frozenset((*_UNITS, *_ROUND, "a", "half"))
_NUMBERED = word_set(
    "no no. number route highway interstate flight area unit division chapter article section page block "
    "district precinct boeing channel company room floor apartment apt gate terminal platform exit line "
    "version level phase grade tier type category class episode season week day round lap stage group top "
    "figure chart photo video ward zone pier mile psalm verse act title resolution part step"
)
_CURRENCY = frozenset("$€£¥₤")
_MONEY = word_set(
    "dollars dollar euros euro pounds pound yen rupees percent cents pesos yuan rubles percentage pc"
)


class Quantity(NamedTuple):
    """A number as written; token positions are half-open."""

    first: int
    """Token where qualifier or number begins."""
    number: int
    """Token where the number begins."""
    last: int
    """Token after the number."""
    value: int
    upper: int | None
    bound: Bound
    qualifier: str
    """Verbatim words, joined by one space."""


def quantities(tokens: Sequence[Token]) -> dict[int, Quantity]:
    """Read the numbers of a sentence, by the tokens where they begin, in order; they may overlap."""
    return {
        at: number
        for at, token in enumerate(tokens)
        if _may_begin(token.low) and (number := quantity(tokens, at))
    }


def quantity(tokens: Sequence[Token], at: int) -> Quantity | None:
    """Read the number that begins at token `at`; None when it is none or is a year, date, sum or label."""
    plain = _plain(tokens, at) if _may_begin(tokens[at].low) else None
    if plain is None:
        return None
    value, upper, last, bound = plain
    if _is_label(tokens, at, last, value):
        return None
    first, qualifier, found = _qualifier(tokens, at)
    if found is not None and bound is not Bound.DOZENS:
        bound = found
    after = tuple(t.low for t in tokens[last : last + 2])
    if after == ("or", "more") or after[:1] == ("+",):
        last, bound = last + len(after[:1]) + (after[:1] == ("or",)), Bound.AT_LEAST
    if bound is Bound.EXACT and 1900 <= value <= 2099 and tokens[at].text.isdigit():
        return None
    return Quantity(first, at, last, value, upper, bound, qualifier)


@lru_cache(maxsize=50_000)
def _may_begin(word: str) -> bool:
    return word[0].isdigit() or word in _STARTS or word.partition("-")[0] in _TENS


def is_number_word(word: str) -> bool:
    """Whether a lower-case word is a number by itself."""
    return word.isdigit() or word in _ROUND or _word(word) is not None


def _plain(tokens: Sequence[Token], at: int) -> tuple[int, int | None, int, Bound] | None:
    """Value, upper value, end and bound of the number at `at`, without looking around."""
    token = tokens[at]
    if spread := _RANGE.fullmatch(token.text):
        low, high = int(spread[1]), int(spread[2])
        return (low, high, at + 1, Bound.EXACT) if low < high else None
    if token.low in _ROUND:
        last = at + 1
        if low_at(tokens, last) == "of" and low_at(tokens, last + 1) in ("thousands", "millions"):
            return _ROUND[low_at(tokens, last + 1)] * 10, None, last + 2, Bound.DOZENS
        return _ROUND[token.low], None, last, Bound.DOZENS
    single = _single(tokens, at)
    if single is None:
        return None
    value, last = single
    joint = ("and",) if low_at(tokens, at - 1) == "between" else ("to", "or", "-", "–")
    if low_at(tokens, last) in joint and last + 1 < len(tokens):
        second = _single(tokens, last + 1)
        if second is not None and value < second[0] <= value * 3:
            return value, second[0], second[1], Bound.EXACT
    return value, None, last, Bound.EXACT


def _single(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Value and end of one number in digits or words."""
    word = tokens[at].low
    last = at + 1
    if _DIGITS.fullmatch(word):
        value = float(word.replace(",", ""))
    elif _DECIMAL.fullmatch(word) and low_at(tokens, last) in _SCALES:
        value = float(word)
    elif word in ("a", "half") and (found := _article(tokens, at)):
        return found
    else:
        small = _word(word)
        if small is None:
            return None
        value = float(small)
    while (scale := _SCALES.get(low_at(tokens, last))) and value < scale:
        value, last = value * scale, last + 1
        tail = last + 1 if low_at(tokens, last) == "and" else last
        rest = _word(low_at(tokens, tail)) if scale <= 1_000 else None
        if rest is not None and rest < scale:
            value, last = value + rest, tail + 1
    if low_at(tokens, last) == "dozen":
        value, last = value * 12, last + 1
    return round(value), last


def _article(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """`a dozen`, `half a dozen`, `a hundred`."""
    if tokens[at].low == "half":
        dozen = [low_at(tokens, at + 1), low_at(tokens, at + 2)] == ["a", "dozen"]
        return (6, at + 3) if dozen else None
    following = low_at(tokens, at + 1)
    if following == "dozen":
        return 12, at + 2
    if following in ("hundred", "thousand", "million"):
        return _SCALES[following], at + 2
    return None


def _word(word: str) -> int | None:
    """Value of a number word below one hundred (`twenty-one`)."""
    if word in _UNITS:
        return _UNITS[word]
    tens, _, unit = word.partition("-")
    if tens in _TENS and (not unit or _UNITS.get(unit, 10) < 10):
        return _TENS[tens] + (_UNITS[unit] if unit else 0)
    return None


def _qualifier(tokens: Sequence[Token], at: int) -> tuple[int, str, Bound | None]:
    """First token, words and bound of the qualifier that ends before `at`."""
    for phrase, bound in _QUALIFIERS.get(low_at(tokens, at - 1), ()):
        first = at - len(phrase)
        if first >= 0 and all(tokens[first + k].low == word for k, word in enumerate(phrase)):
            return first, " ".join(t.text for t in tokens[first:at]), bound
    return at, "", None


def _is_label(tokens: Sequence[Token], at: int, last: int, value: int) -> bool:
    """Whether the number is a date, a sum, a percentage, part of a name or of a larger token."""
    if value == 1 and low_at(tokens, at - 1) in ("this", "that", "every", "each", "any", "which", "no"):
        return True
    token, previous, following = tokens[at], low_at(tokens, at - 1), low_at(tokens, last)
    if (
        previous in _CURRENCY
        or previous in _NUMBERED
        or previous in ("no", "#", "@", "aged", "age", "ages")
        or (previous == "of" and at > 1 and tokens[at - 2].low in ("ages", "age"))
    ):
        return True
    if following in _MONEY or following in ("%", "st", "nd", "th", "a.m", "p.m", "am", "pm", "°"):
        return True
    if token.text[0].isdigit():
        if previous == ".":
            previous = low_at(tokens, at - 2)
        if previous.rstrip(".") in MONTH_WORDS or (following.rstrip(".") in MONTH_WORDS and value <= 31):
            return True
        glued = (
            at > 0 and tokens[at - 1].end == token.start and previous in ("-", "–", "/", ".", "'", ":", "&")
        )
        return glued or (
            last < len(tokens) and following in "/-–:" and tokens[last].start == tokens[last - 1].end
        )
    return False
