"""How the texts of an event word the same thing: names, labels, and terms that set one text apart.

Presented as fact: what is counted stands beside its sentence, and nothing is judged.
"""

from __future__ import annotations

from digest.config import WordingPolicy
from digest.findings import Wording
from digest.model import Cluster
from digest.text.facts.distinct import distinct_terms
from digest.text.facts.naming import KnownNames, name_rows


def wording(cluster: Cluster, names: KnownNames, policy: WordingPolicy) -> Wording:
    """Compare the words of the independent texts of `cluster`; empty where there is nothing to compare."""
    articles = tuple(text.article for text in cluster.texts)
    if len(articles) < 2:
        return Wording((), ())
    return Wording(name_rows(articles, names), distinct_terms(articles, policy))
