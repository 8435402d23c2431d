"""Model objects for tests, with everything that a test does not care about filled in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from digest.briefing import Briefing, Edition, Entry, Event, Standing, Status
from digest.findings import Bound, Cited, Claim, ClaimTable, Findings, Ledger, TimelineEntry, Wording
from digest.memory import Later
from digest.model import (
    Article,
    Basis,
    Cluster,
    Copy,
    Evidence,
    Keyword,
    KeywordKind,
    Passage,
    Precision,
    Span,
    Summary,
    SummarySentence,
    Text,
)
from digest.stages import compose

NOTHING_FOUND = Findings(
    ClaimTable((), (), (), (), (), (), ()), Wording((), ()), (), (), Ledger(0, (), 0, 0, (), (), ())
)


def article(
    body: str, *, name: str = "a", title: str = "", day: date | None = None, **more: object
) -> Article:
    """An article whose paragraphs are the blocks of `body` between blank lines."""
    path = f"articles/{name}.md"
    fields: dict[str, object] = {
        "id": name,
        "path": path,
        "slug": name,
        "title": title or f"Title of {name}",
        "title_basis": Basis.DECLARED,
        "title_span": None,
        "body": body,
        "paragraphs": paragraphs(body),
        "dropped": (),
        "outlet": None,
        "author": None,
        "date": day,
        "date_basis": f"front matter: {day}" if day else None,
        "date_precision": Precision.DAY if day else None,
        "arrival": None,
        "edition": more.get("arrival") or day,
        "batch": more.get("arrival") or day,
        "lang": "en",
        "url": None,
        "licence": None,
        "sample": False,
        "sha256": hashlib.sha256(body.encode()).hexdigest(),
        "encoding": "utf-8",
    }
    return Article(**(fields | more))  # type: ignore[arg-type]


def paragraphs(body: str) -> tuple[Span, ...]:
    """The blocks between blank lines."""
    spans, position = [], 0
    for block in body.split("\n\n"):
        if block.strip():
            spans.append(Span(position, position + len(block)))
        position += len(block) + 2
    return tuple(spans)


def text(original: Article, *copies: Article) -> Text:
    """A text and its copies."""
    return Text(original, tuple(Copy(copy, similarity=0.9) for copy in copies))


def cluster(*texts: Text) -> Cluster:
    """A cluster of texts."""
    return Cluster(texts, Evidence(similarity=0.5, shared=(), rejected=None))


def passage(source: Article, words: str) -> Passage:
    """The first place of `words` in an article."""
    start = source.body.index(words)
    return Passage(source.id, start, start + len(words), words)


def event(
    *texts: Text,
    lede: Passage | None = None,
    sentences: Sequence[Passage] = (),
    keywords: Sequence[str] = (),
    findings: Findings = NOTHING_FOUND,
) -> Event:
    """An event with a summary of the given passages."""
    first = texts[0].article
    summary = Summary(
        title=None,
        headline=first.title,
        headline_article=first.id,
        lede=SummarySentence(lede) if lede else None,
        sentences=tuple(SummarySentence(sentence) for sentence in sentences),
    )
    words = tuple(Keyword(word, word.lower(), KeywordKind.TERM, 1.0) for word in keywords)
    return compose.event(cluster(*texts), summary, words, Later.of(findings))


def cited(source: Article, sentence: str, detail: str) -> Cited:
    """A sentence of an article and the first place of a detail in it."""
    whole = passage(source, sentence)
    start = whole.start + sentence.index(detail)
    return Cited(whole, Passage(source.id, start, start + len(detail), detail))


def claim(source: Article, sentence: str, detail: str, value: int, **more: object) -> Claim:
    """A claim that is stated in a sentence."""
    fields: dict[str, object] = {
        "cited": cited(source, sentence, detail),
        "value": value,
        "upper": None,
        "bound": Bound.EXACT,
        "qualifier": "",
        "counted": "",
        "kind": "person",
        "action": "dead",
        "sides": (),
        "place": None,
        "time": None,
        "attribution": None,
        "background": None,
    }
    return Claim(**(fields | more))  # type: ignore[arg-type]


def briefing(*events: Event) -> Briefing:
    """A briefing of events, all new on their first day."""
    days = sorted({event.days[0] if event.days else None for event in events}, key=str, reverse=True)
    return Briefing(
        articles=tuple(article for event in events for article in event.articles),
        events=events,
        storylines=(),
        editions=tuple(
            Edition(
                day,
                tuple(
                    Entry(event, Status.NEW, 1, Standing(len(event.texts), 0, 0))
                    for event in events
                    if (event.days[0] if event.days else None) == day
                ),
                (),
            )
            for day in days
        ),
        problems=(),
        withdrawn=(),
    )


def with_timeline(found: Findings, entries: tuple[TimelineEntry, ...]) -> Findings:
    """The findings with another timeline."""
    return replace(found, timeline=entries)


class Shelf:
    """A memory in a dict."""

    def __init__(self, **things: int) -> None:
        self.things: dict[tuple[str, str], Any] = {("n", name): n for name, n in things.items()}

    def find(self, kind: str, key: str) -> Any:
        return self.things.get((kind, key))

    def has(self, kind: str, key: str) -> bool:
        return (kind, key) in self.things

    def keep(self, kind: str, key: str, value: Any) -> None:
        self.things[kind, key] = value
