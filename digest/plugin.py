"""The MkDocs plugin `digest`: `mkdocs build` and `mkdocs serve` run the same pipeline as the command."""

from __future__ import annotations

from pathlib import Path

from digest import building, wiring
from digest.adapters import mkdocs_plugin
from digest.briefing import Site


class DigestPlugin(mkdocs_plugin.DigestPlugin):
    """The adapter, wired to the pipeline."""

    def make_site(self, content: Path, settings: Path, name: str, url: str, lang: str) -> Site:
        """The pages for a content folder; its problems are listed on the coverage page."""
        tools = building.Tools(wiring.console())
        about = building.identity(settings, name, url, lang)
        return building.make_site(wiring.Order(content, settings), tools, about).site
