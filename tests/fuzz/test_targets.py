"""The fuzz targets hold for their corpus and for a short round of random inputs; `make fuzz` goes on for longer."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.fuzz.__main__ import CORPUS, mutated
from tests.fuzz.targets import LONGEST, TARGETS
from tests.hostile.payloads import PAYLOADS


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus(name: str) -> None:
    files = sorted((CORPUS / name).iterdir())
    assert files
    for path in files:
        TARGETS[name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_random_inputs(name: str) -> None:
    chance = random.Random(name)
    seeds = [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]
    for _ in range(150):
        TARGETS[name](mutated(chance, seeds)[:LONGEST])


@pytest.mark.parametrize("name", TARGETS)
def test_payloads(name: str) -> None:
    for payload in PAYLOADS:
        TARGETS[name](payload.encode("utf-8", "surrogatepass"))


def test_every_target_has_a_corpus() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)
    assert sum(path.stat().st_size for path in Path(CORPUS).rglob("*") if path.is_file()) < 50_000
