"""What an edition brought to an event: new texts, new sentences, changed figures. A copy is not an update."""

from __future__ import annotations

from datetime import date

from digest.briefing import Change
from digest.findings import ClaimTable
from digest.model import Cluster


def change(before: Cluster, after: Cluster, known: ClaimTable, now: ClaimTable, since: date) -> Change:  # noqa: ARG001
    """What `after` has that `before`, the event as of its edition of `since`, did not have."""
    return counted(before, after, since)


def counted(before: Cluster, after: Cluster, since: date) -> Change:
    """The new texts and copies alone, of an event whose texts may not be shown."""
    there = {article.id for article in before.articles}
    originals = {text.article.id for text in after.texts}
    new = [article.id for article in after.articles if article.id not in there]
    return Change(
        since,
        tuple(article for article in new if article in originals),
        tuple(article for article in new if article not in originals),
        (),
        (),
    )
