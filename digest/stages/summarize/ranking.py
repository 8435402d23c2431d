"""Which sentences tell an event, in order of choice.

Greedy choice of the set whose sum is nearest to the event's centroid (Ghalandari 2017, "Revisiting the
Centroid-based Method"), with what other texts say in the same words, and standing early, as small additions.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from digest.config import SummaryPolicy
from digest.stages.summarize.candidates import Material, Sentence
from digest.text.tokens import words
from digest.text.weights import dot

_LEDE_LONG = 40
"""Words from which a lede is heavy: newsroom guides ask for 35 or fewer."""
_FAULT = 0.1
_SHORT = 12
_FEW = 4
"""A lede and three key sentences: with fewer, like sentences and other languages may fill up."""
_BARE_DEFINITE = re.compile(
    r"The (?:[A-Z][\w-]{1,20} )?(?P<noun>[a-z]{3,20}) (?!of|in|that|who|which|on|at|to|for|behind|from)"
)
"""`The attack took place`: the reader is taken to know which."""
_LEAST_PAIRS = 8
"""Word pairs that a very short sentence is taken to have, so that it does not win by two."""


def good(found: Material, policy: SummaryPolicy, most: int) -> list[Sentence]:
    """Choose at most `most` sentences that may be shown together: none flawed, none repeating; the lede first.

    Sentences in the event's main language come first: a summary in two languages is for want of better.
    """
    choice = _Choice(found, policy)
    fit = [s for s in found.sentences if not s.flaws]
    main = [s for s in fit if s.article.lang == found.lang]
    chosen = choice.take(main, most, policy.redundancy)
    if len(chosen) < _FEW:
        chosen += choice.take(main, min(most, _FEW) - len(chosen), policy.repetition)
    if len(chosen) < _FEW:
        others = [s for s in fit if s.article.lang != found.lang]
        chosen += choice.take(others, min(most, _FEW) - len(chosen), policy.redundancy)
    return chosen


def ranked(found: Material, policy: SummaryPolicy) -> list[Sentence]:
    """Order all sentences of an event: the good ones, then repeating and loose ones, newsroom matter last."""
    order = good(found, policy, len(found.sentences))
    choice = _Choice(found, policy)
    choice.take(order, len(order), math.inf)
    left = [s for s in found.sentences if s not in set(order)]
    order += choice.take([s for s in left if s.flaws < 3], len(left), math.inf)
    return order + [s for s in left if s.flaws == 3]


@dataclass(slots=True)
class _Candidate:
    """A sentence that may still be taken, and how it stands to the taken ones."""

    sentence: Sentence
    relevance: float
    """Cosine with the centroid."""
    worth: float
    """What does not change: relevance, support, position, brevity."""
    overlap: float = 0.0
    """Inner product with the sum of the taken sentences."""
    nearest: float = 0.0
    """Greatest cosine with a taken sentence."""


class _Choice:
    """The state of one greedy choice."""

    def __init__(self, found: Material, policy: SummaryPolicy) -> None:
        self._found = found
        self._policy = policy
        self._support = _support(found)
        self._taken: list[Sentence] = []
        self._terms: set[str] = set()
        self._used: Counter[int] = Counter()
        self._length2 = 0.0
        self._relevance = 0.0

    def take(self, sentences: Iterable[Sentence], most: int, redundancy: float) -> list[Sentence]:
        """Take the best of `sentences` one by one, leaving those that are as like a taken one as `redundancy`."""
        left = [self._candidate(s) for s in sentences if s not in self._taken]
        chosen: list[Sentence] = []
        while len(chosen) < most:
            left = [c for c in left if c.nearest < redundancy and self._adds(c.sentence, redundancy)]
            if not left:
                break
            best = max(left, key=lambda c: (self._gain(c), -c.sentence.text_number, -c.sentence.place))
            left.remove(best)
            self._add(best, left)
            chosen.append(best.sentence)
        return chosen

    def _candidate(self, sentence: Sentence) -> _Candidate:
        policy = self._policy
        relevance = dot(sentence.vector, self._found.centroid)
        worth = policy.relevance * relevance + policy.position / (1 + sentence.place)
        worth += policy.support * self._support[sentence.text_number, sentence.place]
        worth -= policy.brevity * max(0.0, 1 - len(sentence.words) / _SHORT)
        candidate = _Candidate(sentence, relevance, worth)
        for taken in self._taken:
            _compare(candidate, taken)
        return candidate

    def _gain(self, candidate: _Candidate) -> float:
        nearness = (self._relevance + candidate.relevance) / math.sqrt(
            self._length2 + 1 + 2 * candidate.overlap
        )
        sentence = candidate.sentence
        if not self._taken:
            return nearness + candidate.worth + self._as_lede(sentence)
        used = self._policy.same_source * self._used[sentence.text_number]
        return nearness + candidate.worth - used - self._unknown(sentence)

    def _as_lede(self, sentence: Sentence) -> float:
        faults = (len(sentence.words) > _LEDE_LONG) + (sentence.text[0] in "\"“«‘'—–-")
        faults += _BARE_DEFINITE.match(sentence.text) is not None
        early = self._policy.lede_position / (1 + sentence.place)
        return early + self._policy.recency * self._found.recency[sentence.article.id] - _FAULT * faults

    def _unknown(self, sentence: Sentence) -> float:
        """Penalty of `The attack took place` where no attack was spoken of yet."""
        definite = _BARE_DEFINITE.match(sentence.text)
        return _FAULT if definite and words(definite["noun"], "en")[0] not in self._terms else 0.0

    def _adds(self, sentence: Sentence, redundancy: float) -> bool:
        """Whether less of the sentence's weight than the policy's share lies on words of taken ones."""
        if redundancy > 1 or not self._taken:
            return True
        known = sum(value * value for term, value in sentence.vector.items() if term in self._terms)
        return known < self._policy.coverage

    def _add(self, best: _Candidate, left: list[_Candidate]) -> None:
        self._length2 += 1 + 2 * best.overlap
        self._relevance += best.relevance
        self._taken.append(best.sentence)
        self._terms.update(best.sentence.vector)
        self._used[best.sentence.text_number] += 1
        for candidate in left:
            _compare(candidate, best.sentence)


def _compare(candidate: _Candidate, taken: Sentence) -> None:
    likeness = dot(candidate.sentence.vector, taken.vector)
    candidate.overlap += likeness
    candidate.nearest = max(candidate.nearest, likeness)


def _support(found: Material) -> dict[tuple[int, int], float]:
    """Share of each sentence's word pairs that other texts have too (0 to 1).

    A pair counts in full when a third of the texts have it; of two or three texts, one other.
    """
    pairs: dict[int, set[tuple[str, str]]] = {}
    for s in found.sentences:
        pairs.setdefault(s.text_number, set()).update(s.bigrams)
    if len(pairs) < 2:
        return {(s.text_number, s.place): 0.0 for s in found.sentences}
    spread = Counter(pair for of_text in pairs.values() for pair in of_text)
    full = max(1.0, 0.3 * len(pairs))
    shares = {pair: min(1.0, (texts - 1) / full) for pair, texts in spread.items()}
    return {
        (s.text_number, s.place): sum(shares[pair] for pair in own) / max(_LEAST_PAIRS, len(own))
        for s in found.sentences
        for own in (s.bigrams,)
    }
