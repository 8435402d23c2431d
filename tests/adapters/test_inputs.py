"""The hash of all inputs changes with each of them, and with nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.adapters import inputs
from digest.adapters.profile import Clock


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "2022").mkdir(parents=True)
    (folder / "2022" / "a.md").write_text("One.")
    (folder / "b.txt").write_text("Two.")
    return folder


def key(content: Path, fact: str = "") -> str:
    return inputs.key((content, content / "b.txt"), (fact,))


def test_times_and_places_do_not_matter(content: Path, tmp_path: Path) -> None:
    shutil.copytree(content, tmp_path / "copy")
    os.utime(tmp_path / "copy" / "b.txt", (0, 0))
    (tmp_path / "copy" / ".hidden").write_text("passed over")
    assert key(tmp_path / "copy") == key(content)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "b.txt").write_text("Two!"),
        lambda folder: (folder / "b.txt").rename(folder / "c.txt"),
        lambda folder: (folder / "2022" / "a.md").unlink(),
        lambda folder: (folder / "more.md").write_text(""),
        lambda folder: (folder / "link.md").symlink_to("b.txt"),
        lambda folder: os.mkfifo(folder / "pipe.md"),
    ],
)
def test_every_change_of_a_file_matters(content: Path, change: Callable[[Path], object]) -> None:
    before = key(content)
    change(content)
    assert key(content) != before


def test_facts_matter(content: Path) -> None:
    assert key(content, "2022-01-24") != key(content, "2022-01-25")


def test_a_profile_adds_up_the_stages_of_one_name() -> None:
    clock = Clock()
    for name in ("read", "render", "read"):
        with clock.stage(name):
            sum(range(1000))
    with pytest.raises(RuntimeError), clock.stage("audit"):
        raise RuntimeError
    head, *rows = clock.lines()
    assert head.split() == ["stage", "wall", "s", "CPU", "s", "peak", "MB"]
    assert [row.split()[0] for row in rows] == ["read", "render", "audit"]
    assert all(float(row.split()[3]) > 5 for row in rows)
