"""The claims of one article: each figure with its sentence, place, time, source, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from digest.findings import Claim
from digest.model import Article, Passage, Span, Text
from digest.text.facts.background import background
from digest.text.facts.context import NameKeys, content, name_keys
from digest.text.facts.dates import TimePhrase, phrases
from digest.text.facts.figures import Figure, figures
from digest.text.passages import cited, passage, same_sentence, sentences
from digest.text.facts.places import place
from digest.text.facts.quantities import quantity
from digest.text.facts.scan import Token, scan
from digest.text.facts.speech import attribution

_NUMERAL = frozenset("0123456789")
_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve dozen teen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred thousand million scores"
).split()


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what is needed to compare it."""

    claim: Claim
    about: frozenset[str]
    """Identities of the names around the claim."""
    words: frozenset[str]
    """Stems of the content words of its sentence."""
    limits: tuple[str, ...]
    """Modifiers that narrow what is counted."""
    partial: bool
    """Counts a rest or a part: never a total."""
    position: int
    """Number of the sentence in the article, from 0."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text states in numbers."""

    article: str
    readable: bool
    """False for a language whose figures are not read: its silence says nothing."""
    statements: tuple[Statement, ...]
    numbers: Mapping[int, frozenset[str]]
    """Every number of the text, understood or not, with the stems of the sentences it stands in."""


def reading(text: Text, names: NameKeys, first_day: date | None) -> Reading:
    """Give the claims of a text's original article, in reading order; English only."""
    article = text.article
    if article.lang != "en":
        return Reading(article.id, False, (), {})
    spans = sentences(article)
    found: list[Statement] = []
    numbers: dict[int, frozenset[str]] = {}
    carried: tuple[Span, Span] | None = None
    for position, sentence in enumerate(spans):
        in_sentence = phrases(article.body, sentence.start, sentence.end)
        aside = background(article, sentence, in_sentence, first_day)
        if aside is not None:
            carried = (sentence, aside)
        elif carried is not None and _continues(article, carried[0], sentence, in_sentence):
            aside, carried = carried[1], (sentence, carried[1])
        else:
            carried = None
        if _may_hold(article.body[sentence.start : sentence.end]):
            tokens = scan(article.body, sentence.start, sentence.end)
            _note_numbers(tokens, content(article.body[sentence.start : sentence.end]), numbers)
            found.extend(_of_sentence(text, spans, position, tokens, in_sentence, aside, names))
    return Reading(article.id, True, tuple(found), numbers)


def _note_numbers(tokens: Sequence[Token], stems: frozenset[str], numbers: dict[int, frozenset[str]]) -> None:
    for at in range(len(tokens)):
        number = quantity(tokens, at)
        if number is not None:
            numbers[number.value] = numbers.get(number.value, frozenset()) | stems


def _may_hold(sentence: str) -> bool:
    """Whether the sentence can hold a number at all (a cheap test before it is read)."""
    if not _NUMERAL.isdisjoint(sentence):
        return True
    low = sentence.lower()
    return any(word in low for word in _NUMBER_WORDS)


def _continues(article: Article, before: Span, sentence: Span, times: Sequence[TimePhrase]) -> bool:
    """Whether a sentence goes on about what the background sentence before it told: same paragraph, no new time."""
    gap = article.body[before.end : sentence.start]
    return "\n" not in gap and not any(t.names_day for t in times)


def _of_sentence(
    text: Text,
    spans: Sequence[Span],
    position: int,
    tokens: Sequence[Token],
    times: Sequence[TimePhrase],
    aside: Span | None,
    names: NameKeys,
) -> list[Statement]:
    article, sentence = text.article, spans[position]
    body = article.body
    found = figures(body, tokens)
    if not found:
        return []
    around = body[spans[max(0, position - 1)].start : spans[min(len(spans) - 1, position + 1)].end]
    about = name_keys(around, names) | name_keys(article.title, names)
    words = content(body[sentence.start : sentence.end])
    shown = body[sentence.start : sentence.end]
    copies = tuple(c for copy in text.copies if (c := same_sentence(copy.article, shown)))
    counts = [(f.action, f.kind) for f in found]
    result = []
    for figure in found:
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
            _cite(article, _nearest([Span(t.start, t.end) for t in times], figure)),
            _cite(article, attribution(body, sentence, Span(figure.start, figure.end))),
            _cite(article, aside),
            copies,
        )
        partial = figure.other or figure.part or counts.count((figure.action, figure.kind)) > 1
        result.append(Statement(claim, about, words, figure.limits, partial, position))
    return result


def _cite(article: Article, span: Span | None) -> Passage | None:
    return passage(article, span.start, span.end) if span else None


def _nearest(spans: Sequence[Span], figure: Figure) -> Span | None:
    """The first span behind the figure, else the last before it."""
    behind = [s for s in spans if s.start >= figure.end]
    before = [s for s in spans if s.end <= figure.start]
    return behind[0] if behind else (before[-1] if before else None)
