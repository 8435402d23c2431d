"""Word F1 of the cleaning of flattened pages: `python -m tests.benchmarks.furniture LINES.jsonl`.

Each page is read as one `.txt` file. Words kept as paragraphs are compared with the words of the
lines labelled as content (bag of words, mean over pages); so are the labelled lines alone, where nothing should go.
Pages are halved by a hash of their id: rules are tuned on one half and checked on the other.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from digest.text.cleaning.zones import sort_lines

Page = tuple[str, list[tuple[str, int]]]


def kept(lines: Iterable[str]) -> str:
    """The prose of a page."""
    body = "\n".join(lines)
    zones = sort_lines(body, flattened=True, repeated=frozenset(), title=None)
    return "\n".join(body[span.start : span.end] for span in zones.prose)


def score(found: str, wanted: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words of `found`."""
    got, gold = Counter(found.lower().split()), Counter(wanted.lower().split())
    common = (got & gold).total()
    precision, recall = common / max(1, got.total()), common / max(1, gold.total())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def means(rows: Sequence[tuple[float, float, float]]) -> str:
    """Three means, for printing."""
    p, r, f = (sum(column) / len(rows) for column in zip(*rows, strict=True))
    return f"precision {p:.3f}  recall {r:.3f}  F1 {f:.3f}"


def main(path: Path) -> None:
    """Print the figures for each half."""
    pages: list[Page] = [
        (row["id"], row["lines"]) for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]
    for half, name in enumerate(("tuned on", "held out")):
        rows = [lines for key, lines in pages if zlib.crc32(key.encode()) % 2 == half]
        gold = ["\n".join(text for text, label in lines if label) for lines in rows]
        print(f"{name}: {len(rows)} pages")
        every = [score("\n".join(t for t, _ in lines), g) for lines, g in zip(rows, gold, strict=True)]
        cleaned = [score(kept(t for t, _ in lines), g) for lines, g in zip(rows, gold, strict=True)]
        clean = [score(kept(g.splitlines()), g) for g in gold]
        print(
            f"  untouched      {means(every)}\n  cleaned        {means(cleaned)}\n  clean already  {means(clean)}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
