"""How well and how fast articles are grouped into events.

    python -m tests.benchmarks.events CORPUS.jsonl …            quality, beside two baselines
    python -m tests.benchmarks.events --replay CORPUS.jsonl …   stability from day to day
    python -m tests.benchmarks.events --daily CORPUS.jsonl … GOLDEN.json
                                                                quality when articles come day by day
    python -m tests.benchmarks.events --scale 10000 100000 CORPUS.jsonl …
    python -m tests.benchmarks.events --copies EDITS.jsonl      copies found, by kind of edit

A corpus is JSONL with `id, title?, text, date?, lang, event`; `event` is read by the scorer only.
Articles go through the program's own reader. Each row is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from tests.benchmarks import recombined

ROOT = Path(__file__).parents[2]
FIELDS = ("id", "title", "text", "date", "lang")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="+", type=Path, metavar="PATH")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--scale", nargs="+", type=int, metavar="N", action="extend")
    mode.add_argument("--replay", action="store_true")
    mode.add_argument("--daily", action="store_true")
    mode.add_argument("--copies", action="store_true")
    parser.add_argument("--alone", action="store_true", help="leave the baselines out")
    chosen = parser.parse_args()
    if chosen.scale:
        _scale(chosen.scale, chosen.corpora)
    elif chosen.replay:
        for path in chosen.corpora:
            print(f"{path.stem:12} {_apart(replay, path)}", flush=True)
    elif chosen.daily:
        _daily(chosen.corpora)
    elif chosen.copies:
        for path in chosen.corpora:
            print(_apart(copies, path))
    else:
        _quality(chosen.corpora, [ours] if chosen.alone else [ours, tfidf_average_linkage, hdbscan])


# ── quality ──────────────────────────────────────────────────────────────────────────────


def _quality(corpora: Sequence[Path], methods: Sequence[Callable[[Path], tuple[list[int], float]]]) -> None:
    print(
        f"{'corpus':12} {'method':24} {'B³ P/R/F1':18} {'pair':5} {'clusters':>12} {'docs/s':>7} {'peak':>8}"
    )
    means: Counter[str] = Counter()
    for path in corpora:
        gold = [row["event"] for row in rows(path)]
        for method in methods:
            labels, seconds, peak = _apart(_measured, method, path)
            found = scores(gold, labels)
            means[method.__name__] += found["b3"] / len(corpora)
            print(
                f"{path.stem:12} {method.__name__:24} {found['p']:.3f}/{found['r']:.3f}/{found['b3']:.3f} "
                f" {found['pair']:.3f} {len(set(labels)):6}/{len(set(gold)):<5} {len(gold) / seconds:7.0f} "
                f"{peak:5.0f} MB",
                flush=True,
            )
    for name, mean in means.items():
        print(f"mean B³ F1 {name:24} {mean:.3f}")


def ours(path: Path) -> tuple[list[int], float]:
    """Event number of each record, and seconds from the file to events."""
    start = time.perf_counter()
    _, clusters = analysed(rows(path))
    seconds = time.perf_counter() - start
    event = {article.id: at for at, cluster in enumerate(clusters) for article in cluster.articles}
    return [event.get(str(row["id"]), -1 - at) for at, row in enumerate(rows(path))], seconds


def tfidf_average_linkage(path: Path) -> tuple[list[int], float]:
    """scikit-learn's TF-IDF and scipy's average linkage at the threshold that scores best on this corpus."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    start = time.perf_counter()
    distance = _tfidf_distance(path)
    tree = linkage(squareform(distance, checks=False), "average")
    seconds = time.perf_counter() - start
    gold = [row["event"] for row in rows(path)]
    cuts = [fcluster(tree, 1 - cut / 100, "distance").tolist() for cut in range(4, 40)]
    return max(cuts, key=lambda labels: scores(gold, labels)["b3"]), seconds


