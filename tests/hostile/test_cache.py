"""Compiled templates that were cut or changed are noticed and made anew, with the same output."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from digest.adapters.templates import CheckedCache

PAGE = "{% for word in words %}<p>{{ word }}</p>{% endfor %}"
FILLED = "<p>a</p><p>&lt;b&gt;</p>"


def fill(folder: Path) -> str:
    cache = CheckedCache(folder)
    page = Environment(loader=DictLoader({"page": PAGE}), autoescape=True, bytecode_cache=cache).get_template(
        "page"
    )
    return page.render(words=["a", "<b>"])


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


@pytest.mark.parametrize("damage", [cut, flipped])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: Callable[[bytes, random.Random], bytes]) -> None:
    assert fill(tmp_path) == FILLED
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    chance = random.Random(1)
    for _ in range(80):
        kept.write_bytes(damage(whole, chance))
        assert fill(tmp_path) == FILLED
        assert kept.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [kept]


def test_a_whole_file_is_used(tmp_path: Path) -> None:
    fill(tmp_path)
    (kept,) = tmp_path.iterdir()
    before = kept.stat().st_mtime_ns
    assert fill(tmp_path) == FILLED
    assert kept.stat().st_mtime_ns == before


def test_a_folder_that_went_away_is_no_fault(tmp_path: Path) -> None:
    assert fill(tmp_path / "gone") == FILLED
