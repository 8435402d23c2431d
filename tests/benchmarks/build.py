"""How long a site takes: `python -m tests.benchmarks.build --pages 1000 5000 --articles 100 --year 1000`.

--pages N     publishing an archive of N finished pages, beside `mkdocs build` of the same pages as Markdown
--articles N  `digest build` of N articles that arrive on one day, from reading to the published site
--year N      the same for N articles that arrive day by day; then two days of 100 more each, then nothing new

Articles are recombined from `../shared/corpora`. Each figure is the median of `--repeat` runs, each in a process of
its own. `--keep` appends the tables to RESULTS.md with the machine and the day.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from digest.adapters.profile import Clock
from digest.briefing import Asset, Card, Page, Site
from tests.benchmarks import archive, as_markdown, recombined
from tests.conftest import ROOT, SHARED

RESULTS = Path(__file__).with_name("RESULTS.md")
_URL = "https://briefing.example/base/"
_CORPORA = tuple(sorted((SHARED / "corpora" / "events").glob("*.jsonl")))
_MKDOCS = """\
site_name: The Digest
site_url: {url}
theme: {{name: material, font: false, features: [navigation.prune]}}
plugins: []
nav: [{{Today: index.md}}, {{Archive: archive/index.md}}, {{About: about/index.md}}]
not_in_nav: /**
validation: {{omitted_files: warn, absolute_links: warn, unrecognized_links: warn, anchors: warn}}
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A process that ended."""

    wall: float
    cpu: float
    peak: int
    """Bytes."""
    out: str


def run(*command: str | Path, cwd: Path = ROOT) -> Run:
    """Run a command to its end and measure it. Raises RuntimeError when it fails."""
    with tempfile.TemporaryFile("w+") as out:
        begin = time.perf_counter()
        environment = {**os.environ, "SITE_URL": _URL, "NO_MKDOCS_2_WARNING": "1"}
        process = subprocess.Popen(
            [sys.executable, *map(str, command)],
            cwd=cwd,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read()
    if process.returncode:
        raise RuntimeError(text[-3000:])
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, text)


# ── an archive of finished pages ─────────────────────────────────────────────────────────


def pages(count: int, repeat: int, folder: Path) -> Iterator[str]:
    """Publishing an archive, beside MkDocs."""
    docs = folder / "markdown"
    module, me = ("-m", "tests.benchmarks.build"), ("--child", folder / "archive.json", folder / "out")
    # In a process of its own: a child counts the memory of the one it is started from as its own.
    made = run(*module, "--child", folder / "archive.json", docs, str(count))
    kinds: dict[str, Callable[[], Run]] = {
        "`mkdocs build` of the pages as Markdown": lambda: run("-m", "mkdocs", "build", "-q", cwd=docs),
        "our pages in their theme, without audit, weights and cards": lambda: run(*module, *me, "render"),
        "our pages, published, cold": lambda: run(*module, *me, "cold"),
        "our pages, 100 of them changed, warm": lambda: run(*module, *me, "warm"),
        "the same on the day after": lambda: run(*module, *me, "warm"),
        "our pages, nothing changed": lambda: run(*module, *me, "same"),
    }
    runs: defaultdict[str, list[Run]] = defaultdict(list)
    for _ in range(repeat):  # in turn, so that a busy moment of the machine meets all of them
        for kind, start in kinds.items():
            runs[kind].append(start())
    yield f"### {json.loads(made.out.splitlines()[-1])['pages']:,} pages\n"
    yield "| run | CPU s | wall s | of Markdown | peak MB | files | MB |\n|---|---|---|---|---|---|---|"
    base = statistics.median(found.cpu for found in runs["`mkdocs build` of the pages as Markdown"])
    for kind, found in runs.items():
        done = [json.loads(r.out.splitlines()[-1]) if "{" in r.out else {} for r in found]
        cpu, wall = (
            statistics.median(d.get(name, getattr(r, name)) for d, r in zip(done, found, strict=True))
            for name in ("cpu", "wall")
        )
        site = docs / "site" if "Markdown" in kind else folder / "out" / "site"
        files = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
        peak = statistics.median(r.peak for r in found) / 1e6
        yield (
            f"| {kind} | {cpu:.2f} | {wall:.2f} | {cpu / base:.2f} | {peak:.0f} | {len(files):,} | "
            f"{sum(files) / 1e6:.0f} |"
        )


def _sample() -> tuple[Site, dict[str, str]]:
    """The site of the sample content."""
    from digest import building
    from digest.adapters.report import Report
    from digest.wiring import Order

    with Path(os.devnull).open("w") as nowhere:
        order = Order(ROOT / "content", ROOT / "site_config")
        about = building.identity(order.config, "The Digest", _URL, "en")
        made = building.make_site(order, building.Tools(Report(nowhere)), about)
    return made.site, dict(made.bodies)


def _save(found: archive.Archive, path: Path) -> None:
    path.write_text(json.dumps({"site": asdict(found.site), "bodies": dict(found.bodies)}), encoding="utf-8")


def _load(path: Path) -> archive.Archive:
    data = json.loads(path.read_bytes())
    site = Site(
        tuple(Page(**page) for page in data["site"]["pages"]),
        tuple(Asset(**asset) for asset in data["site"]["assets"]),
        tuple(Card(**{**card, "counts": tuple(card["counts"])}) for card in data["site"]["cards"]),
    )
    return archive.Archive(site, data["bodies"])


def make(path: Path, docs: Path, count: int) -> None:
    """Write an archive, and its pages as Markdown."""
    made = archive.archive(*_sample(), count)
    _save(made, path)
    as_markdown.write(made.site.pages, docs / "docs")
    (docs / "mkdocs.yml").write_text(_MKDOCS.format(url=_URL), encoding="utf-8")
    print(json.dumps({"pages": len(made.site.pages)}))


def child(source: Path, folder: Path, what: str) -> None:
    """One measured run over an archive; its figures are the last line that is printed."""
    from digest.adapters import mkdocs_plugin, output, publishing, tree
    from digest.adapters.cache import Cache

    gc.set_threshold(100_000, 50, 100)  # as the command does
    found, cache, clock = _load(source), Cache(None if what == "cold" else folder / "cache"), Clock()
    site, place = found.site, folder / "site"
    if what == "warm":
        site = replace(site, pages=tuple(_changed(site.pages)))
    with clock.stage("all"):
        config = mkdocs_plugin.load(ROOT / "mkdocs.yml")
        with output.claimed(place) as claimed:
            before = publishing.standing(claimed, cache)
            if what == "render":
                with output.staged(claimed) as staging:
                    mkdocs_plugin.build(config, replace(site, cards=()), tree.Tree(staging))
            elif what == "same":
                assert before.unchanged("warm")
            else:
                publishing.publish(
                    config, site, found.bodies, claimed, cache, before=before, clock=clock, key=what
                )
    if what == "cold":  # what the warm run begins with
        with output.claimed(place) as claimed:
            kept = Cache(folder / "cache")
            publishing.publish(
                config, site, found.bodies, claimed, kept,
                before=publishing.standing(claimed, kept), clock=Clock(), key=what,
            )  # fmt: skip
    done = next(stage for stage in clock.stages if stage.name == "all")
    print(json.dumps({"cpu": done.cpu, "wall": done.wall}))


def _changed(every: Sequence[Page]) -> Iterator[Page]:
    """A hundred pages of events and lists say something else."""
    left, mark = 100, time.time_ns()
    for page in reversed(every):
        if left and page.kind in ("event", "list"):
            left -= 1
            page = replace(page, body=f"{page.body}<p>{mark}</p>")  # noqa: PLW2901
        yield page


# ── articles ─────────────────────────────────────────────────────────────────────────────


def articles(count: int, repeat: int, folder: Path) -> Iterator[str]:
    """A build from nothing of articles that arrive on one day."""
    content = folder / "content"
    words = recombined.write(folder / "all.jsonl", _CORPORA, count)
    for line in (folder / "all.jsonl").read_text(encoding="utf-8").splitlines():
        _arrive(content, date(2022, 1, 1), line)
    yield f"### {count:,} articles of {words // count} words on one day\n"
    runs = [
        run(
            "-m",
            "digest",
            "build",
            "--content",
            content,
            "--site",
            folder / f"day{n}",
            "--no-cache",
            "--profile",
        )
        for n in range(repeat)
    ]
    yield from _stages(runs)


def year(count: int, folder: Path) -> Iterator[str]:
    """Articles that arrive day by day, then two days of a hundred more each, then nothing."""
    content = folder / "year"
    recombined.write(folder / "all.jsonl", _CORPORA, count + 200)
    lines = (folder / "all.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines[:count]):
        _arrive(content, date(2021, 1, 1) + timedelta(days=number * 365 // count), line)
    command = ("-m", "digest", "build", "--content", content, "--site", folder / "site",
               "--cache", folder / "cache", "--profile")  # fmt: skip
    yield f"### {count:,} articles in a year\n\nFrom nothing:\n"
    yield from _stages([run(*command)])
    for day, said in enumerate(("A day of 100 articles more:", "The day after, of 100 more:")):
        for line in lines[count + 100 * day : count + 100 * (day + 1)]:
            _arrive(content, date(2022, 1, 1 + day), line)
        yield f"\n{said}\n"
        yield from _stages([run(*command)])
    yield "\nNothing new:\n"
    yield from _stages([run(*command)])


def _arrive(content: Path, day: date, line: str) -> None:
    folder = content / "articles" / f"{day:%Y/%m/%d}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "day.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(json.loads(line) | {"date": str(day)}) + "\n")


_ROW = re.compile(r"^(\w+) +([\d.]+) +([\d.]+) +(\d+)$", re.M)


def _stages(runs: Sequence[Run]) -> Iterator[str]:
    yield "| stage | wall s | CPU s | peak MB |\n|---|---|---|---|"
    found = [{row[0]: [float(cell) for cell in row[1:]] for row in _ROW.findall(r.out)} for r in runs]
    for name in found[0]:
        wall, cpu, peak = (statistics.median(f[name][place] for f in found) for place in range(3))
        yield f"| {name} | {wall:.2f} | {cpu:.2f} | {peak:.0f} |"
    wall, cpu, peak = (statistics.median(getattr(r, name) for r in runs) for name in ("wall", "cpu", "peak"))
    yield f"| all | {wall:.2f} | {cpu:.2f} | {peak / 1e6:.0f} |"


# ── all of it ────────────────────────────────────────────────────────────────────────────


def machine(day: str) -> str:
    """Where and when."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.search(r"^model name\s*: (.*)$", info, re.M)
    cores, load = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    python = ".".join(map(str, sys.version_info[:3]))
    return f"## {day}\n\n{model[1] if model else '?'}, {cores} cores, Python {python}; load at the start {load:.1f}.\n"


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, nargs="*", default=[])
    parser.add_argument("--articles", type=int, nargs="*", default=[])
    parser.add_argument("--year", type=int, nargs="*", default=[])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--date", default=date.today().isoformat())
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        source, folder, what = chosen.child
        if what.isdecimal():
            make(Path(source), Path(folder), int(what))
        else:
            child(Path(source), Path(folder), what)
        return
    lines = [machine(chosen.date)]
    print(lines[0])
    for line in _measured(chosen):
        print(line, flush=True)
        lines.append(line)
    if chosen.keep:
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write("\n" + "\n".join(lines) + "\n")


def _measured(chosen: argparse.Namespace) -> Iterator[str]:
    parts = (
        *(lambda folder, n=n: pages(n, chosen.repeat, folder) for n in chosen.pages),
        *(lambda folder, n=n: articles(n, chosen.repeat, folder) for n in chosen.articles),
        *(lambda folder, n=n: year(n, folder) for n in chosen.year),
    )
    for part in parts:
        with tempfile.TemporaryDirectory(prefix="digest-benchmark-") as folder:
            yield from part(Path(folder))
        yield ""


if __name__ == "__main__":
    main()
