"""Files that ship with the program: templates, theme and default settings."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """Path of a shipped file or folder, e.g. `templates` or `site_config/names.yml`.

    An installed package carries them inside; in a checkout they stand beside the package.
    """
    installed = _PACKAGE / "_shipped" / name
    return installed if installed.exists() else _PACKAGE.parent / name
