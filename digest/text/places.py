"""Where something happened, as a sentence words it: `in the northeastern Syrian city of Hasakah`."""

from __future__ import annotations

import re

from digest.model import Span
from digest.text.dates import MONTH_WORDS, WEEKDAYS

_PLACE = re.compile(
    r"\b(?:in|near|outside)\s(?P<place>(?:the\s)?(?:[a-z]{3,14}\s){0,3}?(?:[A-Z][\w'’-]{1,24}\s(?:city|province|region|area|district|town|village|county)\s(?:of\s)?)?"
    r"(?:[A-Z]\.){0,3}[A-Z][\w'’.-]{0,24}(?:\s(?:of\s|al\s|el\s)?[A-Z][\w'’-]{1,24}){0,3}(?:,\s(?:[a-z]{4,14}\s)?[A-Z][\w'’-]{1,24}){0,1})"
)
_NO_PLACE = frozenset(
    "friday monday critical custody stable serious fair response retaliation response addition total all hospital god "
    "his her their its our my a an an injuries surgery connection charge favor favour support front turn order".split()
)


def place(body: str, start: int, end: int, after: int) -> Span | None:
    """Find the place named in `body[start:end]` that is nearest behind offset `after`, else before it."""
    found = [
        Span(m.start("place"), m.end("place") - (body[m.end("place") - 1] in ".’'"))
        for m in _PLACE.finditer(body, start, end)
        if _is_place(m["place"])
    ]
    behind = [span for span in found if span.start >= after]
    return behind[0] if behind else (found[-1] if found else None)


def _is_place(text: str) -> bool:
    words = [w.strip(",.'’").lower() for w in text.split()]
    return not any(w in _NO_PLACE or w in WEEKDAYS or w in MONTH_WORDS for w in words)
