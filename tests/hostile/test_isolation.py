"""A stage that fails on one article costs that article only, and says so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.hostile.faults import TIMEOUT, messages, write_content

FAILING = """
import importlib, sys
module, name, content, site = sys.argv[1:]
stage = importlib.import_module(module)
real = getattr(stage, name)
def failing(*arguments, **named):
    if "Zyxwick" in repr(arguments):
        raise ZeroDivisionError("injected")
    return real(*arguments, **named)
setattr(stage, name, failing)
from digest.cli import main
sys.exit(main(["build", "--content", content, "--site", site]))
"""


def build_with_a_failing(
    module: str, name: str, content: Path, site: Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", FAILING, module, name, str(content), str(site)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=TIMEOUT,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("digest.adapters.readers.plain", "read"),
        ("digest.stages.parse", "article"),
        ("digest.stages.dedupe", "texts"),
        ("digest.stages.quotes", "quotes"),
        ("digest.stages.render.pages", "source"),
    ],
)
def test_the_others_are_published(module: str, name: str, tmp_path: Path) -> None:
    content, site = write_content(tmp_path / "content", "Arlen"), tmp_path / "site"
    (content / "zyxwick.txt").write_text(
        "The vault of Zyxwick was opened on Sunday, and Zyxwick is dry, she said.\n"
    )
    done = build_with_a_failing(module, name, content, site)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    data = json.loads((site / "data/events.json").read_text(encoding="utf-8"))
    assert len({article["path"] for event in data["events"] for article in event["articles"]}) == 3
    (problem,) = [each for each in data["problems"] if each["path"] == "zyxwick.txt"]
    assert problem["kind"] == "quarantined"
    assert "ZeroDivisionError" in problem["message"]
    assert "zyxwick.txt" in (site / "coverage/index.html").read_text(encoding="utf-8")


def test_a_failure_that_no_article_causes_is_a_bug(tmp_path: Path) -> None:
    content, site = write_content(tmp_path / "content", "Zyxwick"), tmp_path / "site"
    done = build_with_a_failing("digest.stages.editions", "editions", content, site)
    assert done.returncode == 70
    assert "Traceback" in done.stderr
    assert messages(done.stderr) == ["digest: this is a bug in digest; the site was left as it was"]
    assert not site.exists()
