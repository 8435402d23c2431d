"""Who else reports a sentence: other independent texts that say the same, with the same numbers."""

from __future__ import annotations

from digest.config import SummaryPolicy
from digest.model import Article, Cluster, Passage, Text
from digest.stages.summarize.candidates import Sentence, Vector, Weights, cite, dot
from digest.text.figures import as_digits, figures
from digest.text.sentences import split
from digest.text.tokens import words

_TEXTS = 40
_PER_TEXT = 60
"""First sentences searched of each text: what repeats the news stands early."""


class Corroboration:
    """The sentences of all independent texts of an event, ready to be compared."""

    def __init__(self, cluster: Cluster, policy: SummaryPolicy) -> None:
        self._texts = cluster.texts[:_TEXTS]
        self._least = policy.also_similarity
        self._weigh = Weights()
        self._read: dict[int, list[tuple[Passage, Vector]]] = {}

    def also(self, sentence: Sentence) -> tuple[Passage, ...]:
        """Give the nearest sentence of each other text that says the same; never of a reprint's source."""
        stated = figures(sentence.text, sentence.article.lang)
        own = self._texts[sentence.text_number]
        found = []
        for number, text in enumerate(self._texts):
            if number == sentence.text_number or _share_words(own, text):
                continue
            near = ((dot(vector, sentence.vector), p) for p, vector in self._vectors(number, text.article))
            close = [(s, p) for s, p in near if s > self._least and 2 * len(p.text) > len(sentence.text)]
            equal = [(s, p) for s, p in close if figures(p.text, text.article.lang) == stated]
            if equal:
                found.append(max(equal, key=lambda pair: (pair[0], -pair[1].start))[1])
        return tuple(found)

    def _vectors(self, number: int, article: Article) -> list[tuple[Passage, Vector]]:
        if number not in self._read:
            lang = article.lang
            spans = split(article.body, article.paragraphs, lang)[:_PER_TEXT]
            cited = [cite(article, span) for span in spans]
            vectors = [self._weigh.vector(as_digits(words(p.text, lang), lang), lang) for p in cited]
            self._read[number] = list(zip(cited, vectors, strict=True))
        return self._read[number]


def _share_words(a: Text, b: Text) -> bool:
    """Whether one of the texts is a partial reprint of the other: that would be no second source."""
    return any(r.of == b.article.id for r in a.reprints) or any(r.of == a.article.id for r in b.reprints)
