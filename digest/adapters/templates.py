"""Jinja2, with autoescape on and undefined names refused."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.bccache import Bucket

from digest.adapters.cache import opened
from digest.stages.render import Phrases, Template


def templates(folder: Path, words: Phrases) -> Template:
    """The templates of a folder, which take their texts from `t`; `pages/event.html` names one."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=bytecode_cache(),
        auto_reload=False,  # a template is looked up for each page, and changes while none is made
    )

    environment.globals["t"] = words

    def fill(name: str, /, **variables: Any) -> str:
        return environment.get_template(name).render(**variables)

    return fill


class CheckedCache(BytecodeCache):
    """Compiled templates in a folder, each behind a hash of its bytes: what was cut or changed is made anew.

    Jinja2's own cache notices a changed template, but runs whatever bytecode stands in the file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the compiled template if its file is whole."""
        with contextlib.suppress(OSError):
            with open(opened(self._folder / bucket.key, _LARGEST), "rb") as file:  # noqa: PTH123 (a handle)
                data = file.read()
            if hashlib.sha256(data[_HASH:]).digest() == data[:_HASH]:
                bucket.bytecode_from_string(data[_HASH:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the compiled template; where the disk is full it is not kept."""
        code = bucket.bytecode_to_string()
        with contextlib.suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(code).digest() + code)
                Path(name).replace(self._folder / bucket.key)
            except OSError:
                Path(name).unlink()
                raise


_HASH = hashlib.sha256().digest_size
_LARGEST = 10_000_000
"""Bytes of a compiled template; they have 20,000."""


def bytecode_cache(kind: str = "templates") -> CheckedCache | None:
    """Compiled templates from run to run, beside Python's own; without it a small site takes .2 s longer.

    It lies in the program's folder, never in a site's: bytecode is code, and a site's folder may come from
    strangers. None where that folder cannot be written. Each `kind` of environment needs
    its own: Jinja2 does not notice that a template was compiled with other options.
    """
    folder = Path(__file__).parent / "__pycache__" / kind
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return CheckedCache(folder) if os.access(folder, os.W_OK) else None
