"""The days that a phrase of time means: stated, or inferred from the article's declared date, or unknown."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from digest.findings import Interval
from digest.model import Article
from digest.text.facts.dates import TimePhrase
from digest.text.facts.scan import word_row

_NUMBERS = {
    word: number
    for number, word in enumerate(
        word_row("one two three four five six seven eight nine ten eleven twelve"), 1
    )
} | {"a": 1, "an": 1}
_DAYS_BACK = {"today": 0, "tonight": 0, "yesterday": 1, "last night": 1}
_AGO = re.compile(r"(\w+) (day|week|month|year)s? ago")
_FUTURE = re.compile(
    r"\b(?:will|shall|next|upcoming|scheduled|expected|plans?|planned|due|until|slated|going to|set to|deadline"
    r"|would|(?:is|are)\sto)\b"
)
_AHEAD_DAYS = 45
"""A day without a year that would lie so few days after publication may as well be announced as past."""


def interval(phrase: TimePhrase, article: Article, sentence: str) -> Interval | None:
    """Give the days of `phrase`, which stands in `sentence`; None when they cannot be known without guessing.

    Phrases that state their year need nothing else. All others count from the article's declared date
    (never its folder) and come back as inferred, unless the sentence speaks of the future.
    """
    if phrase.year is not None:
        days = _stated(phrase.year, phrase.month, phrase.day)
        return Interval(*days, inferred=False, evidence=None) if days else None
    if article.date is None or _FUTURE.search(sentence):
        return None
    found = _inferred(phrase, article.date)
    if found is None or found[0] > article.date:
        return None
    evidence = article.date_basis or article.date.isoformat()
    return Interval(found[0], found[1], inferred=True, evidence=evidence)


def _stated(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    last = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, day),) * 2 if day <= last else None


def _inferred(phrase: TimePhrase, declared: date) -> tuple[date, date] | None:
    if phrase.month is not None:
        return _yearless(phrase, phrase.month, declared)
    if phrase.weekday is not None:
        back = (declared.weekday() - phrase.weekday) % 7
        if phrase.relative == "last" and back == 0:
            back = 7
        day = declared - timedelta(days=back)
        return (day, day) if phrase.relative != "next" else None
    return _counted(phrase.relative, declared) if phrase.relative else None


def _yearless(phrase: TimePhrase, month: int, declared: date) -> tuple[date, date] | None:
    """A month, or a day of one, without its year: the latest one not after publication."""
    if phrase.relative in ("this year", "last year"):
        return _stated(declared.year - (phrase.relative == "last year"), month, phrase.day)
    if phrase.relative in ("next", "next year"):
        return None
    this = _stated(declared.year, month, phrase.day)
    if this is not None and this[0] <= declared and not (phrase.relative == "last" and this[1] >= declared):
        return this
    if this is not None and 0 < (this[0] - declared).days <= _AHEAD_DAYS:
        return None
    return _stated(declared.year - 1, month, phrase.day)


def _counted(words: str, declared: date) -> tuple[date, date] | None:
    """`yesterday`, `last year`, `three weeks ago`."""
    if words in _DAYS_BACK:
        return (declared - timedelta(days=_DAYS_BACK[words]),) * 2
    if ago := _AGO.fullmatch(words):
        count = int(ago[1]) if ago[1].isdigit() else _NUMBERS.get(ago[1], 0)
        return _ago(count, ago[2], declared) if count else None
    if words == "earlier this year":
        return date(declared.year, 1, 1), declared
    return _last(words.removeprefix("earlier ").removeprefix("later "), declared)


def _last(words: str, declared: date) -> tuple[date, date] | None:
    """`last year`, `last month`, `last week` (from its Sunday or its Monday, as one counts)."""
    if words == "last year":
        return _stated(declared.year - 1, None, None)
    if words == "last month":
        final = declared.replace(day=1) - timedelta(days=1)
        return final.replace(day=1), final
    if words == "last week":
        monday = declared - timedelta(days=declared.weekday())
        return monday - timedelta(days=8), monday - timedelta(days=1)
    return None


def _ago(count: int, unit: str, declared: date) -> tuple[date, date] | None:
    """A round number of units back, as wide as the unit."""
    if unit == "day":
        return (declared - timedelta(days=count),) * 2
    if unit == "week":
        centre = declared - timedelta(weeks=count)
        return centre - timedelta(days=3), centre + timedelta(days=3)
    if unit == "month":
        total = declared.year * 12 + declared.month - 1 - count
        return _stated(total // 12, total % 12 + 1, None)
    return _stated(declared.year - count, None, None) if declared.year > count else None