def hdbscan(path: Path) -> tuple[list[int], float]:
    """scikit-learn's HDBSCAN on the same distances; noise is left as single articles."""
    from sklearn.cluster import HDBSCAN

    start = time.perf_counter()
    model = HDBSCAN(min_cluster_size=2, min_samples=1, metric="precomputed", copy=True)
    labels = model.fit(_tfidf_distance(path)).labels_.tolist()
    return [label if label >= 0 else -1 - at for at, label in enumerate(labels)], time.perf_counter() - start


def _tfidf_distance(path: Path) -> Any:
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{row.get('title') or ''}\n{row['text']}" for row in rows(path)]
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    distance = np.clip(1 - (vectors @ vectors.T).toarray(), 0, None)
    np.fill_diagonal(distance, 0)
    return distance


def scores(gold: Sequence[Hashable], found: Sequence[Hashable]) -> dict[str, float]:
    """B-cubed precision, recall and F1 (Bagga & Baldwin 1998), and F1 over pairs."""
    both, golds, founds = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    precision = sum(n * n / founds[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / len(gold)
    together, ours_, theirs = _pairs(both), _pairs(founds), _pairs(golds)
    return {
        "p": precision,
        "r": recall,
        "b3": 2 * precision * recall / (precision + recall),
        "pair": 2 * together / (ours_ + theirs) if ours_ + theirs else 1.0,
    }


def _pairs(counts: Mapping[Any, int]) -> float:
    return sum(n * (n - 1) / 2 for n in counts.values())


# ── stability ────────────────────────────────────────────────────────────────────────────


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
            _pairs(both),
            _pairs(Counter(before.values())),
            _pairs(Counter(now[n] for n in before)),
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


# ── day by day ───────────────────────────────────────────────────────────────────────────


def _daily(paths: Sequence[Path]) -> None:
    """B³ P/R/F1 of all articles at once, and of those of each day after those of the day before.

    An event takes no article that comes more than `active_days` after its newest, so recall is also given
    against events that are cut at such gaps.
    """
    print(f"{'corpus':14} {'':10} {'B³ P/R/F1':18} {'cut at gaps':18} {'events':>7} {'seconds':>8}")
    for path in paths:
        for way, (articles, gold, labels, seconds) in _apart(_both_ways, path).items():
            whole, cut = scores(gold, labels), scores(_cut(articles, gold), labels)
            print(
                f"{path.stem:14} {way:10} {whole['p']:.3f}/{whole['r']:.3f}/{whole['b3']:.3f}  "
                f"{cut['p']:.3f}/{cut['r']:.3f}/{cut['b3']:.3f}  {len(set(labels)):6} {seconds:8.1f}",
                flush=True,
            )


def _both_ways(path: Path) -> dict[str, tuple[list[Any], list[Hashable], list[int], float]]:
    from digest.replay import Replay, following
    from digest.text.likeness.vocabulary import Vocabulary

    settings = _settings()
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
    articles = [a for a in _read(rows(path)).articles if a.id in event]
    return articles, [event[a.id] for a in articles]


def _golden(path: Path) -> tuple[list[Any], list[Hashable]]:
    """The sample content with the events read by hand; articles of no event are left out of the score."""
    from digest import pipeline
    from digest.adapters import content
    from digest.errors import Problem

    manuscripts = [found for found in content.read(ROOT / "content") if not isinstance(found, Problem)]
    articles = pipeline.read(manuscripts, _settings(), None).articles
    events = json.loads(path.read_text(encoding="utf-8"))["events"]
    event = {name: at for at, one in enumerate(events) for name in one["articles"]}
    return list(articles), [event.get(a.path, a.path) for a in articles]


def _cut(days: Sequence[Any], gold: Sequence[Hashable]) -> list[Hashable]:
    """The labels, an event beginning anew after a gap that none stays active over."""
    limit = _settings().clustering.active_days
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


# ── scale ────────────────────────────────────────────────────────────────────────────────


def _scale(sizes: Sequence[int], corpora: Sequence[Path]) -> None:
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "articles.jsonl"
            words = recombined.write(path, corpora, size)
            print(f"{size:7} articles of {words / size:.0f} words: {_apart(_timed, path)}", flush=True)


def _timed(path: Path) -> str:
    from digest import pipeline
    from digest.stages import cluster, dedupe
    from digest.text.likeness import vectors
    from digest.text.naming import names

    laps: list[tuple[str, float]] = [("", time.perf_counter())]
    lap = lambda name: laps.append((name, time.perf_counter()))  # noqa: E731
    settings, manuscripts = _settings(), _manuscripts(path)
    lap("files")
    articles = pipeline.read(manuscripts, settings, None).articles
    lap("parse")
    texts = dedupe.texts(articles, settings.copies)
    lap("copies")
    known = names.table(settings.names, articles)
    lap("names")
    space = vectors.space(texts, known, settings.clustering)
    lap("vectors")
    found = cluster.clusters(space, settings.clustering)
    lap("clusters")
    parts = ", ".join(f"{name} {at - before:.1f}" for (_, before), (name, at) in pairwise(laps))
    took = f"{laps[-1][1] - laps[0][1]:.1f} s, {time.process_time():.1f} s of CPU"
    return f"{took} ({parts}), {_peak():.0f} MB, {len(texts)} texts, {len(found)} events"


# ── copies ───────────────────────────────────────────────────────────────────────────────


def copies(path: Path) -> str:
    """For each kind of edit: share found as a copy of its base, and as a copy or a reprint of it."""
    from digest.stages import dedupe

    edits = [json.loads(line) for line in path.open(encoding="utf-8")]
    names = [f"{at:05}" for at in range(len(edits))]
    name_of = {row["id"]: name for row, name in zip(edits, names, strict=True)}
    articles = _read(
        {"id": n, "text": row["text"], "lang": "en"} for n, row in zip(names, edits, strict=True)
    ).articles
    texts = dedupe.texts(articles, _settings().copies)
    text_of = {article.id: text.article.id for text in texts for article in text.articles}
    shown = {(text.article.id, reprint.of) for text in texts for reprint in text.reprints}
    copied: Counter[str] = Counter()
    either: Counter[str] = Counter()
    edited = [
        (name, name_of[row["base"]], row["kind"])
        for name, row in zip(names, edits, strict=True)
        if row.get("base")
    ]
    for name, base, kind in edited:
        one, other = text_of[name], text_of[base]
        copied[kind] += one == other
        either[kind] += one == other or (one, other) in shown or (other, one) in shown
    kinds = Counter(kind for *_, kind in edited)
    lines = [
        f"{kind:20} copy {copied[kind] / n:.2f}  copy or reprint {either[kind] / n:.2f}"
        for kind, n in kinds.items()
    ]
    base_of = {name: base for name, base, _ in edited}
    false = sum(base_of.get(name, name) != base_of.get(of, of) for name, of in text_of.items())
    return "\n".join(
        [*lines, f"{len(articles)} articles, {len(texts)} texts, {false} with a text of another base"]
    )


# ── shared ───────────────────────────────────────────────────────────────────────────────


def rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def analysed(records: Iterable[Mapping[str, Any]]) -> tuple[Sequence[Any], Sequence[Any]]:
    """Articles and clusters of records, without their labels."""
    from digest import pipeline

    reading = _read(records)
    return reading.articles, pipeline.analyse(reading, _settings()).clusters


def _read(records: Iterable[Mapping[str, Any]]) -> Any:
    from digest import pipeline

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for row in records:
                out.write(json.dumps({key: row[key] for key in FIELDS if row.get(key)}) + "\n")
        return pipeline.read(_manuscripts(path), _settings(), None)


def _manuscripts(path: Path) -> list[Any]:
    from digest.adapters import content
    from digest.errors import Problem

    return [found for found in content.read(path) if not isinstance(found, Problem)]


def _settings() -> Any:
    from digest.adapters import settings

    return settings.load(ROOT / "site_config")


def _measured(
    method: Callable[[Path], tuple[list[int], float]], path: Path
) -> tuple[list[int], float, float]:
    labels, seconds = method(path)
    return labels, seconds, _peak()


def _peak() -> float:
    """Largest resident memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _apart(work: Callable[..., Any], *arguments: Any) -> Any:
    """Run in a fresh process, so that time and memory are its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


if __name__ == "__main__":
    main()
