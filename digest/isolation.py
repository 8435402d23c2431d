"""When a stage fails on one article, or does not end, the others are still published.

Only then is every article tried alone, without the editor's corrections, which name several: those that fail
are left out as named problems, and the work is done again. A failure that no single article causes stays one.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from digest.adapters import limits
from digest.config import Settings
from digest.errors import DigestError, Location, OverdueError, Problem, ProblemKind
from digest.model import Article
from digest.pipeline import Reading

Made = TypeVar("Made")
Make = Callable[[Reading, Settings], Made]

_SECONDS, _SECONDS_EACH = 600.0, 1.0
"""Processor time after which a stage is taken not to end: 10 minutes, and a second for each article, of which
10,000 take 2 minutes in all."""


def isolated(make: Make[Made], reading: Reading, settings: Settings) -> Made:
    """What `make` makes of the articles it does not fail on."""
    try:
        with limit(reading):
            return make(reading, settings)
    except DigestError:
        raise
    except Exception:
        failing = dict(_failing(make, reading, replace(settings, overrides=())))
        kept = tuple(article for article in reading.articles if article.id not in failing)
        if not failing or not kept:
            raise
        problems = (*reading.problems, *failing.values())
        with limit(reading):
            return make(replace(reading, articles=kept, problems=problems), settings)


def limit(reading: Reading) -> AbstractContextManager[None]:
    """A block that raises OverdueError when the work on these articles does not end."""
    return limits.limited(_SECONDS + _SECONDS_EACH * len(reading.articles))


def _failing(make: Make[Made], reading: Reading, settings: Settings) -> Iterator[tuple[str, Problem]]:
    for article in reading.articles:
        try:
            with limits.of_an_article():
                make(replace(reading, articles=(article,)), settings)
        except DigestError:
            continue
        except Exception as fault:
            yield article.id, _problem(article, fault)


def _problem(article: Article, fault: Exception) -> Problem:
    frames = traceback.extract_tb(fault.__traceback__)
    place = frames[-2 if isinstance(fault, OverdueError) else -1]  # the last one is the clock's
    what = f"{type(fault).__name__} in {Path(place.filename).name}, line {place.lineno}"
    message = f"left out: digest fails on it ({what}); this is a bug in digest, please report it"
    return Problem(Location(article.path), ProblemKind.QUARANTINED, message)
