"""Summary of an event: verbatim sentences, each with its citation and with who else reports the same.

`candidates` reads the texts, `headline` chooses the title, `ranking` orders the sentences, `corroboration`
finds the other sources,
`soundness` says what may not be shown; this module composes what a reader sees.
"""

from __future__ import annotations

from collections.abc import Sequence

from digest.config import SummaryPolicy
from digest.model import Article, Cluster, Passage, Summary, SummarySentence
from digest.stages.summarize.candidates import Sentence, cite, material
from digest.stages.summarize.corroboration import Corroboration
from digest.stages.summarize.headline import headline, repeats
from digest.stages.summarize.ranking import good, ranked

_KEY_SENTENCES = {1: 3, 2: 4}
"""Most key sentences by number of texts; three texts and more give as many as the policy allows."""


def summary(cluster: Cluster, policy: SummaryPolicy) -> Summary:
    """Summarise an event: its headline, a lede, and key sentences in reading order."""
    found = material(cluster, policy)
    most = 1 + min(policy.sentences, _KEY_SENTENCES.get(len(cluster.texts), policy.sentences))
    order = good(found, policy, most + 1) or [s for s in ranked(found, policy) if s.flaws == 1][:1]
    titled = headline(cluster, found, order[0] if order else None, policy)
    shown = _in_reading_order([s for s in order if not repeats(s, titled)][:most])
    others = Corroboration(cluster, found, policy)
    cited = tuple(SummarySentence(s.passage, others.also_reported(s)) for s in shown)
    return Summary(
        title=_title_passage(titled),
        headline=titled.title,
        headline_article=titled.id,
        lede=cited[0] if cited else None,
        sentences=cited[1:],
    )


def rank(cluster: Cluster, policy: SummaryPolicy) -> tuple[Passage, ...]:
    """Give the sentences of an event in order of choice, the lede first, flawed and repeating ones last."""
    return tuple(s.passage for s in ranked(material(cluster, policy), policy))


def _in_reading_order(chosen: Sequence[Sentence]) -> list[Sentence]:
    """The lede, then what stands early in its own text before what stands late: facts before background.

    A sentence stays right behind the one it followed in its text when that is shown too.
    """
    order = list(chosen[:1])
    for sentence in sorted(chosen[1:], key=lambda s: (s.place, s.text_number)):
        before = [at for at, s in enumerate(order, 1) if s.is_before(sentence)]
        order.insert(before[0] if before else len(order), sentence)
    return order


def _title_passage(article: Article) -> Passage | None:
    return cite(article, article.title_span) if article.title_span else None
