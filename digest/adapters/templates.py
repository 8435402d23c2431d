"""Jinja2, with autoescape on and undefined names refused."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, select_autoescape

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
        bytecode_cache=bytecode_cache(),
    )

    def fill(name: str, /, **variables: Any) -> str:
        return environment.get_template(name).render(**variables)

    return fill


def bytecode_cache() -> FileSystemBytecodeCache | None:
    """Compiled templates from run to run, beside Python's own; without it a small site takes .2 s longer.

    It lies in the program's folder, never in a site's: bytecode is code, and a site's folder may come from
    strangers. None where that folder cannot be written.
    """
    folder = Path(__file__).parent / "__pycache__" / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None
