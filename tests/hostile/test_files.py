"""Only regular files that stand in the content folder are read, whatever they are called."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.hostile.faults import write_content

SECRET = "The password of the vault is Zyxwick, the keeper wrote. Nobody outside may read it."
REPORT = "The market of {0} was fenced on Monday. Its {1} stalls stay closed, the mayor of {0} said.\n"
TOWNS = ("Arlen", "Bexhaven", "Corrigan", "Dunmore", "Estwick", "Farrow", "Garnet", "Holloway", "Ilford")
NAMES = (
    "a'b\"c`d.txt", "a\nb.txt", "a\tb.txt", "-rf.txt", "--content.txt", "a b  c.txt", " .txt", "#.txt", "%2e%2e%2f.txt",
    "CON.txt", "a:b.txt", "a\\b.txt", "a?b#c.txt", "é.txt", "e\u0301.txt", "\u202egnp.txt", "\u200b.txt", "ı.txt",
    "İ.txt", "ß.txt", "ẞ.txt", "日本.txt", "x.TXT", "X.txt", "x.txt", "index.html.txt", "n" * 251 + ".txt",
    "n" * 250 + "m.txt", "€" * 83 + ".txt",
)  # fmt: skip


@pytest.fixture
def hostile_folder(tmp_path: Path) -> Iterator[Path]:
    """Ordinary articles beside everything that is no regular file, and secrets outside."""
    content = write_content(tmp_path / "content", "Arlen")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(SECRET)
    (content / "link.txt").symlink_to(outside / "secret.txt")
    (content / "relative.md").symlink_to("../outside/secret.txt")
    (content / "folder").symlink_to(outside)
    (content / "loop").symlink_to(content)
    (content / "itself.txt").symlink_to("itself.txt")
    (content / "dangling.txt").symlink_to("/nowhere/at/all.txt")
    (content / "process.txt").symlink_to("/proc/self/environ")
    os.mkfifo(content / "pipe.txt")
    with _socket(content / "socket.txt"):
        if os.getuid() == 0:
            os.mknod(content / "device.txt", stat.S_IFCHR | 0o644, os.makedev(1, 5))  # /dev/zero: never ends
        yield content


@contextmanager
def _socket(path: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(path.parent)  # the name of a socket has at most 108 bytes
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(path.name)
            yield
    finally:
        os.chdir(before)


def test_nothing_outside_is_read_and_nothing_blocks(
    digest: Run, hostile_folder: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    done = digest("build", "--content", hostile_folder, "--site", site)
    assert done.returncode == 0, done.stderr
    data = json.loads((site / "data/events.json").read_text(encoding="utf-8"))
    told = {problem["path"] for problem in data["problems"]}
    special = {p.name for p in hostile_folder.iterdir() if p.is_symlink() or not p.is_file()}
    assert told == special
    assert len(special) >= 9
    for path in site.rglob("*"):
        assert not path.is_symlink()
        assert not path.is_file() or b"Zyxwick" not in path.read_bytes()


def test_every_name_gets_an_address_of_its_own(digest: Run, tmp_path: Path) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    made: set[str] = set()
    for number, name in enumerate(NAMES):
        folder = content / f"f{number % 2}"
        folder.mkdir(parents=True, exist_ok=True)
        try:
            (folder / name).write_text(REPORT.format(TOWNS[number % 9], number + 3))
        except OSError:
            continue  # a file system that does not take this name
        made.add(f"f{number % 2}/{name}")
    for undecodable in (b"bad\xff.txt", b"half\xed\xa0\x80.txt"):
        with open(os.path.join(os.fsencode(content), undecodable), "wb") as file:  # noqa: PTH118, PTH123
            file.write(REPORT.format("Jarrow", 4).encode())
    done = digest("build", "--content", content, "--site", site)
    assert done.returncode == 0, done.stderr
    data = json.loads((site / "data/events.json").read_text(encoding="utf-8"))
    articles = [article for event in data["events"] for article in event["articles"]]
    assert {a["path"] for a in articles} == {name for name in made if "\n" not in name and "\t" not in name}
    assert len({a["url"].casefold() for a in articles}) == len(articles)
    assert len({a["text_url"].casefold() for a in articles}) == len(articles)
    told = {problem["path"] for problem in data["problems"]}
    assert {"f1/a\\nb.txt", "f0/a\\tb.txt", "bad\\udcff.txt"} <= told
    for path in site.rglob("*"):
        assert path.relative_to(site).as_posix().isascii()
        assert len(path.name) <= 90


def test_one_name_and_one_text_in_many_folders(digest: Run, tmp_path: Path) -> None:
    content = tmp_path / "content"
    for folder in ("a", "b", "a/b", "A"):
        (content / folder).mkdir(parents=True, exist_ok=True)
        (content / folder / "same.txt").write_text(REPORT.format("Arlen", 12))
    done = digest("events", "--content", content, "--json")
    (event,) = json.loads(done.stdout)["events"]
    assert len(event["articles"]) == len({a["id"] for a in event["articles"]}) == 4
    assert sum(a["copy_of"] is not None for a in event["articles"]) == 3


def test_folders_within_folders_without_end(digest: Run, tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", "Arlen")
    deep = content
    for _ in range(200):
        deep = deep / ("d" * 10)
    deep.mkdir(parents=True)
    (deep / "deep.txt").write_text(REPORT.format("Bexhaven", 9))
    done = digest("build", "--content", content, "--site", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    data = json.loads((tmp_path / "site/data/events.json").read_text(encoding="utf-8"))
    assert any(a["path"].endswith("deep.txt") for event in data["events"] for a in event["articles"])


def test_a_repository_around_the_content_runs_nothing(digest: Run, tmp_path: Path) -> None:
    content, trap = write_content(tmp_path / "content", "Arlen"), tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\n")
    trap.chmod(0o755)

    def git(*arguments: str, said: str = "") -> str:
        command = ["git", "-C", str(content), "-c", "user.name=x", "-c", "user.email=x@x.invalid", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, input=said).stdout.strip()

    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "one")
    signature = " -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n"
    tree = git("rev-parse", "HEAD^{tree}")
    who = "x <x@x.invalid> 1642000000 +0000"
    commit = f"tree {tree}\nparent {git('rev-parse', 'HEAD')}\nauthor {who}\ncommitter {who}\ngpgsig{signature}\ntwo\n"
    git("update-ref", "HEAD", git("hash-object", "-t", "commit", "-w", "--stdin", said=commit))
    for key in (
        "gpg.program",
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "core.sshCommand",
        "pager.log",
    ):
        git("config", key, str(trap))
    git("config", "log.showSignature", "true")
    done = digest("build", "--content", content, "--site", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "sprung").exists()
