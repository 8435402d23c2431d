"""Summary of an event: verbatim sentences, each with its citation and with who else reports the same.

`candidates` reads the texts, `ranking` orders their sentences, `headline` chooses the title, `corroboration`
finds the other sources; this module composes what a reader sees.
"""

from __future__ import annotations

from digest.config import SummaryPolicy
from digest.model import Cluster, Passage, Summary, SummarySentence
from digest.stages.summarize.candidates import Material, Sentence, material
from digest.stages.summarize.corroboration import also_reported
from digest.stages.summarize.headline import headline
from digest.stages.summarize.ranking import ranked

_KEY_SENTENCES = (3, 4)
"""Key sentences of an event with one and with two texts; more texts give as many as the policy allows."""


def summary(cluster: Cluster, policy: SummaryPolicy) -> Summary:
    """Summarise an event: its headline, a lede, and key sentences in the order they are read in."""
    found = material(cluster, policy)
    title = headline(cluster, found)
    order = ranked(found, title.title, policy)
    shown = order[: 1 + _key_sentences(len(cluster.texts), policy)]
    cited = [SummarySentence(s.passage, also_reported(s, found, policy)) for s in _read_in_order(shown)]
    span = title.title_span
    verbatim = span and title.body[span.start : span.end] == title.title
    return Summary(
        title=Passage(title.id, span.start, span.end, title.title) if span and verbatim else None,
        headline=title.title,
        headline_article=title.id,
        lede=cited[0] if cited else None,
        sentences=tuple(cited[1:]),
    )


def rank(cluster: Cluster, policy: SummaryPolicy) -> tuple[Passage, ...]:
    """Give all sentences that a summary may show, in order of choice: the lede first."""
    found = material(cluster, policy)
    return tuple(s.passage for s in ranked(found, headline(cluster, found).title, policy))


def _key_sentences(texts: int, policy: SummaryPolicy) -> int:
    return min(policy.sentences, *_KEY_SENTENCES[texts - 1 : texts]) if texts <= len(_KEY_SENTENCES) else policy.sentences


def _read_in_order(chosen: tuple[Sentence, ...]) -> list[Sentence]:
    """The lede, then what stands early in its own text before what stands late: facts before background."""
    return [*chosen[:1], *sorted(chosen[1:], key=lambda s: (s.place, s.text_number))]
