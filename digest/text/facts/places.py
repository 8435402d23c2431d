"""Where something happened, as a sentence words it: `in the northeastern Syrian city of Hasakah`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.model import Span
from digest.text.facts.dates import MONTH_WORDS, WEEKDAYS
from digest.text.facts.scan import word_set

_PLACE = re.compile(
    r"\b(?:in|near|outside)\s(?P<place>(?:the\s)?(?:(?:(?:north|south|east|west)[a-z-]{0,12}|downtown|suburban|rural|central|"
    r"upper|lower|nearby|neighbou?ring|coastal|mountainous|remote|city|town|village|province|region|district|area|of)\s){0,4}?(?:[A-Z][\w'’-]{1,24}\s(?:city|province|region|area|district|town|village|county)\s(?:of\s)?)?"
    r"(?:[A-Z]\.){0,3}[A-Z][\w'’.-]{0,24}(?:\s(?:of\s|al\s|el\s)?[A-Z][\w'’-]{1,24}){0,3}(?:,\s(?:[a-z]{4,14}\s)?[A-Z][\w'’-]{1,24}){0,1})"
)
_ADJECTIVE_USE = re.compile(
    r"\s\d|['’]s\b|\s(?!(?:and|or|on|in|at|by|of|to|for|from|with|after|before|when|where|which|that|who|as|is|was|were|are|has|have|had"
    r"|while|during|over|early|late|since|until|but|last|this|near|about|around|shortly|just|said|overnight|left|then|also)\b)"
    r"[a-z]+(?<!ed)(?<!ly)(?<!ing)\b"
)
"""A lower-case noun follows, so the name was an adjective (`in the Kurdish forces`)."""
_REACH = 80
_BREAK = re.compile(r"[;:—–“”]|\b(?:after|before|when|while|but|because|since|where)\b")
_NO_PLACE = word_set(
    "friday monday critical custody stable serious fair response retaliation response addition total all "
    "hospital god his her their its our my a an an injuries surgery connection charge favor favour "
    "support front turn order"
)


def place(body: str, start: int, end: int, after: int) -> Span | None:
    """Find the place named in `body[start:end]` that is nearest behind offset `after`, else before it."""
    if _is_heading(body[start:end]):
        return None
    found = [
        Span(m.start("place"), m.end("place") - (body[m.end("place") - 1] in ".’'"))
        for m in _PLACE.finditer(body, start, end)
        if _is_place(m["place"]) and not _ADJECTIVE_USE.match(body, m.end("place"))
    ]
    return nearest(body, found, after)


def _is_heading(sentence: str) -> bool:
    """Whether most words are capitalised, so that capitals tell nothing."""
    words = [w for w in sentence.split() if w[0].isalpha()]
    return sum(w[0].isupper() for w in words) > len(words) / 2


def nearest(body: str, found: Sequence[Span], after: int) -> Span | None:
    """The first of `found` behind offset `after`, else the last before it, in the same clause only."""
    near = []
    for span in found:
        between = body[after : span.start] if span.start >= after else body[span.end : after]
        if len(between) <= _REACH and not _BREAK.search(between):
            near.append(span)
    behind = [span for span in near if span.start >= after]
    return behind[0] if behind else (near[-1] if near else None)


def _is_place(text: str) -> bool:
    words = [w.strip(",.'’").lower() for w in text.split()]
    return not any(w in _NO_PLACE or w in WEEKDAYS or w in MONTH_WORDS for w in words)
