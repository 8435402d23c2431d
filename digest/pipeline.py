"""The whole program on one screen: read it first.

    manuscripts → articles → texts → clusters → events → editions → pages

Pure: no I/O, no clock. `until` is the day whose briefing is wanted; None takes everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from digest.briefing import Briefing, Event, Withdrawal
from digest.config import Settings
from digest.errors import Location, Problem, ProblemKind
from digest.findings import Findings
from digest.model import Article, Cluster, Manuscript
from digest.stages import (
    claims,
    cluster,
    compose,
    dedupe,
    editions,
    furniture,
    keywords,
    ledger,
    overrides,
    parse,
    quotes,
    rights,
    storylines,
    summarize,
    timeline,
    wording,
)
from digest.text import rarity
from digest.text.likeness import vectors
from digest.text.naming import names


@dataclass(frozen=True, slots=True)
class Reading:
    """The content, cleaned."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    excluded: tuple[Withdrawal, ...]
    """Articles that an editor took out."""
    later: frozenset[str]
    """Ids and paths of articles that are left for a later edition."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What `digest events` shows: which articles are about the same event."""

    reading: Reading
    clusters: tuple[Cluster, ...]
    space: vectors.Space
    names: names.Names


def read(manuscripts: Sequence[Manuscript], settings: Settings, until: date | None = None) -> Reading:
    """Clean the manuscripts; articles after `until` are left for a later edition."""
    repeated = furniture.repeated_lines(manuscripts)
    parsed = [_parsed(manuscript, repeated, settings) for manuscript in manuscripts]
    articles = [article for article, _ in parsed if article]
    kept, notes = overrides.excluded(articles, settings.overrides)
    later = [a for a in kept if until is not None and a.day is not None and a.day > until]
    left = frozenset(name for article in later for name in (article.id, article.path))
    return Reading(
        articles=tuple(sorted((a for a in kept if a.id not in left), key=lambda article: article.order)),
        problems=(*(problem for _, found in parsed for problem in found), *notes),
        excluded=compose.excluded(articles, kept, settings.overrides),
        later=left,
    )


def _parsed(
    manuscript: Manuscript, repeated: frozenset[str], settings: Settings
) -> tuple[Article | None, tuple[Problem, ...]]:
    """One article; a failure on it is a problem of its own and stops no other."""
    try:
        return parse.article(manuscript, repeated, settings.outlets)
    except Exception as fault:
        message = f"digest fails on it ({type(fault).__name__}); this is a bug in digest, please report it"
        return None, (Problem(Location(manuscript.path), ProblemKind.QUARANTINED, message),)


def analyse(reading: Reading, settings: Settings) -> Analysis:
    """Group copies, then texts about the same event."""
    texts = dedupe.texts(reading.articles, settings.copies)
    known = names.table(settings.names, reading.articles)
    space = vectors.space(texts, known, settings.clustering)
    found = cluster.clusters(space, settings.clustering)
    clusters = overrides.apply(found, settings.overrides, reading.later)
    return Analysis(reading, clusters, space, known)


def brief(analysis: Analysis, settings: Settings, withdrawn: Iterable[Withdrawal] = ()) -> Briefing:
    """Say of each event what its texts say, link the events, and put them into editions."""
    links = storylines.links(analysis.space, analysis.clusters, settings.storylines)
    idf = rarity.rarity([text.article for found in analysis.clusters for text in found.texts])
    restricted = rights.restricted(analysis.clusters, settings.outlets)
    events = tuple(
        rights.withheld(_event(found, idf, analysis, settings), settings.outlets, restricted)
        for found in analysis.clusters
    )
    return Briefing(
        articles=analysis.reading.articles,
        events=events,
        storylines=compose.storylines(events, links),
        editions=editions.editions(events, settings.edition),
        problems=tuple(sorted(analysis.reading.problems)),
        withdrawn=(*analysis.reading.excluded, *withdrawn),
    )


def _event(found: Cluster, idf: rarity.Idf, analysis: Analysis, settings: Settings) -> Event:
    names = analysis.names
    told, counted = rights.told(found, settings.outlets), ledger.ledger(found)
    if told is None:
        return compose.event(found, rights.untold(found), (), rights.silence(counted))
    return compose.event(
        found,
        summarize.summary(told, settings.summary),
        keywords.keywords(told.texts, idf, names, settings.keywords),
        Findings(
            claims.claims(told, names, settings.claims),
            wording.wording(told, names, settings.wording),
            quotes.quotes(told),
            timeline.timeline(told),
            counted,
        ),
    )
