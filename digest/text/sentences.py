"""Sentence boundaries by rule, with offsets; each run of stops is looked at once, so time is linear.

The method is that of rule-based splitters such as segtok: every stop is a boundary unless its left
context (abbreviation, initial, enumerator, ordinal) or its right context (lower case, punctuation) objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.model import Span
from digest.text.abbreviations import Abbreviations, abbreviations

_STOP = re.compile(
    r"(?P<full>[。！？｡]+)[」』）”’】》〉)\]]*"
    r"|[.!?…؟۔।॥።։။។‼⁇⁈⁉]+"
    r"(?:[\"'”’»›)\]}]|[“«‘](?=\s|$)|[  \u202f]»)*"
    r"(?:\[\d{1,3}\]){0,5}"
)
_NEXT = re.compile(r"(?P<gap>\s*)(?P<open>[\"'“”‘’„«»‹(\[{¿¡—–-]*[  \u202f]?)(?P<word>\w{0,24})")
_ITEM = re.compile(
    r"\n[ \t]*(?:(?P<bullet>[•‣▪●◦·])|(?P<mark>[*–-]|\(?(?:\d{1,2}|[a-z])[.)])(?=[ \t]+\S))|\n\s*\n"
)
_FIRST_ITEM = re.compile(r"\s{0,8}(?:[*–-]|\(?\w{1,2}[.)])\s")
_CLOSING = (".", ":", ";", "!", "?")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,2}|[A-Za-z]|[ivxIVX]{1,4})$")
_SPEECH = re.compile(
    r"\s+(?:[A-Z][\w.’'-]{0,24}\s){1,6}(?:said|says|asked|asks|told|added|wrote|tweeted|replied|shouted)\b"
)
_PREFIXED_NAME = re.compile(r"(?:a[ldnrstz]|el|ash)[-‐‑ ][A-Z]|[a-z][A-Z]")
_DOMAINS = frozenset({"Com", "Net", "Org"})
_NOT_A_START = frozenset(".,;:!?…)]}%/&、，")
_LOOK_BACK = 24


def split(body: str, paragraphs: Sequence[Span], lang: str) -> tuple[Span, ...]:
    """Give the sentences of `paragraphs` in order, as trimmed spans of `body`.

    Each sentence lies in one paragraph; together they cover everything but white space. `lang` is an
    ISO 639-1 code; unknown languages get the rules that need no word list, and English ones.
    """
    known = abbreviations(lang)
    return tuple(sentence for paragraph in paragraphs for sentence in _paragraph(body, paragraph, known))


def _paragraph(body: str, paragraph: Span, known: Abbreviations) -> Iterator[Span]:
    start, end = paragraph.start, paragraph.end
    items = _items(body, paragraph) if body.find("\n", start, end) >= 0 else []
    items.reverse()
    for match in _STOP.finditer(body, start, end):
        while items and items[-1] < match.start():
            yield from _trimmed(body, start, items[-1])
            start = items.pop()
        if match.end() < end and _is_boundary(body, match, end, start, known):
            yield from _trimmed(body, start, match.end())
            start = match.end()
    for item in reversed(items):
        yield from _trimmed(body, start, item)
        start = max(start, item)
    yield from _trimmed(body, start, end)


def _trimmed(body: str, start: int, end: int) -> Iterator[Span]:
    text = body[start:end]
    kept = text.lstrip()
    start += len(text) - len(kept)
    kept = kept.rstrip()
    if kept:
        yield Span(start, start + len(kept))


def _items(body: str, paragraph: Span) -> list[int]:
    """Line breaks before list items, and blank lines.

    A dash or a number opens an item only where a line before it closed: hard-wrapped prose may put
    either at the start of a line.
    """
    start, end = paragraph.start, paragraph.end
    listed = _FIRST_ITEM.match(body, start, end) is not None
    return [
        match.start()
        for match in _ITEM.finditer(body, start, end)
        if listed
        or not match["mark"]
        or body[max(start, match.start() - _LOOK_BACK) : match.start()].rstrip().endswith(_CLOSING)
    ]


def _is_boundary(body: str, stop: re.Match[str], end: int, start: int, known: Abbreviations) -> bool:
    after = _NEXT.match(body, stop.end(), end)
    if after is None:
        return False
    if stop["full"]:  # と goes on after a quotation
        return stop.end() == stop.end("full") or after["word"][:1] != "と"
    token = _token(body, stop.start(), start)
    if not after["gap"]:
        return _is_glued(body, stop, after, token, known)
    if not after["word"] or after["word"][0].islower():
        return _opens(body, after, end)
    if stop[0][0] == "." and not stop[0].startswith(".."):
        return not _is_enumerator(body, start, stop.start()) and known.allows_stop(
            token, after["word"], quoted=len(stop[0]) > 1
        )
    return not (stop[0][0] in "?!" and len(stop[0]) > 1 and _SPEECH.match(body, stop.end(), end))


def _opens(body: str, after: re.Match[str], end: int) -> bool:
    """Whether a sentence may begin with a sign, or with a small letter (`al-Sadr`, `iPhone`)."""
    if after["word"]:
        return _PREFIXED_NAME.match(body, after.start("word")) is not None
    return after.end() < end and not after["open"] and body[after.end()] not in _NOT_A_START


def _is_enumerator(body: str, start: int, stop: int) -> bool:
    """Whether all that stands before the stop is the number or letter of a list item."""
    return stop - start < _LOOK_BACK and _ENUMERATOR.match(body[start:stop].lstrip()) is not None


def _token(body: str, stop: int, start: int) -> str:
    """The word that ends at `stop`, without brackets and quotes before it."""
    before = body[max(start, stop - _LOOK_BACK) : stop]
    return before if not before or before[-1].isspace() else before.split()[-1].lstrip("\"'“‘«([—–")


def _is_glued(body: str, stop: re.Match[str], after: re.Match[str], token: str, known: Abbreviations) -> bool:
    """Whether a space was lost ("the town.Police said"); addresses and file names keep their dots."""
    word = after["word"]
    if stop[0][0] not in ".?!" or not (word[:1].isupper() and word[1:].islower()):
        return False
    if len(word) < 3 and word.casefold() not in known.starters:
        return False
    if len(stop[0]) == 1 and (word in _DOMAINS or body[after.end() : after.end() + 1] in (".", "/")):
        return False
    letters = token.rstrip("”\"’'")
    return len(letters) >= 3 and letters.isalpha() and letters[1:].islower()
