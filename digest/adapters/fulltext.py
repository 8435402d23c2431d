"""Full text of the sources with Pagefind, where it is installed: an index for each month, merged by the browser.

Pagefind's command line is used because its Python interface pauses for 0.1 s with each page; month by month
because an index of 20,000 pages at once takes 7 GB of memory, and one of a month 0.8 GB.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin

from digest.errors import DigestError, Exit, Location, Problem, ProblemKind
from digest.stages.render import addresses

FOLDER = "pagefind"
AT_ONCE = 1700
"""Most pages of an index: a month of the measured days of 55 pages."""

_ROOT = ".page-source"
_LEFT_OUT = ".event-side, .event-rest, .back, nav"
_UNUSED = ("*.css", "pagefind-*ui.js", "pagefind-highlight.js")
_TIMEOUT = 600


def available() -> bool:
    """Whether Pagefind is installed (`pip install digest-briefing[fulltext]`)."""
    return all(importlib.util.find_spec(name) for name in ("pagefind", "pagefind_bin"))


def index(site: Path) -> int:
    """Index the source pages of a finished site, and enter the indexes in its search manifest; their number.

    Raises DigestError when Pagefind fails.
    """
    names = []
    for name, pages in _parts(site):
        _index(site, name, pages)
        names.append(name)
    path = site / addresses.SEARCH_MANIFEST
    manifest = json.loads(path.read_bytes()) | {"fulltext": names}
    path.unlink()  # it may be a link to the file of the site that is still published
    path.write_text(json.dumps(manifest, separators=(",", ":")) + "\n", encoding="utf-8")
    return len(names)


def _parts(site: Path) -> Iterator[tuple[str, list[str]]]:
    """Name and pages of each index: newest month first, undated last; nothing of texts that may only be linked."""
    months: defaultdict[str, list[str]] = defaultdict(list)
    data = json.loads((site / addresses.EVENTS_DATA).read_bytes())
    for article in (article for event in data["events"] for article in event["articles"]):
        if article["rights"] != "link":
            place = urljoin(f"/{addresses.EVENTS_DATA}", article["url"]).lstrip("/")
            months[(article["date"] or "undated")[:7]].append(place)
    for month in sorted(months, key=lambda name: (name != "undated", name), reverse=True):
        pages = sorted(months[month])
        for first in range(0, len(pages), AT_ONCE):
            yield (f"{month}-{first // AT_ONCE + 1}" if first else month), pages[first : first + AT_ONCE]


def _index(site: Path, name: str, pages: Iterable[str]) -> None:
    target = site / FOLDER / name
    with tempfile.TemporaryDirectory(prefix="digest-fulltext-", dir=site.parent) as folder:
        for page in pages:
            copy = Path(folder, *PurePosixPath(page).parts, "index.html")
            copy.parent.mkdir(parents=True)
            os.link(site / page / "index.html", copy)
        _run(
            "--site", folder, "--output-path", str(target),
            "--root-selector", _ROOT, "--exclude-selectors", _LEFT_OUT,
        )  # fmt: skip
    for pattern in _UNUSED:
        for path in target.glob(pattern):
            path.unlink()


def _run(*arguments: str) -> None:
    command = (sys.executable, "-m", "pagefind", "--silent", *arguments)
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_TIMEOUT)
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise _fault(str(fault)) from fault
    if done.returncode:
        raise _fault(done.stderr or done.stdout)


def _fault(message: str) -> DigestError:
    problem = Problem(
        Location(FOLDER), ProblemKind.SITE, f"Pagefind failed: {' '.join(message.split())[:300]}"
    )
    return DigestError(problem, status=Exit.BUG)
