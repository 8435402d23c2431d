"""What the site offers to other programs: `data/events.json`, described by a JSON Schema beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from digest.briefing import Asset, Briefing, Correction, Event, Revision, Withdrawal
from digest.config import Rights
from digest.memory import Memory, remembered
from digest.model import Article, Passage, SummarySentence
from digest.stages.render import addresses
from digest.stages.render.findings_data import FindingsData
from digest.stages.render.keys import Keys
from digest.stages.render.library import Library
from digest.stages.render.making import Planned

VERSION = 1
_KIND = "data"
"""Of what is remembered."""


def lacking(library: Library, keys: Keys, memory: Memory) -> Iterator[Planned]:
    """The data of each event that is not remembered: it is most of the work, and made with the event's pages."""
    for event in library.briefing.events:
        name = keys.data(event)
        if not (name and memory.has(_KIND, name)):
            of = addresses.event(event)
            yield Planned(event.id, _KIND, partial(_event_json, event, library), name, of)


def events_json(
    library: Library, keys: Keys, memory: Memory, made: Sequence[Asset]
) -> Callable[[], Iterator[str]]:
    """The events as JSON, in parts. Addresses are relative to the site's root; dates are ISO 8601 or null.

    `made` is what was lacking. A year's data is 16 MB, of which a day changes a hundredth: what is remembered is
    read while it is written.
    """
    briefing = library.briefing
    new = {one.path: one.content for one in made}
    for one in made:
        if one.key:
            memory.keep(_KIND, one.key, one.content)
    document = {
        "version": VERSION,
        "events": [],
        "corrections": [_correction(c) for c in briefing.corrections if c.article in library.articles],
        "withdrawn": [_withdrawal(gone) for gone in briefing.withdrawn],
        "problems": problems(briefing),
    }
    before, mark, after = _json(document).partition('"events": [')

    def event_json(event: Event) -> str:
        make = partial(_event_json, event, library)
        return new.get(event.id) or remembered(memory, _KIND, keys.data(event), make)

    def parts() -> Iterator[str]:
        yield f"{before}{mark}"
        for number, event in enumerate(briefing.events):
            yield f"{',' if number else ''}{event_json(event)}"
        yield "".join(("\n " if briefing.events else "", after, "\n"))

    return parts


def _event_json(event: Event, library: Library) -> str:
    """An event as an item of the list of events."""
    return "\n  " + _json(_event(event, library)).replace("\n", "\n  ")


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1)


def problems(briefing: Briefing) -> list[dict[str, Any]]:
    """The problems as plain data."""
    return [
        {
            "kind": str(problem.kind),
            "path": problem.where.path,
            "line": problem.where.line,
            "key": problem.where.key,
            "message": problem.message,
        }
        for problem in briefing.problems
    ]


def _event(event: Event, library: Library) -> dict[str, Any]:
    storyline = library.storyline_of.get(event.id)
    lede = (event.summary.lede,) if event.summary.lede else ()
    return {
        "id": event.id,
        "url": _to_root(addresses.event(event)),
        "title": event.title,
        "storyline": storyline.id if storyline else None,
        "keywords": [keyword.text for keyword in event.keywords],
        "summary": [_sentence(sentence, library) for sentence in (*lede, *event.summary.sentences)],
        "articles": [
            _article(article, None if article is text.article else text.article.id, library.rights(article))
            for text in event.texts
            for article in text.articles
        ],
        "findings": FindingsData(event, library).data(),
    }


def _sentence(sentence: SummarySentence, library: Library) -> dict[str, Any]:
    passage = sentence.passage
    source = addresses.source(library.articles[passage.article])
    return {
        "text": passage.text,
        "article": passage.article,
        "start": passage.start,
        "end": passage.end,
        "url": _to_root(f"{source}#{addresses.anchor(passage.start, passage.end)}"),
    }


def _correction(correction: Correction) -> dict[str, Any]:
    return {
        "article": correction.article,
        "day": correction.day.isoformat() if correction.day else None,
        "sha256": correction.sha256,
        "revisions": [
            {"field": revision.field, "before": revision.before, "after": _after(revision)}
            for revision in correction.revisions
        ],
        "omitted": correction.omitted,
    }


def _after(revision: Revision) -> dict[str, Any] | str | None:
    after = revision.after
    if not isinstance(after, Passage):
        return after
    return {"text": after.text, "article": after.article, "start": after.start, "end": after.end}


def _withdrawal(gone: Withdrawal) -> dict[str, Any]:
    return {
        "path": gone.path,
        "slug": gone.slug,
        "day": gone.day.isoformat() if gone.day else None,
        "reason": gone.reason,
        "successor": gone.successor,
    }


def _article(article: Article, copy_of: str | None, rights: Rights) -> dict[str, Any]:
    return {
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "date": article.date.isoformat() if article.date else None,
        "lang": article.lang,
        "licence": article.licence,
        "original": article.url,
        "sha256": article.sha256,
        "copy_of": copy_of,
        "url": _to_root(addresses.source(article)),
        "rights": str(rights),
        "text_url": _to_root(addresses.text(article)) if rights is Rights.FULL else None,
    }


def _to_root(address: str) -> str:
    """An address as seen from `data/events.json`, where every reader resolves it."""
    return addresses.relative(address, addresses.EVENTS_DATA)
