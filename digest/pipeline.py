"""The whole program on one screen: read it first.

    manuscripts → articles → texts → clusters → events → editions → pages

Pure: no I/O, no clock. `until` is the day whose briefing is wanted; None takes everything.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

from digest import telling
from digest.briefing import Briefing, Withdrawal
from digest.config import Settings
from digest.errors import Location, Problem, ProblemKind
from digest.extraction import Extraction
from digest.memory import NONE, Memory, key, remembered
from digest.model import Article, Cluster, Manuscript
from digest.recall import Recalled
from digest.replay import Replay, replay
from digest.sharing import Apart, Mapped, Meanwhile
from digest.stages import compose, editions, furniture, overrides, parse
from digest.text import slugs
from digest.text.cleaning import days
from digest.text.marks import Marks

Limit = Callable[[], AbstractContextManager[None]]
"""Gives a block that stops what takes too long with an exception."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The content, cleaned."""

    articles: tuple[Article, ...]
    """In their order."""
    problems: tuple[Problem, ...]
    excluded: tuple[Withdrawal, ...]
    """Articles that an editor took out."""
    marks: Marks = field(default_factory=Marks, repr=False, compare=False)
    """Of the articles."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What `digest events` shows: which articles are about the same event."""

    reading: Reading
    replay: Replay
    extraction: Extraction
    """Knows the phrases of the articles, or has begun to look for them."""

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """The events, in the order of their first texts."""
        return self.replay.clusters


def read(
    manuscripts: Sequence[Manuscript],
    settings: Settings,
    until: date | None = None,
    memory: Memory = NONE,
    *,
    unread: Iterable[str] = (),
    limit: Limit = nullcontext,
) -> Reading:
    """Clean the manuscripts; articles after `until` are left for a later edition.

    `unread` are the paths of files that are there but gave no manuscript; each article is cleaned within a `limit`.
    """
    parser = _Parser(settings, memory, limit)
    parsed = parser.parsed(manuscripts)
    warnings = _checked(parsed, unread, settings)
    if until is not None:
        parsed = parser.parsed([m for m, article, _ in parsed if not _is_later(m, article, until)])
    articles = [article for _, article, _ in parsed if article]
    kept, notes = overrides.excluded(articles, settings.overrides)
    return Reading(
        articles=tuple(sorted(kept, key=lambda article: article.order)),
        problems=(*(problem for _, _, found in parsed for problem in found), *notes, *warnings),
        excluded=compose.excluded(articles, kept, settings.overrides),
        marks=parser.marks,
    )


def _checked(parsed: Sequence[Parsed], unread: Iterable[str], settings: Settings) -> tuple[Problem, ...]:
    """Check that the corrections name articles; what they say of unread files becomes a warning."""
    known = [name for _, article, _ in parsed if article for name in (article.id, article.path)]
    silent = {name for m, article, _ in parsed if article is None for name in (m.path, m.record or "")}
    silent.update(unread)
    silent.update([slugs.of_file(path) for path in silent])
    return overrides.check(settings.overrides, known, frozenset(silent))


def _is_later(manuscript: Manuscript, article: Article | None, until: date) -> bool:
    day = article.edition if article else days.arrival(manuscript.path)
    return day is not None and day > until


Parsed = tuple[Manuscript, Article | None, tuple[Problem, ...]]


def _repeated(by_day: Mapping[date, list[Manuscript]], window: Sequence[date]) -> tuple[str, ...]:
    return tuple(sorted(furniture.repeated_lines([m for day in window for m in by_day[day]])))


def _mark(manuscript: Manuscript) -> tuple[str, ...]:
    """What a manuscript follows from: the bytes of its file or record, and where it stands."""
    return (manuscript.path, manuscript.record or "", manuscript.sha256)


class _Parser:
    """Cleans manuscripts, or remembers how."""

    def __init__(self, settings: Settings, memory: Memory, limit: Limit) -> None:
        self.marks = Marks()
        """Of the articles."""
        self._settings = settings
        self._limit = limit
        self._memory = memory
        self._key = key(settings.outlets, settings.edition)

    def parsed(self, manuscripts: Sequence[Manuscript]) -> list[Parsed]:
        """Each manuscript with its article; what is furniture is judged by what had arrived by then."""
        by_day: dict[date, list[Manuscript]] = {}
        for manuscript in manuscripts:
            by_day.setdefault(days.arrival(manuscript.path) or date.min, []).append(manuscript)
        arrivals = sorted(by_day)
        newest = max((day for day in arrivals if day > date.min), default=None)
        marks = {day: key(*map(_mark, by_day[day])) for day in arrivals}
        found: list[Parsed] = []
        for at, day in enumerate(arrivals):
            since = day - min(timedelta(days=self._settings.clustering.active_days), day - date.min)
            window = arrivals[bisect_left(arrivals, since) : at + 1]
            name = key(*(marks[other] for other in window))
            lines = remembered(self._memory, "furniture", name, partial(_repeated, by_day, window))
            repeated = frozenset(lines), key(*lines)
            last = newest if day == date.min else None
            found += [(m, *self._article(m, *repeated, last)) for m in by_day[day]]
        return found

    def _article(
        self, manuscript: Manuscript, repeated: frozenset[str], lines: str, newest: date | None
    ) -> tuple[Article | None, tuple[Problem, ...]]:
        """One article; a failure on it is a problem of its own and stops no other. `lines` is the key of `repeated`."""
        name = key(self._key, lines, newest, _mark(manuscript))
        known = self._memory.find("articles", name)
        if known is not None:
            article, problems, mark = known
            if article is None:
                return None, problems
            return self.marks.know(replace(article, body=manuscript.body), mark), problems
        try:
            with self._limit():
                article, problems = parse.article(
                    manuscript, repeated, self._settings.outlets, self._settings.edition, newest
                )
        except Exception as fault:
            message = (
                f"digest fails on it ({type(fault).__name__}); this is a bug in digest, please report it"
            )
            return None, (Problem(Location(manuscript.path), ProblemKind.QUARANTINED, message),)
        if self._memory is not NONE:
            kept = (article and replace(article, body=""), problems, article and self.marks.article(article))
            self._memory.keep("articles", name, kept)
        return article, problems


def analyse(
    reading: Reading,
    settings: Settings,
    memory: Memory = NONE,
    meanwhile: Meanwhile | None = None,
    apart: Apart | None = None,
) -> Analysis:
    """Group copies, then texts about the same event, day by day; begin `meanwhile` with what is dear of each text."""
    extraction = Extraction(settings.keywords, reading.marks, memory)
    if meanwhile:
        extraction.begin(reading.articles, meanwhile)
    return Analysis(reading, replay(reading.articles, settings, memory, reading.marks, apart), extraction)


def brief(
    analysis: Analysis,
    settings: Settings,
    recalled: Recalled = Recalled(),  # noqa: B008 - frozen
    mapped: Mapped = map,
    memory: Memory = NONE,
) -> Briefing:
    """Say of each event what its texts say, edition by edition, and link the events."""
    told = telling.told(analysis.replay, settings, analysis.extraction, mapped, memory)
    events = tuple(states[-1].event for states in told)
    return Briefing(
        articles=analysis.reading.articles,
        events=events,
        storylines=compose.storylines(events, analysis.replay.links),
        editions=editions.editions(told, settings.edition),
        problems=tuple(sorted(analysis.reading.problems)),
        withdrawn=(*analysis.reading.excluded, *recalled.withdrawn),
        corrections=recalled.corrections,
        published=recalled.published,
    )
