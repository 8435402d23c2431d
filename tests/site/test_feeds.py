"""What the built site offers to feed readers, mail and other programs."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import jsonschema
import pytest
from lxml import html

from tests.stages.render.json_feed_schema import SCHEMA

ADDRESS = "https://briefing.example/base/"


@pytest.fixture(scope="module")
def feeds(sample_site: Path) -> dict[str, Any]:
    """Every Atom feed by the address of its folder."""
    return {
        path.parent.relative_to(sample_site).as_posix() + "/": feedparser.parse(path.read_bytes())
        for path in sorted(sample_site.rglob("feed.xml"))
    }


def test_feedparser_reads_every_feed(feeds: dict[str, Any]) -> None:
    kinds = {folder.split("/")[0] for folder in feeds}
    assert kinds == {".", "archive", "keywords", "outlets", "storylines"}
    for folder, feed in feeds.items():
        assert not feed.bozo, (folder, feed.bozo_exception)
        assert feed.version == "atom10"
        ids, updated = ([entry[name] for entry in feed.entries] for name in ("id", "updated"))
        assert 0 < len(ids) == len(set(ids)) <= 50
        assert updated == sorted(updated, reverse=True)
        assert feed.feed.updated == updated[0]
    assert len({feed.feed.id for feed in feeds.values()}) == len(feeds)


def test_every_link_of_a_feed_leads_into_the_site(feeds: dict[str, Any], sample_site: Path) -> None:
    for folder, feed in feeds.items():
        links = {link["href"] for entry in (feed.feed, *feed.entries) for link in entry.links}
        for entry in feed.entries:
            links |= {
                link for _, _, link, _ in html.fragment_fromstring(entry.content[0].value, "p").iterlinks()
            }
        assert urljoin(ADDRESS, folder.removeprefix("./") + "feed.xml") in links
        for link in links:
            assert link.startswith(ADDRESS), (folder, link)
            path = sample_site / link.removeprefix(ADDRESS).partition("#")[0]
            assert path.is_file() or (path / "index.html").is_file(), (folder, link)


def test_every_json_feed_is_one_and_says_the_same(feeds: dict[str, Any], sample_site: Path) -> None:
    for folder, feed in feeds.items():
        found = json.loads((sample_site / folder / "feed.json").read_bytes())
        jsonschema.validate(found, SCHEMA)
        assert [item["id"] for item in found["items"]] == [entry.id for entry in feed.entries]
        assert [item.get("date_published") for item in found["items"]] == [
            e.get("published") for e in feed.entries
        ]


def test_pages_lead_to_their_feeds(feeds: dict[str, Any], sample_site: Path) -> None:
    for folder in feeds:
        page = html.document_fromstring((sample_site / folder / "index.html").read_bytes())
        named = page.xpath("//link[@rel='alternate']/@href")
        assert {urljoin("http://x/", name) for name in named} >= {"http://x/feed.xml"} or folder != "./"
        if folder not in ("./",):
            assert {"./feed.xml", "./feed.json"} <= set(named)
        assert [a for a in page.xpath("//a/@href") if a.endswith("feed.json")]


def test_editions_are_files_of_their_own(sample_site: Path) -> None:
    found = sorted(sample_site.rglob("edition.html"))
    listed = json.loads((sample_site / "data/editions.json").read_bytes())["editions"]
    assert len(found) == len(listed) > 10
    for path in found:
        page = html.document_fromstring(path.read_bytes())
        (style,) = page.iter("style")
        policy = f"'sha256-{base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()}'"
        assert policy in page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert not page.xpath("//script | //img | //@style | //link[@rel != 'canonical']")
        assert all(a.startswith((ADDRESS, "#source-")) for a in page.xpath("//@href | //@cite"))
        assert path.stat().st_size < 100_000
        parent = html.document_fromstring((path.parent / "index.html").read_bytes())
        assert "edition.html" in {address.removeprefix("./") for address in parent.xpath("//a/@href")}


def test_data_of_editions_keeps_to_its_schema(sample_site: Path) -> None:
    schema = json.loads((sample_site / "data/edition.schema.json").read_bytes())
    found = sorted((sample_site / "data/editions").iterdir())
    assert len(found) > 10
    for path in found:
        data = json.loads(path.read_bytes())
        jsonschema.validate(data, schema, format_checker=jsonschema.FormatChecker())
        assert data["day"] == (path.stem if path.stem != "undated" else None)
        assert [entry["rank"] for entry in data["entries"]] == [*range(1, len(data["entries"]) + 1)]


def test_the_build_is_described(sample_site: Path) -> None:
    built = json.loads((sample_site / "build.json").read_bytes())
    events = json.loads((sample_site / "data/events.json").read_bytes())["events"]
    paths = {article["path"] for event in events for article in event["articles"]}
    assert {item["path"] for item in built["inputs"]} == paths
    assert built["edition"] == "2022-01-24"
    assert str(Path.home()) not in (sample_site / "build.json").read_text(encoding="utf-8")
