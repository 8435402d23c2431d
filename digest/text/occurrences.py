"""When something happened, as different texts have it: the same occurrence, other times.

An occurrence is a word for an event or violent act in a clause with a phrase of time. Two texts tell the same
one when the names and nouns around it match best both ways; only times that exclude each other are shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.findings import Cited, TimeCell, TimeRow
from digest.model import Article, Cluster, Span
from digest.text.background import background
from digest.text.context import NameKeys, content, folded, name_keys
from digest.text.dates import TimePhrase, phrases
from digest.text.intervals import interval
from digest.text.passages import cited, sentences

_KINDS = {
    form: kind
    for kind, forms in {
        "attack": "attack attacks attacked raid raided ambush ambushed assault stormed",
        "shooting": "shooting shootings shot gunfire shots",
        "explosion": "explosion blast exploded bombing bomb detonated explosions",
        "crash": "crash crashed collision collided derailed derailment overturned",
        "earthquake": "earthquake quake tremor",
        "fire": "fire blaze",
        "launch": "launch launched missile fired",
        "arrest": "arrest arrested",
        "death": "died death",
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
_PARTS = {"early": 3, "morning": 8, "noon": 12, "midday": 12, "afternoon": 15, "evening": 19, "late": 22, "night": 21}
_APART_HOURS = 2
"""Times of one day further apart than this differ; nearer ones may be rounding."""
_LEAST_SCORE = 3.0
_LEAST_NAMES = 1
_WIDE = 3
"""A name that stands in this many of a text's occurrences tells none of them from another."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A statement of time about an event."""

    article: str
    cited: Cited
    kind: str
    names: frozenset[str]
    words: frozenset[str]
    days: tuple[int, int] | None
    """First and last day as ordinals, where the article declares its date."""
    weekday: int | None
    hour: float | None
    zoned: bool
    """The hour names a time zone or place, so it does not compare with other hours."""
    exact: bool
    """The time belongs to the event itself (`took place on`)."""


def differing_times(cluster: Cluster, names: NameKeys) -> tuple[TimeRow, ...]:
    """Rows of occurrences for which texts give times that exclude each other; English only."""
    first_day = min((a.date for a in cluster.articles if a.date is not None), default=None)
    told = []
    for text in cluster.texts:
        if text.article.lang == "en":
            told.append(_occurrences(text.article, names, first_day))
    rows: list[TimeRow] = []
    used: set[Cited] = set()
    for at, left in enumerate(told):
        for one in left:
            cells = [one]
            for right in told[at + 1 :]:
                best = _match(one, right)
                if best is not None and best.cited not in used and _match(best, left) == one and _exclude(one, best):
                    cells.append(best)
            if len(cells) > 1 and one.cited not in used:
                used.update(c.cited for c in cells)
                rows.append(_row(cells))
    return tuple(rows)


def _occurrences(article: Article, names: NameKeys, first_day: object) -> list[Occurrence]:
    spans = sentences(article)
    found = []
    for position, sentence in enumerate(spans):
        times = [
            t
            for t in phrases(article.body, sentence.start, sentence.end)
            if t.weekday is not None or (t.month and t.day) or t.relative in ("yesterday", "today", "last night", "tonight")
        ]
        if not times or background(article, sentence, times, first_day) is not None:  # type: ignore[arg-type]
            continue
        found.extend(o for t in times if (o := _occurrence(article, spans, position, t, names)) is not None)
    return found


def _occurrence(
    article: Article, spans: Sequence[Span], position: int, time: TimePhrase, names: NameKeys
) -> Occurrence | None:
    sentence = spans[position]
    clause = _clause(article.body, sentence, time)
    text = article.body[clause.start : clause.end]
    kind = next((_KINDS[w] for word in _WORD.findall(text) if (w := word.lower()) in _KINDS), None)
    if kind is None:
        return None
    near = text
    if _HAPPENED.search(text) and position + 1 < len(spans):
        near += " " + article.body[spans[position + 1].start : spans[position + 1].end]
    elif position + 1 < len(spans) and clause.start <= sentence.start + 2:
        following = article.body[spans[position + 1].start : spans[position + 1].end]
        near += " " + following if following.startswith(("The attack", "The shooting", "It ", "The ")) else ""
    days = interval(time, article, article.body[sentence.start : sentence.end])
    phrase = article.body[time.start : time.end]
    return Occurrence(
        article.id,
        cited(article, sentence, time.start, time.end),
        kind,
        name_keys(near, names),
        frozenset(folded(w, names) for w in content(near)),
        (days.start.toordinal(), days.end.toordinal()) if days else None,
        time.weekday,
        _hour(phrase) if time.clock else None,
        "(" in phrase or "GMT" in phrase,
        bool(_HAPPENED.search(text)),
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
