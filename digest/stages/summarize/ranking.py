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
from digest.stages.summarize.candidates import Material, Sentence, dot
from digest.text.tokens import words

_LEDE_LONG = 40
"""Words from which a lede is heavy: newsroom guides ask for 35 or fewer."""
_LEDE_FLAW = 0.1
_SHORT = 12
_FEW = 4
"""A lede and three key sentences: fewer than this, and another language may fill up."""
_BARE_DEFINITE = re.compile(
    r"The (?:[A-Z][\w-]{1,20} )?(?P<noun>[a-z]{3,20}) (?!of|in|that|who|which|on|at|to|for|behind|from)"
)
"""`The attack took place`: the reader is taken to know which."""
_LEAST_PAIRS = 8
"""Word pairs that a very short sentence is taken to have, so that it does not win by two."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The sentences of an event in two groups, each in order of choice."""

    good: tuple[Sentence, ...]
    """May be shown together: none is flawed, none repeats another or the headline."""
    rest: tuple[Sentence, ...]
    """Flawed or repeating."""


def ranked(found: Material, policy: SummaryPolicy) -> Ranking:
    """Order the sentences of an event; the first of `good` is the lede.

    Sentences in the event's main language come first: a summary in two languages is for want of better.
    """
    fit = [s for s in found.sentences if not s.flaws]
    choice = _Choice(found, policy)
    good = choice.take([s for s in fit if s.article.lang == found.lang], unlike=policy.redundancy)
    if len(good) < _FEW:
        good += choice.take([s for s in fit if s.article.lang != found.lang], unlike=policy.redundancy)
    taken = set(good)
    left = [s for s in found.sentences if s not in taken]
    rest = [choice.take([s for s in left if s.flaws == flaws], unlike=math.inf) for flaws in range(4)]
    return Ranking(tuple(good), tuple(s for part in rest for s in part))


class _Choice:
    """The state of one greedy choice."""

    def __init__(self, found: Material, policy: SummaryPolicy) -> None:
        self._policy = policy
        self._centroid = found.centroid
        self._support = _support(found)
        self._recency = found.recency
        self._sum: dict[str, float] = {}
        self._length2 = 0.0
        self._relevance = 0.0
        self._used: Counter[int] = Counter()

    def take(self, candidates: Iterable[Sentence], unlike: float) -> list[Sentence]:
        """Take the best of `candidates` one by one until all that are left resemble a taken one."""
        left = {s: dot(s.vector, self._centroid) for s in candidates}
        nearest = dict.fromkeys(left, 0.0)
        order: list[Sentence] = []
        while left:
            best = max(left, key=lambda s: (self._gain(s, left[s]), -s.text_number, -s.place))
            self._add(best, left.pop(best))
            order.append(best)
            for s in [*left]:
                nearest[s] = max(nearest[s], dot(s.vector, best.vector))
                if nearest[s] >= unlike or (unlike <= 1 and self._covered(s) >= self._policy.coverage):
                    del left[s]
        return order

    def _gain(self, sentence: Sentence, relevance: float) -> float:
        policy = self._policy
        length2 = self._length2 + 1 + 2 * dot(sentence.vector, self._sum)
        score = (self._relevance + relevance) / math.sqrt(length2) + policy.relevance * relevance
        score += policy.support * self._support[sentence.text_number, sentence.place]
        score += policy.position / (1 + sentence.place)
        score -= policy.same_source * self._used[sentence.text_number]
        score -= policy.brevity * max(0.0, 1 - len(sentence.words) / _SHORT)
        return score - self._unknown(sentence) if self._used else score + self._lede(sentence)

    def _unknown(self, sentence: Sentence) -> float:
        """Penalty of `The attack took place` where no attack was spoken of yet."""
        definite = _BARE_DEFINITE.match(sentence.text)
        if not definite or words(definite["noun"], "en")[0] in self._sum:
            return 0.0
        return _LEDE_FLAW

    def _lede(self, sentence: Sentence) -> float:
        flaws = (len(sentence.words) > _LEDE_LONG) + (sentence.text[0] in "\"“«‘'—–-")
        flaws += _BARE_DEFINITE.match(sentence.text) is not None
        policy = self._policy
        bonus = (
            policy.lede_position / (1 + sentence.place) + policy.recency * self._recency[sentence.article.id]
        )
        return bonus - _LEDE_FLAW * flaws

    def _covered(self, sentence: Sentence) -> float:
        """Share of the sentence's squared weight that lies on words of taken sentences, 0 to 1."""
        return sum(value * value for term, value in sentence.vector.items() if term in self._sum)

    def _add(self, sentence: Sentence, relevance: float) -> None:
        self._length2 += 1 + 2 * dot(sentence.vector, self._sum)
        self._relevance += relevance
        self._used[sentence.text_number] += 1
        for term, value in sentence.vector.items():
            self._sum[term] = self._sum.get(term, 0.0) + value


def _support(found: Material) -> dict[tuple[int, int], float]:
    """Share of each sentence's word pairs that other texts, or their titles, have too (0 to 1).

    A pair counts in full when a third of the texts have it, of two or three texts one other.
    """
    pairs: dict[int, set[tuple[str, str]]] = {}
    for s in found.sentences:
        pairs.setdefault(s.text_number, set()).update(s.bigrams)
    spread = Counter(pair for of_text in pairs.values() for pair in of_text)
    full = max(1.0, 0.3 * len(pairs))
    return {
        (s.text_number, s.place): sum(min(1.0, (spread[pair] - 1) / full) for pair in own)
        / max(_LEAST_PAIRS, len(own))
        for s in found.sentences
        for own in (s.bigrams,)
    }
