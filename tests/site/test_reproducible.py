"""The same input gives the same bytes, and MkDocs by itself gives the same site."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, run_digest


def tree(site: Path) -> dict[str, str]:
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def test_clock_zone_locale_order_seed_and_path_do_not_matter(sample_site: Path, tmp_path: Path) -> None:
    content = tmp_path / "elsewhere" / "content"
    for path in sorted((ROOT / "content").rglob("*"), reverse=True):
        if path.is_file():
            target = content / path.relative_to(ROOT / "content")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
            os.utime(target, (0, 0))
    done = run_digest(
        "build", "--content", content, "--site", tmp_path / "site",
        SITE_URL="https://briefing.example/base/", PYTHONHASHSEED="7", TZ="Pacific/Kiritimati", LC_ALL="C",
        SOURCE_DATE_EPOCH="0",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "site") == tree(sample_site)


def test_mkdocs_by_itself_builds_the_same_pages(sample_site: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        env={**os.environ, "SITE_URL": "https://briefing.example/base/", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    mine, theirs = tree(sample_site), tree(tmp_path / "site")
    assert mine.keys() - theirs.keys() == {".digest-site"}
    assert {name for name in theirs if theirs[name] != mine[name]} == set()
