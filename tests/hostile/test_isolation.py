"""A stage that fails on one article, or does not end, costs that article only, and says so."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests import warm
from tests.conftest import warm_digest
from tests.hostile.faults import messages, write_content

FAILING = """
import importlib, sys
from digest import isolation
from digest.adapters import limits, pool
module, name, how, *arguments = sys.argv[1:]
limits.ARTICLE_SECONDS, pool.EVENT_SECONDS = 0.5, 0.5
isolation._SECONDS, isolation._SECONDS_EACH = 1.0, 0.1
stage = importlib.import_module(module)
real = getattr(stage, name)
def failing(*arguments, **named):
    if "Zyxwick" in repr(arguments):
        while how == "hangs":
            pass
        raise ZeroDivisionError("injected")
    return real(*arguments, **named)
setattr(stage, name, failing)
from digest.cli import main
sys.exit(main(arguments))
"""
STAGES = (
    ("digest.adapters.readers.plain", "read", "fails"),
    ("digest.stages.parse", "article", "fails"),
    ("digest.stages.parse", "article", "hangs"),
    ("digest.stages.dedupe", "texts", "fails"),
    ("digest.stages.dedupe", "texts", "hangs"),
    ("digest.stages.quotes", "quotes", "fails"),
    ("digest.stages.quotes", "quotes", "hangs"),
    ("digest.stages.render.pages", "source", "fails"),
)


def run_with_a_failing(
    module: str, name: str, how: str, *arguments: object
) -> subprocess.CompletedProcess[str]:
    return warm.python(FAILING, module, name, how, *arguments)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Three articles on which no stage fails, and one on which the tests let one fail."""
    folder = write_content(tmp_path / "content", "Arlen")
    (folder / "zyxwick.txt").write_text(
        "The vault of Zyxwick was opened on Sunday, and Zyxwick is dry, she said.\n"
    )
    return folder


@pytest.mark.parametrize(("module", "name", "how"), STAGES)
def test_the_others_are_published(module: str, name: str, how: str, content: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    done = run_with_a_failing(
        module, name, how, "build", "--content", content, "--site", site, "--no-cache"
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    data = json.loads((site / "data/events.json").read_text(encoding="utf-8"))
    assert len({article["path"] for event in data["events"] for article in event["articles"]}) == 3
    (problem,) = [each for each in data["problems"] if each["path"] == "zyxwick.txt"]
    assert problem["kind"] == "quarantined"
    assert ("OverdueError" if how == "hangs" else "ZeroDivisionError") in problem["message"]
    assert "zyxwick.txt" in (site / "coverage/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [("events", "--json"), ("explain", "arlen-0.txt")])
def test_other_commands_leave_it_out_too(command: tuple[str, str], content: Path) -> None:
    done = run_with_a_failing("digest.stages.dedupe", "texts", "fails", *command, "--content", content)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "arlen-0.txt" in done.stdout
    assert "Zyxwick" not in done.stdout


OVERRIDES = """\
overrides:
  - {merge: [arlen-0.txt, zyxwick.txt], reason: one event}
  - {rename: zyxwick.txt, title: The vault, reason: a better headline}
  - {exclude: [broken.md], reason: it is broken}
"""


@pytest.mark.parametrize("name", ["article", "texts"])
def test_an_editor_may_name_what_is_left_out(name: str, content: Path, tmp_path: Path) -> None:
    (content / "broken.md").write_text("---\ntitle: &a [*a]\n---\nThe text of a report.\n")
    (tmp_path / "config").mkdir()
    (tmp_path / "config/overrides.yml").write_text(OVERRIDES)
    places = (
        "--content",
        content,
        "--site",
        tmp_path / "site",
        "--config",
        tmp_path / "config",
        "--no-cache",
    )
    done = run_with_a_failing(
        "digest.stages.parse" if name == "article" else "digest.stages.dedupe",
        name,
        "fails",
        "build",
        *places,
    )
    assert done.returncode == 0, done.stderr
    data = json.loads((tmp_path / "site/data/events.json").read_text(encoding="utf-8"))
    told = [f"{problem['path']}: {problem['message']}" for problem in data["problems"]]
    assert any("overrides.yml" in line and "broken.md" in line and "passed over" in line for line in told)
    assert any(line.startswith("zyxwick.txt: ") and "ZeroDivisionError" in line for line in told)


def test_an_editor_may_name_what_comes_later(tmp_path: Path) -> None:
    for day, town in (("01", "Arlen"), ("02", "Bexhaven")):
        write_content(tmp_path / "content/articles/2022/02" / day, town)
    (tmp_path / "config").mkdir()
    later = "articles/2022/02/02/bexhaven-0.txt"
    (tmp_path / "config/overrides.yml").write_text(
        f"overrides: [{{exclude: [{later}], reason: withdrawn}}]\n"
    )
    order = ["events", "--content", tmp_path / "content", "--config", tmp_path / "config"]
    for flags, status in ((["--date", "2022-02-01"], 0), ([], 0)):
        done = warm_digest(*order, *flags)
        assert done.returncode == status, done.stderr
        assert later not in done.stdout


def test_a_failure_that_no_article_causes_is_a_bug(tmp_path: Path) -> None:
    content, site = write_content(tmp_path / "content", "Zyxwick"), tmp_path / "site"
    done = run_with_a_failing(
        "digest.stages.editions",
        "editions",
        "fails",
        "build",
        "--content",
        content,
        "--site",
        site,
        "--no-cache",
    )
    assert done.returncode == 70
    assert "Traceback" in done.stderr
    assert messages(done.stderr) == ["digest: this is a bug in digest; the site was left as it was"]
    assert not site.exists()
