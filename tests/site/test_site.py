"""The built site of the sample content, as readers and programs get it."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import jsonschema
import pytest
from lxml import etree, html

from digest.adapters.audit import audit
from tests.conftest import ROOT

GOLD = json.loads((ROOT / "tests/golden/sample_events.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def data(sample_site: Path) -> dict:
    return json.loads((sample_site / "data/events.json").read_text(encoding="utf-8"))


def page(site: Path, url: str) -> etree._Element:
    path = urlsplit(urljoin("http://x/data/events.json", url)).path.lstrip("/")
    return html.fromstring((site / path / "index.html").read_text(encoding="utf-8"))


def test_the_audit_proves_the_site(sample_site: Path) -> None:
    assert audit(sample_site).faults == ()


def test_the_data_keeps_to_its_schema(data: dict, sample_site: Path) -> None:
    schema = json.loads((sample_site / "data/events.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema, format_checker=jsonschema.FormatChecker())


def test_every_sample_file_is_in_exactly_one_event(data: dict) -> None:
    published = [article["path"] for event in data["events"] for article in event["articles"]]
    files = [path for path in (ROOT / "content/articles").rglob("*.*") if path.is_file()]
    records = [
        line for path in files if path.suffix == ".jsonl" for line in path.read_text().splitlines() if line
    ]
    assert {path.relative_to(ROOT / "content").as_posix() for path in files} == set(published)
    assert len(published) == len(files) + len(records) - sum(path.suffix == ".jsonl" for path in files)


def test_every_summary_sentence_is_the_span_it_cites(data: dict, sample_site: Path) -> None:
    for event in data["events"]:
        texts = {
            a["id"]: (sample_site / urljoin("/data/x", a["text_url"]).lstrip("/")).read_bytes()
            for a in event["articles"]
        }
        assert event["summary"], event["title"]
        for sentence in event["summary"]:
            assert (
                texts[sentence["article"]].decode()[sentence["start"] : sentence["end"]] == sentence["text"]
            )


def test_a_txt_file_is_served_unchanged(data: dict, sample_site: Path) -> None:
    plain = [a for event in data["events"] for a in event["articles"] if a["path"].endswith(".txt")]
    assert plain
    for article in plain:
        served = sample_site / urljoin("/data/x", article["text_url"]).lstrip("/")
        assert served.read_bytes() == (ROOT / "content" / article["path"]).read_bytes()


def test_an_event_page_names_its_files_and_links_their_pages(data: dict, sample_site: Path) -> None:
    for event in data["events"]:
        tree = page(sample_site, event["url"])
        assert len(tree.xpath("//h1")) == 1
        assert tree.xpath("string(//h1)").split() == event["title"].split()
        shown = tree.text_content()
        links = {urljoin(f"/{event['url'].removeprefix('../')}", link) for link in tree.xpath("//a/@href")}
        for article in event["articles"]:
            assert article["path"] in shown
            assert urljoin("/data/x", article["url"]) in links


def test_a_citation_lands_on_its_passage_and_leads_back(data: dict, sample_site: Path) -> None:
    event = max(data["events"], key=lambda e: len(e["articles"]))
    for sentence in event["summary"]:
        source, _, anchor = sentence["url"].partition("#")
        passage = page(sample_site, source).get_element_by_id(anchor)
        assert passage.text_content().split() == sentence["text"].split()
        back = [a.get("href") for a in passage.getparent().iter("a") if "/#c" in a.get("href", "")]
        assert back, "no way back from the passage"


def test_copies_are_told_from_texts(data: dict) -> None:
    copy_of = {a["path"]: a["copy_of"] for event in data["events"] for a in event["articles"]}
    path_of = {a["id"]: a["path"] for event in data["events"] for a in event["articles"]}
    pairs = {frozenset((path, path_of[original])) for path, original in copy_of.items() if original}
    assert pairs == {frozenset(pair) for pair in GOLD["copies"]}


def test_the_feed_and_sitemap_are_well_formed_and_absolute(data: dict, sample_site: Path) -> None:
    atom = {"a": "http://www.w3.org/2005/Atom"}
    feed = etree.fromstring((sample_site / "feed.xml").read_bytes())
    links = feed.xpath("//a:entry/a:link/@href", namespaces=atom)
    assert len(links) == min(50, len(data["events"]))
    assert all(link.startswith("https://briefing.example/base/events/") for link in links)
    assert len(set(feed.xpath("//a:id/text()", namespaces=atom))) == len(links) + 1
    places = etree.fromstring((sample_site / "sitemap.xml").read_bytes()).xpath(
        "//*[local-name()='loc']/text()"
    )
    pages = {
        p.relative_to(sample_site).as_posix().removesuffix("index.html")
        for p in sample_site.rglob("index.html")
        if b'http-equiv="refresh"' not in p.read_bytes()
    }
    listed = {place.removeprefix("https://briefing.example/base/") for place in places}
    assert listed <= pages
    assert pages - listed == {"corrections/"}, "only the publisher's own pages are not made by the pipeline"


def test_the_front_page_is_the_newest_edition(sample_site: Path) -> None:
    front = html.fromstring((sample_site / "index.html").read_text(encoding="utf-8"))
    assert "24 January 2022" in front.text_content()
    assert " new" in front.text_content()


def test_no_page_asks_another_site_for_anything(sample_site: Path) -> None:
    for path in sample_site.rglob("*.html"):
        tree = html.fromstring(path.read_text(encoding="utf-8"))
        loaded = tree.xpath(
            "//script/@src | //img/@src | //iframe/@src | //link[@rel='stylesheet' or @rel='preload']/@href"
        )
        assert not [address for address in loaded if "//" in address], path
