"""Who else reports a sentence: other independent texts that say the same, with the same numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from digest.config import SummaryPolicy
from digest.model import Cluster, Passage, Text
from digest.stages.summarize.candidates import Line, Material, Sentence
from digest.text.figures import figures
from digest.text.soundness import flaws
from digest.text.tokens import fold
from digest.text.weights import Vector, dot, vector

_DEEDS = 0.4
"""Least cosine of the words other than names: two sentences about one hospital may tell different things.
Of 33 pairs found in 200 gva_dev events 4 were wrong at .3, 1 at .4."""
_SMALL = re.compile(r"\b[^\W\d_A-Z][^\W\d_]+")


class Corroboration:
    """The sentences of an event, by their words."""

    def __init__(self, cluster: Cluster, found: Material, policy: SummaryPolicy) -> None:
        self._texts = cluster.texts[: len(found.lines)]
        self._lines = found.lines
        self._places = [_places(lines) for lines in found.lines]
        self._least = policy.also_similarity

    def also_reported(self, sentence: Sentence) -> tuple[Passage, ...]:
        """Give the nearest sentence of each other text that says the same; never of a reprint's source."""
        own = self._texts[sentence.text_number]
        nearest = (
            self._nearest(sentence, number)
            for number, text in enumerate(self._texts)
            if number != sentence.text_number and not _share_words(own, text)
        )
        return tuple(line.passage for line in nearest if line)

    def _nearest(self, sentence: Sentence, number: int) -> Line | None:
        best, least = None, self._least
        shared: defaultdict[int, float] = defaultdict(float)
        for term, weight in sentence.vector.items():
            for at in self._places[number].get(term, ()):
                shared[at] += weight**2
        for at in sorted(shared):
            if shared[at] <= least * least:  # the cosine is at most the root of this
                continue
            line = self._lines[number][at]
            likeness = dot(vector(line.words, line.article.lang), sentence.vector)
            if likeness > least and _agree(sentence, line):
                best, least = line, likeness
        return best


def _places(lines: Sequence[Line]) -> dict[str, list[int]]:
    """The lines in which each word stands."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        for word in dict.fromkeys(line.words):
            places.setdefault(word, []).append(at)
    return places


def _agree(shown: Line, line: Line) -> bool:
    """Whether two like sentences state the same numbers and share more than names, and the second is sound."""
    if figures(shown.text, shown.article.lang) != figures(line.text, line.article.lang):
        return False
    return dot(_deeds(shown), _deeds(line)) > _DEEDS and not flaws(
        line.text, len(line.words), line.article.lang
    )


def _deeds(line: Line) -> Vector:
    """The words that are written small: what is said of the names."""
    lang = line.article.lang
    return vector([fold(word, lang) for word in _SMALL.findall(line.text)], lang)


def _share_words(a: Text, b: Text) -> bool:
    """Whether one of the texts is a partial reprint of the other: that would be no second source."""
    return any(r.of == b.article.id for r in a.reprints) or any(r.of == a.article.id for r in b.reprints)
