"""Corrections by an editor: merge, split, rename, exclude, each with its reason.

An article is named by its id or its path. An entry that names an unknown article, or that asks for
nothing, is an error with its line in overrides.yml: a correction must never be lost silently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from digest.config import Override
from digest.errors import DigestError, Location, Problem, ProblemKind
from digest.model import Article, Cluster, Evidence, Text

_FILE = "overrides.yml"


def check(
    overrides: Sequence[Override], known: Iterable[str], unread: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """Raise DigestError for every entry that names no article or more than one, or asks for nothing.

    `known` are the ids and paths of all articles, those of later editions included; the path of a `.jsonl` file
    is there once for each of its records. `unread` are names of files that are there but could not be read: what
    an entry says of them is passed over, with a warning.
    """
    names = Counter(known)
    faults: list[Problem] = []
    passed: list[Problem] = []
    for at, override in enumerate(overrides):
        if not (override.merge or override.split or override.rename or override.exclude):
            faults.append(_problem(override, f"overrides[{at}]", "give one of merge, split, rename, exclude"))
        for key in ("merge", "split", "rename", "exclude"):
            wanted = getattr(override, key)
            for name in (wanted,) if isinstance(wanted, str) else wanted or ():
                if name not in names and name in unread:
                    warning = f"{name!r} could not be read; it is passed over"
                    passed.append(_problem(override, f"overrides[{at}].{key}", warning))
                elif names[name] != 1:
                    what = f"{name!r} is {names[name]} articles; give the id of one"
                    what = what if name in names else _unknown(name, names)
                    faults.append(_problem(override, f"overrides[{at}].{key}", what))
    if faults:
        raise DigestError(*faults)
    return tuple(replace(problem, kind=ProblemKind.WARNING) for problem in passed)


def excluded(
    articles: Sequence[Article], overrides: Sequence[Override]
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """The articles that stay, and a note for each that an editor took out."""
    reasons: dict[str, str] = {}
    for override in overrides:
        for article in _named(override.exclude, articles):
            reasons.setdefault(article.id, override.reason)
    notes = tuple(
        Problem(
            Location(a.path), ProblemKind.SKIPPED, f"not published, excluded by an editor: {reasons[a.id]}"
        )
        for a in articles
        if a.id in reasons
    )
    return tuple(a for a in articles if a.id not in reasons), notes


def apply(clusters: Sequence[Cluster], overrides: Sequence[Override]) -> tuple[Cluster, ...]:
    """`clusters` as corrected, in the order of their first texts; entries act in the order of the file.

    Names of articles that are not there are passed over: they belong to a later edition (see `check`).
    """
    current = tuple(clusters)
    for override in overrides:
        for wanted, change in (
            (override.split, _split),
            (override.merge, _merge),
            ((override.rename,) if override.rename else (), _rename),
        ):
            articles = [article for cluster in current for article in cluster.articles]
            named = {article.id for article in _named(wanted, articles)}
            if named:
                current = _changed(current, named, override, change)
    return current


def _changed(
    clusters: tuple[Cluster, ...],
    named: set[str],
    override: Override,
    change: Callable[[list[Cluster], set[str], Override], list[Cluster]],
) -> tuple[Cluster, ...]:
    hit = [cluster for cluster in clusters if named & {article.id for article in cluster.articles}]
    touched = {id(cluster) for cluster in hit}
    rest = [cluster for cluster in clusters if id(cluster) not in touched]
    changed = [_edited(cluster, override) for cluster in change(hit, named, override)]
    return tuple(sorted([*rest, *changed], key=lambda cluster: cluster.texts[0].article.order))


def _merge(hit: list[Cluster], _named: set[str], _override: Override) -> list[Cluster]:
    largest = max(hit, key=lambda cluster: len(cluster.texts))
    texts = [text for cluster in hit for text in cluster.texts]
    return [Cluster(_ordered(texts), largest.evidence, largest.title)]


def _split(hit: list[Cluster], named: set[str], _override: Override) -> list[Cluster]:
    leaving: list[Text] = []
    staying: list[Cluster] = []
    for cluster in hit:
        left, stayed = _parted(cluster.texts, named)
        leaving += left
        if stayed:
            staying.append(replace(cluster, texts=_ordered(stayed)))
    return [*staying, Cluster(_ordered(leaving), Evidence(1.0, (), None))]


def _parted(texts: Iterable[Text], named: set[str]) -> tuple[list[Text], list[Text]]:
    """(texts that leave, texts that stay): an original takes its copies along, a copy leaves alone."""
    leaving: list[Text] = []
    staying: list[Text] = []
    for text in texts:
        if text.article.id in named:
            leaving.append(text)
            continue
        leaving += [Text(copy.article) for copy in text.copies if copy.article.id in named]
        staying.append(replace(text, copies=tuple(c for c in text.copies if c.article.id not in named)))
    return leaving, staying


def _rename(hit: list[Cluster], _named: set[str], override: Override) -> list[Cluster]:
    return [replace(cluster, title=override.title or cluster.title) for cluster in hit]


def _edited(cluster: Cluster, override: Override) -> Cluster:
    known = cluster.evidence.edited
    if override.reason in known:
        return cluster
    return replace(cluster, evidence=replace(cluster.evidence, edited=(*known, override.reason)))


def _ordered(texts: Iterable[Text]) -> tuple[Text, ...]:
    return tuple(sorted(texts, key=lambda text: text.article.order))


def _named(names: Sequence[str], articles: Sequence[Article]) -> tuple[Article, ...]:
    known = {name: article for article in articles for name in (article.path, article.id)}
    return tuple(known[name] for name in names if name in known)


def _unknown(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, sorted(known), n=1)
    return f"no article {name!r}" + (f"; did you mean {close[0]!r}?" if close else "")


def _problem(override: Override, key: str, message: str) -> Problem:
    return Problem(Location(_FILE, override.line, key=key), ProblemKind.FIELD, message)
