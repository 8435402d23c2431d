"""Events from day to day: how stable they are, and how good when articles come one day after the other."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from tests.benchmarks.corpora import ROOT, analysed, apart, configured, pair_count, read, rows, scores


def replay(path: Path) -> str:
    """Add one day after the other (at most 40 evenly spaced days) and compare with the day before."""
    dated = sorted(
        (row for row in rows(path) if row.get("date")), key=lambda row: (row["date"], str(row["id"]))
    )
    days = sorted({row["date"][:10] for row in dated})
    days = days[:: max(1, len(days) // 40)]
    before: dict[str, int] = {}
    kept = pairs = kept_together = together = 0.0
    for day in days:
        _, clusters = analysed([row for row in dated if row["date"][:10] <= day])
        now = {article.id: at for at, cluster in enumerate(clusters) for article in cluster.articles}
        both = Counter((before[name], now[name]) for name in before)
        same, were, are = (
            pair_count(both),
            pair_count(Counter(before.values())),
            pair_count(Counter(now[n] for n in before)),
        )
        total = len(before) * (len(before) - 1) / 2
        kept += total - (were - same) - (are - same)
        pairs += total
        kept_together += same
        together += were
        before = now
    return (
        f"{len(days)} days: {kept / pairs:.4%} of pairs keep their relation; "
        f"{kept_together / together:.2%} of the pairs of one event stay together"
    )


def daily(paths: Sequence[Path]) -> None:
    """B³ P/R/F1 of all articles at once, and of those of each day after those of the day before.

    An event takes no article that comes more than `active_days` after its newest, so recall is also given
    against events that are cut at such gaps.
    """
    print(f"{'corpus':14} {'':10} {'B³ P/R/F1':18} {'cut at gaps':18} {'events':>7} {'seconds':>8}")
    for path in paths:
        for way, (articles, gold, labels, seconds) in apart(_both_ways, path).items():
            whole, cut = scores(gold, labels), scores(_cut(articles, gold), labels)
            print(
                f"{path.stem:14} {way:10} {whole['p']:.3f}/{whole['r']:.3f}/{whole['b3']:.3f}  "
                f"{cut['p']:.3f}/{cut['r']:.3f}/{cut['b3']:.3f}  {len(set(labels)):6} {seconds:8.1f}",
                flush=True,
            )


def _both_ways(path: Path) -> dict[str, tuple[list[Any], list[Hashable], list[int], float]]:
    from digest.replay import Replay, following
    from digest.text.likeness.vocabulary import Vocabulary

    settings = configured()
    articles, gold = _golden(path) if path.suffix == ".json" else _labelled(path)
    found = {}
    for way, batches in (("at once", [(None, articles)]), ("by day", _days(articles))):
        start = time.perf_counter()
        known, vocabulary = Replay(), Vocabulary()
        for day, batch in batches:
            known = following(known, day, batch, settings, vocabulary)
        seconds = time.perf_counter() - start
        event = {a.id: at for at, one in enumerate(known.clusters) for a in one.articles}
        found[way] = ([a.edition for a in articles], gold, [event[a.id] for a in articles], seconds)
    return found


def _days(articles: Sequence[Any]) -> list[tuple[Any, list[Any]]]:
    """The articles of each day; undated ones last, when every event takes articles."""
    ordered = sorted(articles, key=lambda article: article.order)
    return [(day, list(batch)) for day, batch in groupby(ordered, key=lambda article: article.edition)]


def _labelled(path: Path) -> tuple[list[Any], list[Hashable]]:
    event = {str(row["id"]): row["event"] for row in rows(path)}
    articles = [a for a in read(rows(path)).articles if a.id in event]
    return articles, [event[a.id] for a in articles]


def _golden(path: Path) -> tuple[list[Any], list[Hashable]]:
    """The sample content with the events read by hand; articles of no event are left out of the score."""
    from digest import pipeline
    from digest.adapters import content
    from digest.errors import Problem

    manuscripts = [found for found in content.read(ROOT / "content") if not isinstance(found, Problem)]
    articles = pipeline.read(manuscripts, configured(), None).articles
    events = json.loads(path.read_text(encoding="utf-8"))["events"]
    event = {name: at for at, one in enumerate(events) for name in one["articles"]}
    return list(articles), [event.get(a.path, a.path) for a in articles]


def _cut(days: Sequence[Any], gold: Sequence[Hashable]) -> list[Hashable]:
    """The labels, an event beginning anew after a gap that none stays active over."""
    limit = configured().clustering.active_days
    last: dict[Hashable, Any] = {}
    part: Counter[Hashable] = Counter()
    cut: list[Hashable] = list(gold)
    for at in sorted(range(len(gold)), key=lambda at: days[at] or date.max):
        day, label = days[at], gold[at]
        if day and label in last and day - last[label] > timedelta(days=limit):
            part[label] += 1
        last[label] = day
        cut[at] = (label, part[label])
    return cut
