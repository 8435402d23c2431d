"""The vector space of the texts and the likeness of near pairs: shared by clusters and storylines.

A text is the vector of its 80 heaviest terms, tf·idf, title and lead counted again. Document
frequencies come half from the corpus and half from the language at large, less from the corpus
where it is small. Raw cosines cannot be compared between corpora (the best single threshold runs
from .12 to .21 on the three labelled ones), so the likeness of two texts is the logarithm of their
cosine over what is usual among the near strangers of both (after Zelnik-Manor & Perona 2004,
"Self-tuning spectral clustering"), less a penalty for days between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digest.config import ClusterPolicy
from digest.model import Text
from digest.text.likeness.lexicon import Lexicon, Terms
from digest.text.likeness.neighbours import Floats, Ints, heaviest, neighbours
from digest.text.likeness.stated import Stated, stated
from digest.text.likeness.vocabulary import Vocabulary
from digest.text.naming.names import Names

_CORPUS_SHARE = 0.5
"""Most that the corpus says in an idf; B³ F1 moves by less than .003 between .3 and .7."""
_CORPUS_HALF = 30
"""Number of texts at which the corpus says half of that."""
_SMOOTH = 0.03
"""Added to cosines before their logarithm is taken."""
_USUAL = 0.9
"""Weight of the background against the cosine."""
_SAME_DAYS = 1.5
"""Days over which the gain of texts of one day falls to a third."""
_MONTH = 31
"""Days that a stated month leaves open."""
_USUAL_RANGE = 0.4
"""Most by which the log background of a text exceeds the median: the near neighbours of a text of a
very large event are no strangers."""


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Texts as vectors, with the pairs of near neighbours among them."""

    texts: tuple[Text, ...]
    """By day (undated last), path and id."""
    terms: Terms
    """What each column stands for, as the texts write it most often."""
    matrix: Any
    """texts × terms, CSR, rows of length 1 (or 0: a text without words)."""
    first: Ints
    """Pairs of texts (positions), first < second, sorted by both."""
    second: Ints
    cosine: Floats
    alike: Floats
    """How alike the words of the pair are above what is usual for both, in nats."""
    likeness: Floats
    """The same with what their days say: 0 is undecided, see `probability`."""
    days: Ints
    """Ordinal of the day of each text, declared or (if undated) the newest stated in it; −1 unknown."""
    since: Ints
    """Ordinal of a day before which the text was hardly written; −1 unknown."""

    def __len__(self) -> int:
        return len(self.texts)


def probability(likeness: NDArray[np.float64], policy: ClusterPolicy) -> NDArray[np.float64]:
    """How probable it is that two texts report the same event, 0 to 1."""
    return np.asarray(1.0 / (1.0 + np.exp(-policy.slope * np.clip(likeness, -10.0, 10.0))))


def space(
    texts: Sequence[Text],
    names: Names,
    policy: ClusterPolicy,
    strangers: Sequence[Text] = (),
    vocabulary: Vocabulary | None = None,
) -> Space:
    """Vectors and near neighbours of `texts`; texts of different languages share no column.

    `strangers` are no part of the space: they only add to what is known of the usual, where `texts` are few.
    A `vocabulary` that has read some of the texts before saves time and changes nothing else.
    """
    ordered, others = (
        tuple(sorted(some, key=lambda text: text.article.order)) for some in (texts, strangers)
    )
    lexicon = Lexicon(names, vocabulary or Vocabulary())
    told = [(t.article.title, t.article.prose, t.article.lang) for t in (*ordered, *others)]
    weighted = _weighted(lexicon.counts(told), [lang for *_, lang in told], lexicon)
    matrix = heaviest(weighted, policy.terms)
    near = neighbours(matrix, policy.neighbours, len(ordered))
    matrix = matrix[: len(ordered)]
    times = [_time(text) for text in ordered]
    days = np.array([time.day.toordinal() if time.day else -1 for time in times], dtype=np.int64)
    since = np.array([time.since.toordinal() if time.since else -1 for time in times], dtype=np.int64)
    alike = _alike(near.cosine, near.background, near.first, near.second) - policy.centre
    likeness = alike + _days_apart(days, since, near.first, near.second, policy)
    terms = lexicon.terms()
    return Space(ordered, terms, matrix, near.first, near.second, near.cosine, alike, likeness, days, since)


def _time(text: Text) -> Stated:
    day = text.article.day
    return Stated(day, day) if day else stated(text.article.body)


def _weighted(counts: Any, languages: Sequence[str], lexicon: Lexicon) -> Any:
    """Weight each column by an idf half from its language's texts, half from the language at large."""
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    texts_in = {lang: languages.count(lang) for lang in sorted(set(languages))}
    texts = lexicon.spread(texts_in)
    share = _CORPUS_SHARE * texts / (texts + _CORPUS_HALF)
    own = np.maximum(np.log((texts + 1) / (frequency + 0.5)), 0.0)
    idf = (share * own + (1 - share) * lexicon.background()) * lexicon.weights()
    weighted = counts.copy()
    weighted.data = weighted.data * idf[weighted.indices]
    return weighted


def _alike(cosine: Floats, background: Floats, first: Ints, second: Ints) -> Floats:
    usual = np.log(background + _SMOOTH)
    if len(usual):
        usual = np.minimum(usual, np.median(usual) + _USUAL_RANGE)
    return np.asarray(np.log(cosine + _SMOOTH) - _USUAL * (usual[first] + usual[second]) / 2)


def _days_apart(days: Ints, since: Ints, first: Ints, second: Ints, policy: ClusterPolicy) -> Floats:
    """Gain of texts of about the same day, loss of others.

    Where only one has a day, the loss is for the time by which the other was written later at least.
    """
    gap = np.abs(days[first] - days[second]).astype(np.float64)
    gain = policy.same_day * np.exp(-gap / _SAME_DAYS) - time_apart(gap - 1, policy)
    known = (days[first] >= 0, days[second] >= 0)
    later = np.zeros(len(gap))
    for day, has_day, other in (
        (days[first], known[0], since[second]),
        (days[second], known[1], since[first]),
    ):
        later = np.maximum(later, np.where(has_day & (other >= 0), other - day, 0))
    return np.asarray(np.where(known[0] & known[1], gain, -time_apart(later - _MONTH, policy)))


def time_apart(gap: Floats, policy: ClusterPolicy) -> Floats:
    """Likeness lost over `gap` days."""
    return np.asarray(policy.day_decay * np.log1p(np.maximum(gap, 0.0)))
