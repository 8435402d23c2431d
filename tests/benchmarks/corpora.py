"""Labelled corpora: read by the program's own reader, scored, and measured in processes of their own.

A corpus is JSONL with `id, title?, text, date?, lang, event`; `event` is read by the scorer only.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import tempfile
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FIELDS = ("id", "title", "text", "date", "lang")


def rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def analysed(records: Iterable[Mapping[str, Any]]) -> tuple[Sequence[Any], Sequence[Any]]:
    """Articles and clusters of records, without their labels."""
    from digest import pipeline

    reading = read(records)
    return reading.articles, pipeline.analyse(reading, configured()).clusters


def read(records: Iterable[Mapping[str, Any]]) -> Any:
    from digest import pipeline

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for row in records:
                out.write(json.dumps({key: row[key] for key in FIELDS if row.get(key)}) + "\n")
        return pipeline.read(manuscripts_of(path), configured(), None)


def manuscripts_of(path: Path) -> list[Any]:
    from digest.adapters import content
    from digest.errors import Problem

    return [found for found in content.read(path) if not isinstance(found, Problem)]


def configured() -> Any:
    from digest.adapters import settings

    return settings.load(ROOT / "site_config")


def peak() -> float:
    """Largest resident memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(work: Callable[..., Any], *arguments: Any) -> Any:
    """Run in a fresh process, so that time and memory are its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def scores(gold: Sequence[Hashable], found: Sequence[Hashable]) -> dict[str, float]:
    """B-cubed precision, recall and F1 (Bagga & Baldwin 1998), and F1 over pairs."""
    both, golds, founds = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    precision = sum(n * n / founds[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / len(gold)
    together, ours_, theirs = pair_count(both), pair_count(founds), pair_count(golds)
    return {
        "p": precision,
        "r": recall,
        "b3": 2 * precision * recall / (precision + recall),
        "pair": 2 * together / (ours_ + theirs) if ours_ + theirs else 1.0,
    }


def pair_count(counts: Mapping[Any, int]) -> float:
    return sum(n * (n - 1) / 2 for n in counts.values())
