"""What real articles without any metadata must give."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SHARED, Run


@pytest.fixture(scope="module")
def seed_site(digest: Run, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("seeds") / "site"
    done = digest("build", "--content", seeds, "--site", site)
    assert done.returncode == 0, done.stderr
    return site


def test_the_data_contract_holds(seed_site: Path, seeds: Path) -> None:
    check = SHARED / "checks" / "seeds.py"
    done = subprocess.run(
        [sys.executable, check, seed_site, seeds], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_site_can_be_verified(digest: Run, seed_site: Path) -> None:
    done = digest("verify", seed_site)
    assert done.returncode == 0, done.stderr


def test_variants_of_a_name_are_one_keyword(seed_site: Path) -> None:
    data = json.loads((seed_site / "data/events.json").read_text(encoding="utf-8"))
    event = max(data["events"], key=lambda e: len(e["articles"]))
    told = [k for k in event["keywords"] if k.casefold() in {"daesh", "isis", "islamic state", "is"}]
    places = [k for k in event["keywords"] if "hasak" in k.casefold()]
    assert len(told) == 1, event["keywords"]
    assert len(places) <= 1, event["keywords"]


def test_undated_articles_are_called_undated(seed_site: Path) -> None:
    front = (seed_site / "index.html").read_text(encoding="utf-8")
    assert "ndated" in front
    assert not list(seed_site.glob("20*"))
