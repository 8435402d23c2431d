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
from digest.errors import Problem
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
    storylines,
    summarize,
    timeline,
    wording,
)
from digest.text import names, rarity, vectors


@dataclass(frozen=True, slots=True)
class Analysis:
    """What `digest events` shows: which articles are about the same event."""

    articles: tuple[Article, ...]
    clusters: tuple[Cluster, ...]
    space: vectors.Space
    names: names.Names
    problems: tuple[Problem, ...]


def read(
    manuscripts: Sequence[Manuscript], settings: Settings, until: date | None
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Clean the manuscripts; articles after `until` are left for a later edition."""
    repeated = furniture.repeated_lines(manuscripts)
    articles: list[Article] = []
    problems: list[Problem] = []
    for manuscript in manuscripts:
        article, found = parse.article(manuscript, repeated, settings.outlets)
        problems += found
        if article and (until is None or article.day is None or article.day <= until):
            articles.append(article)
    kept, excluded = overrides.excluded(articles, settings.overrides)
    return tuple(sorted(kept, key=lambda article: article.order)), (*problems, *excluded)


def analyse(articles: Sequence[Article], settings: Settings, problems: Iterable[Problem] = ()) -> Analysis:
    """Group copies, then texts about the same event."""
    texts = dedupe.texts(articles, settings.copies)
    known = names.table(settings.names, articles)
    space = vectors.space(texts, known, settings.clustering)
    clusters = overrides.apply(cluster.clusters(space, settings.clustering), settings.overrides)
    return Analysis(tuple(articles), clusters, space, known, tuple(problems))


def brief(analysis: Analysis, settings: Settings, withdrawn: Iterable[Withdrawal] = ()) -> Briefing:
    """Say of each event what its texts say, link the events, and put them into editions."""
    links = storylines.links(analysis.space, analysis.clusters, settings.storylines)
    idf = rarity.rarity([text.article for found in analysis.clusters for text in found.texts])
    events = tuple(_event(found, idf, analysis, settings) for found in analysis.clusters)
    return Briefing(
        articles=analysis.articles,
        events=events,
        storylines=compose.storylines(events, links),
        editions=editions.editions(events, settings.edition),
        problems=tuple(sorted(analysis.problems)),
        withdrawn=tuple(withdrawn),
    )


def _event(found: Cluster, idf: rarity.Idf, analysis: Analysis, settings: Settings) -> Event:
    names = analysis.names
    return compose.event(
        found,
        summarize.summary(found, settings.summary),
        keywords.keywords(found.texts, idf, names, settings.keywords),
        Findings(
            claims.claims(found, names, settings.claims),
            wording.wording(found, names, settings.wording),
            quotes.quotes(found),
            timeline.timeline(found),
            ledger.ledger(found),
        ),
    )
