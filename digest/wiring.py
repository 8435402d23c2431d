"""The adapters wired to the pipeline: one function for each thing that the program is asked to do."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from digest import __version__
from digest.adapters import content, settings
from digest.adapters.report import Report
from digest.adapters.resources import shipped
from digest.errors import DigestError, Exit, Location, Problem, ProblemKind

if TYPE_CHECKING:
    from digest.adapters.audit import Verdict
    from digest.briefing import Briefing, Site, Withdrawal
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


def read(order: Order, report: Report) -> tuple[Reading, Settings]:
    """Settings, and every article of the content. Raises DigestError when there is none."""
    from digest import pipeline
    from digest.model import Manuscript

    chosen = settings.load(order.config)
    manuscripts: list[Manuscript] = []
    problems: list[Problem] = []
    for found in report.track(content.read(order.content), "files read"):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            manuscripts.append(found)
    reading = pipeline.read(manuscripts, chosen, order.until)
    reading = replace(reading, problems=(*problems, *reading.problems))
    if not reading.articles:
        report.problems(reading.problems)
        message = "no article found; accepted are .txt, .md, .html and .jsonl files with a sentence in them"
        raise DigestError(Problem(Location(str(order.content)), ProblemKind.SITE, message), status=Exit.DATA)
    return reading, chosen


def analyse(order: Order, report: Report) -> tuple[Analysis, Settings]:
    """Which articles are about the same event."""
    from digest import pipeline

    reading, chosen = read(order, report)
    analysis = pipeline.analyse(reading, chosen)
    report.step(f"{len(reading.articles):,} articles, {len(analysis.clusters):,} events")
    return analysis, chosen


@dataclass(frozen=True, slots=True)
class Made:
    """A site that is made but not written."""

    site: Site
    problems: tuple[Problem, ...]
    bodies: Mapping[str, str]
    """Text by article id, those included that the site does not serve."""


def make_site(order: Order, report: Report, name: str, url: str) -> Made:
    """Every page and file of the site, and the problems met on the way."""
    from digest import isolation, pipeline
    from digest.adapters.templates import templates
    from digest.stages import render

    reading, chosen = read(order, report)
    withdrawn = _withdrawn(order, reading, report)
    schema = shipped("templates/data/events.schema.json").read_text(encoding="utf-8")
    facts, fill = render.SiteFacts(name, url, __version__, schema), templates(shipped("templates"))

    def make(reading: Reading, settings: Settings) -> tuple[Briefing, Site]:
        briefing = pipeline.brief(pipeline.analyse(reading, settings), settings, withdrawn)
        return briefing, render.site(briefing, settings, facts, fill)

    briefing, site = isolation.isolated(make, reading, chosen)
    report.step(
        f"{len(briefing.articles):,} articles, {len(briefing.events):,} events, {len(site.pages):,} pages"
    )
    return Made(site, briefing.problems, _bodies(briefing.articles))


def _bodies(articles: Iterable[Article]) -> dict[str, str]:
    return {article.id: article.body for article in articles}


def _withdrawn(order: Order, reading: Reading, report: Report) -> tuple[Withdrawal, ...]:
    """Files that the content held once; with `--date` only those gone by then."""
    from digest.adapters import history

    known = {article.path for article in reading.articles} | {gone.path for gone in reading.excluded}
    found = history.withdrawn(order.content, frozenset(known))
    if found is None:
        report.step("no full git history of the content: withdrawn files are not known")
        return ()
    return tuple(gone for gone in found if order.until is None or gone.day is None or gone.day <= order.until)


def build(order: Order, site: Path, mkdocs_yml: Path, report: Report) -> tuple[Problem, ...]:
    """Build, audit and publish; the problems come back. Raises DigestError when nothing was published."""
    from digest.adapters import budget, fulltext, mkdocs_plugin, output
    from digest.adapters.audit import audit

    config = mkdocs_plugin.load(mkdocs_yml)
    _refuse_inside(order.content, site)
    with output.claimed(site) as place:
        made = make_site(order, report, config.site_name, mkdocs_plugin.root(config))
        if order.strict and made.problems:
            raise DigestError(*made.problems, status=Exit.DATA)
        with output.staged(place) as staging:
            warnings = mkdocs_plugin.build(config, made.site, staging)
            faults = audit(staging, made.bodies).faults
            if faults or (order.strict and warnings):
                raise DigestError(*faults, *warnings, status=Exit.DATA)
            weights = budget.weights(staging)
            warnings = (*warnings, *budget.problems(weights))
    report.step(
        f"full text: {'indexed' if fulltext.available() else 'not indexed, Pagefind is not installed'}"
    )
    report.step(budget.line(weights))
    report.step(f"audited and published: {site}")
    return (*made.problems, *warnings)


def _refuse_inside(source: Path, site: Path) -> None:
    """Raise DigestError for a site among the articles: the next build would read its pages as articles."""
    if source.is_dir() and site.resolve().is_relative_to(content.folder(source).resolve()):
        message = "stands inside the content; choose a folder outside it"
        raise DigestError(Problem(Location(str(site)), ProblemKind.SITE, message), status=Exit.USAGE)


def verify(site: Path, order: Order | None, report: Report) -> Verdict:
    """The audit of a published site; with an order also against the content as it is read now."""
    from digest.adapters.audit import audit

    bodies = _bodies(read(order, report)[0].articles) if order else None
    try:
        return audit(site, bodies)
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
    """Why the article of this id or path stands in its event."""
    from digest.adapters import listing
    from digest.stages.explain import explain as explained

    analysis, chosen = analyse(order, report)
    return listing.explanation(explained(name, analysis.space, analysis.clusters, chosen.clustering))


def console() -> Report:
    """The report of a command."""
    return Report(sys.stderr)
