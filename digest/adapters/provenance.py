"""What decides the output beside the content: the versions of packages, the settings, the templates."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from digest.adapters.locales import FOLDER
from digest.adapters.settings import FILES
from digest.stages.render import Provenance

PACKAGES = (
    "babel", "faust-cchardet", "jinja2", "lxml", "markdown-it-py", "markupsafe", "mkdocs", "mkdocs-material", "msgpack",
    "numpy", "pagefind", "pillow", "py3langid", "pyyaml", "scipy", "stopwordsiso", "trafilatura", "tzdata", "wordfreq",
    "yake",
)  # fmt: skip
"""Those whose code or data decides what is written."""


def provenance(settings: Path, templates: Path, until: date | None) -> Provenance:
    """For a build with the settings and templates of two folders."""
    return Provenance(
        python=".".join(map(str, sys.version_info[:2])),
        packages=tuple(_versions()),
        settings=tuple((name, _sha256(settings / name)) for name in _settings(settings)),
        templates=_of_folder(templates),
        until=until,
    )


def _settings(folder: Path) -> list[str]:
    texts = (f"{FOLDER}/{path.name}" for path in folder.glob(f"{FOLDER}/*.yml"))
    return sorted(name for name in (*FILES, *texts) if (folder / name).is_file())


def _versions() -> Iterator[tuple[str, str]]:
    for name in PACKAGES:
        try:
            yield name, version(name)
        except PackageNotFoundError:  # an extra that is not installed
            continue


def _of_folder(folder: Path) -> str:
    """A hash of the names and bytes of all files in a folder, but for what an editor leaves there hidden."""
    files = sorted(
        (path.relative_to(folder).as_posix(), path)
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    )
    lines = "".join(f"{_sha256(path)}  {name}\n" for name, path in files)
    return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
