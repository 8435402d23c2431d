"""`build.json`: what a site was made from and by, so that whoever has the same can make the same.

Nothing of the clock, the machine or a path outside the content stands in it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from digest.briefing import Briefing
from digest.errors import ProblemKind

VERSION = 1


@dataclass(frozen=True, slots=True)
class Provenance:
    """What decides the output beside the content; gathered by `adapters/provenance.py`."""

    python: str
    """`3.11`: its version decides what counts as a letter."""
    packages: tuple[tuple[str, str], ...]
    """Name and version."""
    settings: tuple[tuple[str, str], ...]
    """Name and SHA-256 of each settings file."""
    templates: str
    """SHA-256 of all templates."""
    until: date | None
    """The day whose briefing was asked for; None takes everything."""


def build_json(briefing: Briefing, made: Provenance, version: str, name: str, url: str) -> str:
    """The file; `version` is that of this program."""
    days = [edition.day for edition in briefing.editions if edition.day]
    document = {
        "version": VERSION,
        "site": {"name": name, "url": url or None},
        "edition": max(days).isoformat() if days else None,
        "until": made.until.isoformat() if made.until else None,
        "digest": version,
        "python": made.python,
        "packages": dict(made.packages),
        "settings": dict(made.settings),
        "templates": made.templates,
        "counts": {
            "articles": len(briefing.articles),
            "texts": sum(len(event.texts) for event in briefing.events),
            "events": len(briefing.events),
            "editions": len(days),
            "problems": {str(kind): sum(p.kind is kind for p in briefing.problems) for kind in ProblemKind},
        },
        "inputs": [*_inputs(briefing)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _inputs(briefing: Briefing) -> Iterator[dict[str, Any]]:
    """The SHA-256 of each file; of a file of records their number, and that of all their hashes, sorted, one a line."""
    files: defaultdict[str, list[str]] = defaultdict(list)
    for article in briefing.articles:
        files[article.path].append(article.sha256)
    for path, found in sorted(files.items()):
        if path.lower().endswith(".jsonl"):
            lines = "".join(f"{sha256}\n" for sha256 in sorted(found))
            yield {"path": path, "records": len(found), "sha256": hashlib.sha256(lines.encode()).hexdigest()}
        else:
            yield {"path": path, "records": None, "sha256": found[0]}
