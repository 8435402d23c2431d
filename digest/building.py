"""A site built: what was published before recalled, the articles read and told, pages made, audited, published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from digest import __version__
from digest.adapters import content
from digest.adapters.cache import Cache
from digest.adapters.packs import Packs
from digest.adapters.profile import Clock
from digest.adapters.report import Report
from digest.adapters.resources import shipped
from digest.errors import DigestError, Exit, Location, Problem, ProblemKind
from digest.wiring import Order, bodies, read

if TYPE_CHECKING:
    from digest.adapters.history.publications import Publication
    from digest.briefing import Briefing, Site
    from digest.config import Settings
    from digest.pipeline import Reading
    from digest.recall import Recalled
    from digest.stages.render import Known, Phrases, SiteFacts


_EVENTS = 4
"""Events, of a tenth of a second each, from which it pays to tell them on every core."""
_ARTICLES = 1000
"""Articles from which it pays to look for events in a process of its own: numbers take 60 MB that are not given back."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Tools:
    """What a build works with."""

    report: Report
    cache: Cache = field(default_factory=lambda: Cache(None))
    clock: Clock = field(default_factory=Clock)
    memory: Packs = field(default_factory=lambda: Packs(None))


@dataclass(frozen=True, slots=True)
class Identity:
    """What the site is called, where it will stand, and in which words it speaks."""

    name: str
    url: str
    """Absolute, with a trailing slash; `` when not configured."""
    words: Phrases
    problems: tuple[Problem, ...] = ()
    """Texts that its language lacks."""


def identity(config: Path, name: str, url: str, lang: str) -> Identity:
    """With the words of a language, from the settings folder `config`. Raises DigestError for faults in them."""
    from digest.adapters import locales

    words, problems = locales.load(config, lang)
    return Identity(name, url, words, problems)


@dataclass(frozen=True, slots=True)
class Made:
    """A site that is made but not written."""

    site: Site
    problems: tuple[Problem, ...]
    bodies: Mapping[str, str]
    """Text by article id, those included that the site does not serve."""


def make_site(order: Order, tools: Tools, about: Identity, known: Known | None = None) -> Made:
    """Every page and file of the site but those that are `known`, and the problems met on the way."""
    from digest import isolation, pipeline
    from digest.adapters import pool
    from digest.adapters.templates import templates
    from digest.stages import render

    report, clock = tools.report, tools.clock
    with clock.stage("read"):
        reading, chosen = read(order, report, tools.memory)
    reading = replace(reading, problems=(*about.problems, *reading.problems))
    facts, fill = _facts(order, about), templates(shipped("templates"), about.words)
    with clock.stage("history"):
        recalled = replace(
            _recalled(order, reading, chosen, report), published=_published(order, facts, tools)
        )

    def make(reading: Reading, settings: Settings) -> tuple[Briefing, Site]:
        with clock.stage("events"):
            apart = partial(_apart, reading) if len(reading.articles) >= _ARTICLES else None
            analysis = pipeline.analyse(reading, settings, tools.memory, pool.meanwhile, apart)
        told = partial(pool.mapped, least=_EVENTS)
        with clock.stage("findings"):
            briefing = pipeline.brief(analysis, settings, recalled, told, tools.memory)
        del analysis  # the texts as vectors, which nothing needs any more
        with clock.stage("render"):
            return briefing, render.site(
                briefing, settings, facts, fill,
                known=known or render.nothing_known, memory=tools.memory, mapped=pool.mapped,
            )  # fmt: skip

    briefing, site = isolation.isolated(make, reading, chosen)
    report.step(f"{len(briefing.articles):,} articles, {len(briefing.events):,} events, {site.size:,} pages")
    return Made(site, briefing.problems, bodies(briefing.articles))


def _apart(reading: Reading, find: Callable[[], Found]) -> Found:
    """Find events in a process of its own, within the limit that this one has."""
    from digest import isolation
    from digest.adapters import pool

    def found() -> Found:
        with isolation.limit(reading):
            return find()

    return pool.ahead(found)()


def _facts(order: Order, about: Identity) -> SiteFacts:
    from digest.adapters.provenance import provenance
    from digest.stages.render import SiteFacts

    folder = shipped("templates")
    events, edition = (
        (folder / f"data/{kind}.schema.json").read_text(encoding="utf-8") for kind in ("events", "edition")
    )
    made_by = provenance(order.config, folder, order.until)
    return SiteFacts(about.name, about.url, __version__, events, edition, made_by, about.words)


def _recalled(order: Order, reading: Reading, chosen: Settings, report: Report) -> Recalled:
    """What the content held before, from git or the last publication; the build says where neither is there."""
    from digest.adapters import history, previous
    from digest.recall import Recalled, recall

    past = history.read(order.content, reading.articles)
    if past is None:
        if order.previous is None:
            report.step("no full git history of the content: withdrawn files are not known, nor corrections")
            return Recalled()
        past = previous.read(order.previous, order.content, reading.articles, reading.excluded, order.until)
        report.step(f"no full git history of the content: compared with what {order.previous} published")
    if past.unread:
        report.step(f"{past.unread:,} earlier versions of .jsonl files are too large to be compared")
    return recall(past, reading.articles, chosen).until(order.until)


