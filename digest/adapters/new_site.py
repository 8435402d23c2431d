"""`digest new DIR`: a minimal site that builds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from digest.adapters.resources import shipped
from digest.errors import DigestError, Exit, Location, Problem, ProblemKind

_FILES = (
    ("mkdocs.yml", "mkdocs.yml"),
    ("templates/new_site/README.md", "README.md"),
    ("templates/new_site/gitignore", ".gitignore"),
    ("templates/new_site/publish.yml", ".github/workflows/publish.yml"),
    ("templates/new_site/article.md", "content/articles/2022/01/24/sample-first-report.md"),
    ("templates/new_site/corrections.md", "content/pages/corrections.md"),
    ("templates/new_site/outlets.yml", "site_config/outlets.yml"),
    ("site_config/pipeline.yml", "site_config/pipeline.yml"),
    ("site_config/names.yml", "site_config/names.yml"),
    ("site_config/topics.yml", "site_config/topics.yml"),
    ("site_config/overrides.yml", "site_config/overrides.yml"),
)


def write(folder: Path) -> Iterator[Path]:
    """Write the files and yield their paths. Raises DigestError when the folder is not empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        problem = Problem(Location(str(folder)), ProblemKind.SITE, "is not an empty folder; choose a new one")
        raise DigestError(problem, status=Exit.CANNOT_CREATE)
    for source, target in _FILES:
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(shipped(source).read_bytes())
        yield path
