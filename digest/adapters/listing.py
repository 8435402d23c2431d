"""What `digest events` and `digest explain` print."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from digest.model import Cluster, SharedTerm
from digest.stages.compose import identity
from digest.text.escape import one_line

if TYPE_CHECKING:
    from digest.stages.explain import Explanation

_TERMS = 8


def events_json(clusters: Sequence[Cluster]) -> str:
    """The events for other programs: `{"events": [{"id", "title", "articles": [{"id", "path", "copy_of"}]}]}`."""
    return json.dumps({"events": list(_events(clusters))}, ensure_ascii=False, indent=1)


def events_text(clusters: Sequence[Cluster]) -> str:
    """The events for a person: each a title and its files, copies further in."""
    lines: list[str] = []
    for event in _events(clusters):
        lines.append(one_line(event["title"]))
        lines += [f"  {'  copy: ' if a['copy_of'] else ''}{one_line(a['path'])}" for a in event["articles"]]
    return "\n".join(lines)


def _events(clusters: Sequence[Cluster]) -> Iterable[dict[str, Any]]:
    for cluster in clusters:
        yield {
            "id": identity(cluster),
            "title": cluster.title or cluster.texts[0].article.title,
            "articles": [
                {
                    "id": article.id,
                    "path": article.path,
                    "copy_of": None if article is text.article else text.article.id,
                }
                for text in cluster.texts
                for article in text.articles
            ],
        }


def explanation(found: Explanation) -> str:
    """Why an article stands in its event, in plain lines."""
    return "\n".join(one_line(line) if line.strip() == line else line for line in _explanation(found))


def _explanation(found: Explanation) -> Iterator[str]:
    cluster, original = found.cluster, found.text.article
    yield f"{found.article.path}: {found.article.title}"
    yield f"event: {identity(cluster)}: {cluster.title or cluster.texts[0].article.title}"
    if found.copy_similarity is not None:
        yield f"copy of {original.path}: {found.copy_similarity:.0%} of their five-word sequences are the same"
    for reprint in found.reprints:
        yield f"holds {reprint.containment:.0%} of the text of {reprint.of}"
    if not found.companions:
        yield "no other independent text is in this event"
    for companion in found.companions:
        yield f"with {companion.article.path}: {companion.article.title}"
        yield f"  one event with probability {companion.probability:.2f}; shared: {_terms(companion.shared)}"
    if cluster.evidence.rejected:
        yield f"nearest other event: {found.rejected_title or cluster.evidence.rejected.anchor}"
        yield f"  {cluster.evidence.rejected.reason}"
    for reason in cluster.evidence.edited:
        yield f"changed by an editor: {reason}"


def _terms(shared: Sequence[SharedTerm]) -> str:
    return (
        ", ".join(f"{one_line(term.term)} {term.weight:.0%}" for term in shared[:_TERMS])
        or "nothing that weighs"
    )
