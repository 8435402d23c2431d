"""What is said of each event, edition by edition, with what was known on the day and nothing later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from itertools import chain

from digest.briefing import Change, State
from digest.config import Settings
from digest.extraction import Extraction
from digest.findings import Findings
from digest.memory import NONE, Later, Memory, key
from digest.model import Article, Cluster, Keyword, Summary
from digest.replay import Replay
from digest.sharing import Mapped
from digest.stages import (
    changes,
    claims,
    compose,
    keywords,
    ledger,
    quotes,
    rights,
    summarize,
    timeline,
    wording,
)
from digest.text import rarity


def told(
    replay: Replay,
    settings: Settings,
    extraction: Extraction,
    mapped: Mapped = map,
    memory: Memory = NONE,
) -> tuple[tuple[State, ...], ...]:
    """The states of each event, earliest first; the last is how it stands now."""
    teller = _Teller(replay, settings, extraction, memory)
    moments = [tuple(teller.moments(found)) for found in replay.clusters]
    said = [tuple(map(teller.remembered, each)) for each in moments]
    new = [at for at, each in enumerate(said) if None in each]
    extraction.complete(chain.from_iterable(teller.shown(moments[at], said[at]) for at in new), mapped)
    for at, made in zip(new, mapped(teller.made, [(moments[at], said[at]) for at in new]), strict=True):
        said[at] = tuple(
            now and teller.kept(moment, *now) if known is None else known
            for moment, known, now in zip(moments[at], said[at], made, strict=True)
        )
    return tuple(
        tuple(teller.state(moment, now) for moment, now in zip(each, whole, strict=True) if now)
        for each, whole in zip(moments, said, strict=True)
    )


_Told = tuple[Summary, tuple[Keyword, ...], Change | None]
"""What lists and editions show of an event; it names articles and does not hold them."""
_Said = tuple[_Told, Later[Findings]]
_TOLD, _FINDINGS = "told", "findings"


@dataclass(frozen=True, slots=True)
class _Moment:
    """An event when an edition brought articles of it."""

    day: date | None
    found: Cluster
    """As of that day."""
    event_id: str
    key: str
    """Hash of everything from which follows what is said of it."""


class _Teller:
    """Tells events as they stood on a day."""

    def __init__(self, replay: Replay, settings: Settings, extraction: Extraction, memory: Memory) -> None:
        self._contexts = replay.contexts
        self._settings = settings
        self._extraction = extraction
        self._memory = memory
        self._restricted = rights.restricted(replay.clusters, settings.outlets)
        self._rarity = cache(lambda batch: rarity.rarity(self._contexts[batch].articles))
        self._marks = replay.marks
        self._key = key(settings.outlets, settings.names, settings.summary, settings.keywords,
                        settings.claims, settings.wording)  # fmt: skip
        self._context = cache(self._context_key)

    def moments(self, found: Cluster) -> Iterator[_Moment]:
        """The event after each edition that brought articles of it."""
        days = sorted({article.edition for article in found.articles if article.edition})
        event_id, name = compose.identity(found), self._key
        for day in days or (None,):
            then = compose.as_of(found, day) if day and day != days[-1] else found
            texts = tuple(map(self._marks.text, then.texts))
            name = key(name, day and day.isoformat(), self._context(self._batch(day)), *texts)
            yield _Moment(day, then, event_id, name)

    def _batch(self, day: date | None) -> date | None:
        return day if day in self._contexts else None

    def _context_key(self, batch: date | None) -> str:
        return key(*self._marks.articles(self._contexts[batch].articles))

    def remembered(self, moment: _Moment) -> _Said | None:
        """What is said of it, where an earlier run found it out."""
        told: _Told | None = self._memory.find(_TOLD, moment.key)
        if told is None or not self._memory.has(_FINDINGS, moment.key):
            return None
        return told, Later(partial(self._found, moment))

    def _found(self, moment: _Moment) -> Findings:
        found: Findings | None = self._memory.find(_FINDINGS, moment.key)
        return found or self._said(moment)[2]

    def shown(self, event: Sequence[_Moment], known: Sequence[_Said | None]) -> Iterator[Article]:
        """The originals of which something is still to be said."""
        for moment, said in zip(event, known, strict=True):
            found = rights.told(moment.found, self._settings.outlets) if said is None else None
            yield from (text.article for text in (found.texts if found else ()))

    def made(
        self, event: tuple[Sequence[_Moment], Sequence[_Said | None]]
    ) -> tuple[tuple[_Told, Findings] | None, ...]:
        """What is said of an event at each moment of which it is not known."""
        before: tuple[_Moment, Later[Findings]] | None = None
        made: list[tuple[_Told, Findings] | None] = []
        for moment, known in zip(*event, strict=True):
            if known is not None:
                made.append(None)
                before = moment, known[1]
                continue
            summary, words, found = self._said(moment)
            change = before and self._change(before[0], before[1](), moment, found)
            made.append(((summary, words, change), found))
            before = moment, Later.of(found)
        return tuple(made)

    def kept(self, moment: _Moment, told: _Told, found: Findings) -> _Said:
        """The same, remembered for later runs."""
        self._memory.keep(_TOLD, moment.key, told)
        self._memory.keep(_FINDINGS, moment.key, found)
        return told, Later.of(found)

    def state(self, moment: _Moment, said: _Said) -> State:
        """The event as the edition left it, without what the rights of its texts hold back."""
        (summary, words, change), found = said
        event = compose.event(moment.found, summary, words, found, moment.event_id)
        event = rights.withheld(event, self._settings.outlets, self._restricted)
        return State(moment.day, replace(event, key=self._event_key(moment)), change)

    def _event_key(self, moment: _Moment) -> str:
        evidence = moment.found.evidence
        named = (moment.found.articles[0].id, evidence.rejected and evidence.rejected.anchor)
        held = tuple(name in self._restricted for name in named)
        return key(moment.key, moment.event_id, evidence, moment.found.title, held)

    def _said(self, moment: _Moment) -> tuple[Summary, tuple[Keyword, ...], Findings]:
        settings, found = self._settings, moment.found
        shown, counted = rights.told(found, settings.outlets), ledger.ledger(found)
        if shown is None:
            return rights.untold(found), (), rights.silence(counted)
        batch = self._batch(moment.day)
        names = self._contexts[batch].names
        return (
            summarize.summary(shown, settings.summary),
            keywords.keywords(shown.texts, self._rarity(batch), names, settings.keywords, self._extraction),
            Findings(
                claims.claims(shown, names, settings.claims),
                wording.wording(shown, names, settings.wording),
                quotes.quotes(shown),
                timeline.timeline(shown),
                counted,
            ),
        )

    def _change(self, before: _Moment, known: Findings, now: _Moment, found: Findings) -> Change:
        since = before.day or date.min
        counted = changes.counted(before.found, now.found, since)
        was, shown = (rights.told(moment.found, self._settings.outlets) for moment in (before, now))
        if was is None or shown is None:
            return counted
        names = self._contexts[self._batch(now.day)].names
        told = changes.change(was, shown, known.claims, found.claims, since, names=names)
        return replace(told, texts=counted.texts, copies=counted.copies)
