"""Stage cases that are kept as data: `tests/cases/<stage>/<name>.yml`, a list with `why` for each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import making

FOLDER = Path(__file__).resolve().parents[1] / "cases"


def cases(stage: str, name: str) -> list[Any]:
    """The cases of one file as pytest parameters, named by what they show."""
    loaded = yaml.safe_load((FOLDER / stage / f"{name}.yml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["why"][:60]) for case in loaded]


def told(case: dict[str, Any]) -> making.Cluster:
    """A cluster of the texts of a case, named a, b, c … in their order."""
    days = case.get("days", [None] * len(case["texts"]))
    langs = case.get("langs", ["en"] * len(case["texts"]))
    return making.cluster(
        *(
            making.text(making.article(body, name="abcdef"[k], title="-", day=days[k], lang=langs[k]))
            for k, body in enumerate(case["texts"])
        )
    )
