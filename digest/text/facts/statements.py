"""The claims of one article: each figure with its sentence, place, time, source, and what it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from digest.findings import Claim
from digest.model import Article, Passage, Span, Text
from digest.text.facts.background import background
from digest.text.facts.context import NameKeys, content, name_keys
from digest.text.facts.dates import TimePhrase, phrases
from digest.text.facts.figures import Figure, figures
from digest.text.facts.intervals import interval
from digest.text.facts.places import nearest, place
from digest.text.facts.quantities import quantities
from digest.text.facts.scan import scan, word_set
from digest.text.facts.speech import attribution
from digest.text.passages import cited, passage, same_sentence, sentences

_LONGEST = 4000
"""Characters of the longest sentence that is read; longer ones are tables, lists or malice."""
_MOST = 200
"""Figures after which a text is read no further: the comparison of two texts grows with their product."""
_THEME = 5
"""A name in so many sentences of a text is its theme."""
_RELATIVE = re.compile(r"\b(?:who|whom|whose|which|against|up from|down from)\b|;")
_REST = re.compile(
    r"\b(?:[Aa]|the)\s(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b(?!\s(?:time|day|week|floor|year|night))"
    r"|\bat the scene|\b[Aa]nother\s(?:man|woman|person|victim|child|officer|died|was)\b"
)
"""Words that count on from a figure (`and a fifth died later`), so that it is not the total."""
_COUNTED_UNTIL = re.compile(r"\b(?:as of|by|until|since|said|said on|on from)\s$")
_SAME_INCIDENT = re.compile(
    r"\bin (?:the incident|that \w+|those \w+)\b|^(?:The (?:next|following) day|A day later)\b"
)
_NUMERAL = frozenset("0123456789")
_NUMBER_WORDS = word_set(
    "one two three four five six seven eight nine ten eleven twelve dozen teen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred thousand million scores"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what is needed to compare it."""

    claim: Claim
    about: frozenset[str]
    """Identities of the names around the claim."""
    limits: tuple[str, ...]
    """Modifiers that narrow what is counted."""
    partial: bool
    """Counts a rest or a part: never a total."""
    definite: bool
    """Of a group told before, which may be only some (`all three`)."""
    position: int
    """Number of the sentence in the article, from 0."""
    beside: frozenset[int]
    """All figures of the sentence: it may tell why another text has another number."""
    day: int | None
    """The day on which it happened, as an ordinal, or the weekday (0–6) where nothing declares a date."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text states in numbers."""

    article: Article
    readable: bool
    """False for a language whose figures are not read: its silence says nothing."""
    statements: tuple[Statement, ...]
    numbers: Mapping[int, frozenset[str]]
    """Every number of the text, understood or not, with the stems of the sentences it stands in."""
    spans: Sequence[Span] = ()
    """The sentences."""
    themes: frozenset[str] = frozenset()
    """Names that run through the whole text, so that they tell none of its occurrences from another."""
    dated: tuple[tuple[int, tuple[TimePhrase, ...]], ...] = ()
    """Numbers of the sentences that date something of this event, with their phrases of time."""


def reading(text: Text, names: NameKeys, first_day: date | None) -> Reading:
    """Give the claims of a text's original article, in reading order; English only."""
    article = text.article
    if article.lang != "en":
        return Reading(article, False, (), {})
    told = _Told(article, sentences(article), first_day)
    found: list[Statement] = []
    numbers: dict[int, frozenset[str]] = {}
    dated = []
    for position, sentence in enumerate(told.spans):
        times = told.times[position]
        if times and told.aside(position) is None:
            dated.append((position, times))
        if len(found) < _MOST and _may_hold(article.body[sentence.start : sentence.end]):
            tokens = scan(article.body, sentence.start, sentence.end)
            stated = quantities(tokens)
            if stated:
                stems = content(article.body[sentence.start : sentence.end])
                for number in stated.values():
                    numbers[number.value] = numbers.get(number.value, frozenset()) | stems
                found.extend(_of_sentence(text, told, position, figures(article.body, tokens, stated), names))
    themes = _themes(told, names) if found or dated else frozenset()
    return Reading(article, True, tuple(found), numbers, told.spans, themes, tuple(dated))


