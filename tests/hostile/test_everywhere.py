"""The same payloads in all that a site holds beside its pages: what was corrected, feeds, editions in each form."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mkdocs
from lxml import etree, html
from PIL import Image

from digest.adapters.cards import HEIGHT, WIDTH, Painter
from digest.briefing import Card
from digest.text.escape import one_line
from tests.hostile.conftest import Planted
from tests.hostile.payloads import PAYLOADS
from tests.hostile.planting import CHANGED, earlier, is_setting
from tests.hostile.test_markup import CLEAN
from tests.hostile.vocabulary import kind, pages

SUFFIXES = {".html", ".xml", ".json", ".txt", ".css", ".js", ".png", ".svg", ""}
ATOM = "{http://www.w3.org/2005/Atom}"


def text_of(site: Path, place: str) -> str:
    """The text of a page, on one line."""
    return one_line(html.document_fromstring((site / place).read_bytes()).text_content())


def test_every_kind_of_page_of_a_usual_site_holds_payloads(planted: Planted, sample_site: Path) -> None:
    kinds = {kind(place, page) for place, page in pages(planted.site)}
    assert {kind(place, page) for place, page in pages(sample_site)} - kinds == set()
    shapes = {each.partition(" ")[0] for each in kinds if "page-notice" in each}
    assert {"events/*/index.html", "sources/*/index.html", "keywords/*/index.html"} <= shapes


def test_there_is_no_other_kind_of_file(planted: Planted) -> None:
    """No table for spreadsheets, above all: no cell can be a formula."""
    found = {path.suffix for path in planted.site.rglob("*") if path.is_file()}
    assert found - SUFFIXES == set()


def test_what_was_taken_out_is_shown_as_text(planted: Planted) -> None:
    noted = {c["article"]: c["revisions"] for c in planted.data["corrections"]}
    files = {article["path"]: article for article in planted.articles.values()}
    shown = 0
    for number, payload in CLEAN:
        if number % CHANGED:
            continue
        article = files[f"articles/2022/02/{number % 28 + 1:02d}/p{number:03d}.md"]
        before = {revision["field"]: revision["before"] for revision in noted[article["id"]]}
        assert before["title"] == one_line(f"Once {payload}")
        place = f"{article['url'].removeprefix('../')}index.html"
        if "text" in before:  # a sentence that Markdown or its own stops left whole
            assert one_line(before["text"]) in text_of(planted.site, place)
            shown += one_line(before["text"]) == one_line(earlier(number, payload))
    assert shown > 20


def test_removed_files_and_records_say_so_under_their_names(planted: Planted) -> None:
    gone = planted.data["withdrawn"]
    assert len(gone) > 90
    for each in gone:
        place = f"sources/{each['slug']}/index.html"
        assert one_line(each["path"]) in text_of(planted.site, place)
        assert (planted.site / f"events/{each['slug']}/index.html").is_file()


def test_an_edition_says_the_same_in_each_form(planted: Planted) -> None:
    listed = sorted((planted.site / "data/editions").glob("*.json"))
    assert len(listed) > 20
    held = 0
    for path in listed:
        edition = json.loads(path.read_bytes())
        place = edition["url"].removeprefix("../../")
        forms = [text_of(planted.site, f"{place}{name}.html") for name in ("index", "edition")]
        for entry in edition["entries"]:
            title = one_line(entry["title"])
            assert all(title in form for form in forms), (place, title)
            held += "__pwned" in title
    assert held > 50


def atom(path: Path) -> Iterator[tuple[str, str]]:
    """Title of a feed, then ids and titles of its entries."""
    tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    yield "", tree.findtext(f"{ATOM}title")
    for entry in tree.iter(f"{ATOM}entry"):
        yield entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}title") or ""


def test_feeds_are_named_as_written(planted: Planted) -> None:
    named: dict[str, set[str]] = {}
    for path in planted.site.rglob("feed.xml"):
        found: dict[str, Any] = json.loads(path.with_name("feed.json").read_bytes())
        (_, title), *entries = atom(path)
        assert found["title"] == title, path
        assert [(item["id"], item["title"]) for item in found["items"]] == entries, path
        named.setdefault(path.relative_to(planted.site).parts[0], set()).add(title)
    assert {"outlets", "keywords", "storylines"} <= named.keys()
    outlets = {one_line(payload) for number, payload in CLEAN if is_setting(payload)}
    assert outlets <= {title.removesuffix(" – The Digest") for title in named["outlets"]}


def test_the_record_of_the_build_holds_names_of_files_only(planted: Planted) -> None:
    found = json.loads((planted.site / "build.json").read_bytes())
    texts = [text for text in _texts(found) if "__pwned" in text]
    assert set(texts) <= {path for path in _paths(planted) if "__pwned" in path}
    assert texts


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(part)


def _paths(planted: Planted) -> set[str]:
    return {p.relative_to(planted.content).as_posix() for p in planted.content.rglob("articles/**/*")}


def test_any_text_gives_a_picture() -> None:
    painter = Painter(Path(mkdocs.__file__).parent / "themes/readthedocs/css/fonts")
    for payload in PAYLOADS[::9]:
        card = Card("a.png", payload, payload * 3, payload, (payload, payload), 3, 2)
        with Image.open(io.BytesIO(painter.draw(card))) as picture:
            assert picture.size == (WIDTH, HEIGHT)
            picture.verify()
