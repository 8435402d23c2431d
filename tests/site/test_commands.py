"""The commands: what they print, what they refuse, and with which status."""

from __future__ import annotations

import html
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run, run_digest

REPORT = "The river rose by two metres on Monday. Forty families left their homes, the mayor said.\n"


def folder(place: Path, **files: str | bytes) -> Path:
    place.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = place / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return place


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    heavy = ["numpy", "scipy", "yake", "mkdocs", "trafilatura", "wordfreq", "jinja2", "yaml", "lxml"]
    code = (
        "import sys\nfrom digest.cli import main\nassert main(['--help']) == 0\n"
        f"print([m for m in {heavy} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "build, audit and publish" in done.stdout
    assert done.stderr.strip() == "[]"


def test_every_command_and_status_is_in_the_readme(digest: Run) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("build", "events", "explain", "verify", "new"):
        assert f"digest {command}" in readme
        help_text = digest(command, "--help").stdout
        for flag in (word.strip(",[]") for word in help_text.split() if word.strip(",[]").startswith("--")):
            assert flag in readme or flag == "--help", f"{command} {flag}"
    for status in (0, 64, 65, 70, 73, 74, 75):
        assert f"{status} " in readme.partition("Exit status")[2]


def test_events_as_json(digest: Run) -> None:
    done = digest("events", "--content", ROOT / "content", "--json")
    assert done.returncode == 0, done.stderr
    events = json.loads(done.stdout)["events"]
    assert set(events[0]) == {"id", "title", "articles"}
    assert set(events[0]["articles"][0]) == {"id", "path", "copy_of"}


def test_one_jsonl_file_is_enough_and_its_ids_are_kept(digest: Run, tmp_path: Path) -> None:
    records = [{"id": f"r{i}", "title": f"Title {i}", "text": REPORT} for i in range(3)]
    file = tmp_path / "articles.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records))
    done = digest("events", "--content", file, "--json")
    (event,) = json.loads(done.stdout)["events"]
    assert [a["id"] for a in event["articles"]] == ["r0", "r1", "r2"]
    assert [a["copy_of"] for a in event["articles"]] == [None, "r0", "r0"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 64, "COMMAND"),
        (("build", "--sit", "x"), 64, "--sit"),
        (("build", "--date", "2022-1-3"), 64, "write it as 2022-01-23"),
        (("build", "--content", "nowhere"), 64, "nowhere"),
        (("build", "--config", "nowhere"), 64, "no such settings folder"),
        (("verify", "nowhere"), 65, "no site of digest here"),
    ],
)
def test_wrong_use_is_one_clear_line(digest: Run, arguments: tuple[str, ...], status: int, said: str) -> None:
    done = digest(*arguments)
    assert done.returncode == status, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_folder_replaces_nothing(digest: Run, tmp_path: Path) -> None:
    content, site = folder(tmp_path / "content", a_dot_txt=REPORT), tmp_path / "site"
    assert digest("build", "--content", content, "--site", site).returncode == 0
    before = sorted(p.name for p in site.iterdir())
    (content / "a.txt").unlink()
    done = digest("build", "--content", content, "--site", site)
    assert done.returncode == 65
    assert "no article found" in done.stderr
    assert sorted(p.name for p in site.iterdir()) == before


def test_a_day_without_an_article_shows_the_newest_edition_before_it(digest: Run, tmp_path: Path) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    for day in ("17", "20"):
        place = content / f"articles/2022/01/{day}"
        place.mkdir(parents=True)
        (place / "a.txt").write_text(REPORT.replace(".", f" on the {day}th.", 1), encoding="utf-8")
    assert digest("build", "--content", content, "--site", site, "--date", "2022-01-19").returncode == 0
    assert "Monday 17 January 2022" in (site / "index.html").read_text(encoding="utf-8")
    assert not (site / "2022/01/18").exists(), "no later day is known of"
    assert digest("build", "--content", content, "--site", site).returncode == 0
    assert "No article arrived" in (site / "2022/01/18/index.html").read_text(encoding="utf-8")
    done = digest("build", "--content", content, "--site", site, "--date", "2022-01-16")
    assert (done.returncode, "no article found up to 2022-01-16" in done.stderr) == (65, True)