class _Told:
    """The sentences of an article with their phrases of time; which are background is found out when asked."""

    def __init__(self, article: Article, spans: Sequence[Span], first_day: date | None) -> None:
        self.article = article
        self.spans = spans
        self.times = [phrases(article.body, s.start, s.end) for s in spans]
        self._first_day = first_day
        self._asides: dict[int, Span | None] = {}

    def aside(self, position: int) -> Span | None:
        """The words that set a sentence apart: its own, or those of the sentence it goes on from."""
        first = position
        while first not in self._asides and first > 0 and self._continues(first):
            first -= 1
        for at in range(first, position + 1):
            if at not in self._asides:
                own = background(self.article, self.spans[at], self.times[at], self._first_day)
                before = self._asides.get(at - 1) if at > 0 and self._continues(at) else None
                self._asides[at] = own or (before if before and not self._is_habit(before) else None)
        return self._asides[position]

    def _is_habit(self, aside: Span) -> bool:
        """Whether the words tell how often something happens (`a week`), which says nothing of the next sentence."""
        return (
            self.article.body[aside.start : aside.end].lower().startswith(("a ", "per ", "each ", "every "))
        )

    def _continues(self, at: int) -> bool:
        """Whether a sentence goes on about what the one before it told: same paragraph or `that incident`, no new time."""
        before, here = self.spans[at - 1], self.spans[at]
        body = self.article.body
        joined = "\n" not in body[before.end : here.start] or _SAME_INCIDENT.search(
            body[here.start : here.end]
        )
        return bool(joined) and not any(t.names_day and not _counts_on(t) for t in self.times[at])


def _counts_on(time: TimePhrase) -> bool:
    """Whether a phrase counts from what was told before (`the next day`), so that it opens no new time."""
    words = time.relative or ""
    return words.endswith(("earlier", "later")) or words.removeprefix("the ").startswith(
        ("next ", "following ")
    )


def _themes(told: _Told, names: NameKeys) -> frozenset[str]:
    body = told.article.body
    often = Counter(key for s in told.spans for key in name_keys(body[s.start : s.end], names))
    return frozenset(key for key, count in often.items() if count >= _THEME)


def _may_hold(sentence: str) -> bool:
    """Whether the sentence can hold a number at all (a cheap test before it is read)."""
    if len(sentence) > _LONGEST:
        return False
    if not _NUMERAL.isdisjoint(sentence):
        return True
    low = sentence.lower()
    return any(word in low for word in _NUMBER_WORDS)


def _of_sentence(
    text: Text, told: _Told, position: int, found: Sequence[Figure], names: NameKeys
) -> list[Statement]:
    article, spans = text.article, told.spans
    sentence, times = spans[position], told.times[position]
    body = article.body
    if not found:
        return []
    aside = told.aside(position)
    around = body[spans[max(0, position - 1)].start : spans[min(len(spans) - 1, position + 1)].end]
    about = name_keys(around, names) | name_keys(article.title, names)
    shown = body[sentence.start : sentence.end]
    copies = tuple(c for copy in text.copies if (c := same_sentence(copy.article, shown)))
    rest = _REST.search(body, sentence.start, sentence.end) is not None
    beside = frozenset(f.quantity.value for f in found)
    counts = [(f.action, f.kind) for f in found]
    result = []
    for figure in found:
        when = nearest(body, [Span(t.start, t.end) for t in times], figure.end)
        claim = Claim(
            cited(article, sentence, figure.start, figure.end),
            figure.quantity.value,
            figure.quantity.upper,
            figure.quantity.bound,
            figure.quantity.qualifier,
            figure.counted,
            figure.kind,
            figure.action,
            tuple(sorted({names.key(side) for side in figure.sides})),
            _cite(article, place(body, sentence.start, sentence.end, figure.end)),
            _cite(article, when),
            _cite(article, attribution(body, sentence, Span(figure.start, figure.end))),
            _cite(article, None if _is_other_clause(body, sentence, figure.end, aside) else aside),
            copies,
        )
        partial = figure.other or figure.part or rest or counts.count((figure.action, figure.kind)) > 1
        result.append(
            Statement(
                claim,
                about,
                figure.limits,
                partial,
                figure.definite,
                position,
                beside,
                _day(article, sentence, when, times),
            )
        )
    return result


def _is_other_clause(body: str, sentence: Span, end: int, aside: Span | None) -> bool:
    """Whether the words that speak of another time belong to a relative clause behind the figure."""
    return (
        aside is not None
        and end <= aside.start < sentence.end
        and bool(_RELATIVE.search(body, end, aside.start))
    )


def _day(article: Article, sentence: Span, when: Span | None, times: Sequence[TimePhrase]) -> int | None:
    """The one day that a phrase means, where it dates what happened and not a count (`by Friday`)."""
    named = [t for t in times if t.names_day]
    phrase = next((t for t in named if when and t.start == when.start), named[0] if len(named) == 1 else None)
    if phrase is None or _COUNTED_UNTIL.search(
        article.body, max(sentence.start, phrase.start - 10), phrase.start
    ):
        return None
    days = interval(phrase, article, article.body[sentence.start : sentence.end])
    if days is None:
        return phrase.weekday
    return days.start.toordinal() if days.start == days.end else None


def _cite(article: Article, span: Span | None) -> Passage | None:
    return passage(article, span.start, span.end) if span else None
