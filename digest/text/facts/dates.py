"""Phrases of time in English news prose: where they stand and what they state.

A phrase is put together from parts (month, day, year, weekday, clock, words like `early` and `last`),
each found by one linear expression. `may`, `march` and bare numbers alone are never a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from digest.text.facts.scan import word_row, word_set

_MONTHS = word_row("january february march april may june july august september october november december")
MONTH_WORDS = (
    {name: n for n, name in enumerate(_MONTHS, 1)}
    | {name[:3]: n for n, name in enumerate(_MONTHS, 1)}
    | {"sept": 9}
)
"""Months and their abbreviations without full stop, lower case, to 1–12."""
WEEKDAYS = {
    name: n for n, name in enumerate(word_row("monday tuesday wednesday thursday friday saturday sunday"))
}
"""Weekdays, lower case, to 0–6 from Monday."""

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:19|20)\d\d\b(?![,.]\d|-\d)"
_SHADE = r"(?:(?:the\s)?(?:early|late|mid|end\sof|beginning\sof|start\sof)[-\s](?:hours\s(?:of|on)\s)?)"
_COUNT = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_PART = re.compile(
    r"(?P<iso>\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b)"
    # 8:30 pm (Brasilia time), around noon
    r"|(?P<clock>\b(?:(?:around|about|shortly|just|before|after|approximately|nearly|almost)\s){0,3}"
    r"(?:\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.\s?m\.?|[ap]m\b|[AP]M\b)|\d{1,2}:\d{2}\b(?::\d\d)?(?:\s(?:hours|GMT|UTC)\b)"
    r"|(?:noon|midnight|dawn|dusk)\b)"
    r"(?:\s(?:local\stime|GMT|UTC|ET|PT|CT|EST|EDT|PST|PDT|CST|CDT|BST|CET)\b|\s\([^()\n]{2,24}\stime\))?)"
    # January 14, 2020 / 14 January 2020 / late December 2020
    rf"|(?P<md>\b(?:[Ee]arly\s|[Ll]ate\s)?(?P<mdmonth>{_MONTH})\s(?P<mday>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.,]\d)(?:,?\s(?P<myear>{_YEAR}))?)"
    rf"|(?P<dm>\b(?P<dday>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<dmonth>{_MONTH})(?![a-z])(?:,?\s(?P<dyear>{_YEAR}))?)"
    rf"|(?P<my>\b(?:[Ii]n\s|[Oo]f\s)?{_SHADE}?(?P<mymonth>{_MONTH})(?:,|\sof)?\s(?P<year>{_YEAR}))"
    # October last year, last October, late December, in September
    rf"|(?P<rm>\b(?:(?:[Ii]n\s)?{_SHADE}?{_MONTH}\s(?:of\s)?(?:last|this|next)\syear\b|(?:last|this|next)\s{_MONTH}(?![a-z])"
    rf"|{_SHADE}{_MONTH}(?![a-z]|\s\d)|(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ff]rom|[Dd]uring|[Bb]y)\s{_MONTH}(?=[\s,.;)]|$)(?!\s\d)))"
    rf"|(?P<wd>\b(?:[Ee]arly\s(?:on\s)?|[Ll]ate\s(?:on\s)?|(?:the\s)?(?:early|late)\shours\s(?:of|on)\s|(?:last|this|next|overnight)\s)?"
    rf"{_WEEKDAY}\b(?:\s(?:early\s)?(?:morning|afternoon|evening|night|dawn|midday)\b)?)"
    rf"|(?P<y>\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Oo]f|[Ff]rom|[Bb]efore|[Aa]fter)\s(?:the\s)?{_SHADE}?(?P<only>{_YEAR})"
    rf"|\b{_SHADE}(?P<shaded>{_YEAR}))"
    r"|(?P<rel>\b(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast\snight"
    r"|(?:[Ee]arlier\s|[Ll]ater\s)?(?:[Ll]ast|[Tt]his|[Nn]ext)\s(?:year|month|week|weekend|summer|spring|winter|autumn|fall|decade)"
    r"|(?:the\s|The\s)?(?:[Ff]ollowing|[Pp]revious|[Nn]ext)\s(?:day|week|month|year)"
    rf"|(?:[Aa]\s(?:few|couple\sof)|[Ss]everal|[Aa]bout\s{_COUNT}|[Aa]lmost\s{_COUNT}|{_COUNT}|A|An|Two|Three|Four|Five)\s"
    r"(?:hour|day|week|month|year|decade)s?\s(?:ago|earlier|later|before)"
    r"|(?:[Yy]ear|[Mm]onth|[Ww]eek|[Dd]ay|[Dd]ecade)s\s(?:ago|earlier|later))\b)"
)
_HINT = re.compile(
    r"[12]\d\d\d|\d\s?[ap]\.?m|\d [JFMASOND]|day\b|[Tt]o(?:night|morrow)|night|noon|dawn|dusk"
    r"|\b(?:year|month|week|ago|earlier|later|decade|hour)|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d:\d\d|[AP]M\b"
)
_JOINT = re.compile(r"(?:,?\s(?:(?:on|at|in|of|the|around|about)\s){0,2}|,\s|\s\(|)")
_LONGEST = 4000
"""Characters of the longest sentence that is read; longer ones are tables, lists or malice."""
_LETTERS = re.compile(r"[a-z]+")
_LEAD = re.compile(r"(?:in|of|from|during|by)\s(?:the\s)?", re.IGNORECASE)
_SHADES = re.compile(r"\b(early|late|mid|end|beginning|start)\b", re.IGNORECASE)
_HOURS_OF_DAY = word_set("morning afternoon evening night early late overnight dawn midday")
_FOLDED_SHADE = {"end": "late", "beginning": "early", "start": "early"}


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A phrase of time in a body."""

    start: int
    end: int
    """Half-open; a preposition that only introduces the phrase is outside, `since` is inside."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 for Monday."""
    clock: bool = False
    """Whether a time of day is given: an hour, or a part of the day with a weekday."""
    relative: str | None = None
    """Lower-case words that count from another day (`last year`)."""
    shade: str | None = None
    """`early`, `late` or `mid`."""

    @property
    def names_day(self) -> bool:
        """Whether it names a day, month or year in any way, and not a time of day only."""
        return bool(self.year or self.month or self.weekday is not None or self.relative)


