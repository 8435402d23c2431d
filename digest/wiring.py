"""The adapters wired to the pipeline: one function for each thing that the program is asked to do."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from digest.adapters import content, settings
from digest.adapters.report import Report
from digest.errors import DigestError, Exit, Location, Problem, ProblemKind
from digest.memory import NONE, Memory

if TYPE_CHECKING:
    from digest.adapters.audit import Verdict
    from digest.config import Settings
    from digest.model import Article
    from digest.pipeline import Analysis, Reading


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is asked for; a flag that is not given is None or false."""

    content: Path
    config: Path
    until: date | None = None
    strict: bool = False
    previous: Path | None = None
    """The last published site, where git does not tell what stood before."""
    is_earlier: bool = False
    """Whether the content is an earlier state, which corrections by an editor need not know."""


def read(order: Order, report: Report, memory: Memory = NONE) -> tuple[Reading, Settings]:
    """Settings, and every article of the content. Raises DigestError when there is none."""
    from digest import pipeline
    from digest.adapters import limits
    from digest.model import Manuscript

    chosen = settings.load(order.config)
    manuscripts: list[Manuscript] = []
    problems: list[Problem] = []
    for found in report.track(content.read(order.content), "files read"):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            manuscripts.append(found)
    unread = [problem.where.path for problem in problems]
    if order.is_earlier:
        unread += [name for override in chosen.overrides for name in override.names]
    reading = pipeline.read(
        manuscripts, chosen, order.until, memory, unread=unread, limit=limits.of_an_article
    )
    reading = replace(reading, problems=(*problems, *reading.problems))
    if not reading.articles:
        report.problems(reading.problems)
        message = "no article found; accepted are .txt, .md, .html and .jsonl files with a sentence in them"
        if order.until and manuscripts:
            message = f"no article found up to {order.until}"
        raise DigestError(Problem(Location(str(order.content)), ProblemKind.SITE, message), status=Exit.DATA)
    return reading, chosen


def analyse(order: Order, report: Report) -> tuple[Analysis, Settings]:
    """Which articles are about the same event."""
    from digest import isolation, pipeline

    reading, chosen = read(order, report)
    analysis = isolation.isolated(pipeline.analyse, reading, chosen)
    report.step(f"{len(reading.articles):,} articles, {len(analysis.clusters):,} events")
    return analysis, chosen


def bodies(articles: Iterable[Article]) -> dict[str, str]:
    """Text by article id."""
    return {article.id: article.body for article in articles}


def verify(site: Path, order: Order | None, report: Report) -> Verdict:
    """The audit of a published site; with an order also against the content as it is read now."""
    from digest.adapters.audit import audit

    known = bodies(read(order, report)[0].articles) if order else None
    try:
        return audit(site, known)
    except (
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
    ) as fault:  # a stranger's site, not a fault of ours
        problem = Problem(
            Location(str(site)), ProblemKind.SITE, f"its data is not what digest writes: {fault!r}"
        )
        raise DigestError(problem, status=Exit.DATA) from fault


def explain(name: str, order: Order, report: Report) -> str:
    """Why the article of this id or path stands in its event, as was found when it came."""
    from digest import isolation
    from digest.adapters import listing
    from digest.replay import Replay, replay
    from digest.stages import explain as explaining

    reading, chosen = read(order, report)
    came = explaining.named(name, reading.articles).batch or date.min

    def until_it_came(reading: Reading, settings: Settings) -> Replay:
        return replay((a for a in reading.articles if (a.batch or date.min) <= came), settings)

    found = isolation.isolated(until_it_came, reading, chosen)
    if found.space is None:
        raise AssertionError("an article that was found makes a batch")
    return listing.explanation(explaining.explain(name, found.space, found.clusters, chosen.clustering))


def console() -> Report:
    """The report of a command."""
    return Report(sys.stderr)
