"""Ten days, each built with what the day before left and built from nothing: the same site, byte by byte."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from digest import building
from digest.adapters.cache import Cache
from digest.adapters.packs import Packs
from digest.adapters.report import Report
from digest.building import Tools, build
from digest.wiring import Order
from tests.conftest import ROOT
from tests.site import days

_LAST = len(days.DAYS)
_RESTRICTED = 7
"""Day on which two outlets take back their rights."""
_URL = "https://briefing.example/base/"
_OUTLETS = """\
outlets:
  - {name: Valley Post, rights: excerpt}
  - {name: Coast Wire, rights: link}
"""


class Counting(Packs):
    """Counts what had to be made."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__(folder)
        self.made: Counter[str] = Counter()

    def keep(self, kind: str, key: str, value: Any) -> None:
        self.made[kind] += 1
        super().keep(kind, key, value)


@dataclass(frozen=True)
class Day:
    """The desk's site after a day."""

    warm: dict[str, bytes]
    cold: dict[str, bytes]
    made: Counter[str]
    """What the warm build found out itself, by kind."""
    stamps: dict[str, tuple[str, str]]
    """Key and hash of each file of the cold build."""
    said: str = field(repr=False)


def built(
    desk: days.Desk, site: Path, cache: Path | None, until: date | None = None
) -> tuple[Counter[str], str]:
    out = io.StringIO()
    memory = Counting(cache)
    tools = Tools(Report(out), Cache(cache), memory=memory)
    build(Order(desk.content, desk.config, until), site, ROOT / "mkdocs.yml", tools)
    return memory.made, out.getvalue()


def tree(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def happened(folder: Path) -> list[Day]:
    desk = days.desk(folder / "desk")
    found = []
    for number, happens in enumerate(days.DAYS, start=1):
        happens(desk)
        if number == _RESTRICTED:
            (desk.config / "outlets.yml").write_text(_OUTLETS, encoding="utf-8")
        desk.commit(number)
        warm, cold, cache = folder / "warm", folder / f"cold-{number}", folder / f"cache-{number}"
        made, said = built(desk, warm, folder / "cache")
        built(desk, cold, cache)
        stamps = {name: (row[4], row[0]) for name, row in Cache(cache).load("site")["files"].items()}
        found.append(Day(tree(warm), tree(cold), made, stamps, said))
    return found


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> list[Day]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", _URL)
        patch.setattr(building, "_ARTICLES", 1)  # events are found apart, as those of many articles are
        return happened(tmp_path_factory.mktemp("ten"))


@pytest.mark.parametrize("number", range(1, _LAST + 1))
def test_a_warm_build_gives_the_same_bytes(ten: list[Day], number: int) -> None:
    day = ten[number - 1]
    assert day.warm.keys() == day.cold.keys()
    assert [name for name in day.warm if day.warm[name] != day.cold[name]] == []
    assert "damaged" not in day.said


def test_files_of_one_key_are_the_same(ten: list[Day]) -> None:
    """Whatever a page shows is in its key: also of days that did not follow one another."""
    seen: dict[tuple[str, str], str] = {}
    for day in ten:
        for name, (key, sha256) in day.stamps.items():
            if key:
                assert seen.setdefault((name, key), sha256) == sha256, name
    assert sum(name.endswith("index.html") for name, _ in seen) > 100


def test_only_what_a_day_brings_is_analysed(ten: list[Day]) -> None:
    fourth = ten[3].made  # one article came, of an event that three days told of before
    assert fourth["articles"] == 1
    assert fourth["steps"] == 1
    assert fourth["told"] == 1


def test_pages_of_settled_events_are_not_made_again(ten: list[Day]) -> None:
    pages = [name for name, (key, _) in ten[2].stamps.items() if key]
    same = [name for name in pages if ten[3].stamps.get(name) == ten[2].stamps[name]]
    assert len(same) > len(pages) / 2


@pytest.fixture
def desk(tmp_path: Path) -> days.Desk:
    made = days.Desk(tmp_path / "desk")
    made.config.mkdir(parents=True)
    made.add(*days.FLOOD[:2], days.STRIKE)
    return made


def more_keywords(desk: days.Desk) -> None:
    (desk.config / "pipeline.yml").write_text("keywords: {per_event: 3}\n", encoding="utf-8")


def other_rights(desk: days.Desk) -> None:
    (desk.config / "outlets.yml").write_text(_OUTLETS, encoding="utf-8")


def a_name(desk: days.Desk) -> None:
    text = "names:\n  - {name: Ada Rossi, variants: [the mayor], kind: person}\n"
    (desk.config / "names.yml").write_text(text, encoding="utf-8")


def a_topic(desk: days.Desk) -> None:
    (desk.config / "topics.yml").write_text(
        "topics:\n  - {name: Water, keywords: [Tarn]}\n", encoding="utf-8"
    )


def a_rename(desk: days.Desk) -> None:
    desk.override(f"- reason: Shorter.\n  rename: {days.STRIKE.path}\n  title: Bakers on strike\n")


def an_exclusion(desk: days.Desk) -> None:
    desk.override(f"- reason: Wrong.\n  exclude: [{days.FLOOD[0].path}]\n")


def an_older_article(desk: days.Desk) -> None:
    desk.add(days.LATE, days.BRIDGE[0])


def another_text(desk: days.Desk) -> None:
    desk.change(days.FLOOD[0], "At least 12 people", "At least 14 people")


CHANGES: tuple[Callable[[days.Desk], None], ...] = (
    more_keywords, other_rights, a_name, a_topic, a_rename, an_exclusion, an_older_article, another_text,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_of_any_kind_is_seen(
    desk: days.Desk, tmp_path: Path, change: Callable[[days.Desk], None]
) -> None:
    built(desk, tmp_path / "warm", tmp_path / "cache")
    before = tree(tmp_path / "warm")
    change(desk)
    built(desk, tmp_path / "warm", tmp_path / "cache")
    built(desk, tmp_path / "cold", None)
    assert tree(tmp_path / "warm") == tree(tmp_path / "cold") != before


def test_another_day_and_back(desk: days.Desk, tmp_path: Path) -> None:
    for until in (None, date(2022, 3, 1), None):
        built(desk, tmp_path / "warm", tmp_path / "cache", until)
        built(desk, tmp_path / "cold", None, until)
        assert tree(tmp_path / "warm") == tree(tmp_path / "cold")


def test_a_cache_of_another_site_is_right(desk: days.Desk, tmp_path: Path) -> None:
    other = days.Desk(tmp_path / "other")
    other.config.mkdir(parents=True)
    other.add(days.COMET)
    built(other, tmp_path / "one", tmp_path / "cache")
    built(desk, tmp_path / "two", tmp_path / "cache")
    built(desk, tmp_path / "cold", None)
    assert tree(tmp_path / "two") == tree(tmp_path / "cold")


def test_damage_is_noticed_and_told(desk: days.Desk, tmp_path: Path) -> None:
    built(desk, tmp_path / "warm", tmp_path / "cache")
    whole = tree(tmp_path / "warm")
    for pack in (tmp_path / "cache").glob("*.pack"):
        data = bytearray(pack.read_bytes())
        data[len(data) * 2 // 3] ^= 1
        pack.write_bytes(data)
    (tmp_path / "cache" / "site.json").unlink()
    _, said = built(desk, tmp_path / "warm", tmp_path / "cache")
    assert tree(tmp_path / "warm") == whole
    assert "told" in said
    assert "damaged or not ours; made anew" in said
