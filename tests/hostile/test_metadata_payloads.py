"""What pages say of themselves to other programs: Open Graph, JSON-LD, feeds' links, the picture of an event."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from lxml.html import HtmlElement
from PIL import Image

from digest.text.escape import one_line
from tests.hostile.conftest import ADDRESS, Planted
from tests.hostile.test_markup import CLEAN
from tests.hostile.vocabulary import DATA_BLOCK, pages
from tests.serving import served

KINDS = {"CollectionPage", "WebPage", "WebSite", "NewsArticle", "Organization", "BreadcrumbList", "ListItem"}
FIELDS = {
    "@context", "@type", "name", "url", "datePublished", "dateModified", "citation", "isBasedOn", "hasPart",
    "breadcrumb", "itemListElement", "position", "item", "headline", "creditText", "publisher", "license",
    "copyrightNotice",
}  # fmt: skip


def blocks(planted: Planted) -> Iterator[tuple[str, str]]:
    """The JSON-LD of each page that has some."""
    for place, page in pages(planted.site):
        found = page.xpath(f"//script[@type='{DATA_BLOCK}']")
        assert len(found) <= 1, place
        yield from ((place, block.text) for block in found)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a value."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(part)


def properties(page: HtmlElement) -> list[tuple[str, str]]:
    return [(meta.get("property"), meta.get("content")) for meta in page.xpath("//meta[@property]")]


def test_each_block_is_json_that_ends_where_it_should(planted: Planted) -> None:
    seen = 0
    for place, block in blocks(planted):
        assert not set("<>&\u2028\u2029") & set(block), place
        seen += "__pwned" in block
        for one in objects(json.loads(block)):
            assert one.keys() <= FIELDS, (place, one.keys() - FIELDS)
            assert one.get("@type") in KINDS, place
    assert seen > 500, "the payloads reached the blocks"


def test_addresses_in_blocks_are_ours_or_declared_originals(planted: Planted) -> None:
    for place, block in blocks(planted):
        for one in objects(json.loads(block)):
            for name in ("url", "item"):
                original = one.get("@type") == "NewsArticle" and name == "url"
                starts = ("https://", "http://") if original else ADDRESS
                assert one.get(name, ADDRESS).startswith(starts), (place, one[name])
            assert one.get("license", "https://").startswith(("https://", "http://")), place


def test_titles_are_told_as_written(planted: Planted) -> None:
    told = {
        one["headline"]
        for _, block in blocks(planted)
        for one in objects(json.loads(block))
        if "headline" in one
    }
    shown = {
        content for _, page in pages(planted.site) for name, content in properties(page) if name == "og:title"
    }
    for _, payload in CLEAN:
        assert one_line(payload) in told
        assert one_line(payload) in shown


def test_no_payload_adds_a_property(planted: Planted) -> None:
    for place, page in pages(planted.site):
        names = [name for name, _ in properties(page)]
        assert len(set(names)) == len(names), place
        for name, content in properties(page):
            if name in ("og:url", "og:image"):
                assert content.startswith(ADDRESS), place
            if name == "og:image":
                assert (planted.site / content.removeprefix(ADDRESS)).is_file(), place


def test_every_card_is_a_picture(planted: Planted) -> None:
    cards = sorted(planted.site.glob("events/*/card.png"))
    assert {event["id"] for event in planted.data["events"]} <= {card.parent.name for card in cards}
    for card in cards[:: max(1, len(cards) // 50)]:
        with Image.open(io.BytesIO(card.read_bytes())) as picture:
            assert picture.size == (1200, 630)
            assert not picture.info
            picture.verify()


def test_a_browser_runs_no_block_and_reports_none(planted: Planted, browser: Any) -> None:
    places = [place for place, block in blocks(planted) if "\\u003c" in block]
    context = browser.new_context()
    seen: list[str] = []
    context.on("console", lambda message: seen.append(message.text))
    context.on("weberror", lambda error: seen.append(str(error.error)))
    with served(planted.site) as origin:
        page = context.new_page()
        for place in places[:: max(1, len(places) // 12)]:
            page.goto(origin + place)
            text = page.locator(f"script[type='{DATA_BLOCK}']").first.text_content()
            assert json.loads(text)["@context"] == "https://schema.org"
            assert page.evaluate("self.__pwned") is None
    context.close()
    assert [text for text in seen if "404" not in text] == []


@pytest.mark.parametrize("name", ["og:title", "og:description", "og:image:alt"])
def test_text_in_properties_is_on_one_line(planted: Planted, name: str) -> None:
    for place, page in pages(planted.site):
        for found, content in properties(page):
            assert found != name or content == one_line(content), place
