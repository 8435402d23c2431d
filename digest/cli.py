"""The command `digest`: flags in, exit status out. Nothing heavy is imported before it is needed."""

from __future__ import annotations

import argparse
import gc
import sys
import traceback
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from digest import __version__
from digest.adapters import terminal
from digest.errors import DigestError, Exit, Problem

if TYPE_CHECKING:
    from digest import wiring

_EPILOG = """\
exit status: 0 ok · 64 usage or settings · 65 bad data (--strict, or the audit failed) · 70 a bug ·
73 cannot write there · 74 the disk failed · 75 another build is running · 130 interrupted · 143 terminated"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status; a traceback appears only for our own bugs."""
    try:
        chosen = _parser().parse_args(arguments)
    except SystemExit as stop:  # argparse says 2 for usage; sysexits says 64
        return Exit.USAGE if stop.code else Exit.OK
    # Nearly everything that is allocated lives as long as the run: looking for cycles that often costs a tenth.
    gc.set_threshold(100_000, 50, 100)
    try:
        status = _run(chosen)
    except BrokenPipeError:  # `digest events | head`: the reader has seen enough
        status = Exit.PIPE
    gc.freeze()  # Python looks for cycles once more as it ends: half a second in a million objects
    fault = terminal.flush()
    if fault is None or status:
        return status
    if isinstance(fault, BrokenPipeError):
        return Exit.PIPE
    print(f"digest: standard output: {fault.strerror}", file=sys.stderr)
    return Exit.IO


def _run(chosen: argparse.Namespace) -> int:
    try:
        terminal.prepare()
        return int(chosen.run(chosen))
    except DigestError as fault:
        _complain(fault.problems)
        return fault.status
    except terminal.Terminated:
        print("digest: terminated; the site was left as it was", file=sys.stderr)
        return Exit.TERMINATED
    except KeyboardInterrupt:
        print("digest: interrupted; the site was left as it was", file=sys.stderr)
        return Exit.INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as fault:
        print(f"digest: {fault.filename or 'input or output'}: {fault.strerror or fault}", file=sys.stderr)
        return Exit.IO
    except Exception:
        traceback.print_exc()
        print("digest: this is a bug in digest; the site was left as it was", file=sys.stderr)
        return Exit.BUG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="digest",
        description="From a folder of articles to a briefing site in which every word is checkable.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"digest {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="build, audit and publish the site", allow_abbrev=False)
    _add_input(build)
    build.add_argument("--site", type=Path, default=Path("build/site"), metavar="DIR",
                       help="folder of the site, replaced as a whole (build/site)")  # fmt: skip
    build.add_argument("--previous", type=Path, default=None, metavar="DIR",
                       help="the site as last published: what stood before, when git does not tell")  # fmt: skip
    build.add_argument("--cache", type=Path, default=None, metavar="DIR",
                       help="what one build leaves for the next (.cache/digest)")  # fmt: skip
    build.add_argument("--no-cache", action="store_true", help="build everything anew, and leave nothing")
    build.add_argument("--profile", action="store_true", help="print where the time went")
    build.set_defaults(run=_build)

    events = commands.add_parser("events", help="show the events without building a site", allow_abbrev=False)
    _add_input(events)
    events.add_argument("--json", action="store_true", help="as JSON, for other programs")
    events.set_defaults(run=_events)

    explain = commands.add_parser("explain", help="say why an article is in its event", allow_abbrev=False)
    explain.add_argument("article", metavar="ARTICLE", help="its id or path")
    _add_input(explain)
    explain.set_defaults(run=_explain)

    verify = commands.add_parser(
        "verify", help="prove a site's citations, links and sources", allow_abbrev=False
    )
    verify.add_argument("site", nargs="?", type=Path, default=Path("build/site"), metavar="SITE",
                        help="folder of the site (build/site)")  # fmt: skip
    verify.add_argument("--content", type=Path, default=None, metavar="PATH",
                        help="prove it against this folder of articles, too")  # fmt: skip
    _add_config(verify)
    verify.set_defaults(run=_verify)

    new = commands.add_parser("new", help="write a minimal site to begin with", allow_abbrev=False)
    new.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    new.set_defaults(run=_new)
    return parser


def _add_input(command: argparse.ArgumentParser) -> None:
    command.add_argument("--content", type=Path, default=Path("content"), metavar="PATH",
                         help="folder of articles, or one .jsonl file (content)")  # fmt: skip
    _add_config(command)
    command.add_argument("--date", type=_day, default=None, metavar="YYYY-MM-DD",
                         help="the briefing as of this day: later articles are left out")  # fmt: skip
    command.add_argument("--strict", action="store_true", help="fail (65) on any problem in the input")


def _add_config(command: argparse.ArgumentParser) -> None:
    command.add_argument("--config", type=Path, default=None, metavar="DIR",
                         help="folder of settings (site_config, where there is one)")  # fmt: skip


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or text != day.isoformat():
        raise argparse.ArgumentTypeError(f"'{text}' is not a day; write it as 2022-01-23")
    return day


def _build(chosen: argparse.Namespace) -> Exit:
    from digest import building, wiring
    from digest.adapters import cache, packs
    from digest.adapters.resources import shipped

    folder = None if chosen.no_cache else chosen.cache or Path(cache.FOLDER)
    tools = building.Tools(wiring.console(), cache.Cache(folder), memory=packs.Packs(folder))
    mkdocs_yml = Path("mkdocs.yml") if Path("mkdocs.yml").is_file() else shipped("mkdocs.yml")
    order = replace(_order(chosen), previous=chosen.previous)
    problems = building.build(order, chosen.site, mkdocs_yml, tools)
    tools.report.problems(problems)
    for line in tools.clock.lines() if chosen.profile else ():
        tools.report.step(line)
    return Exit.OK


def _events(chosen: argparse.Namespace) -> Exit:
    from digest import wiring
    from digest.adapters import listing

    report = wiring.console()
    analysis, _ = wiring.analyse(_order(chosen), report)
    report.problems(analysis.reading.problems)
    shown = listing.events_json if chosen.json else listing.events_text
    print(shown(analysis.clusters))
    return Exit.DATA if chosen.strict and analysis.reading.problems else Exit.OK


def _explain(chosen: argparse.Namespace) -> Exit:
    from digest import wiring

    print(wiring.explain(chosen.article, _order(chosen), wiring.console()))
    return Exit.OK


def _order(chosen: argparse.Namespace) -> wiring.Order:
    from digest import wiring

    return wiring.Order(chosen.content, _config(chosen), chosen.date, chosen.strict)


def _config(chosen: argparse.Namespace) -> Path:
    from digest.adapters.resources import shipped

    beside = Path("site_config")
    return chosen.config or (beside if beside.is_dir() else shipped("site_config"))


def _verify(chosen: argparse.Namespace) -> Exit:
    from digest import wiring

    order = wiring.Order(chosen.content, _config(chosen)) if chosen.content else None
    verdict = wiring.verify(chosen.site, order, wiring.console())
    _complain(verdict.faults)
    if verdict.faults:
        print(f"digest: {len(verdict.faults)} faults in {chosen.site}", file=sys.stderr)
        return Exit.DATA
    print(f"{chosen.site}: every shown sentence stands in its source; every source, link and anchor resolves")
    if verdict.unproved:
        print(f"{verdict.unproved} spans of excerpts are not provable without --content PATH")
    return Exit.OK


def _new(chosen: argparse.Namespace) -> Exit:
    from digest.adapters import new_site

    for path in new_site.write(chosen.folder):
        print(path)
    return Exit.OK


def _complain(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(f"digest: {problem}", file=sys.stderr)
