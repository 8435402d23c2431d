"""How quick and how heavy search is at 20,000 events, measured in a real browser.

    python -m tests.benchmarks.search [EVENTS]

The index is made of invented words in the proportions of news: titles of nine words, first sentences of 26, ten
keywords, twelve months. The server compresses as GitHub Pages does. A query is typed key by key into the search
page of the sample site; the time is from the key's event until the first result stands in the page.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from digest.stages.render import search
from tests.conftest import run_digest
from tests.serving import CHROMIUM, compressed, served

MONTHS = 12
LIMIT_MS, LIMIT_BYTES = 100, 150_000

TYPE = """async (query) => {
  const box = document.querySelector('#search-box'), list = document.querySelector('.hits');
  const times = [];
  box.value = '';
  box.dispatchEvent(new Event('input'));
  await new Promise(done => setTimeout(done, 50));
  for (const key of query) {
    const changed = new Promise(done => {
      const watch = new MutationObserver(() => { watch.disconnect(); done(); });
      watch.observe(list, { childList: true });
    });
    const start = performance.now();
    box.value += key;
    box.dispatchEvent(new Event('input'));
    await changed;
    times.push(performance.now() - start);
    await new Promise(done => setTimeout(done, 120));
  }
  return [Math.max(...times), list.querySelectorAll('li').length];
}"""


def vocabulary(rng: random.Random, size: int) -> list[str]:
    syllables = [
        "ba",
        "re",
        "ti",
        "on",
        "ka",
        "mes",
        "lor",
        "an",
        "du",
        "ser",
        "vi",
        "po",
        "gra",
        "nel",
        "ost",
        "qui",
    ]
    return ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(size)]


def write(folder: Path, events: int) -> None:
    """The parts, cut as the stage cuts them, and their list."""
    rng = random.Random(7)
    words = vocabulary(rng, 30_000)
    ranks = [1 / rank for rank in range(1, len(words) + 1)]  # Zipf's law

    def text(length: int) -> str:
        return " ".join(rng.choices(words, ranks, k=length)).capitalize()

    shutil.rmtree(folder)
    folder.mkdir()
    listed = []
    for month in range(MONTHS, 0, -1):
        found = []
        for number in range(events // MONTHS):
            day = date(2022, month, 1) + timedelta(days=number % 28)
            keywords = [text(rng.randint(1, 2)) for _ in range(10)]
            name = f"event-{text(4).replace(' ', '-').lower()}-{rng.randrange(16**10):010x}"
            found.append([name, text(9), text(26) + ".", day.isoformat(), "en", keywords, text(14)])
        for number, part in enumerate(search.parts(found), start=1):
            part_name = f"2022-{month:02}" if number == 1 else f"2022-{month:02}-{number}"
            listed.append({"name": part_name, "events": len(part)})
            (folder / f"{part_name}.json").write_text(search.as_json({"version": 1, "events": part}))
    # Something that only the oldest month has, and in the newest something that many queries find.
    (folder / "manifest.json").write_text(search.as_json({"version": 1, "parts": listed, "fulltext": []}))
    oldest = folder / f"{listed[-1]['name']}.json"
    part = json.loads(oldest.read_text())
    part["events"][-1][1] = "Xylophone found in the oldest month"
    oldest.write_text(search.as_json(part))


def measure(page: Any, address: str) -> None:
    sizes: dict[str, int] = {}
    page.on(
        "requestfinished",
        lambda r: sizes.__setitem__(r.url.removeprefix(address), r.sizes()["responseBodySize"]),
    )
    page.goto(f"{address}search/")
    page.wait_for_load_state("networkidle")
    index = {name: size for name, size in sizes.items() if "search" in name and not name.endswith("/")}
    print(f"before the first query: {sum(index.values()):,} bytes (limit {LIMIT_BYTES:,})")
    for name, size in index.items():
        print(f"  {size:>8,}  {name}")
    word = json.loads(page.evaluate("async () => (await fetch('../data/search/2022-12.json')).text()"))[
        "events"
    ][3][1]
    queries = ("bare", word.split()[-1], " ".join(word.split()[:2]), "xylophone", "bare")
    for query, when in zip(
        queries, ("first query", "rare word", "two words", "oldest month", "all parts loaded"), strict=True
    ):
        slowest, shown = page.evaluate(TYPE, query)
        print(f"{when:>16}: slowest key {slowest:6.1f} ms (limit {LIMIT_MS}), {shown} shown: {query!r}")
    loaded = sum(size for name, size in sizes.items() if name.startswith("data/search/"))
    print(f"whole index: {loaded:,} bytes compressed, fetched only as far as needed")


def main() -> None:
    from playwright.sync_api import sync_playwright

    events = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "base"
        done = run_digest("build", "--site", site, SITE_URL="https://briefing.example/base/")
        if done.returncode:
            raise SystemExit(done.stderr)
        write(site / "data/search", events)
        for part in (site / "data/search").iterdir():
            compressed(part)
        with served(Path(folder), compressing=True) as origin, sync_playwright() as started:
            browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            measure(browser.new_page(), f"{origin}base/")
            browser.close()


if __name__ == "__main__":
    main()
