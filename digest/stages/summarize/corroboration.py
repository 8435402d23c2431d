"""Who else reports a sentence: other independent texts that say the same, with the same numbers."""

from __future__ import annotations

import re

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


def also_reported(
    sentence: Sentence, cluster: Cluster, found: Material, policy: SummaryPolicy
) -> tuple[Passage, ...]:
    """Give the nearest sentence of each other text that says the same; never of a reprint's source."""
    own = cluster.texts[sentence.text_number]
    nearest = (
        _nearest(sentence, lines, policy.also_similarity)
        for number, (text, lines) in enumerate(zip(cluster.texts, found.lines, strict=False))
        if number != sentence.text_number and not _share_words(own, text)
    )
    return tuple(line.passage for line in nearest if line)


def _nearest(sentence: Sentence, lines: tuple[Line, ...], least: float) -> Line | None:
    best = None
    wanted = sentence.vector
    for line in lines:
        shared = sum(wanted[term] ** 2 for term in dict.fromkeys(line.words) if term in wanted)
        if shared <= least * least:  # the cosine is at most the root of this
            continue
        likeness = dot(vector(line.words, line.article.lang), wanted)
        if likeness > least and _agree(sentence, line):
            best, least = line, likeness
    return best


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
