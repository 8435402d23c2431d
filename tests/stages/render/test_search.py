"""The index of the search: every event once, in the part of its newest day, with nothing but its own words."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from digest.briefing import Asset
from digest.config import Settings
from digest.stages.render import search
from digest.stages.render.library import Library
from tests.stages.render import sample
from tests.wording import ENGLISH


def assets(evil: str = "") -> dict[str, Asset]:
    briefing = sample.briefing(evil)
    return {asset.path: asset for asset in search.index(Library(briefing, ENGLISH, Settings().outlets))}


def test_every_event_stands_in_one_part() -> None:
    found = assets()
    manifest = json.loads(found["data/search/manifest.json"].content)
    parts = {
        part["name"]: json.loads(found[f"data/search/{part['name']}.json"].content)
        for part in manifest["parts"]
    }
    ids = sorted(entry[0] for part in parts.values() for entry in part["events"])
    assert ids == sorted(event.id for event in sample.briefing("").events)
    assert {part["name"]: part["events"] for part in manifest["parts"]} == {
        name: len(part["events"]) for name, part in parts.items()
    }
    assert manifest["fulltext"] == []


def test_an_entry_holds_the_words_of_its_event() -> None:
    (event,) = (event for event in sample.briefing("").events if event.id == "north")
    part = json.loads(assets()[f"data/search/{search.month(event.days)}.json"].content)
    (entry,) = (entry for entry in part["events"] if entry[0] == "north")
    assert entry[1] == " ".join(event.title.split())
    assert event.summary.lede is not None
    assert entry[2] == " ".join(event.summary.lede.passage.text.split())
    assert entry[3] == event.days[-1].isoformat()
    assert entry[5] == [keyword.text.strip() for keyword in event.keywords]
    for text in event.texts:
        title = " ".join(text.article.title.split())
        assert title in {entry[1], *entry[5]} or title in entry[6]


def test_the_newest_month_comes_first_and_the_undated_last() -> None:
    assert search.month([date(2022, 1, 31), date(2021, 12, 1)]) == "2021-12"  # it never moves on
    assert search.month([]) == "undated"
    names = [part["name"] for part in json.loads(assets()["data/search/manifest.json"].content)["parts"]]
    dated = [name for name in names if name != "undated"]
    assert dated == sorted(dated, reverse=True)
    assert names == dated + ["undated"] * ("undated" in names)


@given(st.lists(st.text(max_size=3000), max_size=400))
def test_parts_keep_order_lose_nothing_and_stay_small(texts: list[str]) -> None:
    entries = [[text.encode("utf-8", "replace").decode()] for text in texts]
    cut = list(search.parts(entries))
    assert [entry for part in cut for entry in part] == entries
    for part in cut:
        size = sum(len(search.as_json(entry).encode()) for entry in part)
        assert size <= search.PART_BYTES or len(part) == 1


def test_a_long_month_is_cut_into_parts() -> None:
    entries = [[f"{number}" * 900] for number in range(1000)]
    assert len(list(search.parts(entries))) > 3
