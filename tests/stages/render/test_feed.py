"""Feeds say the same thing once: ids stay, dates move with new texts only, and text stays text."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import feedparser
import jsonschema
import pytest
from lxml import etree, html

from digest.briefing import Briefing, Edition, Entry, Standing, Status
from digest.text.escape import one_line
from tests import making
from tests.stages.render import sample, telling
from tests.stages.render.json_feed_schema import SCHEMA

EVIL = "]]>&lt;b&gt;<script>alert(1)</script>\"'&amp;\x00\x0b\x1f\ufffe\uffff\u2028{{ 7*7 }}</content>\\u0000"
KINDS = ("", "archive/", "keywords/ash/", "outlets/south-0dd2dae4dd/", "storylines/north/")


def files(
    made: Briefing, url: str = "https://briefing.example/", name: str = "The Briefing"
) -> dict[str, str]:
    return {asset.path: asset.content for asset in sample.site(made, url=url, name=name).assets}


def parsed(text: str) -> Any:
    found = feedparser.parse(text.encode("utf-8"))
    assert not found.bozo, found.bozo_exception
    return found


@pytest.mark.parametrize("url", ["https://briefing.example/base/", ""])
@pytest.mark.parametrize("evil", ["", EVIL])
def test_every_feed_is_valid(url: str, evil: str) -> None:
    made = files(telling.briefing(evil), url, f"The {evil} Briefing")
    feeds = {path: text for path, text in made.items() if path.endswith("feed.xml")}
    assert {f"{folder}feed.xml" for folder in KINDS} <= feeds.keys()
    for path, text in feeds.items():
        found = parsed(text)
        ids = [entry.id for entry in found.entries]
        updated = [entry.updated for entry in found.entries]
        assert ids
        assert len(set(ids)) == len(ids)
        assert sorted(updated, reverse=True) == updated
        assert found.feed.updated == updated[0]
        own = [link.href for link in found.feed.links if link.rel == "self"]
        assert own == ([url + path] if url else [])
        as_json = json.loads(made[path.replace(".xml", ".json")])
        jsonschema.validate(as_json, SCHEMA, format_checker=jsonschema.FormatChecker())
        assert [item["id"] for item in as_json["items"]] == ids
        assert as_json.get("feed_url", "") == (url and url + path.replace(".xml", ".json"))
        assert all(item["url"].startswith(url) for item in as_json["items"])


def test_the_schema_of_json_feeds_refuses_what_is_none() -> None:
    made = json.loads(files(telling.briefing())["feed.json"])
    for broken in (made | {"version": "1"}, made | {"items": [{"id": 1}]}, made | {"title": None}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, SCHEMA)


@pytest.mark.parametrize("folder", KINDS)
def test_hostile_text_stays_text(folder: str) -> None:
    made = files(telling.briefing(EVIL), name=f"The {EVIL} Briefing")
    tree = etree.fromstring(made[f"{folder}feed.xml"].encode())
    atom = {"a": "http://www.w3.org/2005/Atom"}
    titles = tree.xpath("//a:title/text()", namespaces=atom)
    assert one_line(f"The {EVIL} Briefing") in titles[0]
    contents = tree.xpath("//a:content/text()", namespaces=atom)
    items = json.loads(made[f"{folder}feed.json"])["items"]
    assert contents == [item["content_html"] for item in items]
    assert titles[1:] == [item["title"] for item in items]
    for content in contents:
        body = html.fragment_fromstring(content, create_parent=True)
        assert {e.tag for e in body.iter()} <= {"div", "p", "q", "a", "ul", "li", "bdi"}
        assert {name for e in body.iter() for name in e.attrib} <= {"href", "cite", "lang", "dir"}
        assert one_line(EVIL) in body.text_content()


def test_a_copy_is_no_update() -> None:
    made = telling.briefing()
    before, after = (files(telling.until(made, day))["feed.xml"] for day in (telling.SECOND, telling.THIRD))
    dates = [{e.id: (e.published, e.updated) for e in parsed(text).entries} for text in (before, after)]
    assert dates[0] == dates[1]
    assert dates[1]["tag:digest.invalid,2022:event/north"] == ("2022-01-18T00:00:00Z", "2022-01-19T00:00:00Z")


def test_a_new_text_is_an_update_under_the_same_id() -> None:
    made = telling.briefing()
    for day in (telling.FIRST, telling.SECOND):
        entries = {e.id: e for e in parsed(files(telling.until(made, day))["feed.xml"]).entries}
        assert entries["tag:digest.invalid,2022:event/north"].updated == f"{day}T00:00:00Z"


def test_editions_of_earlier_days_do_not_change() -> None:
    made = telling.briefing()
    now = json.loads(files(made)["archive/feed.json"])["items"]
    then = json.loads(files(telling.until(made, telling.SECOND))["archive/feed.json"])["items"]
    assert now[1:] == then
    assert [item["title"] for item in now] == [
        "Thursday 20 January 2022: nothing new on 1",
        "Wednesday 19 January 2022: 1 new, 1 updated",
        "Tuesday 18 January 2022: 1 new",
    ]


def test_a_keyword_has_a_feed_from_its_second_event_on() -> None:
    made = files(telling.briefing())
    assert {"keywords/ash/feed.xml", "keywords/ash/feed.json"} <= made.keys()
    assert not [path for path in made if path.startswith(("keywords/dog/", "keywords/ferry", "topics/"))]
    assert [e.title for e in parsed(made["keywords/ash/feed.xml"]).entries] == ["Title of dog", "Ferry sinks"]


def test_pages_name_their_feeds() -> None:
    pages = {page.path: page for page in sample.site(telling.briefing()).pages}
    wanted = {
        "keywords/ash/": "./", "outlets/south-0dd2dae4dd/": "./", "storylines/north/": "./", "archive/": "./",
        "": "archive/", "2022/01/19/": "../../../archive/",
    }  # fmt: skip
    for path, folder in wanted.items():
        head = html.fragment_fromstring(pages[path].head, create_parent=True)
        links = {e.get("type"): e.get("href") for e in head.xpath(".//link[@rel='alternate']")}
        assert links == {
            "application/atom+xml": f"{folder}feed.xml", "application/feed+json": f"{folder}feed.json",
        }  # fmt: skip
        shown = html.fragment_fromstring(pages[path].body, create_parent=True).xpath(".//a/@href")
        assert {f"{folder}feed.xml", f"{folder}feed.json"} <= {*shown, *(f"./{address}" for address in shown)}
    for path in ("keywords/dog/", "events/north/", "sources/north/"):
        assert "feed+json" not in pages[path].head
        assert "feed.json" not in pages[path].body


def test_undated_events_come_last_and_never_look_new() -> None:
    undated = making.event(making.text(making.article("No date here.", name="undated")))
    made = telling.briefing()
    both = replace(
        made,
        events=(*made.events, undated),
        articles=(*made.articles, *undated.articles),
        editions=(*made.editions, Edition(None, (Entry(undated, Status.NEW, 1, Standing(1, 0, 13)),), ())),
    )
    found = files(both)
    entries = parsed(found["feed.xml"]).entries
    assert entries[-1].updated == "1970-01-01T00:00:00Z"
    assert "published" not in entries[-1]
    assert "date_modified" not in json.loads(found["feed.json"])["items"][-1]
    assert "undated" not in found["archive/feed.xml"]


def many(days: int) -> Briefing:
    """An event with one keyword and outlet on each of many days."""
    found = []
    for number in range(days):
        day = date(2022, 1, 1) + timedelta(days=number)
        body = f"The {number}th ferry sank. " + "It was raining on the quay when they came. " * 4
        article = making.article(body, name=f"n{number}", day=day, outlet="South")
        found.append(
            making.event(making.text(article), lede=making.passage(article, body.strip()), keywords=["ash"])
        )
    return making.briefing(*found)


def test_feeds_stay_small() -> None:
    made = files(many(60))
    sizes = {path: len(parsed(text).entries) for path, text in made.items() if path.endswith("feed.xml")}
    assert sizes == {
        "feed.xml": 50, "archive/feed.xml": 14, "keywords/ash/feed.xml": 20, "outlets/south-0dd2dae4dd/feed.xml": 20,
    }  # fmt: skip
    assert (
        max(len(text) for path, text in made.items() if "/feed." in path or path.startswith("feed."))
        < 100_000
    )
