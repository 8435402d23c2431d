"""How texts name the same thing: other names (`Daesh`, `ISIS`) and labels beside it (`terrorists`, `fighters`)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from digest.findings import NameRow, Use
from digest.model import Article, Span
from digest.text.facts.dates import MONTH_WORDS, WEEKDAYS
from digest.text.language import stopwords
from digest.text.naming.names import mentions
from digest.text.passages import cited, sentences

_ADJECTIVE = (
    r"(?:terrorist|terror|militant|jihadist|jihadi|extremist|radical|takfiri|islamist|insurgent|rebel|separatist|armed|"
    r"opposition|outlawed|banned|so-called|guerrilla|paramilitary|pro-government|far-right|far-left)"
)
_NOUN = (
    r"(?:group|organi[sz]ation|movement|militia|network|regime|faction|terrorists?|militants?|fighters?|jihadists?|jihadis?|"
    r"extremists?|insurgents?|rebels?|separatists?|gunm[ae]n|members?|elements|remnants|forces|cells|supporters|"
    r"sympathi[sz]ers|affiliates?|operatives?|suspects?|inmates|guerrillas?|mercenaries)"
)
_BEHIND = re.compile(rf"[’']?s?\s(?P<label>(?:{_ADJECTIVE}\s){{0,2}}{_NOUN})\b", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b(?P<label>(?:{_ADJECTIVE}\s){{1,2}}{_NOUN})\s(?:known as\s|called\s)?(?:the\s)?$", re.IGNORECASE
)
_REACH = 48
_BARE = re.compile(r"(?:The\s)?(?P<name>.+?)(?:['’]s?)?$")
"""A name without article and possessive ending."""
_MARKS = re.compile(r"^(?:al|el|the)[\s-]|[\W_]+|s$", re.IGNORECASE)


class KnownNames(Protocol):
    """The part of `text.names.Names` that is needed here."""

    def key(self, name: str, lang: str = "en") -> str:
        """Identity of a name under all its writings."""
        ...

    def canonical(self, name: str, lang: str = "en") -> str:
        """The writing that stands for a name."""
        ...


@dataclass(slots=True)
class _Naming:
    """Where one article writes a thing how; filled while its text is read."""

    writings: dict[str, list[Span]] = field(default_factory=dict)
    labels: dict[str, list[Span]] = field(default_factory=dict)


def name_rows(articles: Sequence[Article], names: KnownNames) -> tuple[NameRow, ...]:
    """Rows for things that two texts name or label differently, the most named first."""
    read = [_read(article, names) for article in articles]
    keys = sorted({key for namings in read for key in namings})
    rows: list[tuple[int, NameRow]] = []
    for key in keys:
        told = [(a, namings[key]) for a, namings in zip(articles, read, strict=True) if key in namings]
        if len(told) > 1 and (_writings_differ([n for _, n in told]) or _labels_differ([n for _, n in told])):
            rows.append(_row(told, names))
    rows.sort(key=lambda item: (-item[0], item[1].name))
    return tuple(row for _, row in rows)


def _read(article: Article, names: KnownNames) -> dict[str, _Naming]:
    found: dict[str, _Naming] = {}
    body = article.body
    for paragraph in article.paragraphs:
        for at, stop in mentions(body, paragraph.start, paragraph.end):
            bare = _bare(body[at:stop])
            if bare is None:
                continue
            start, end = at + bare[0], at + bare[1]
            text = body[start:end]
            naming = found.setdefault(names.key(text, article.lang), _Naming())
            naming.writings.setdefault(text, []).append(Span(start, end))
            for label in _labels(body, paragraph, start, end):
                naming.labels.setdefault(body[label.start : label.end].lower(), []).append(label)
    return found


@lru_cache(maxsize=50_000)
def _bare(name: str) -> tuple[int, int] | None:
    """Where the name stands in its writing, without article and ending; None where a capital makes no name."""
    found = _BARE.match(name)
    return None if found is None or _is_plain(found["name"]) else found.span("name")


def _is_plain(name: str) -> bool:
    """Whether a capital makes no name of the word: `It`, `Tuesday`, a contraction."""
    low = name.casefold()
    if low.endswith(("-led", "-backed", "ist")):
        return True  # `Kurdish-led`, `Islamist` say of whom something is, and name nobody
    return (
        low.partition("'")[0].partition("’")[0] in stopwords("en")
        or low.rstrip("s") in WEEKDAYS
        or low in MONTH_WORDS
    )


def _labels(body: str, paragraph: Span, start: int, end: int) -> Iterator[Span]:
    if behind := _BEHIND.match(body, end, min(paragraph.end, end + _REACH)):
        yield Span(*behind.span("label"))
    if before := _BEFORE.search(body, max(paragraph.start, start - _REACH), start):
        yield Span(*before.span("label"))


def _writings_differ(namings: Sequence[_Naming]) -> bool:
    """Whether texts prefer names that are not one name's spelling or abbreviation."""
    favourites = sorted({_favourite(naming) for naming in namings})
    return any(not _is_trivial(a, b) for k, a in enumerate(favourites) for b in favourites[k + 1 :])


def _favourite(naming: _Naming) -> str:
    return min(naming.writings, key=lambda w: (-len(naming.writings[w]), w))


def _is_trivial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if _MARKS.sub("", short).casefold() == _MARKS.sub("", long).casefold():
        return True
    capitals = "".join(word[0] for word in long.split() if word[0].isupper())
    return short.replace(".", "").upper() in (capitals, "".join(w[0] for w in long.split()).upper())


def _labels_differ(namings: Sequence[_Naming]) -> bool:
    """Whether two texts label the thing, and not with the same words."""
    labelled = [frozenset(n.labels) for n in namings if n.labels]
    return any(not a & b for k, a in enumerate(labelled) for b in labelled[k + 1 :])


def _row(told: Sequence[tuple[Article, _Naming]], names: KnownNames) -> tuple[int, NameRow]:
    uses = [use for article, naming in told for use in _uses(article, _merged(naming.writings))]
    labels = [use for article, naming in told for use in _uses(article, naming.labels)]
    most = min(uses, key=lambda use: (-use.count, use.wording))
    name = names.canonical(most.wording, told[0][0].lang)
    return sum(use.count for use in uses), NameRow(name, tuple(uses), tuple(labels))


def _merged(places: dict[str, list[Span]]) -> dict[str, list[Span]]:
    """Spellings of one writing (`Hasakah`, `Al-Hasakah`) under the most used."""
    merged: dict[str, list[Span]] = {}
    for writing in sorted(places, key=lambda w: (-len(places[w]), w)):
        same = next(
            (w for w in merged if _MARKS.sub("", w).casefold() == _MARKS.sub("", writing).casefold()), writing
        )
        merged[same] = sorted([*merged.get(same, []), *places[writing]])
    return merged


def _uses(article: Article, places: dict[str, list[Span]]) -> list[Use]:
    """Writings of one article, the most used first, each with its first sentence."""
    whole = sentences(article)
    starts = [s.start for s in whole]
    found = []
    for writing in sorted(places, key=lambda w: (-len(places[w]), w)):
        first = places[writing][0]
        at = bisect_right(starts, first.start) - 1
        if at >= 0 and first.end <= whole[at].end:
            found.append(
                Use(
                    article.id,
                    writing,
                    len(places[writing]),
                    cited(article, whole[at], first.start, first.end),
                )
            )
    return found
