"""What sentences say that earlier texts did not: weight on words that no text had before.

A word is known under all its endings and, in English, under the other words that news uses for it (`fatally`,
`killed`): two reports of one thing differ in these first, and would look new to each other. Words that only say
who reports and when tell nothing. Weights as in `text/weights.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from digest.model import Article, Span
from digest.text.facts.dates import MONTH_WORDS, WEEKDAYS
from digest.text.figures import as_digits
from digest.text.sentences import split
from digest.text.tokens import words
from digest.text.weights import Vector, unit, vector

_LINES = 80
"""First sentences of a text that are read."""
_STEM = 5
"""Letters by which longer English words are known: `accident`, `accidentally`."""
_ALIKE = """
killed kill kills killing killer dead died die dies death deadly fatal fatally slain murder murdered homicide victim
injured injures injury injuring wounded wounding wound hurt hospital hospitalized critical condition treated
shot shots shoot shooting shooter gunfire gunshot gun gunman gunmen fired firing fire opened handgun firearm weapon rifle pistol bullet
arrested arrest arresting custody detained jailed jail apprehended booked charged charge
suspect suspected suspicion accused alleged allegedly
man male men guy
woman female women
boy son kid kids child children youth toddler teen teenager teenage juvenile girl daughter
wife husband couple spouse
quake earthquake tremor magnitude
crash crashed collision collided
blast explosion exploded bomb bombing bomber detonated
attack attacked assault assaulted attacker raid
house home residence apartment building
car vehicle truck suv driver
early late morning afternoon evening night overnight midnight weekend
fight argument dispute altercation fought
store shop market
accident accidental accidentally unintentional unintentionally
found discovered located
rushed transported taken airlifted brought
"""
_REPORTED = """
police officer deputy sheriff detective investigator authority official spokesman spokeswoman department office county
chief captain lieutenant sergeant said say told according statement report reported reporter news release confirmed
announced identified investigation investigate people person individual resident area scene incident time block
responded posted updated published photo video watch
today yesterday tomorrow week month year day hour minute pm am et pt est edt pdt local latest
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article."""

    span: Span
    words: tuple[str, ...]
    """With numbers as digits."""
    vector: Vector
    """Unit length, by words as they are known; empty where nothing is told."""


def lines(article: Article) -> tuple[Line, ...]:
    """The first sentences of the article."""
    return _lines(article.body, article.paragraphs, article.lang)


@lru_cache(maxsize=256)
def _lines(body: str, paragraphs: tuple[Span, ...], lang: str) -> tuple[Line, ...]:
    """Remembered, for the states of an event are told one after the other."""
    spans = split(body, paragraphs, lang)[:_LINES]
    told = ((span, as_digits(words(body[span.start : span.end], lang), lang)) for span in spans)
    return tuple(Line(span, tokens, _known_vector(tokens, lang)) for span, tokens in told)


def _known_vector(tokens: Iterable[str], lang: str) -> Vector:
    summed: dict[str, float] = {}
    for word, weight in vector(tokens, lang).items():
        if key := _key(word, lang):
            summed[key] = max(summed.get(key, 0.0), weight)
    return unit(summed)


@lru_cache(maxsize=200_000)
def _key(word: str, lang: str) -> str:
    """What a word is known as; `` for one that tells nothing."""
    if lang != "en":
        return word
    if word in _reported() or word in WEEKDAYS or word in MONTH_WORDS:
        return ""
    return _alike().get(word) or (word if word[0].isdigit() else word[:_STEM])


@cache
def _alike() -> Mapping[str, str]:
    groups = [group.split() for group in _ALIKE.strip().splitlines()]
    return {form: group[0] for group in groups for word in group for form in words(word, "en")}


@cache
def _reported() -> frozenset[str]:
    return frozenset(words(_REPORTED, "en"))


@dataclass(frozen=True, slots=True)
class Novelty:
    """How a sentence stands to what was said before."""

    like: float
    """Greatest cosine with an earlier sentence."""
    held: float
    """Greatest share of its weight that one earlier sentence has too."""
    unknown: float
    """Share of its weight on words that stood nowhere."""
    words: int
    """How many these are."""


class Known:
    """What texts said, to compare later sentences with."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        said = (vector for article in articles for vector in _said(article))
        for at, one in enumerate(said):
            for key, weight in one.items():
                self._places[key].append((at, weight))

    def novelty(self, line: Line) -> Novelty:
        """Compare a sentence with all that was said."""
        cosines: defaultdict[int, float] = defaultdict(float)
        held: defaultdict[int, float] = defaultdict(float)
        unknown, count = 0.0, 0
        for key, weight in line.vector.items():
            places = self._places.get(key, ())
            if not places:
                unknown += weight * weight
                count += 1
            for at, other in places:
                cosines[at] += weight * other
                held[at] += weight * weight
        return Novelty(max(cosines.values(), default=0.0), max(held.values(), default=0.0), unknown, count)


def _said(article: Article) -> Iterable[Vector]:
    yield _known_vector(as_digits(words(article.title, article.lang), article.lang), article.lang)
    yield from (line.vector for line in lines(article))
