"""When something happened, as different texts have it: the same occurrence, other times.

An occurrence is a word for an event or violent act in a clause with a phrase of time. Two texts tell the same
one when the names and nouns around it match best both ways; only times that exclude each other are shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.findings import Cited, TimeCell, TimeRow
from digest.model import Span
from digest.text.facts.context import NameKeys, content, name_keys
from digest.text.facts.dates import TimePhrase
from digest.text.facts.intervals import interval
from digest.text.facts.statements import Reading
from digest.text.passages import cited

_KINDS = {
    form: kind
    for kind, forms in {
        "attack": "attack attacked raid raided ambush ambushed assault stormed",
        "shooting": "shooting shot gunfire",
        "explosion": "explosion blast exploded bombing bomb detonated explosions",
        "crash": "crash crashed collision collided derailed derailment overturned",
        "earthquake": "earthquake quake tremor",
        "fire": "fire blaze",
        "launch": "launch launched missile",
        "flood": "flood flooding floods landslide storm hurricane cyclone",
        "robbery": "robbery robbed heist",
        "killing": "killed killing slain murder murdered",
    }.items()
    for form in forms.split()
}
_WORD = re.compile(r"[A-Za-z]{4,}")
_CLAUSE = re.compile(r"[,;:—–()]\s|\s(?:after|before|when|while|as|which|who|and)\s")
_HAPPENED = re.compile(
    r"\b(?:took place|happened|occurred|began|started|erupted|broke out|was reported|struck|hit|came|unfolded)\b"
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?\s?m", re.IGNORECASE)
_HOURS = {
    "morning": (0, 12), "noon": (10, 14), "midday": (10, 14), "afternoon": (12, 19), "evening": (16, 24),
    "night": (17, 30), "dawn": (3, 9), "early": (0, 10), "late": (17, 30),
}  # fmt: skip
"""Hours that a word for a part of the day can mean, generously; hours after 24 are the next day's."""
_ROUNDING = 1.5
"""Hours by which a clock time may be off (`around 2 a.m.`)."""
_NEXT_DAY = 1
"""Two sources that dispute the day of one occurrence differ by a day; more means another occurrence."""
_LEAST_SCORE = 3
"""Two for each name in common, one for each noun or theme; a place and a noun, say, identify an occurrence."""
_MOST = 60
"""Most occurrences of one text: their comparison grows with the product of two texts."""
_REACH = 70
"""Most characters between the word for the event and a phrase of time behind it."""
_BESIDE = 16
"""Most characters between a phrase of time and the event word behind it (`Friday's drive-by shooting`)."""
_OTHERWISE = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|identified|charge[ds]?|charges|appeared|court|according|arrest\w*|vigil|"
    r"continue[ds]?|search\w*|plan\w*|issued?|plead\w*|sentenc\w*|denied|hearing|released?|surrender\w*|custody|hospital\w*|"
    r"condition|updated|funeral|school|suspected|accused|investigat\w*|complaints?|filed|since|two days|still|remains?|"
    r"scene|evidence|"
    r"briefing|conference|named|earlier|again)\b",
    re.IGNORECASE,
)
"""In a clause with one of these the time may date what police or courts did, not the event."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A statement of time about an event."""

    article: str
    cited: Cited
    kinds: frozenset[str]
    names: frozenset[str]
    themes: frozenset[str]
    """Names that run through the whole text."""
    words: frozenset[str]
    days: tuple[int, int] | None
    """First and last day as ordinals, where the article declares its date."""
    weekday: int | None
    hours: tuple[float, float] | None
    zoned: bool
    """The hour names a time zone or place, so it does not compare with other hours."""


def differing_times(readings: Sequence[Reading], names: NameKeys) -> tuple[TimeRow, ...]:
    """Rows of occurrences for which texts give times that exclude each other."""
    if len(readings) < 2:
        return ()
    told = [_occurrences(reading, names) for reading in readings]
    rows: list[TimeRow] = []
    used: set[Cited] = set()
    for at, left in enumerate(told):
        for one in left:
            cells = [one]
            for right in told[at + 1 :]:
                best = _match(one, right)
                if best is None or best.cited in used or _match(best, left) != one:
                    continue
                if _exclude(one, best):
                    cells.append(best)
            if len(cells) > 1 and one.cited not in used:
                used.update(c.cited for c in cells)
                rows.append(_row(cells))
    return tuple(rows)


