"""Who says something: verbs of speech, attributing phrases, and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.model import Span

SPEECH = frozenset(
    "said says saying say told tells added adds stressed stated states announced announces confirmed confirms claimed "
    "claims claim reported reports warned warns insisted argued acknowledged admitted noted notes explained wrote "
    "tweeted declared denied asked replied recalled continued concluded emphasized emphasised pointed remarked "
    "commented estimated estimates estimate revealed believe alleged testified posted vowed pledged urged "
    "described called quipped joked shouted yelled exclaimed responded answered predicted cautioned suggested "
    "lamented highlights".split()
)
"""Finite forms that attribute words or facts."""

_VERB = (
    r"(?:said|says|say|told|added|adds|stressed|stated|announced|confirmed|claimed|claims?|reported|reports?|warned|"
    r"insisted|acknowledged|admitted|noted|explained|wrote|tweeted|declared|estimated|estimates?|revealed|alleged|believe)"
)
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Aa]s reported by|citing)\s([^,;:“”\"\n]{2,90})")
_STOP_WITHIN = re.compile(r"\s(?:who|which|that|and\s(?:are|is|was|were|has|have)|in an?|is|are|was|were|has|have)\s.*")
_CLAUSE = re.compile(
    rf"(?:^|(?<=[,;:“”\"—–]))\s*(?:and\s|but\s|while\s)?([^,;:“”\"—–\n]{{2,80}}?\s{_VERB})\b(?P<told>(?<=\stold)\s(?!that\b)[^,;:“”\".\n]{{2,50}}?(?=[.,”\"]|\s(?:that|on)\b|$))?"
)


def attributions(body: str, start: int, end: int) -> Iterator[Span]:
    """Find the phrases in one sentence that say who states it (`according to the ministry`, `police said`)."""
    for match in _ACCORDING.finditer(body, start, end):
        source = _STOP_WITHIN.sub("", match[1]).rstrip(" .)")
        close = ")" if "(" in source and ")" not in source else ""
        yield Span(match.start(), match.start(1) + len(source) + len(close))
    for match in _CLAUSE.finditer(body, start, end):
        yield Span(match.start(1), match.end())
