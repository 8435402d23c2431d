"""From finished pages to the published folder: themed, audited, weighed, exchanged.

With a cache, what did not change since the last publication is neither written, nor audited, nor weighed again:
its files are linked from the site that stands there. The result is the same, byte by byte.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.adapters import budget, mkdocs_plugin, output, pool, proofs, writing
from digest.adapters.audit import audit
from digest.adapters.cache import Cache
from digest.adapters.profile import Clock
from digest.adapters.tree import Last, Look, Stamp, Tree
from digest.briefing import Site
from digest.errors import DigestError, Exit, Location, Problem, ProblemKind
from digest.stages.render import Known

if TYPE_CHECKING:
    from digest.adapters.mkdocs_plugin import Config

_SITE, _PROOFS, _WEIGHTS = "site", "proofs", "weights"
_MARKER = frozenset({output.MARKER})


@dataclass(frozen=True, slots=True)
class Published:
    """What was published."""

    warnings: tuple[Problem, ...]
    weights: tuple[budget.Weight, ...]
    files: int
    taken: int
    """Files that were taken over from the publication before."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a place, as far as the build that published it told."""

    last: Last | None
    """None where it told nothing."""
    key: str = ""
    """Of the inputs of that build."""
    problems: tuple[Problem, ...] = ()
    older: Callable[[], Look] | None = None
    """How the folder that is written over, of the site before it, differs from it; None where there is none."""

    def unchanged(self, key: str) -> bool:
        """Whether a build from inputs with that key would publish the same once more."""
        return bool(key and self.key == key and self.last and self.last.is_whole(_MARKER))

    def known(self, theme: str) -> Known:
        """Which files stand as they were made from a key and in the theme with that key."""

        def is_known(name: str, key: str) -> bool:
            # `there` is asked for in here, since it waits for somebody who looks at the site.
            stamp = self.last and self.last.there.get(name)
            wanted = writing.file_key(key, theme)
            return bool(stamp and wanted and stamp.key == wanted)

        return is_known


def standing(place: Path, cache: Cache) -> Standing:
    """What the cache tells of the site in `place`."""
    data = cache.load(_SITE)
    try:
        stamps = {name: Stamp(*stamp) for name, stamp in data["files"].items()}
        problems = tuple(_problem(*row) for row in data["problems"])
        last = Last(place, stamps, pool.ahead)
        left = output.staging(place)
        older = last.compared(left) if left.is_dir() and not left.is_symlink() else None
        return Standing(last, str(data["key"]), problems, older)
    except (TypeError, ValueError, LookupError, AttributeError):
        return Standing(None)


@contextlib.contextmanager
def prepared(before: Standing) -> Iterator[Standing]:
    """The same, while the folder of the new site is filled with links to the one that stands, unless that of an older
    one is there. It is gone again when the block fails."""
    last = before.last
    if last is None or os.path.lexists(place := output.staging(last.folder)):
        yield before
        return
    filled = last.linked(place)
    try:
        yield replace(before, older=filled)
    except BaseException:
        with contextlib.suppress(OSError):
            filled()  # comes to its end
            shutil.rmtree(place)
        raise


def publish(
    config: Config,
    site: Site,
    bodies: Mapping[str, str],
    place: Path,
    cache: Cache,
    *,
    before: Standing,
    clock: Clock,
    problems: tuple[Problem, ...] = (),
    key: str = "",
    theme: str = "",
    strict: bool = False,
) -> Published:
    """Put `site` in the place of the one in `place`, which `output.claimed` gave and of which `before` tells.

    `key` is a hash of all inputs and `problems` are those met in them, both for the next build's `unchanged`; `theme` is
    one of what the theme's part of each page follows from, for its `known`. Raises DigestError
    when the audit finds a fault, or with `strict` when MkDocs warns; then the old site stays.
    """
    last = before.last
    look = before.older and before.older()
    with output.staged(place, reuse=last is not None) as staging:
        tree = Tree(staging, last, look)
        with clock.stage("pages"):
            warnings = mkdocs_plugin.build(config, site, tree, theme)
            tree.finish(_MARKER)
        with clock.stage("audit"):
            hashes = tree.hashes
            verdict = audit(staging, bodies, hashes=hashes, before=_proved(cache, last))
        if verdict.faults or (strict and warnings):
            raise DigestError(*verdict.faults, *warnings, status=Exit.DATA)
        with clock.stage("weights"):
            scale = budget.Scale(staging, hashes, tree.sizes, _sizes(cache.load(_WEIGHTS)))
            weights = budget.weights(staging, scale)
    with clock.stage("cache"):
        cache.save(_WEIGHTS, scale.weighed)
        cache.save(_PROOFS, proofs.to_data(verdict.proofs))
        warnings = (*warnings, *budget.problems(weights))
        rows = [_row(problem) for problem in (*problems, *warnings)]
        cache.save(_SITE, {"key": key, "problems": rows, "files": tree.stamps})
    return Published(warnings, weights, len(tree.stamps), tree.taken)


def _proved(cache: Cache, last: Last | None) -> proofs.Proofs:
    return proofs.from_data(cache.load(_PROOFS)) if last else proofs.NOTHING


def _sizes(data: Any) -> dict[str, int]:
    return (
        {name: size for name, size in data.items() if isinstance(size, int)} if isinstance(data, dict) else {}
    )


def _row(problem: Problem) -> list[Any]:
    where = problem.where
    return [str(problem.kind), problem.message, where.path, where.line, where.column, where.key]


def _problem(kind: str, message: str, *where: Any) -> Problem:
    return Problem(Location(*where), ProblemKind(kind), message)
