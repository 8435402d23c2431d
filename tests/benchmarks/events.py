"""How well and how fast articles are grouped into events.

    python -m tests.benchmarks.events CORPUS.jsonl …            quality, beside two baselines
    python -m tests.benchmarks.events --replay CORPUS.jsonl …   stability from day to day
    python -m tests.benchmarks.events --daily CORPUS.jsonl … GOLDEN.json
                                                                quality when articles come day by day
    python -m tests.benchmarks.events CORPUS.jsonl … --scale 10000 100000
    python -m tests.benchmarks.events --copies EDITS.jsonl      copies found, by kind of edit

A corpus is what `tests.benchmarks.corpora` reads. Each row is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.benchmarks import recombined
from tests.benchmarks.corpora import analysed, apart, configured, manuscripts_of, peak, read, rows, scores
from tests.benchmarks.daily import daily, replay


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
            print(f"{path.stem:12} {apart(replay, path)}", flush=True)
    elif chosen.daily:
        daily(chosen.corpora)
    elif chosen.copies:
        for path in chosen.corpora:
            print(apart(copies, path))
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
            labels, seconds, peak = apart(_measured, method, path)
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


def _measured(
    method: Callable[[Path], tuple[list[int], float]], path: Path
) -> tuple[list[int], float, float]:
    labels, seconds = method(path)
    return labels, seconds, peak()


# ── scale ────────────────────────────────────────────────────────────────────────────────


def _scale(sizes: Sequence[int], corpora: Sequence[Path]) -> None:
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "articles.jsonl"
            words = recombined.write(path, corpora, size)
            print(f"{size:7} articles of {words / size:.0f} words: {apart(_timed, path)}", flush=True)


def _timed(path: Path) -> str:
    from digest import pipeline
    from digest.stages import cluster, dedupe
    from digest.text.likeness import vectors
    from digest.text.naming import names

    laps: list[tuple[str, float]] = [("", time.perf_counter())]
    lap = lambda name: laps.append((name, time.perf_counter()))  # noqa: E731
    settings, manuscripts = configured(), manuscripts_of(path)
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
    return f"{took} ({parts}), {peak():.0f} MB, {len(texts)} texts, {len(found)} events"


# ── copies ───────────────────────────────────────────────────────────────────────────────


def copies(path: Path) -> str:
    """For each kind of edit: share found as a copy of its base, and as a copy or a reprint of it."""
    from digest.stages import dedupe

    edits = [json.loads(line) for line in path.open(encoding="utf-8")]
    names = [f"{at:05}" for at in range(len(edits))]
    name_of = {row["id"]: name for row, name in zip(edits, names, strict=True)}
    articles = read(
        {"id": n, "text": row["text"], "lang": "en"} for n, row in zip(names, edits, strict=True)
    ).articles
    texts = dedupe.texts(articles, configured().copies)
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


if __name__ == "__main__":
    main()
