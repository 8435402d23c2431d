"""Speed of everything that is found beside summary and keywords: `python -m tests.benchmarks.claims`.

Articles a second on one core, over the labelled events of a corpus, by stage and together.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

from digest.config import ClaimPolicy, WordingPolicy
from digest.model import Article, Cluster, Span
from digest.stages import claims, ledger, quotes, timeline, wording
from digest.text.naming import names
from tests import making
from tests.conftest import SHARED


def clusters(path: Path) -> dict[str, Cluster]:
    """The labelled events of a corpus, texts by day."""
    events: dict[str, list[Article]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        paragraphs = tuple(Span(*m.span()) for m in re.finditer(r"[^\n]+", record["text"]))
        events[record["event"]].append(
            making.article(
                record["text"],
                name=record["id"],
                title=record.get("title") or "-",
                day=date.fromisoformat(record["date"]) if record.get("date") else None,
                paragraphs=paragraphs,
                lang=record["lang"],
            )
        )
    return {
        label: making.cluster(*(making.text(a) for a in sorted(found, key=lambda a: (str(a.date), a.id))))
        for label, found in events.items()
    }


def main() -> None:
    """Print articles a second for each stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpora/events/giveme5w1h.jsonl")
    found = list(clusters(parser.parse_args().corpus).values())
    articles = [article for cluster in found for article in cluster.articles]
    known = names.table((), articles)
    stages: dict[str, Callable[[Cluster], object]] = {
        "claims": lambda cluster: claims.claims(cluster, known, ClaimPolicy()),
        "wording": lambda cluster: wording.wording(cluster, known, WordingPolicy()),
        "quotes": quotes.quotes,
        "timeline": timeline.timeline,
        "ledger": ledger.ledger,
    }
    size = sum(len(article.body.split()) for article in articles) / len(articles)
    print(f"{len(articles)} articles, {size:.0f} words each")
    spent = dict.fromkeys(stages, 0.0)
    for stage in stages.values():
        stage(found[0])
    for cluster in found:  # all stages of one event after the other, as the pipeline does
        for name, stage in stages.items():
            start = time.process_time()
            stage(cluster)
            spent[name] += time.process_time() - start
    for name, seconds in spent.items():
        print(f"{name:9} {len(articles) / seconds:7.0f} articles/s  {1000 * seconds / len(articles):5.2f} ms")
    total = sum(spent.values())
    print(f"{'together':9} {len(articles) / total:7.0f} articles/s  {1000 * total / len(articles):5.2f} ms")


if __name__ == "__main__":
    main()
