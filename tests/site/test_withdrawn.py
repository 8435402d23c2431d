"""No address dies: growth, moved files, withdrawn files and exclusions leave a page that says so."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run

REPORTS = {
    "17/a-flood.txt": "The river at Olmo rose by two metres.\n\nForty families left their homes, the mayor said.\n",
    "18/b-bridge.txt": "A bridge at the coast was closed after cracks were found in it.\n\nTraffic is led inland.\n",
    "19/c-strike.txt": "Bakers in the capital went on strike over flour.\n\nThe union expects a long dispute.\n",
    "20/d-comet.txt": "A comet passed the Earth at a safe distance last night.\n\nIt returns in 80 years.\n",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path / "content"
    for name, text in REPORTS.items():
        path = folder / "articles/2022/01" / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return folder


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all", "content")
    git(folder, "commit", "--quiet", "--message", "The day's articles")


def addresses(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("index.html")}


def page(site: Path, folder: str, name: str) -> str:
    (path,) = (site / folder).glob(f"{name}-*/index.html")
    return path.read_text(encoding="utf-8")


def test_every_address_of_articles_and_events_stays(digest: Run, content: Path, tmp_path: Path) -> None:
    site, config = tmp_path / "site", tmp_path / "cfg"
    config.mkdir()
    build = ("build", "--content", content, "--site", site, "--config", config)
    assert digest(*build).returncode == 0
    before = {a for a in addresses(site) if a.startswith(("sources/", "events/"))}

    git(tmp_path, "rm", "--quiet", "content/articles/2022/01/17/a-flood.txt")
    git(
        tmp_path,
        "mv",
        "content/articles/2022/01/18/b-bridge.txt",
        "content/articles/2022/01/19/bridge-closed.txt",
    )
    commit(tmp_path)
    (config / "overrides.yml").write_text(
        "overrides:\n- exclude: [articles/2022/01/19/c-strike.txt]\n  reason: the desk took its report back\n"
    )
    done = digest(*build)
    assert done.returncode == 0, done.stderr

    assert before <= addresses(site)
    assert "the publisher withdrew it" in page(site, "sources", "a-flood")
    assert "Its new address" in page(site, "sources", "b-bridge")
    assert "the desk took its report back" in page(site, "events", "c-strike")
    for gone in ("Olmo", "flour"):
        shown = [p for p in site.rglob("*") if p.is_file() and gone.encode() in p.read_bytes()]
        assert shown == [], "a withdrawn text is nowhere in the site"
    coverage = (site / "coverage/index.html").read_text(encoding="utf-8")
    assert "articles/2022/01/17/a-flood.txt" in coverage
    assert digest("verify", site).returncode == 0


def test_an_event_that_grows_keeps_its_address(digest: Run, content: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    late = content / "articles/2022/01/21/e-flood.txt"
    late.parent.mkdir()
    # A copy is certain to join, whatever the thresholds of clustering are.
    late.write_text(
        "Flood in the valley\n\n" + REPORTS["17/a-flood.txt"] + "\nThe water has begun to fall.\n"
    )
    assert digest("build", "--content", content, "--site", site).returncode == 0
    redirect = page(site, "events", "e-flood")
    (event,) = (site / "events").glob("a-flood-*")
    assert f"url=../{event.name}/" in redirect


def test_without_history_the_build_says_so(digest: Run, content: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / ".git")
    done = digest("build", "--content", content, "--site", tmp_path / "site")
    assert done.returncode == 0
    assert "withdrawn files are not known" in done.stderr
