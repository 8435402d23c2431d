"""What decides the output is found: packages, settings, templates."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

from digest.adapters.provenance import PACKAGES, provenance
from tests.conftest import ROOT


def test_every_package_that_the_program_needs_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["fulltext"]]
    names = {re.split(r"[^a-z0-9-]", line)[0] for line in wanted}
    assert set(PACKAGES) - names == {"markupsafe"}, "what Jinja2 escapes with"
    assert names <= set(PACKAGES)


def test_versions_settings_and_templates(tmp_path: Path) -> None:
    settings, templates = tmp_path / "settings", tmp_path / "templates"
    for path, text in ((settings / "names.yml", "names: []"), (templates / "pages/a.html", "<p>")):
        path.parent.mkdir(parents=True)
        path.write_text(text)
    (settings / "other.txt").write_text("x")
    found = provenance(settings, templates, None)
    assert dict(found.packages)["jinja2"] == version("jinja2")
    assert [name for name, _ in found.settings] == ["names.yml"]
    assert provenance(settings, templates, None) == found
    (templates / "pages/.a.html.swp").write_text("x")
    assert provenance(settings, templates, None) == found
    (settings / "names.yml").write_text("names: [] #")
    changed = provenance(settings, templates, None)
    assert changed.settings != found.settings
    assert changed.templates == found.templates
    (templates / "pages/a.html").rename(templates / "pages/b.html")
    assert provenance(settings, templates, None).templates != found.templates
