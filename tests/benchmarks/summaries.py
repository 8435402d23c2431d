"""Summaries against an editor's: ROUGE at a fixed budget of words, and time, beside the usual baselines.

    python -m tests.benchmarks.summaries PATH [--words 60] [--part first|second|all]
    python -m tests.benchmarks.summaries --loose-ends PATH

PATH is a `.jsonl` file with `docs`, `titles` and `summary` in each record. `first` and `second` are the even and
the odd records: the weights were chosen on the first and confirmed on the second. With `--loose-ends`, PATH is
a file of articles labelled with their `event`; 200 events are summarised, and sentences that begin with he, she,
it or they are counted and printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from digest.adapters.readers import jsonl
from digest.config import CopyPolicy, SummaryPolicy
from digest.model import Article, Basis, Cluster, Evidence, Manuscript, Span, Text
from digest.stages import dedupe, parse
from digest.stages.summarize import rank, summary
from digest.text.frequency import background_idf
from digest.text.language import stopwords
from digest.text.sentences import split
from digest.text.tokens import words
from tests.benchmarks.rouge import rouge

Vector = dict[str, float]
_PRONOUN = re.compile(r"\W*(?:he|she|it|they)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A sentence as the baselines see it."""

    text: str
    doc: int
    place: int
    vector: Vector


Method = Callable[[Cluster, Sequence[Line]], Sequence[str]]


def article(number: int, title: str, body: str) -> Article:
    """An article whose paragraphs are the lines of `body`."""
    spans, at = [], 0
    for line in body.split("\n"):
        if line.strip():
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return Article(
        id=f"doc-{number}", path=f"{number}.txt", slug=f"doc-{number}", title=title or "untitled",
        title_basis=Basis.DECLARED if title else Basis.NAME, title_span=None, body=body, paragraphs=tuple(spans),
        dropped=(), outlet=None, author=None, date=None, date_basis=None, date_precision=None,
        arrival=None, edition=None, batch=None, lang="en", url=None,
        licence=None, sample=False, sha256="", encoding="utf-8",
    )  # fmt: skip


def cluster(docs: Sequence[str], titles: Sequence[str]) -> Cluster:
    """The documents as one event of independent texts."""
    texts = [Text(article(n, t, d)) for n, (t, d) in enumerate(zip(titles, docs, strict=True))]
    return Cluster(tuple(texts), Evidence(1.0, (), None))


def lines(docs: Sequence[str]) -> list[Line]:
    """The sentences with tf-idf vectors: the same splitter, words and idf as ours."""
    found = []
    for number, doc in enumerate(docs):
        for place, span in enumerate(split(doc, [Span(0, len(doc))], "en")):
            text = doc[span.start : span.end]
            counts = Counter(w for w in words(text, "en") if w not in stopwords("en"))
            raw = {w: (1 + math.log(c)) * background_idf(w, "en") for w, c in counts.items()}
            found.append(Line(text, number, place, _unit(raw)))
    return found


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(v * v for v in vector.values())) or 1.0
    return {w: v / length for w, v in vector.items()}


def _cosine(a: Vector, b: Vector) -> float:
    return sum(v * b.get(w, 0.0) for w, v in a.items())


def lead(_: Cluster, found: Sequence[Line]) -> list[str]:
    """The first text from its start."""
    return [s.text for s in found]


def round_robin(_: Cluster, found: Sequence[Line]) -> list[str]:
    """First sentences of all texts, second sentences, …; none too like an earlier one."""
    order: list[Line] = []
    for s in sorted(found, key=lambda s: (s.place, s.doc)):
        if all(_cosine(s.vector, o.vector) < 0.6 for o in order):
            order.append(s)
    return [s.text for s in order]


def centroid_mmr(_: Cluster, found: Sequence[Line]) -> list[str]:
    """Nearest to the mean of all sentences, less likeness to chosen ones (λ .7)."""
    total: Vector = {}
    for s in found:
        for w, v in s.vector.items():
            total[w] = total.get(w, 0.0) + v
    centroid = _unit(total)
    left, order = list(found), []
    while left:
        best = max(
            left,
            key=lambda s: (
                0.7 * _cosine(s.vector, centroid)
                - 0.3 * max((_cosine(s.vector, o.vector) for o in order), default=0.0)
            ),
        )
        left.remove(best)
        order.append(best)
    return [s.text for s in order]


