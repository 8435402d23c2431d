"""One site of every payload, built once for all tests that look at it."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import warm_digest
from tests.hostile import planting

ADDRESS = "https://briefing.example/base/"


@dataclass(frozen=True)
class Planted:
    """The hostile site, and what it was made from."""

    content: Path
    site: Path
    done: subprocess.CompletedProcess[str]

    @cached_property
    def data(self) -> Any:
        """`data/events.json`."""
        return json.loads((self.site / "data/events.json").read_text(encoding="utf-8"))

    @cached_property
    def articles(self) -> dict[str, dict[str, Any]]:
        """Published articles by path; records by path and id."""
        found = [article for event in self.data["events"] for article in event["articles"]]
        return {a["path"] + (f"#{a['id']}" if a["path"].endswith(".jsonl") else ""): a for a in found}


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The site of every payload in every field."""
    home = tmp_path_factory.mktemp("hostile")
    planting.plant(home / "content")
    planting.configure(home / "site_config")
    done = warm_digest(
        "build", "--content", home / "content", "--config", home / "site_config", "--site", home / "site", "--no-cache",
        SITE_URL=ADDRESS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return Planted(home / "content", home / "site", done)
