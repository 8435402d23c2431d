"""No byte of an article, a name or a setting becomes anything but text, in any file of the site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree, html

from digest.text.escape import one_line
from tests.hostile.conftest import ADDRESS, Planted
from tests.hostile.payloads import CONTROLS, MARKUP, PAYLOADS
from tests.hostile.planting import UNPRINTABLE, file_name, is_setting, plain_text
from tests.hostile.vocabulary import Vocabulary, elements, of_site, pages, scripts

MARKS = ("__pwned", "evil.invalid")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
MAY_HOLD_TEXT = frozenset({"content", "aria-label", "title", "alt", "value", "datetime"})
CLEAN = [(number, payload) for number, payload in enumerate(PAYLOADS) if payload not in CONTROLS]


@pytest.fixture(scope="session")
def known(sample_site: Path) -> Vocabulary:
    return of_site(sample_site)


def test_the_payloads_reached_every_kind_of_page(planted: Planted) -> None:
    reached = {place.split("/")[0] for place, page in pages(planted.site) if "__pwned" in page.text_content()}
    assert {"index.html", "events", "sources", "outlets", "coverage", "2022"} <= reached


def test_pages_hold_only_what_templates_wrote(planted: Planted, known: Vocabulary) -> None:
    for place, page in pages(planted.site):
        for element in elements(page):
            assert element.tag in known.tags, (place, etree.tostring(element)[:200])
            strange = set(element.attrib) - known.attributes
            assert not strange, (place, strange, etree.tostring(element)[:200])
            assert not [name for name in element.attrib if name.startswith("on")], place
            assert set(scripts(element)) <= known.code, (place, element.text)
        comments = [c for c in page.iter(etree.Comment) if any(mark in c.text for mark in MARKS)]
        assert not comments, place


def test_attributes_hold_texts_only_where_readers_expect_them(planted: Planted) -> None:
    for place, page in pages(planted.site):
        for element in elements(page):
            for name, value in element.attrib.items():
                if any(mark in value for mark in MARKS) and name not in MAY_HOLD_TEXT:
                    is_original = name in ("href", "cite") and value.startswith("https://desk.example/")
                    assert is_original or name.startswith("data-"), (place, element.tag, name, value)


def test_links_lead_into_the_site_or_to_a_declared_original(planted: Planted, known: Vocabulary) -> None:
    for place, page in pages(planted.site):
        for element in elements(page):
            for name in {"href", "src", "action", "formaction", "poster", "data", "xlink:href"} & set(
                element.attrib
            ):
                address = element.get(name)
                inside = not re.match(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", address, re.IGNORECASE)
                original = element.tag == "a" and address.startswith("https://desk.example/")
                assert inside or original or address in known.outside or address.startswith(ADDRESS), (
                    place,
                    address,
                )
                assert not re.search(r"[\s<>\"\\]", address), (place, address)


def test_pages_lead_on_only_inside_the_site(planted: Planted) -> None:
    for place, page in pages(planted.site):
        for directive in page.xpath("//meta[@http-equiv]"):
            if directive.get("http-equiv") == "refresh":
                target = re.fullmatch(r"0; url=((?:\.\./)*[a-z0-9/-]*)", directive.get("content"))
                assert target, place
                assert (planted.site / place).parent.joinpath(target[1]).resolve().is_dir(), place
            else:
                assert directive.get("http-equiv") == "Content-Security-Policy", place


def test_no_article_was_left_out_by_a_fault_of_ours(planted: Planted) -> None:
    assert [p for p in planted.data["problems"] if "bug in digest" in p["message"]] == []


def test_headings_and_names_hold_no_control_characters(planted: Planted) -> None:
    for place, page in pages(planted.site):
        shown = page.xpath("//title | //h1 | //h2 | //h3 | //bdi | //caption")
        texts = [e.text_content() for e in shown] + page.xpath("//@content | //@aria-label")
        for text in texts:
            assert not BIDI.search(text), (place, text)
            assert not CONTROL.search(text), (place, text)
        assert "\0" not in page.text_content(), place


def test_every_file_is_published_or_named(planted: Planted) -> None:
    told = {problem["path"] for problem in planted.data["problems"]}
    published = {article["path"] for article in planted.articles.values()}
    files = {
        p.relative_to(planted.content).as_posix()
        for p in planted.content.rglob("articles/**/*")
        if p.is_file()
    }
    unprintable = {name for name in files if UNPRINTABLE.search(name)}
    assert files - published - told == unprintable  # their names are told as escapes
    assert len([path for path in told if re.search(r"\\[xnrt]", path)]) == len(unprintable)
    for number, payload in CLEAN:
        assert text_file(payload) in published or UNPRINTABLE.search(payload)
        assert f"articles/2022/02/{number % 28 + 1:02d}/p{number:03d}.md" in published


def test_declared_fields_are_shown_as_written(planted: Planted) -> None:
    assert len(CLEAN) > 150
    records = {a["id"]: a for a in planted.articles.values() if a["path"] == "articles/records.jsonl"}
    for number, payload in CLEAN:
        folder = f"articles/2022/02/{number % 28 + 1:02d}/p{number:03d}"
        wanted = one_line(payload)
        record = records.get(payload) or records[f"id{number}"]
        for article in (planted.articles[f"{folder}.md"], record):
            assert article["title"] == wanted
            assert article["licence"] == wanted
            page = _page(planted, article["url"])
            assert [one_line(h.text_content()) for h in page.iter("h1")] == [wanted]
            assert wanted in one_line(page.findtext(".//title"))
            assert wanted in one_line(page.text_content())
        assert record["outlet"] == (payload if is_setting(payload) else f"desk{number}")


def test_saved_pages_declare_text(planted: Planted) -> None:
    shown = 0
    for number, payload in CLEAN:
        article = planted.articles.get(f"articles/2022/02/{number % 28 + 1:02d}/p{number:03d}.html")
        if article is not None:
            assert article["title"] == one_line(payload)
            shown += 1
    assert shown > 150


def test_texts_are_served_and_shown_as_the_file_has_them(planted: Planted) -> None:
    for number, payload in CLEAN:
        if UNPRINTABLE.search(payload):
            continue
        article = planted.articles[text_file(payload)]
        served = (planted.site / "data" / article["text_url"]).resolve().read_bytes()
        assert served.decode() == plain_text(number, payload).removeprefix("\ufeff")
        page = one_line(_page(planted, article["url"]).text_content()).replace(" ", "")
        for line in served.decode().splitlines():
            assert _bare(line) in _bare(page), (article["path"], line)
        assert _bare(article["path"]) in _bare(page)


def test_markdown_articles_keep_markup_as_text(planted: Planted) -> None:
    for number, payload in enumerate(MARKUP):
        article = planted.articles[f"articles/2022/02/{number % 28 + 1:02d}/p{number:03d}.md"]
        body = (planted.site / "data" / article["text_url"]).resolve().read_text(encoding="utf-8")
        assert one_line(payload) in one_line(body)
        page = _bare(_page(planted, article["url"]).text_content())
        for line in body.splitlines():
            assert _bare(line) in page, (article["path"], line)


def text_file(payload: str) -> str:
    return f"articles/folder {file_name(payload)}/{file_name(payload)}.txt"


def _bare(text: str) -> str:
    """Without white space, which pages collapse, and without what they strip; citation marks stand between words."""
    return re.sub(r"\s+", "", one_line(text))


def _page(planted: Planted, url: str) -> Any:
    place = f"{url.removeprefix('../')}index.html"
    return next(page for name, page in pages(planted.site) if name == place)


# ── other files ──────────────────────────────────────────────────────────────────────────


def test_names_of_files_are_plain(planted: Planted) -> None:
    for path in planted.site.rglob("*"):
        name = path.relative_to(planted.site).as_posix()
        assert re.fullmatch(r"[A-Za-z0-9._/-]+", name), name
        assert not path.is_symlink()
        assert len(path.name) <= 90


def test_feed_and_sitemap_hold_payloads_as_text(planted: Planted, sample_site: Path) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, dtd_validation=False)
    found = list(planted.site.rglob("*.xml"))
    assert {"feed.xml", "sitemap.xml"} <= {path.name for path in found}
    titles = {one_line(event["title"]) for event in planted.data["events"]}
    for path in found:
        tree = etree.parse(path, parser)
        usual = {e.tag for e in etree.parse(sample_site / path.name, parser).iter()}
        assert {e.tag for e in tree.iter()} <= usual
        assert not tree.docinfo.doctype
        for address in [*tree.xpath("//@href"), *(e.text for e in tree.iter("{*}loc"))]:
            assert address.startswith(ADDRESS)
    feed = etree.parse(planted.site / "feed.xml", parser)
    shown = {e.text for e in feed.iterfind("{*}entry/{*}title")}
    assert shown <= titles
    assert any("<" in title for title in shown)


def test_readers_of_feeds_find_text_only(planted: Planted) -> None:
    feeds = sorted(planted.site.rglob("feed.xml"))
    assert len(feeds) > 100
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.bozo_exception)
        items = json.loads(path.with_name("feed.json").read_bytes())["items"]
        assert [item["id"] for item in items] == [entry.id for entry in feed.entries]
        for item in items:
            body = html.fragment_fromstring(item["content_html"], create_parent="div")
            assert {e.tag for e in body.iter()} <= {"div", "p", "q", "a", "ul", "li", "bdi"}, path
            assert {name for e in body.iter() for name in e.attrib} <= {"href", "cite", "lang", "dir"}, path
            assert all(link.startswith(ADDRESS) for _, _, link, _ in body.iterlinks()), path


def test_json_holds_payloads_as_text(planted: Planted, sample_site: Path) -> None:
    described = json.loads((planted.site / "data/events.schema.json").read_text(encoding="utf-8"))
    for path in planted.site.rglob("*.json"):
        keys = set(_keys(json.loads(path.read_text(encoding="utf-8"))))
        usual = sample_site / path.relative_to(planted.site)
        if usual.is_file():
            assert keys <= {*_keys(json.loads(usual.read_text(encoding="utf-8"))), *_keys(described)}, path
        assert not {"injected", "__proto__"} & keys
    for place, page in pages(planted.site):
        for script in page.xpath("//script[contains(@type, 'json')]"):
            assert json.loads(script.text), place


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _keys(item)
    elif isinstance(value, list):
        for item in value:
            yield from _keys(item)


def test_drawings_hold_no_scripts(planted: Planted) -> None:
    for path in planted.site.rglob("*.svg"):
        for element in etree.parse(path).iter():
            assert not str(element.tag).endswith(("script", "foreignObject")), path
            assert not [
                name for name in element.attrib if name.startswith("on") or "javascript:" in element.get(name)
            ]


def test_payloads_stand_only_in_files_whose_kind_is_checked(planted: Planted) -> None:
    checked = {".html", ".xml", ".json", ".txt", ".svg"}
    for path in planted.site.rglob("*"):
        if path.is_file() and path.suffix not in checked:
            data = path.read_bytes()
            assert not any(mark.encode() in data for mark in MARKS), path


def test_the_report_on_the_terminal_holds_no_escapes(planted: Planted) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\x9b]", planted.done.stderr)