def sumy(module: str, name: str) -> Method | None:
    """A summariser of the sumy package; None when it is not installed."""
    try:
        from importlib import import_module

        base = getattr(import_module(f"sumy.summarizers.{module}"), name)
        from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
        from sumy.nlp.stemmers import Stemmer
    except ImportError:
        return None

    class Words:
        def to_words(self, text: str) -> list[str]:
            return words(text, "en")

    class Ranker(base):  # type: ignore[misc, valid-type]
        def _get_best_sentences(self, sentences, count, rating, *args, **kwargs):  # type: ignore[no-untyped-def]
            rate = rating if callable(rating) else rating.__getitem__
            numbered = enumerate(sentences)
            return tuple(s for _, s in sorted(numbered, key=lambda pair: (-rate(pair[1]), pair[0])))

    ranker = Ranker(Stemmer("english"))
    ranker.stop_words = stopwords("en")

    def method(_: Cluster, found: Sequence[Line]) -> list[str]:
        document = ObjectDocumentModel([Paragraph([Sentence(s.text, Words()) for s in found])])
        return [str(s) for s in ranker(document, len(found))]

    return method


def ours(event: Cluster, _: Sequence[Line]) -> list[str]:
    """The order of choice of the summary stage."""
    return [p.text for p in rank(event, SummaryPolicy())]


def cut(sentences: Sequence[str], budget: int) -> str:
    """The first `budget` words."""
    return " ".join([word for s in sentences for word in s.split()][:budget])


def measure(method: Method, records: Sequence[dict[str, object]], budget: int) -> tuple[list[float], float]:
    """Mean ROUGE-1, -2, -L (× 100), and milliseconds an event, sentence splitting included for ours alone."""
    scores, seconds = [0.0, 0.0, 0.0], 0.0
    for record in records:
        event = cluster(record["docs"], record["titles"])  # type: ignore[arg-type]
        found = lines(record["docs"])  # type: ignore[arg-type]
        started = time.process_time()
        order = method(event, found)
        seconds += time.process_time() - started
        for at, score in enumerate(rouge(cut(order, budget), str(record["summary"]))):
            scores[at] += score
    return [100 * score / len(records) for score in scores], 1000 * seconds / len(records)


def labelled(path: Path, events: int) -> list[Cluster]:
    """The first `events` events of a labelled file in an order that means nothing (of their hashes)."""
    gold = {record["id"]: str(record["event"]) for record in map(json.loads, path.open(encoding="utf-8"))}
    names = sorted(set(gold.values()), key=lambda name: hashlib.sha256(name.encode()).digest())[:events]
    members: dict[str, list[Article]] = {name: [] for name in names}
    with path.open("rb") as file:
        for found in jsonl.read(path.name, file):
            if isinstance(found, Manuscript) and gold[str(found.record)] in members:
                parsed, _ = parse.article(found, frozenset(), ())
                members[gold[str(found.record)]] += [parsed] if parsed else []
    evidence = Evidence(1.0, (), None)
    return [Cluster(dedupe.texts(m, CopyPolicy()), evidence) for m in members.values() if m]


def loose_ends(path: Path) -> None:
    """Print the sentences shown that begin with a pronoun, their rate, and the time per article."""
    events = labelled(path, 200)
    summary(events[0], SummaryPolicy())
    started = time.process_time()
    summaries = [summary(event, SummaryPolicy()) for event in events]
    seconds = time.process_time() - started
    shown = [s for found in summaries for s in (*([found.lede] if found.lede else []), *found.sentences)]
    loose = [s.passage.text for s in shown if _PRONOUN.match(s.passage.text)]
    also = sum(len(s.also) for s in shown)
    print(*loose, sep="\n")
    articles = sum(len(event.articles) for event in events)
    print(f"{len(events)} events, {articles} articles, {len(shown)} sentences, {also} also reported")
    print(
        f"{100 * len(loose) / len(shown):.2f} % begin with a pronoun; {1000 * seconds / articles:.2f} ms/article"
    )


def main() -> None:
    """Print one row for each method."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--loose-ends", action="store_true")
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--part", choices=("first", "second", "all"), default="all")
    options = parser.parse_args()
    if options.loose_ends:
        loose_ends(options.path)
        return
    records = [json.loads(line) for line in options.path.read_text(encoding="utf-8").splitlines()]
    records = {"first": records[0::2], "second": records[1::2], "all": records}[options.part]
    methods: dict[str, Method | None] = {
        "lead of the first text": lead,
        "lead round-robin": round_robin,
        "centroid + MMR": centroid_mmr,
        "sumy LexRank": sumy("lex_rank", "LexRankSummarizer"),
        "sumy TextRank": sumy("text_rank", "TextRankSummarizer"),
        "ours": ours,
    }
    ours(cluster(["Warm up."], [""]), ())
    print(f"{len(records)} events, {options.words} words\n{'method':24} R-1    R-2    R-L    ms/event")
    for name, method in methods.items():
        if method is None:
            print(f"{name:24} not installed")
            continue
        (one, two, longest), ms = measure(method, records, options.words)
        print(f"{name:24} {one:5.2f}  {two:5.2f}  {longest:5.2f}  {ms:6.2f}")


if __name__ == "__main__":
    main()
