"""Ten editions, and every address that any of them published."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import warm_digest
from tests.serving import served
from tests.site import days

_LAST = len(days.DAYS)


@dataclass(frozen=True)
class History:
    """The site of each day, and the desk at the end."""

    desk: days.Desk
    sites: tuple[Path, ...]

    @property
    def last(self) -> Path:
        return self.sites[-1]


def build(desk: days.Desk, site: Path, *more: object) -> Path:
    done = warm_digest("build", "--content", desk.content, "--config", desk.config, "--site", site, *more)
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    folder = tmp_path_factory.mktemp("desk")
    desk = days.desk(folder / "repository")
    sites = []
    for day, happens in enumerate(days.DAYS, start=1):
        happens(desk)
        desk.commit(day)
        sites.append(build(desk, folder / f"site-{day}"))
    return History(desk, tuple(sites))


def addresses(site: Path) -> set[str]:
    files = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {path.removesuffix("index.html") for path in files if not path.startswith(("assets/", "."))}


def test_every_address_ever_published_is_served(history: History, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    days.git(tmp_path, "clone", "--quiet", str(history.desk.root), str(clone))
    site = build(days.Desk(clone), tmp_path / "site")
    lost = {a for old in history.sites for a in addresses(old)} - addresses(site)
    assert not lost
    with served(site) as root:
        for address in sorted({a for old in history.sites for a in addresses(old)}):
            with urllib.request.urlopen(root + address) as answer:
                assert answer.status == 200
    assert {p: (site / p).read_bytes() for p in files(site)} == {
        p: (history.last / p).read_bytes() for p in files(history.last)
    }


def files(site: Path) -> Iterator[str]:
    return (path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file())


@pytest.fixture(scope="module")
def growing(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Sites of a folder outside version control to which articles are only added, by day."""
    folder = tmp_path_factory.mktemp("growing")
    desk = days.Desk(folder / "desk")
    desk.config.mkdir(parents=True)
    arrivals = {
        1: (days.FLOOD[0], days.BRIDGE[0]),
        2: (days.FLOOD[1], days.STRIKE),
        4: (days.FLOOD[2], days.CHESS),
        8: (days.PIPE,),
    }
    sites = {}
    for day, reports in arrivals.items():
        desk.add(*reports)
        sites[day] = build(desk, folder / f"site-{day}")
    sites[-4] = build(desk, folder / "as-of-4", "--date", "2022-03-06")
    return sites


def test_an_old_edition_says_the_same_for_ever(growing: dict[int, Path]) -> None:
    for name in ("2022/03/02/index.html", "data/editions/2022-03-02.json", "2022/03/02/edition.html"):
        assert (growing[4] / name).read_bytes() == (growing[8] / name).read_bytes(), name
    old = (growing[8] / "2022/03/02/index.html").read_text(encoding="utf-8")
    assert "Injured in Olmo flood rise" in old
    assert "Water falls" not in old


def test_an_edition_of_a_day_is_built_again(growing: dict[int, Path]) -> None:
    again, first = tree(growing[-4]), tree(growing[4])
    assert b'"until": "2022-03-06"' in again.pop("build.json")  # what was asked for is all that differs
    assert b'"until": null' in first.pop("build.json")
    assert again == first


def test_a_day_without_an_article_has_a_page(growing: dict[int, Path]) -> None:
    page = (growing[8] / "2022/03/05/index.html").read_text(encoding="utf-8")
    assert "No article arrived" in page


def tree(site: Path) -> dict[str, bytes]:
    return {name: (site / name).read_bytes() for name in files(site)}
