"""What several tests share: the command, a built site of the sample content, the shared data."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import warm
from tests.serving import CHROMIUM
from tests.warm import ROOT

SHARED = ROOT.parent / "shared"

Run = Callable[..., subprocess.CompletedProcess[str]]


def pytest_collection_finish() -> None:
    """Look for cycles as seldom as the command does, and never among the tests themselves."""
    gc.set_threshold(100_000, 50, 100)
    gc.freeze()


def run_digest(
    *arguments: str | Path, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `python -m digest` as a user would; `warm_digest` is quicker."""
    return subprocess.run(
        [sys.executable, "-m", "digest", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def warm_digest(
    *arguments: str | Path, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `python -m digest` in a process of its own that need not load anything."""
    return warm.python(warm.DIGEST, *arguments, cwd=cwd, **environment)


@pytest.fixture(scope="session")
def digest() -> Run:
    """The command."""
    return warm_digest


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of `content/`, built once; with an address, so that feed and sitemap are complete."""
    site = tmp_path_factory.mktemp("sample") / "site"
    done = run_digest("build", "--site", site, SITE_URL="https://briefing.example/base/")
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The five seed articles, where they are present."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the seed articles are not part of the project and are not here")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, started once: the driver takes no second start in one process."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        assert not os.environ.get("CI"), "no Chromium: in CI the browser tests must run"
        pytest.skip("no Chromium found; `apt-get install chromium` brings one")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield opened
        opened.close()
