"""Publishing: the old site or the new one, whole, and never a folder that is not ours."""

import errno
import fcntl
import os
from pathlib import Path

import pytest

from digest.adapters import output
from digest.errors import DigestError, Exit


def publish(site: Path, text: str) -> None:
    with output.claimed(site) as place, output.staged(place) as folder:
        (folder / "index.html").write_text(text)


def test_a_site_is_published_and_replaced(tmp_path: Path) -> None:
    site = tmp_path / "deep" / "site"
    publish(site, "first")
    (site / "old.html").write_text("gone after the next build")
    publish(site, "second")
    assert sorted(path.name for path in site.iterdir()) == [output.MARKER, "index.html"]
    assert (site / "index.html").read_text() == "second"
    assert sorted(p.name for p in site.parent.iterdir()) == [".site.lock", "site"]


def test_an_error_leaves_the_old_site_and_no_rest(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, "first")

    def failing_build() -> None:
        with output.claimed(site) as place, output.staged(place) as folder:
            (folder / "index.html").write_text("half")
            raise RuntimeError("the build failed")

    with pytest.raises(RuntimeError):
        failing_build()
    assert (site / "index.html").read_text() == "first"
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site.lock", "site"]


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (tmp_path / ".site.new").mkdir()
    (tmp_path / ".site.new" / "half.html").write_text("half")
    publish(site, "whole")
    assert not (site / "half.html").exists()


def test_what_was_killed_between_two_renames_is_put_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, "first")
    site.rename(tmp_path / ".site.old")
    with output.claimed(site):
        assert (site / "index.html").read_text() == "first"
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site.lock", "site"]


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".site.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DigestError) as caught:
        publish(tmp_path / "site", "text")
    assert caught.value.status is Exit.CANNOT_CREATE
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_with_foreign_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("ten years of work")
    with pytest.raises(DigestError) as caught:
        publish(tmp_path, "site")
    assert caught.value.status is Exit.CANNOT_CREATE
    assert "did not write" in str(caught.value)
    assert (tmp_path / "thesis.txt").exists()


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    publish(site, "text")
    assert (site / "index.html").exists()


def test_a_file_or_link_in_the_place_of_the_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DigestError, match="not a folder"):
        publish(tmp_path / "file", "text")


def test_a_second_build_is_told_to_wait(tmp_path: Path) -> None:
    site = tmp_path / "site"
    handle = os.open(tmp_path / ".site.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(DigestError) as caught:
            publish(site, "text")
    finally:
        os.close(handle)
    assert caught.value.status is Exit.LOCKED
    publish(site, "text")


def test_without_an_exchange_the_site_is_replaced_by_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_rename_exchange", lambda _new, _site: False)
    publish(tmp_path / "site", "first")
    publish(tmp_path / "site", "second")
    assert (tmp_path / "site" / "index.html").read_text() == "second"
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site.lock", "site"]


@pytest.mark.parametrize(
    ("number", "status"),
    [(errno.ENOSPC, Exit.IO), (errno.EACCES, Exit.CANNOT_CREATE), (errno.EROFS, Exit.CANNOT_CREATE)],
)
def test_a_disk_that_fails_is_one_clear_line(tmp_path: Path, number: int, status: Exit) -> None:
    publish(tmp_path / "site", "first")

    def failing_disk() -> None:
        with output.claimed(tmp_path / "site") as place, output.staged(place):
            raise OSError(number, os.strerror(number), str(tmp_path / "x"))

    with pytest.raises(DigestError) as caught:
        failing_disk()
    assert caught.value.status is status
    assert "the site was left as it was" in str(caught.value)
    assert (tmp_path / "site" / "index.html").read_text() == "first"
