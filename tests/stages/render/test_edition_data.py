"""The data of editions keeps to its schema, says what the day knew, and no more than rights allow."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from digest.config import Outlet, Rights, Settings
from tests.conftest import ROOT
from tests.stages.render import sample, telling

SCHEMA = json.loads((ROOT / "templates/data/edition.schema.json").read_text(encoding="utf-8"))
EVIL = '\x00\u2028</script>"\\ud800'


def editions(made: telling.Briefing, settings: Settings = Settings()) -> dict[str, Any]:  # noqa: B008 (frozen)
    found = {asset.path: asset.content for asset in sample.site(made, settings).assets}
    return {path: json.loads(text) for path, text in found.items() if path.startswith("data/edition")}


@pytest.mark.parametrize("evil", ["", EVIL])
def test_every_edition_keeps_to_the_schema(evil: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    found = editions(telling.briefing(evil))
    assert found.pop("data/edition.schema.json") == SCHEMA
    listed = found.pop("data/editions.json")
    assert [f"data/{edition['data']}" for edition in listed["editions"]] == [*found]
    assert [edition["counts"] for edition in listed["editions"]] == [
        data["counts"] for data in found.values()
    ]
    for data in found.values():
        jsonschema.validate(data, SCHEMA, format_checker=jsonschema.FormatChecker())


def test_an_edition_says_what_changed() -> None:
    data = editions(telling.briefing())["data/editions/2022-01-19.json"]
    assert (data["day"], data["url"]) == ("2022-01-19", "../../2022/01/19/")
    assert data["counts"] == {"new": 1, "updated": 1, "continuing": 0, "files": 3}
    updated, new = data["entries"]
    assert (updated["rank"], updated["leads"], updated["status"], updated["day_number"]) == (
        1,
        True,
        "updated",
        2,
    )
    assert updated["counts"] == {"files": 2, "texts": 2, "outlets": 2, "characters": 80}
    assert updated["change"]["since"] == "2022-01-18"
    assert updated["change"]["texts"] == ["south"]
    (figure,) = updated["change"]["figures"]
    assert [figure["before"]["text"], figure["after"]["text"]] == ["At least 30 people", "Over 50 people"]
    assert figure["after"]["sentence"] == [0, 27]
    assert figure["after"]["url"] == "../../sources/south/#s0-27"
    assert (new["rank"], new["leads"], new["status"], new["change"]) == (2, False, "new", None)


def test_an_edition_does_not_change_when_later_ones_come() -> None:
    made = telling.briefing()
    then = editions(telling.until(made, telling.SECOND))
    now = editions(made)
    for day in ("2022-01-18", "2022-01-19"):
        assert now[f"data/editions/{day}.json"] == then[f"data/editions/{day}.json"]


def test_of_an_excerpt_the_source_page_shows_what_the_edition_cites() -> None:
    settings = Settings(outlets=(Outlet("South", rights=Rights.EXCERPT),))
    site = sample.site(telling.briefing(), settings)
    (page,) = (page.body for page in site.pages if page.path == "sources/south/")
    data = editions(telling.briefing(), settings)["data/editions/2022-01-19.json"]
    change = data["entries"][0]["change"]
    cited = [*change["sentences"], *(figure["after"] for figure in change["figures"])]
    assert len(cited) == 2
    for passage in cited:
        assert f'id="{passage["url"].partition("#")[2]}"' in page
