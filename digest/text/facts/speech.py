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
    rf"(?:^|(?<=[,;:“”\"—–]))\s*(?:and\s|but\s|while\s)?(?P<who>[^,;:“”\"—–\n]{{2,80}}?\s{_VERB})\b"
    r"(?:(?<=\stold)\s(?!that\b)[^,;:“”\".\n]{2,50}?(?=[.,”\"]|\s(?:that|on)\b|$))?"
)
_NO_SOURCE = re.compile(
    r"(?:he|she|they|it|we|i|you|who|which|that|this|one|some|many|when|if|as|where|what|there|to)\s"
    r"|.*\b(?:was|were|been|being|is|are|be|not|has been|to|and|of|the|a)\s\w+$|.*\b(?:that|who|which|have killed|were killed)\b",
    re.IGNORECASE,
)
_RESPONSIBILITY = re.compile(r"\s(?:responsibility|credit|asylum)\b")
_TAIL = 45
"""Most characters after `police said` up to the sentence's end (`police said late on Sunday.`)."""


def attribution(body: str, sentence: Span, figure: Span) -> Span | None:
    """Find who states the figure: `according to …` anywhere, `X said` only before it or closing the sentence.

    In `two were killed, and police said one was held` the police speak of the second clause only.
    """
    for found in attributions(body, sentence.start, sentence.end):
        if body[found.start : found.start + 4].lower() in ("acco", "citi", "as r"):
            return found
        between = body[found.end : figure.start]
        leads = found.end <= figure.start and not re.search(r"[;”—–]|, (?:and|but|while)\b", between)
        closes = found.start >= figure.end and sentence.end - found.end <= _TAIL
        if (leads or closes) and not _RESPONSIBILITY.match(body, found.end):
            return found
    return None


def attributions(body: str, start: int, end: int) -> Iterator[Span]:
    """Find the phrases in one sentence that say who states it (`according to the ministry`, `police said`).

    A bare pronoun (`he said`) is no source.
    """
    text = body[start:end]
    for match in _ACCORDING.finditer(text):
        source = _STOP_WITHIN.sub("", match[1]).rstrip(" .)")
        close = ")" if "(" in source and match[1][len(source) : len(source) + 1] == ")" else ""
        yield Span(start + match.start(), start + match.start(1) + len(source) + len(close))
    for match in _CLAUSE.finditer(text):
        if not _NO_SOURCE.match(match["who"]):
            yield Span(start + match.start("who"), start + match.end())
