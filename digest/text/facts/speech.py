"""Who says something: verbs of speech, attributing phrases, and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.model import Span

_VERB = (
    r"(?:said|says|say|told|added|adds|stressed|stated|announced|confirmed|claimed|claims?|reported|(?<=[A-Z]{2}\s)reports|warned|"
    r"insisted|acknowledged|admitted|noted|explained|wrote|tweeted|declared|estimated|estimates?|revealed|alleged|believe)"
)
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Aa]s reported by|citing)\s([^,;:“”\"\n]{2,90})")
_STOP_WITHIN = re.compile(
    r"\s(?:who|which|that|and\s(?:are|is|was|were|has|have)|in an?|is|are|was|were|has|have)\s.*"
)
_CLAUSE = re.compile(
    rf"(?:^|(?<=[,;:“”\"—–]))\s*(?:and\s|but\s|while\s)?(?P<who>[^,;:“”\"—–\n]{{2,80}}?\s{_VERB})\b"
    r"(?:(?<=\stold)\s(?!that\b)[^,;:“”\".\n]{2,50}?(?=[.,”\"]|\s(?:that|on)\b|$))?"
)
_NO_SOURCE = re.compile(
    r"(?:in|at|on|from|for|with|during|by|he|she|they|it|we|i|you|who|which|that|this|one|some|many|when|if|as|where"
    r"|what|there|to)\s|.*\b(?:was|were|been|being|is|are|be|not|has been|to|and|of|the|a)\s\w+$"
    r"|.*\b(?:that|who|which|(?:have|has|had|is|are|was|were)\s\w+\s\w+)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r".*(?:\s[-–—]+\s|^[-–—]+\s|\b(?i:after|as|when|where|because|since|while|but|and|if|though|although)\s|\)\s|\bx\s|\.{3}\s)"
)
"""What stands before the source in its clause: a dateline, another clause."""
_WORDS = 12
"""Most words of `a military source in the Kurdish forces told Reuters`; longer runs are not one phrase."""
_RESPONSIBILITY = re.compile(r"\s(?:responsibility|credit|asylum)\b")
_NEW_CLAUSE = re.compile(r"[;”—–]|, (?:and|but|while)\b")
_TAIL = 45
"""Most characters after `police said` up to the sentence's end (`police said late on Sunday.`)."""


def attribution(body: str, sentence: Span, figure: Span) -> Span | None:
    """Find who states the figure: `according to …` anywhere, `X said` only before it or closing the sentence.

    In `two were killed, and police said one was held` the police speak of the second clause only.
    """
    leading = None
    for found in attributions(body, sentence.start, sentence.end):
        if body[found.start : found.start + 4].lower() in ("acco", "citi", "as r"):
            return found
        if _RESPONSIBILITY.match(body, found.end):
            continue
        if found.end <= figure.start and not _NEW_CLAUSE.search(body, found.end, figure.start):
            leading = found
        elif leading is None and found.start >= figure.end and sentence.end - found.end <= _TAIL:
            return found
    return leading


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
        lead = _LEAD.match(match["who"])
        first = match.start("who") + (lead.end() if lead else 0)
        who = text[first : match.end("who")]
        if not _NO_SOURCE.match(who) and len(who.split()) <= _WORDS:
            yield Span(start + first, start + match.end())
