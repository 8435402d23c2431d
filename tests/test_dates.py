"""From files to editions: which days articles get, and what is said of dates that are not believed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from digest import pipeline
from digest.adapters import content
from digest.config import EditionPolicy, Override, Settings
from digest.errors import DigestError
from digest.model import Manuscript

BODY = "Two men were rescued on Sunday after the river rose by three metres, the fire brigade said."
FIRST, SECOND = "articles/2022/01/23/a.md", "articles/2022/01/24/b.md"


def write(root: Path, files: dict[str, str | None]) -> None:
    """Files with a declared date, or with none."""
    for path, declared in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        matter = f"---\ntitle: Floods\ndate: {declared}\n---\n" if declared else ""
        (root / path).write_text(f"{matter}{BODY} {path}.\n", encoding="utf-8")


def read(root: Path, settings: Settings = Settings(), until: date | None = None) -> pipeline.Reading:  # noqa: B008
    manuscripts = [found for found in content.read(root) if isinstance(found, Manuscript)]
    return pipeline.read(manuscripts, settings, until)


def days(found: pipeline.Reading) -> dict[str, tuple[str, str]]:
    """The days of publication and edition of each article."""
    return {a.path: (str(a.date), str(a.edition)) for a in found.articles}


def said(found: pipeline.Reading) -> list[str]:
    return [str(problem) for problem in sorted(found.problems)]


def test_nothing_has_a_day(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": None, "b.md": None, "c.md": "yesterday"})
    found = read(tmp_path)
    assert set(days(found).values()) == {("None", "None")}
    assert said(found) == [
        "c.md:3: date: 'yesterday' in front matter: not a full ISO date (2022-01-23); the date is left out"
    ]
    (edition,) = pipeline.brief(pipeline.analyse(found, Settings()), Settings()).editions
    assert edition.day is None
    assert {a.path for e in edition.entries for a in e.event.articles} == {"a.md", "b.md", "c.md"}


def test_an_old_report_belongs_to_the_edition_of_its_arrival(tmp_path: Path) -> None:
    write(tmp_path, {FIRST: "1998-05-01", SECOND: None})
    found = read(tmp_path)
    assert days(found) == {FIRST: ("1998-05-01", "2022-01-23"), SECOND: ("None", "2022-01-24")}
    assert said(found) == []


def test_a_file_put_into_the_folder_of_a_day_long_past_belongs_to_that_day(tmp_path: Path) -> None:
    late = "articles/2021/06/01/late.md"
    write(tmp_path, {SECOND: "2022-01-24", late: "2021-05-31"})
    found = read(tmp_path)
    assert days(found) == {late: ("2021-05-31", "2021-06-01"), SECOND: ("2022-01-24", "2022-01-24")}
    assert days(read(tmp_path, until=date(2021, 12, 31))) == {late: ("2021-05-31", "2021-06-01")}


def test_a_date_after_its_arrival_is_not_believed(tmp_path: Path) -> None:
    write(tmp_path, {FIRST: "2022-01-25", SECOND: "2022-01-25"})
    found = read(tmp_path)
    assert days(found) == {FIRST: ("None", "2022-01-23"), SECOND: ("2022-01-25", "2022-01-24")}
    (problem,) = said(found)
    assert problem.startswith(f"{FIRST}:3: date: '2022-01-25' in front matter: in the future")


def test_a_file_without_arrival_must_have_come_by_the_newest(tmp_path: Path) -> None:
    write(tmp_path, {"articles/a.md": "2022-01-25", "articles/b.md": "2022-01-26", SECOND: None})
    found = read(tmp_path)
    assert days(found) == {
        "articles/a.md": ("2022-01-25", "2022-01-25"),
        "articles/b.md": ("None", "None"),
        SECOND: ("None", "2022-01-24"),
    }
    assert [problem.partition(":")[0] for problem in said(found)] == ["articles/b.md"]


def test_where_nothing_says_when_files_came_declared_dates_are_believed(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "2022-01-25", "b.md": "2222-01-26"})
    found = read(tmp_path)
    assert days(found)["b.md"] == ("2222-01-26", "2222-01-26")
    assert said(found) == []


@pytest.mark.parametrize("folder", ["9999/12/31", "2022/13/45", "2022/02/30", "0000/00/00", "2022/1/5"])
def test_a_folder_that_is_no_day_is_told_and_harms_nobody(tmp_path: Path, folder: str) -> None:
    odd = f"articles/{folder}/a.md"
    write(tmp_path, {odd: "2022-01-20", SECOND: None, "articles/c.md": "2022-01-21"})
    found = read(tmp_path)
    assert days(found) == {
        odd: ("2022-01-20", "2022-01-20"),
        "articles/c.md": ("2022-01-21", "2022-01-21"),
        SECOND: ("None", "2022-01-24"),
    }
    assert said(found) == [
        f"{odd}: the folder {folder} is no day (2022/01/23); the file counts as without arrival"
    ]


def test_the_time_zone_and_the_cut_off_of_the_settings_hold(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "2022-01-23T21:30:00-05:00", "b.md": "2022-01-23 18:00", "c.md": "2022-01-23"})
    late = Settings(edition=EditionPolicy(time_zone="America/New_York", cut_off="18:00"))
    assert days(read(tmp_path, late)) == {
        "a.md": ("2022-01-23", "2022-01-24"),
        "b.md": ("2022-01-23", "2022-01-24"),
        "c.md": ("2022-01-23", "2022-01-23"),
    }
    assert days(read(tmp_path))["a.md"] == ("2022-01-24", "2022-01-24")


def test_records_of_one_id_are_two_articles_and_a_correction_names_one(tmp_path: Path) -> None:
    for path in ("articles/2022/01/23/a.jsonl", "articles/2022/01/24/a.jsonl"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(f'{{"id": "7", "text": "{BODY}"}}\n' * 2, encoding="utf-8")
    found = read(tmp_path)
    assert [a.id for a in found.articles] == ["7", "7~2", "7~3", "7~4"]
    assert len({a.slug for a in found.articles}) == 4
    without = read(tmp_path, Settings(overrides=(Override("false", exclude=("7~3",)),)))
    assert [a.id for a in without.articles] == ["7", "7~2", "7~4"]
    with pytest.raises(DigestError, match="is 2 articles; give the id of one"):
        read(tmp_path, Settings(overrides=(Override("all", exclude=("articles/2022/01/24/a.jsonl",)),)))