def _occurrences(reading: Reading, names: NameKeys) -> list[Occurrence]:
    found = []
    for position, times in reading.dated:
        for time in times:
            by_day = time.weekday is not None or (time.month and time.day)
            occurrence = _occurrence(reading, position, time, names) if by_day else None
            if occurrence is not None:
                found.append(occurrence)
    return found[:_MOST]


def _occurrence(reading: Reading, position: int, time: TimePhrase, names: NameKeys) -> Occurrence | None:
    article, spans, body = reading.article, reading.spans, reading.article.body
    sentence = spans[position]
    clause = _clause(body, sentence, time)
    text = body[clause.start : clause.end]
    kinds = _kinds(text, time.start - clause.start, time.end - clause.start)
    if not kinds:
        return None
    if position + 1 < len(spans) and (clause.start == sentence.start or _HAPPENED.search(text)):
        text += " " + body[spans[position + 1].start : spans[position + 1].end]
    days = interval(time, article, body[sentence.start : sentence.end])
    phrase = body[time.start : time.end]
    return Occurrence(
        article.id,
        cited(article, sentence, time.start, time.end),
        kinds,
        name_keys(text, names),
        reading.themes,
        content(text) - set(_KINDS) - set(_KINDS.values()),
        (days.start.toordinal(), days.end.toordinal()) if days else None,
        time.weekday,
        _hours(phrase.lower()) if time.clock else None,
        "(" in phrase or "GMT" in phrase,
    )


def _kinds(clause: str, start: int, end: int) -> frozenset[str]:
    """Kinds of the event words to which the time at `[start, end)` belongs; none when it dates something else.

    The time stands behind its event (`an attack … on Friday`) or directly before it (`Friday's attack`).
    """
    if _OTHERWISE.search(clause):
        return frozenset()
    found = [
        (m.start(), m.end(), _KINDS[m[0].lower()]) for m in _WORD.finditer(clause) if m[0].lower() in _KINDS
    ]
    return frozenset(
        kind for first, last, kind in found if 0 <= start - last <= _REACH or 0 <= first - end <= _BESIDE
    )


def _clause(body: str, sentence: Span, time: TimePhrase) -> Span:
    """The part of the sentence between commas and conjunctions that holds the phrase of time."""
    start, end = sentence.start, sentence.end
    for match in _CLAUSE.finditer(body, sentence.start, sentence.end):
        if match.end() <= time.start:
            start = match.end()
        elif match.start() >= time.end:
            end = match.start()
            break
    return Span(start, end)


def _match(one: Occurrence, others: Sequence[Occurrence]) -> Occurrence | None:
    """The occurrence of another text that is most like this one; None when nothing identifies it."""
    best, best_score = None, _LEAST_SCORE - 1
    for other in others:
        score = _score(one, other)
        if score > best_score:
            best, best_score = other, score
    return best


def _score(one: Occurrence, other: Occurrence) -> int:
    names = one.names & other.names
    if not names or not one.kinds & other.kinds:
        return 0
    themes = names & (one.themes | other.themes)
    return 2 * len(names) - len(themes) + len((one.words & other.words) - names)


def _exclude(one: Occurrence, other: Occurrence) -> bool:
    """Whether both times cannot be true, and are near enough to be of one occurrence."""
    if one.days and other.days:
        apart = (
            abs(one.days[0] - other.days[0])
            if one.days[0] == one.days[1] and other.days[0] == other.days[1]
            else 99
        )
    elif one.weekday is not None and other.weekday is not None:
        apart = min((one.weekday - other.weekday) % 7, (other.weekday - one.weekday) % 7)
    else:
        return False
    if apart:
        return apart <= _NEXT_DAY
    if one.hours is None or other.hours is None or one.zoned or other.zoned:
        return False
    return one.hours[1] < other.hours[0] or other.hours[1] < one.hours[0]


def _hours(phrase: str) -> tuple[float, float] | None:
    """First and last hour of the day that a phrase can mean; None when it names none."""
    if clock := _CLOCK.search(phrase):
        hour = int(clock[1]) % 12 + (12 if clock[3].lower() == "p" else 0) + int(clock[2] or 0) / 60
        return hour - _ROUNDING, hour + _ROUNDING
    words = set(re.findall(r"[a-z]+", phrase))
    return next((hours for word, hours in _HOURS.items() if word in words), None)


def _row(cells: Sequence[Occurrence]) -> TimeRow:
    kind = min(cells[0].kinds & cells[1].kinds)
    return TimeRow(kind, tuple(TimeCell(c.article, c.cited) for c in cells))
