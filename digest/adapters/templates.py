"""Jinja2, with autoescape on and undefined names refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from digest.stages.render import Template


def templates(folder: Path) -> Template:
    """The templates of a folder; `pages/event.html` names one."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def fill(name: str, /, **variables: Any) -> str:
        return environment.get_template(name).render(**variables)

    return fill
