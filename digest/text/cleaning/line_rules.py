"""What a single line of a flattened page is, from its own words: furniture, metadata or neither.

The rules are those that proved safe on 250 labelled pages; those that were wrong in a quarter of cases
and more (captions without a credit, breadcrumbs and short lines in the middle of a text) are left out.
The phrases stand in `line_patterns.txt`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from digest.text.cleaning.lines import Line, word_count

_PHRASE_WORDS = 14
_BYLINE_WORDS = 30
_CAPTION_WORDS = 45
_RULES = (
    ("photo credit", _CAPTION_WORDS),
    ("page phrase", _PHRASE_WORDS),
    ("dateline", _PHRASE_WORDS),
    ("byline", _BYLINE_WORDS),
)
"""Lists of phrases in the order they are tried, with the words of the longest line they take with them."""
_KEPT_AS = {"photo credit": "caption", "dateline": "dateline", "byline": "byline"}
_OWN_WORDS = range(4, _PHRASE_WORDS)
"""Words before a dateline that make its line a headline."""
_LONGEST = 600
"""Characters of the longest line the patterns are tried on."""
_LICENCE_REACH = 1000
"""Characters at either end of a line in which a licence is looked for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a line is not prose."""

    rule: str
    kept_as: str | None = None
    """The metadata it is, None for furniture."""


_NAME = r"[^\W\d_a-z][\w.'’-]{0,30}"
_BYLINE = re.compile(
    rf"^(?:by|By|BY|Por|Par|Von|Di|Written by|Posted by|Reported by|Story by|Words by|Text by)[: ]+"
    rf"(?P<author>{_NAME}(?:,? (?:and |& |y |et |e |und |de |da |van |von |der |bin |al-)?{_NAME}){{0,7}})"
    rf"(?P<rest>\W.{{0,60}})?$"
)
_DATE_WORDS = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\w{0,6}|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)"
    r"(?:day)?|\d+(?:st|nd|rd|th)?|[ap]\.?m\.?|gmt|utc|e[sd]?t|p[sd]t|bst|ist|cet|at|on|ago|hours?|minutes?|mins?|days?|"
    r"weeks?|months?|years?|updated|published|posted|read|today|yesterday|date|o'clock|\W+",
    re.IGNORECASE,
)
_DATE_SIGN = re.compile(
    r"\d:\d\d|\b(?:19|20)\d\d\b|\d ?[ap]\.?m\b|\bago\b|\d[./]\d{1,2}[./]\d|\bread\b|"
    r"\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d",
    re.IGNORECASE,
)
"""What makes digits a date and not a telephone number."""
_TRAILING_DATELINE = re.compile(
    r"\s+(?:(?:Story |Date |First )?(?:Posted|Updated|Published|Created|Modified)(?: on| at)?\s?:?\s[^\n]{0,100}\d)",
)
_CRUMB = re.compile(r"\s*(?:[/>»›|→]|::)\s+|\s+(?:[/>»›|→]|::)\s*")
_CRUMB_WORDS = 4


@cache
def _lists() -> dict[str, list[str]]:
    """The lists of `line_patterns.txt`."""
    lists: dict[str, list[str]] = {}
    text = files("digest.text.cleaning").joinpath("line_patterns.txt").read_text(encoding="utf-8")
    for row in text.splitlines():
        if row.startswith("[") and row.endswith("]") and row[1:-1].replace(" ", "").isalpha():
            current = lists.setdefault(row[1:-1], [])
        elif row and not row.startswith("#"):
            current.append(row)
    return lists


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_lists()[name]), re.IGNORECASE)


def is_licence(text: str) -> bool:
    """Tell whether `text` states, near one of its ends, a licence, a copyright or where it first appeared."""
    ends = text if len(text) <= 2 * _LICENCE_REACH else f"{text[:_LICENCE_REACH]}\n{text[-_LICENCE_REACH:]}"
    return _matches("licence", ends, ends.lower())


def verdict(line: Line) -> Verdict | None:
    """Judge a line wherever it stands; None when its words alone say nothing."""
    if not line.words:
        return Verdict("no words")
    if line.words > _CAPTION_WORDS or len(line.text) > _LONGEST:
        return None
    lower = line.text.lower()
    for rule, most in _RULES:
        if line.words <= most and _matches(rule, line.text, lower):
            # A headline may carry its dateline: zones.py takes them apart.
            is_headline = (
                rule == "dateline" and word_count(line.text[: without_dateline(line.text)]) in _OWN_WORDS
            )
            return None if is_headline else Verdict(rule, _KEPT_AS.get(rule))
    is_byline = line.words <= _BYLINE_WORDS and not line.terminal and _BYLINE.match(line.text)
    return Verdict("byline", "byline") if is_byline else None


def _matches(rule: str, text: str, lower: str) -> bool:
    hints = _lists().get(f"{rule} hints")
    if hints and not any(hint in lower for hint in hints):
        return False
    return _pattern(rule).search(text) is not None


def head_verdict(line: Line) -> Verdict | None:
    """Judge a line that stands before the first line of prose."""
    if is_date(line.text):
        return Verdict("dateline", "dateline")
    return Verdict("breadcrumb") if is_breadcrumb(line.text) else None


def is_date(text: str) -> bool:
    """Tell whether `text` is nothing but a date, a time or an age."""
    return len(text) <= 80 and bool(_DATE_SIGN.search(text)) and not _DATE_WORDS.sub("", text)


def without_dateline(text: str) -> int:
    """Length of a headline without the `Updated: …` that stands on its line."""
    match = _TRAILING_DATELINE.search(text[:_LONGEST])
    return match.start() if match else len(text)


def is_breadcrumb(text: str) -> bool:
    """Tell whether `text` is a path of sections such as `News / World / Europe`."""
    if len(text) > 200:
        return False
    parts = [part for part in _CRUMB.split(text) if part]
    return len(parts) >= 2 and all(len(part.split()) <= _CRUMB_WORDS for part in parts)


def author(text: str) -> str | None:
    """Give the names in a line such as `By Ann Bell and Carl Dorn, staff writers`."""
    match = _BYLINE.match(text)
    return match["author"] if match else None
