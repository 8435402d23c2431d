"""Faults injected for real: at every moment the old site or the new one stands there, whole."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.hostile.faults import (
    TIMEOUT,
    attempt,
    build,
    kill_builds,
    messages,
    nothing_left,
    run_each,
    start,
    start_paused,
    tree,
    write_content,
    write_more,
)

NOBODY = 65534


@pytest.fixture
def live(tmp_path: Path) -> tuple[Path, Path, str]:
    """New content, and a site of other content with its hash."""
    build(write_content(tmp_path / "old", "Arlen"), tmp_path / "out" / "site")
    return (
        write_content(tmp_path / "new", "Bexhaven"),
        tmp_path / "out" / "site",
        tree(tmp_path / "out" / "site"),
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = process.communicate(timeout=TIMEOUT)
    return process.returncode, said


@pytest.mark.parametrize(("cached", "times"), [(False, 12), (True, 9)])
def test_builds_killed_at_random_moments_leave_a_whole_site(tmp_path: Path, cached: bool, times: int) -> None:
    found = kill_builds(tmp_path, times=times, seed=7, cached=cached)
    assert found.broken == ()
    assert found.while_writing > 0
    assert found.old > 0


@pytest.mark.parametrize(
    ("kind", "status", "said"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")]
)
def test_a_build_that_is_asked_to_stop_clears_up(
    live: tuple[Path, Path, str], tmp_path: Path, kind: int, status: int, said: str
) -> None:
    content, site, before = live
    process = start_paused(content, site, tmp_path / "go")
    process.send_signal(kind)
    code, text = finish(process)
    assert (code, messages(text)) == (status, [f"digest: {said}; the site was left as it was"])
    assert tree(site) == before
    assert sorted(path.name for path in site.parent.iterdir()) == [".site.lock", "site"]
    assert nothing_left(process.pid)


def test_of_three_builds_at_once_one_builds(live: tuple[Path, Path, str], tmp_path: Path) -> None:
    content, site, before = live
    first = start_paused(content, site, tmp_path / "go")
    others = [start(content, site) for _ in range(2)]
    assert [finish(process)[0] for process in others] == [75, 75]
    assert tree(site) == before
    (tmp_path / "go").touch()
    assert finish(first)[0] == 0
    assert tree(site) != before


# ── disks and permissions ────────────────────────────────────────────────────────────────


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 12 MB: a small site takes 1 to 3."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(
            f"mounting a tmpfs is not allowed here ({done.stderr.strip()}); the next test limits file sizes"
        )
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_leaves_the_old_site(small_disk: Path, tmp_path: Path) -> None:
    site = small_disk / "site"
    build(write_content(tmp_path / "old", "Arlen"), site)
    before = tree(site)
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    used = os.statvfs(small_disk)
    with (small_disk / "ballast").open("wb") as file:
        file.write(b"\1" * max(0, used.f_bavail * used.f_bsize - size // 2))
    # With a cache the new site takes files of the old one over, and may fit.
    code, said = attempt(write_content(tmp_path / "new", "Bexhaven"), site, "--no-cache")
    assert code == 74, said
    assert len(messages(said)) == 1
    assert "No space left on device; the site was left as it was" in said
    assert "Traceback" not in said
    assert tree(site) == before
    (small_disk / "ballast").unlink()
    build(tmp_path / "new", site)
    assert tree(site) != before


def test_a_full_disk_under_the_cache_costs_the_cache_only(small_disk: Path, tmp_path: Path) -> None:
    site, cache = tmp_path / "site", small_disk / "cache"
    content = write_content(tmp_path / "content", "Arlen")
    build(content, site, "--cache", str(cache))
    write_more(content, "Bexhaven")
    before = {path.name: path.read_bytes() for path in cache.iterdir()}
    used = os.statvfs(small_disk)
    (small_disk / "ballast").write_bytes(b"\1" * used.f_bavail * used.f_bsize)
    build(content, site, "--cache", str(cache))
    assert {path.name: path.read_bytes() for path in cache.iterdir()} == before
    whole = tree(site)
    (small_disk / "ballast").unlink()
    build(content, site, "--cache", str(cache))
    assert tree(site) == whole
    build(content, tmp_path / "clean", "--no-cache")
    assert tree(tmp_path / "clean") == whole


def test_a_file_that_cannot_grow_leaves_the_old_site(live: tuple[Path, Path, str]) -> None:
    content, site, before = live
    process = start(
        content, site, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
    )
    code, said = finish(process)
    assert code == 74, said
    assert len(messages(said)) == 1
    assert "the site was left as it was" in said
    assert "Traceback" not in said
    assert tree(site) == before


AS_NOBODY = f"""
import os, sys
from digest.cli import main
content, warm, target = sys.argv[1:]
assert main(["build", "--content", content, "--site", warm]) == 0  # everything that Python must load is loaded
os.setgroups([])
os.setresgid({NOBODY}, {NOBODY}, {NOBODY})
os.setresuid({NOBODY}, {NOBODY}, {NOBODY})
sys.exit(main(["build", "--content", content, "--site", target]))
"""


@pytest.mark.parametrize("where", ["over a site of somebody else", "in a new place"])
def test_a_place_without_permission_is_one_clear_line(
    live: tuple[Path, Path, str], tmp_path: Path, where: str
) -> None:
    content, site, before = live
    target = site if where == "over a site of somebody else" else site.parent / "deep" / "site"
    if os.getuid() == 0:
        for path in (tmp_path, tmp_path.parent, tmp_path.parent.parent):  # that user must reach the content
            path.chmod(0o755)
        command = [sys.executable, "-c", AS_NOBODY, str(content), str(tmp_path / "warm"), str(target)]
    else:
        site.parent.chmod(0o555)
        site.chmod(0o555)
        command = [sys.executable, "-m", "digest", "build", "--content", str(content), "--site", str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=TIMEOUT)
    site.parent.chmod(0o755)
    site.chmod(0o755)
    assert done.returncode == 73, done.stderr
    assert len(messages(done.stderr)) == 1
    assert "Permission denied; the site was left as it was" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(site) == before
    assert not (site.parent / "deep").exists()


# ── content that changes ─────────────────────────────────────────────────────────────────


def test_files_that_change_while_they_are_read_do_no_harm(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", "Arlen")
    other = (
        "The quarry of Farrow was flooded on Friday. Its pumps had failed, the engineer said, and 12 left.\n"
        * 40
    )
    stop = threading.Event()

    def disturb() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            for number in range(40):
                path = content / f"moving-{number}.txt"
                if (turn + number) % 3:
                    path.write_text(other[: 99 * (1 + (turn * number) % 40)])
                else:
                    path.unlink(missing_ok=True)

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        for _ in range(2):
            code, said = attempt(content, tmp_path / "site")
            assert code == 0, said
            assert "Traceback" not in said
    finally:
        stop.set()
        thread.join()
    data = json.loads((tmp_path / "site/data/events.json").read_text(encoding="utf-8"))
    assert len({a["path"] for e in data["events"] for a in e["articles"] if "arlen" in a["path"]}) == 3


def test_content_without_an_article_replaces_nothing(live: tuple[Path, Path, str], tmp_path: Path) -> None:
    _, site, before = live
    empty, bad = tmp_path / "empty", tmp_path / "bad"
    empty.mkdir()
    bad.mkdir()
    (bad / "a.txt").write_bytes(b"\0\1\2" * 99)
    (bad / "b.md").write_text("---\ntitle: &a [*a]\n---\nThe text of a report.\n")
    for content in (empty, bad):
        code, said = attempt(content, site)
        assert code == 65
        assert "no article found" in messages(said)[-1]
        assert tree(site) == before


def test_a_withdrawn_article_leaves_no_page_and_no_entry(tmp_path: Path) -> None:
    content, site = write_content(tmp_path / "content", "Arlen"), tmp_path / "site"
    gone = content / "secret.txt"
    gone.write_text("The vault of Zyxwick was opened on Sunday. Inside stood one umbrella, the judge said.\n")
    build(content, site)
    assert holding(site, "Zyxwick")
    gone.unlink()
    build(content, site)
    assert holding(site, "Zyxwick") == []
    assert [path for path in site.rglob("*") if "secret" in path.name] == []


def holding(site: Path, word: str) -> list[Path]:
    return [path for path in site.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


def test_a_site_is_never_built_into_its_own_content(digest: Run, tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", "Arlen")
    done = digest("build", "--content", content, "--site", content / "site")
    assert done.returncode == 64
    assert "inside the content" in done.stderr
    assert not (content / "site").exists()


# ── messages ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        ("{digest} events --json | true", 141, ""),
        ("{digest} events > /dev/full", 74, "digest: "),
        ("{digest} events >&-", 74, "standard output"),
        ("{digest} events 2>&-", 0, ""),
        ("{digest} events <&- 2>&-", 0, ""),
        ("{digest} build --content nowhere 2>&1 | true", 141, ""),
    ],
)
def test_streams_that_are_closed_full_or_broken(command: str, status: int, said: str, tmp_path: Path) -> None:
    if "/dev/full" in command and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    write_content(tmp_path / "content", "Arlen")
    line = command.format(digest=f"'{sys.executable}' -m digest")
    done = subprocess.run(
        ["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}"], cwd=tmp_path, capture_output=True, text=True, check=False,
        timeout=TIMEOUT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    # A command that had written everything before its reader went away has not failed.
    assert done.returncode in ({status, 64} if "nowhere" in command else {status}), done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


SETTINGS: tuple[tuple[str, bytes | None], ...] = (
    ("topics.yml", b"\xff\xfe\0"),
    ("topics.yml", None),
    ("outlets.yml", b"outlets: !!python/name:os.system x\n"),
    ("names.yml", b"names: [" * 50_000),
    ("names.yml", b"- " * 300_000),
    ("names.yml", b"# " + b"x" * 2_000_000),
    ("topics.yml", b"topics: &a [*a]\n"),
    ("pipeline.yml", b"clustering: {threshold: .nan}\n"),
    ("pipeline.yml", b"clustering: {threshold: 1e99}\n"),
    ("pipeline.yml", b"summary: {sentences: -1}\n"),
    ("pipeline.yml", b"summary: {sentences: " + b"9" * 5000 + b"}\n"),
    ("pipeline.yml", b"edition: {time_zone: ../../../../etc/localtime}\n"),
    ("pipeline.yml", b"edition: {time_zone: /etc/passwd}\n"),
    ("pipeline.yml", b'edition: {time_zone: "UTC\\0x"}\n'),
    ("pipeline.yml", b"edition: {time_zone: [UTC]}\n"),
    ("pipeline.yml", b"edition: {time_zone: " + b"x" * 9000 + b"}\n"),
    ("pipeline.yml", b"edition: {cut_off: '25:00'}\n"),
    ("pipeline.yml", b"edition: {cut_off: '1:2:3'}\n"),
    ("pipeline.yml", b"edition: {cut_off: \xd9\xa1\xd9\xa2:\xd9\xa0\xd9\xa0}\n"),
    ("pipeline.yml", b"edition: {lead_events: -1}\n"),
    ("locales/en.yml", b"nav: {today: '<script>alert(1)</script>'}\n"),
    ("locales/en.yml", b"nav: &a {today: *a}\n"),
    ("locales/en.yml", b"[" * 50_000),
    ("overrides.yml", b"overrides: [{reason: x, exclude: [nowhere.txt]}]\n"),
    ("outlets.yml", b'outlets: [{name: "a\\u202eb"}]\n'),
    ("outlets.yml", b'outlets: [{name: "a\\x1bb"}]\n'),
    ("outlets.yml", b"outlets: [{name: a, url: 'http://[::1'}]\n"),
    ("outlets.yml", b"outlets: [{name: a, url: 'javascript:alert(1)'}]\n"),
    ("outlets.yml", b"outlets: [{name: ''}]\n"),
)
MKDOCS = (
    b"",
    b"\0",
    b"\xff\xfe\xfa",
    b"- 1\n",
    b"site_name: [\n",
    b"theme: nowhere\nsite_name: x\n",
    b"site_name: x\n",
)


def test_settings_that_cannot_be_used_are_one_clear_line(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", "Arlen")
    runs = []
    for number, (name, data) in enumerate(SETTINGS):
        config = tmp_path / f"config{number}"
        (config / name).parent.mkdir(parents=True)
        if data is None:
            os.mkfifo(config / name)
        else:
            (config / name).write_bytes(data)
        runs.append(
            (
                ROOT,
                ["build", "--content", str(content), "--config", str(config), "--site", str(tmp_path / "x")],
            )
        )
    for (name, data), (status, said) in zip(SETTINGS, run_each(runs), strict=True):
        assert status == 64, (name, (data or b"")[:80], said)
        assert len(messages(said)) == 1, said
        assert name in messages(said)[0]
        assert len(said) < 400
    assert not (tmp_path / "x").exists()


def test_a_wrong_mkdocs_yml_is_one_clear_line(tmp_path: Path) -> None:
    runs = []
    for number, data in enumerate(MKDOCS):
        place = tmp_path / str(number)
        write_content(place / "content", "Arlen")
        (place / "mkdocs.yml").write_bytes(data)
        runs.append((place, ["build", "--site", "site"]))
    for (place, _), (status, said) in zip(runs, run_each(runs), strict=True):
        assert status == 64, said
        assert "mkdocs.yml" in said
        assert "Traceback" not in said
        assert not (place / "site").exists()


def test_a_site_that_strangers_made_is_refused_in_one_line(tmp_path: Path) -> None:
    article = {"text_url": "../../../../etc/passwd", "url": "../../x/", "path": "a", "id": "a"}
    event = {"url": "../e/", "id": "e", "summary": [], "articles": [article]}
    runs = []
    for number, events in enumerate(
        ([{}], [event], [{**event, "articles": [{**article, "url": 5}]}], {}, [[]], [1])
    ):
        place = tmp_path / str(number)
        (place / "data").mkdir(parents=True)
        (place / "data/events.json").write_text(json.dumps({"version": 1, "events": events}))
        runs.append((ROOT, ["verify", str(place)]))
    for status, said in run_each(runs):
        assert status == 65, said
        assert "root:" not in said
        assert "Traceback" not in said


def test_a_path_that_no_terminal_shows_is_escaped(digest: Run, tmp_path: Path) -> None:
    done = digest("build", "--content", tmp_path / "\x1b[31m\udcff", "--site", tmp_path / "site")
    assert done.returncode == 64
    assert "\x1b" not in done.stderr
    assert "\\x1b[31m" in done.stderr