def phrases(body: str, start: int, end: int) -> tuple[TimePhrase, ...]:
    """Find the phrases of time in `body[start:end]`, in order; parts that belong together are one phrase."""
    found = _phrases(body[start:end])
    return tuple(replace(p, start=p.start + start, end=p.end + start) for p in found)


@lru_cache(maxsize=4096)
def _phrases(text: str) -> tuple[TimePhrase, ...]:
    """The phrases of one sentence; several stages ask for those of the same event."""
    if len(text) > _LONGEST or not _HINT.search(text):
        return ()
    found: list[TimePhrase] = []
    for part in _parts(text, 0, len(text)):
        if found and _joins(text, found[-1], part):
            found[-1] = _merged(found[-1], part)
        else:
            found.append(part)
    return tuple(found)


def _parts(body: str, start: int, end: int) -> Iterator[TimePhrase]:
    for match in _PART.finditer(body, start, end):
        text = match[0].lower()
        at = match.start()
        if lead := _LEAD.match(body, at, match.end()):
            at = lead.end()
        part = _read(match, text, at)
        if part is not None and _stands_alone(body, match):
            yield part


def _read(match: re.Match[str], text: str, at: int) -> TimePhrase | None:
    """The fields that one part states."""
    end = match.end()
    shade = _SHADES.search(text)
    shaded = _FOLDED_SHADE.get(shade[1], shade[1]) if shade else None
    if match["md"] or match["dm"] or match["iso"]:
        return _day(match, text, at)
    if match["clock"]:
        return TimePhrase(at, end, clock=True)
    if match["my"]:
        return TimePhrase(at, end, int(match["year"]), _month(match["mymonth"]), shade=shaded)
    if match["rm"] or match["wd"]:
        return _yearless(match, text, at, shaded)
    if match["y"]:
        return TimePhrase(at, end, int(match["only"] or match["shaded"]), shade=shaded)
    return TimePhrase(at, end, relative=text, clock="night" in text)


def _yearless(match: re.Match[str], text: str, at: int, shade: str | None) -> TimePhrase:
    """A month or a weekday with words that place it (`last October`, `early Friday`)."""
    parts = _LETTERS.findall(text)
    relative = next((word for word in ("last", "this", "next") if word in parts), None)
    if match["rm"]:
        month = next(m for word in parts if (m := MONTH_WORDS.get(word)) is not None)
        whole = f"{relative} year" if relative and text.endswith("year") else relative
        return TimePhrase(at, match.end(), month=month, relative=whole, shade=shade)
    weekday = next(WEEKDAYS[word] for word in parts if word in WEEKDAYS)
    clock = not _HOURS_OF_DAY.isdisjoint(parts)
    return TimePhrase(at, match.end(), weekday=weekday, clock=clock, relative=relative, shade=shade)


def _day(match: re.Match[str], text: str, at: int) -> TimePhrase | None:
    """A day of a month, with its year or without; None for the 42nd of January."""
    if match["iso"]:
        year, month, number = (int(part) for part in text.split("-"))
        return TimePhrase(at, match.end(), year, month, number)
    number = int(match["mday"] or match["dday"])
    written = match["myear"] or match["dyear"]
    month = _month(match["dmonth"] or match["mdmonth"])
    return (
        TimePhrase(at, match.end(), int(written) if written else None, month, number)
        if 1 <= number <= 31
        else None
    )


def _month(word: str) -> int:
    return MONTH_WORDS[word.lower().rstrip(".,")]


def _stands_alone(body: str, match: re.Match[str]) -> bool:
    """Whether the match is no piece of something else (`11 May` inside `killed 11 May Day marchers`)."""
    before, after = body[max(0, match.start() - 1) : match.start()], body[match.end() : match.end() + 1]
    if before in ("$", "€", "£", "-", "/", ".") or after in ("%", "$"):
        return False
    if match["dm"] and not match["dyear"]:
        following = body[match.end() : match.end() + 2]
        return not (following[:1].isspace() and following[1:2].isupper())
    return True


def _joins(body: str, left: TimePhrase, right: TimePhrase) -> bool:
    """Whether two neighbouring parts complete each other: a clock and a day, a weekday and a date."""
    if right.start - left.end > 16 or not _JOINT.fullmatch(body, left.end, right.start):
        return False
    if left.names_day != right.names_day:
        return not (left.clock and right.clock and left.weekday is None and right.weekday is None)
    pair = (left.weekday is not None, right.weekday is not None)
    dated = right if pair[0] else left
    return pair[0] != pair[1] and bool(dated.month and dated.day) and not dated.relative


def _merged(left: TimePhrase, right: TimePhrase) -> TimePhrase:
    return TimePhrase(
        left.start,
        right.end,
        left.year or right.year,
        left.month or right.month,
        left.day or right.day,
        left.weekday if left.weekday is not None else right.weekday,
        left.clock or right.clock,
        left.relative or right.relative,
        left.shade or right.shade,
    )