def test_bad_files_are_named_and_the_rest_is_published(digest: Run, tmp_path: Path) -> None:
    content = folder(
        tmp_path / "content",
        good_dot_txt=REPORT,
        empty_dot_txt="",
        picture_dot_png=b"\x89PNG\r\n",
        binary_dot_txt=b"\x00\x01\x02\x03" * 50,
        broken_dot_md=b"---\ntitle: [unclosed\n---\nThe text of a report that nobody will see.\n",
        twice_dot_jsonl=(
            json.dumps({"id": "1", "text": "Ten ships left the harbour on Friday. They sailed east."}) + "\n"
        )
        * 2,
    )
    site = tmp_path / "site"
    done = digest("build", "--content", content, "--site", site)
    assert done.returncode == 0, done.stderr
    data = json.loads((site / "data/events.json").read_text())
    told = {problem["path"]: problem["message"] for problem in data["problems"]}
    assert {"empty.txt", "picture.png", "binary.txt", "broken.md", "twice.jsonl"} <= set(told)
    coverage = (site / "coverage/index.html").read_text()
    assert all(name in coverage for name in told)
    assert "good.txt" in {a["path"] for event in data["events"] for a in event["articles"]}
    assert "Traceback" not in done.stderr
    before = (site / "data/events.json").read_bytes()
    strict = digest("build", "--content", content, "--site", site, "--strict")
    assert strict.returncode == 65
    assert "empty.txt" in strict.stderr
    assert (site / "data/events.json").read_bytes() == before
    assert digest("events", "--content", content, "--strict").returncode == 65


def test_an_unknown_setting_is_refused_with_its_place(digest: Run, tmp_path: Path) -> None:
    content, config = (
        folder(tmp_path / "content", a_dot_txt=REPORT),
        folder(tmp_path / "cfg", topics_dot_yml="topic: []\n"),
    )
    done = digest("build", "--content", content, "--config", config, "--site", tmp_path / "site")
    assert done.returncode == 64
    assert "cfg/topics.yml:1:1: topic: unknown key; did you mean 'topics'?" in done.stderr


def test_later_articles_are_left_for_a_later_edition(digest: Run, tmp_path: Path) -> None:
    content = folder(
        tmp_path / "content",
        articles__2022__01__17__a_dot_txt=REPORT,
        articles__2022__01__19__b_dot_txt="A bridge at the coast was closed after cracks were found in it on Tuesday.\n",
    )
    assert (
        digest("build", "--content", content, "--site", tmp_path / "site", "--date", "2022-01-18").returncode
        == 0
    )
    assert (tmp_path / "site/2022/01/17/index.html").is_file()
    assert not (tmp_path / "site/2022/01/19").exists()


def test_verify_finds_what_was_changed(digest: Run, sample_site: Path, tmp_path: Path) -> None:
    import shutil

    site = tmp_path / "site"
    shutil.copytree(sample_site, site)
    assert digest("verify", site).returncode == 0
    event, *_, other = json.loads((site / "data/events.json").read_text())["events"]
    path = site / event["url"].removeprefix("../") / "index.html"
    sentence = html.escape(event["summary"][0]["text"], quote=False)[:30]
    shown = path.read_text()
    assert f">{sentence}" in shown
    path.write_text(shown.replace(f">{sentence}", f">Never {sentence}"))
    (site / other["articles"][0]["text_url"].removeprefix("../")).unlink()
    done = digest("verify", site)
    assert done.returncode == 65
    assert "not verbatim" in done.stderr
    assert "no text for" in done.stderr


def test_a_new_site_builds(tmp_path: Path) -> None:
    digest, site = run_digest, tmp_path / "new"
    done = digest("new", site)
    assert done.returncode == 0, done.stderr
    assert (site / ".github/workflows/publish.yml").is_file()
    built = digest("build", "--strict", cwd=site)
    assert built.returncode == 0, built.stderr
    assert digest("verify", cwd=site).returncode == 0
    assert digest("new", site).returncode == 73