def _published(order: Order, facts: SiteFacts, tools: Tools) -> frozenset[str]:
    """The addresses that earlier states of the content had: as last published, else from git."""
    from digest.adapters import previous
    from digest.adapters.history import publications

    if order.previous is not None:
        return previous.published(order.previous)
    found = publications.superseded(order.content, order.config)
    if found is None:
        return frozenset()
    if found.omitted:
        tools.report.step(
            f"{found.omitted:,} older states of the content are not looked at; --previous DIR keeps their addresses"
        )
    known = [
        _places(publication, order, facts, tools)
        for publication in found.publications
        if order.until is None or publication.day <= order.until
    ]
    return frozenset().union(*known)


def _places(publication: Publication, order: Order, facts: SiteFacts, tools: Tools) -> frozenset[str]:
    """The addresses of one earlier state; none, and a line that says so, where it cannot be read any more."""
    from digest import pipeline
    from digest.adapters import pool
    from digest.adapters.history import publications
    from digest.adapters.previous import is_address
    from digest.isolation import limit
    from digest.stages import render

    name = f"places-{publication.commit}{'-absolute' if facts.url else ''}"
    kept = tools.cache.load(name)
    if isinstance(kept, list) and all(isinstance(place, str) and is_address(place) for place in kept):
        tools.cache.keep(name)
        return frozenset(kept)
    tools.report.step(f"looking at the content as it was on {publication.day}")
    try:
        with publications.restored(publication, order.content, order.config) as (there, config):
            reading, settings = read(Order(there, config, order.until, is_earlier=True), tools.report)
            with limit(reading):
                analysis = pipeline.analyse(reading, settings)
                briefing = pipeline.brief(analysis, settings, mapped=pool.mapped)
                places = render.places(briefing, settings, facts)
    except Exception as fault:  # an earlier state must not stop the present one
        tools.report.step(
            f"the content as it was on {publication.day} cannot be read any more: {str(fault)[:200]!r}"
        )
        return frozenset()
    tools.cache.save(name, sorted(places))
    return places


def build(order: Order, site: Path, mkdocs_yml: Path, tools: Tools) -> tuple[Problem, ...]:
    """Build, audit and publish; the problems come back. Raises DigestError when nothing was published."""
    from digest.adapters import budget, fulltext, inputs, mkdocs_plugin, output, publishing

    report, clock = tools.report, tools.clock
    config = mkdocs_plugin.load(mkdocs_yml)
    _refuse_inside(order.content, site)
    with output.claimed(site) as place:
        with clock.stage("look"):
            places, facts = mkdocs_plugin.inputs(config)
            key = _key(order, places, facts)
            before = publishing.standing(place, tools.cache)
            is_unchanged = before.unchanged(key)
        if is_unchanged:
            report.step(f"nothing changed since it was published: {site}")
            return before.problems
        about = identity(
            order.config, config.site_name, mkdocs_plugin.root(config), mkdocs_plugin.language(config)
        )
        mkdocs_plugin.speak(config, about.words)
        theme = (
            "" if mkdocs_plugin.sees_pages(config) else inputs.key(places, (*facts, about.words.fingerprint))
        )
        with publishing.prepared(before) as before:
            made = make_site(order, tools, about, before.known(theme))
            if order.strict and made.problems:
                raise DigestError(*made.problems, status=Exit.DATA)
            done = publishing.publish(
                config, made.site, made.bodies, place, tools.cache, before=before, clock=clock,
                problems=made.problems, key=key, theme=theme, strict=order.strict,
            )  # fmt: skip
    with clock.stage("cache"):
        tools.cache.clean()
        tools.memory.save()
    damaged = tools.memory.damaged.union(tools.cache.damaged)
    if damaged:
        report.step(f"cache: {', '.join(sorted(damaged))} damaged or not ours; made anew")
    report.step(
        f"full text: {'indexed' if fulltext.available() else 'not indexed, Pagefind is not installed'}"
    )
    report.step(budget.line(done.weights))
    report.step(f"audited and published: {site}")
    return (*made.problems, *done.warnings)


def _key(order: Order, places: tuple[Path, ...], facts: tuple[str, ...]) -> str:
    """A hash of everything that the site is made from; `places` and `facts` are the theme's."""
    from digest.adapters import inputs
    from digest.adapters.locales import SHIPPED
    from digest.stages.render import addresses

    previous = (order.previous / addresses.EVENTS_DATA,) if order.previous else ()
    return inputs.key(
        (content.folder(order.content), order.config, shipped(SHIPPED), *previous, *places),
        (__version__, str(order.until), str(order.strict), inputs.history(order.content), *facts),
    )


def _refuse_inside(source: Path, site: Path) -> None:
    """Raise DigestError for a site among the articles: the next build would read its pages as articles."""
    if source.is_dir() and site.resolve().is_relative_to(content.folder(source).resolve()):
        message = "stands inside the content; choose a folder outside it"
        raise DigestError(Problem(Location(str(site)), ProblemKind.SITE, message), status=Exit.USAGE)
