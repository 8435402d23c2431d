"""What sentences say that earlier texts did not: weight on words that no text had before.

A word is known under all its endings and, in English, under the other words that news uses for it (`fatally`,
`killed`): two reports of one thing differ in these first, and would look new to each other. Words that only say
who reports and when tell nothing. Weights as in `text/weights.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from digest.model import Article, Span
from digest.text.facts.dates import MONTH_WORDS, WEEKDAYS
from digest.text.figures import as_digits
from digest.text.passages import sentences
from digest.text.tokens import words
from digest.text.weights import Vector, unit, vector

_LINES = 80
"""First sentences of a text that are read."""
_LONGEST = 2000
"""Characters of a sentence that are read."""
_STEM = 5
"""Letters by which longer English words are known: `accident`, `accidentally`."""
_ALIKE = """
killed kill kills killing killer dead died die dies death deadly fatal fatally slain murder murdered homicide victim
injured injures injury injuring wounded wounding wound hurt critical serious hospital hospitalized condition treated \
critically seriously medical center
shot shots shoot shooting shooter gunfire gunshot gun gunman gunmen fired firing fire opened \
handgun firearm weapon rifle pistol bullet
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
today yesterday tomorrow week month year day hour minute pm am et pt est edt pdt local latest old
began begin started start happened happen occurred occur took take place left leave leaving inside outside near nearby
north south east west northern southern eastern western northeast northwest southeast southwest street avenue road
drive lane boulevard highway city town state home deadly apparent apparently reportedly involved incident appeared
arrived arrival called call dispatched multiple several told incidents connection related
"""
_NAMES = r"(?:[A-Z][\w.'’-]{0,30},? (?:of (?:the )?)?){1,8}"
_SAID = r"(?:said|says|say|told|tells|cited|confirmed|announced|reports|reported|wrote|added)\b"
_SPEAKER = re.compile(
    rf"{_NAMES}(?:also |later )?{_SAID}|\b{_SAID} (?:[a-z]{{1,20}} ){{0,2}}(?:[A-Z][\w.'’-]{{0,30}},? ?){{1,8}}"
    r"|\b[Aa]ccording to (?:the |a |an )?(?:[a-z]{1,20} ){0,3}(?:(?:of the |of )?[A-Z][\w.'’-]{0,30},? ?){0,8}"
    r"|^[A-Z][^()\n]{0,60}\([^()\n]{1,30}\) ?(?:--?|–|—)|^[A-Z][A-Z .,'’a-z]{2,60} (?:--|–|—|>>) "
)
"""Who says so, and the place and agency before a report: new names there are no news."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article."""

    span: Span
    words: tuple[str, ...]
    vector: Vector
    """Unit length, by words as they are known; empty where nothing is told."""


def lines(article: Article) -> tuple[Line, ...]:
    """The first sentences of the article."""
    return _lines(article.body, sentences(article)[:_LINES], article.lang)


@lru_cache(maxsize=256)
def _lines(body: str, spans: tuple[Span, ...], lang: str) -> tuple[Line, ...]:
    """Remembered, for the states of an event are told one after the other."""
    return tuple(_line(body[span.start : span.end], span, lang) for span in spans)


def _line(text: str, span: Span, lang: str) -> Line:
    told = _SPEAKER.sub(" ", text[:_LONGEST]) if lang == "en" else text
    return Line(span, tuple(words(text, lang)), _known_vector(as_digits(words(told, lang), lang), lang))


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
    """How many these are, numbers left aside."""


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
                count += not key[0].isdigit()
            for at, other in places:
                cosines[at] += weight * other
                held[at] += weight * weight
        return Novelty(max(cosines.values(), default=0.0), max(held.values(), default=0.0), unknown, count)


def _said(article: Article) -> Iterable[Vector]:
    yield _known_vector(as_digits(words(article.title, article.lang), article.lang), article.lang)
    yield from (line.vector for line in lines(article))
