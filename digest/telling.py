"""What is said of each event, edition by edition, with what was known on the day and nothing later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Protocol, TypeVar

from digest.briefing import Change, Event, State
from digest.config import Settings
from digest.findings import Findings
from digest.model import Cluster
from digest.replay import Replay
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

Item = TypeVar("Item")
Result = TypeVar("Result")


class Mapped(Protocol):
    """`map` over a sequence; an adapter may share the work out to several cores."""

    def __call__(self, function: Callable[[Item], Result], items: Sequence[Item], /) -> Iterable[Result]:
        """The results, in the order of the items."""


def told(replay: Replay, settings: Settings, mapped: Mapped = map) -> tuple[tuple[State, ...], ...]:
    """The states of each event, earliest first; the last is how it stands now."""
    teller = _Teller(replay, settings)
    found = mapped(teller.light, replay.clusters)
    return tuple(
        tuple(_whole(state, c) for state in states) for states, c in zip(found, replay.clusters, strict=True)
    )


def _whole(state: State, found: Cluster) -> State:
    """The state with its texts again, see `_Teller.light`."""
    texts = compose.as_of(found, state.day).texts if state.day else found.texts
    return replace(state, event=replace(state.event, cluster=replace(state.event.cluster, texts=texts)))


class _Teller:
    """Tells events as they stood on a day."""

    def __init__(self, replay: Replay, settings: Settings) -> None:
        self._contexts = replay.contexts
        self._settings = settings
        self._restricted = rights.restricted(replay.clusters, settings.outlets)
        self._rarity = cache(lambda batch: rarity.rarity(self._contexts[batch].articles))

    def light(self, found: Cluster) -> tuple[State, ...]:
        """The states without their texts, so that little has to be brought from one process to another."""
        return tuple(
            replace(state, event=replace(state.event, cluster=replace(state.event.cluster, texts=())))
            for state in self.states(found)
        )

    def states(self, found: Cluster) -> Iterator[State]:
        """The event after each edition that brought articles of it."""
        days = sorted({article.edition for article in found.articles if article.edition})
        event_id = compose.identity(found)
        if not days:
            yield State(None, self._event(found, None, event_id), None)
        before: State | None = None
        for day in days:
            event = self._event(compose.as_of(found, day), day, event_id)
            before = State(day, event, self._change(before, event, day) if before else None)
            yield before

    def _event(self, found: Cluster, day: date | None, event_id: str) -> Event:
        settings = self._settings
        shown, counted = rights.told(found, settings.outlets), ledger.ledger(found)
        if shown is None:
            return compose.event(found, rights.untold(found), (), rights.silence(counted), event_id)
        batch = day if day in self._contexts else None
        names = self._contexts[batch].names
        event = compose.event(
            found,
            summarize.summary(shown, settings.summary),
            keywords.keywords(shown.texts, self._rarity(batch), names, settings.keywords),
            Findings(
                claims.claims(shown, names, settings.claims),
                wording.wording(shown, names, settings.wording),
                quotes.quotes(shown),
                timeline.timeline(shown),
                counted,
            ),
            event_id,
        )
        return rights.withheld(event, settings.outlets, self._restricted)

    def _change(self, before: State, now: Event, day: date) -> Change:
        then = before.event
        since = before.day or date.min
        was, shown = (rights.told(event.cluster, self._settings.outlets) for event in (then, now))
        if was is None or shown is None:
            return changes.counted(then.cluster, now.cluster, since)
        names = self._contexts[day if day in self._contexts else None].names
        return changes.change(was, shown, then.findings.claims, now.findings.claims, since, names)
