"""Keywords against those that people chose: F1 at 5, 10 and 15 beside plain YAKE and TF-IDF, and speed.

    python -m tests.benchmarks.keywords PATH… [--lang CODE] [--limit N]

PATH is a `.jsonl` file with `text` and `keys` in each record. Keywords match when their Porter stems are equal;
the F1 of each text is averaged. `several` counts only the chosen keywords of two words and more, as in sets whose
annotators chose phrases. All methods run one after the other on one core.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from digest.config import KeywordPolicy
from digest.stages.keywords import article_keywords
from digest.text.language import detect, stopwords
from digest.text.naming.names import table
from digest.text.rarity import Idf, blend
from digest.text.tokens import words

DEPTHS = (5, 10, 15)
Method = Callable[[str], list[str]]


@dataclass(frozen=True)
class Labelled:
    """A text and the keywords that people chose, stemmed."""

    text: str
    keys: frozenset[str]


@lru_cache(maxsize=200_000)
def _stem_word(word: str) -> str:
    return str(_porter().stemWord(word))


@lru_cache(maxsize=1)
def _porter():  # type: ignore[no-untyped-def]
    import snowballstemmer

    return snowballstemmer.stemmer("porter")


def stem(phrase: str) -> str:
    """Lower-case Porter stems joined by blanks."""
    return " ".join(_stem_word(word) for word in phrase.lower().split())


def read(path: Path, limit: int | None) -> list[Labelled]:
    """The records of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()[:limit]
    records = [json.loads(line) for line in lines if line.strip()]
    return [Labelled(r["text"], frozenset(stem(key) for key in r["keys"])) for r in records]


def f1(found: Iterable[str], wanted: frozenset[str], depth: int) -> float:
    """F1 of the first `depth` different stemmed keywords."""
    first = list(dict.fromkeys(map(stem, found)))[:depth]
    hits = len(wanted.intersection(first))
    return 2 * hits / (len(first) + len(wanted)) if hits else 0.0


def corpus_idf(texts: Sequence[str], lang: str) -> Idf:
    """Weights of words as the pipeline has them for these texts."""
    return blend(
        {lang: Counter(word for text in texts for word in set(words(text, lang)))},
        Counter({lang: len(texts)}),
    )


def yake(lang: str) -> Method:
    """YAKE as it comes."""
    from yake import KeywordExtractor

    extractor = KeywordExtractor(lan=lang, n=3, top=max(DEPTHS))
    return lambda text: [written for written, _ in extractor.extract_keywords(text)]


def tfidf(lang: str, idf: Idf) -> Method:
    """N-grams of up to three words between function words: tf · mean idf · words / (1 + 10 · first)."""
    stop = stopwords(lang)

    def ranked(text: str) -> list[str]:
        tokens = words(text, lang)
        counts: Counter[tuple[str, ...]] = Counter()
        first: dict[tuple[str, ...], int] = {}
        for at in range(len(tokens)):
            for size in (1, 2, 3):
                gram = tuple(tokens[at : at + size])
                if len(gram) == size and not any(t in stop or not t.isalpha() or len(t) < 2 for t in gram):
                    counts[gram] += 1
                    first.setdefault(gram, at)
        scores = {
            gram: count * math.fsum(idf(t, lang) for t in gram) / (1 + 10 * first[gram] / len(tokens))
            for gram, count in counts.items()
        }
        return [
            " ".join(gram) for gram in sorted(scores, key=lambda gram: (-scores[gram], gram))[: max(DEPTHS)]
        ]

    return ranked


def ours(lang: str, idf: Idf) -> Method:
    """The program's own, for a single text."""
    names, policy = table((), ()), KeywordPolicy(per_event=max(DEPTHS))
    return lambda text: [keyword.text for keyword in article_keywords(text, lang, idf, names, policy)]


def report(path: Path, lang: str | None, limit: int | None) -> None:
    """Print a line for each method."""
    records = read(path, limit)
    lang = lang or Counter(detect(r.text) for r in records).most_common(1)[0][0]
    idf = corpus_idf([r.text for r in records], lang)
    several = [frozenset(key for key in r.keys if " " in key) for r in records]
    print(f"{path.name}: {len(records)} texts, {lang}")
    print(f"  {'method':8} {'F1@5':>6} {'F1@10':>6} {'F1@15':>6} {'several@10':>11} {'texts/s':>8}")
    for name, method in (("yake", yake(lang)), ("tf-idf", tfidf(lang, idf)), ("ours", ours(lang, idf))):
        method(records[0].text)  # loads the word lists
        start = time.process_time()
        found = [method(r.text) for r in records]
        seconds = time.process_time() - start
        scores = [
            _mean(f1(f, r.keys, depth) for f, r in zip(found, records, strict=True)) for depth in DEPTHS
        ]
        phrases = _mean(f1(f, keys, 10) for f, keys in zip(found, several, strict=True) if keys)
        print(
            f"  {name:8} " + " ".join(f"{100 * s:6.1f}" for s in scores),
            f"{100 * phrases:11.1f} {len(records) / seconds:8.0f}",
        )


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return math.fsum(listed) / max(len(listed), 1)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", nargs="+", type=Path)
    parser.add_argument("--lang", help="ISO 639-1 code; detected by default")
    parser.add_argument("--limit", type=int, help="read only so many records")
    arguments = parser.parse_args()
    for path in arguments.path:
        report(path, arguments.lang, arguments.limit)


if __name__ == "__main__":
    main()
