from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import html

from digest.briefing import Page, Site
from digest.stages.render import metadata
from digest.text.escape import json_block
from tests import making
from tests.stages.render import sample
from tests.wording import ENGLISH

ADDRESS = "https://briefing.example/"


def page(made: Site, path: str) -> Page:
    (found,) = (page for page in made.pages if page.path == path)
    return found


def properties(of: Page) -> dict[str, str]:
    """Open Graph and the like, by name."""
    tree = html.fragment_fromstring(of.head, create_parent=True)
    metas = [(meta.get("property") or meta.get("name"), meta.get("content")) for meta in tree.iter("meta")]
    assert len(dict(metas)) == len(metas), "a name stands twice"
    return dict(metas)


def data(of: Page) -> Any:
    """The JSON-LD."""
    (block,) = html.fragment_fromstring(of.head, create_parent=True).xpath(
        "script[@type='application/ld+json']"
    )
    return json.loads(block.text)


SITE = sample.site(sample.briefing(), url=ADDRESS)
NO_ADDRESS = sample.site(sample.briefing(), url="")


def test_a_preview_of_an_event_shows_its_card() -> None:
    assert properties(page(SITE, "events/north/")) == {
        "og:title": "Ferry sinks",
        "og:description": page(SITE, "events/north/").description,
        "og:type": "website",
        "og:site_name": "The Briefing",
        "og:locale": "en_GB",
        "og:url": f"{ADDRESS}events/north/",
        "og:image": f"{ADDRESS}events/north/card.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "The Briefing · Ferry sinks · 18 January 2022 · 3 files · 2 publishers · "
        "2 independent texts",
        "twitter:card": "summary_large_image",
    }


def test_each_card_has_its_event_and_each_preview_its_card() -> None:
    cards = {f"{ADDRESS}{card.path}" for card in SITE.cards}
    assert len(cards) == 2
    assert {image for p in SITE.pages if (image := properties(p).get("og:image"))} == cards


def test_without_an_address_nothing_is_absolute() -> None:
    for of in NO_ADDRESS.pages:
        assert not {"og:url", "og:image"} & properties(of).keys(), of.path
        assert properties(of)["twitter:card"] == "summary"
        if "ld+json" in of.head:
            shown = data(of)
            assert "breadcrumb" not in shown
            assert "url" not in shown
            assert all("url" not in part for part in shown.get("hasPart", ()))


def test_every_page_has_a_title_and_its_own_address() -> None:
    for of in SITE.pages:
        found = properties(of)
        assert found["og:title"] == of.title
        assert found["og:url"] == ADDRESS + of.path
        assert found.get("og:description", "") == of.description


def test_a_title_in_a_language_without_a_known_territory_declares_none() -> None:
    assert "og:locale" not in properties(page(SITE, "sources/south/"))


def test_an_event_cites_its_sources_and_is_no_article() -> None:
    shown = data(page(SITE, "events/north/"))
    assert shown["@type"] == "CollectionPage"
    assert shown["datePublished"] == "2022-01-18"
    assert shown["citation"] == [
        {
            "@type": "NewsArticle",
            "headline": "Ferry sinks",
            "creditText": "Jo",
            "publisher": {"@type": "Organization", "name": "North"},
            "datePublished": "2022-01-18",
            "copyrightNotice": "CC",
            "url": "https://north.example/a?b=1&c=2",
        },
        {
            "@type": "NewsArticle",
            "headline": "Title of south",
            "publisher": {"@type": "Organization", "name": "South"},
        },
        {"@type": "NewsArticle", "headline": "Title of copy"},
    ]


def test_the_way_to_a_source_leads_through_its_event() -> None:
    shown = data(page(SITE, "sources/south/"))
    assert [(step["position"], step["name"], step.get("item")) for step in shown["breadcrumb"]["itemListElement"]] == [
        (1, "The Briefing", ADDRESS),
        (2, "Ferry sinks", f"{ADDRESS}events/north/"),
        (3, "Title of south", None),
    ]  # fmt: skip
    assert [one["headline"] for one in shown["isBasedOn"]] == ["Title of south"]


def test_the_front_page_is_the_site() -> None:
    shown = data(page(SITE, ""))
    assert (shown["@type"], shown["name"], shown["url"]) == ("WebSite", "The Briefing", ADDRESS)
    assert shown["hasPart"][0]["url"] == f"{ADDRESS}events/alone/"


def test_every_address_on_the_way_is_a_page() -> None:
    known = {ADDRESS + of.path for of in SITE.pages}
    for of in SITE.pages:
        if "ld+json" in of.head:
            steps = data(of).get("breadcrumb", {}).get("itemListElement", ())
            assert {step["item"] for step in steps if "item" in step} <= known, of.path


@pytest.mark.parametrize(
    ("licence", "field"),
    [("https://licences.example/by", "license"), ("CC BY, see http://x", "copyrightNotice")],
)
def test_a_licence_is_an_address_or_a_notice(licence: str, field: str) -> None:
    source = making.article("It sank.", licence=licence)
    shown = json.loads(metadata.Describer("S", ADDRESS).source(source, "sources/a/", ()))
    (work,) = shown["isBasedOn"]
    assert work[field] == licence
    assert not {"license", "copyrightNotice"} - {field} & work.keys()


@pytest.mark.parametrize("count", [1, 3, 40])
def test_sources_are_listed_while_there_is_room(count: int) -> None:
    texts = [
        making.text(making.article("It sank.", name=f"a{at:02d}", title="Long " * 8)) for at in range(count)
    ]
    block = metadata.Describer("S", ADDRESS).event(making.event(*texts), "events/a/")
    cited = json.loads(block)["citation"]
    assert cited
    assert len(block.encode()) <= metadata.DATA_BYTES
    assert len(cited) == min(count, len(cited))
    assert count < 5 or 1 < len(cited) < count


def test_at_least_one_source_is_listed() -> None:
    long = making.article("It sank.", url="https://long.example/" + "a" * 2000)
    block = metadata.Describer("S", ADDRESS).event(making.event(making.text(long)), "events/a/")
    assert json.loads(block)["citation"][0]["url"] == long.url


def test_an_event_of_several_days_says_when_it_last_changed() -> None:
    days = (date(2022, 1, 30), date(2022, 2, 2))
    texts = [making.text(making.article("It sank.", name=f"a{day}", day=day)) for day in days]
    shown = json.loads(metadata.Describer("S", ADDRESS).event(making.event(*texts), "events/a/"))
    assert (shown["datePublished"], shown["dateModified"]) == ("2022-01-30", "2022-02-02")


# ── hostile ──────────────────────────────────────────────────────────────────────────────

EVIL = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    ']]> --> " \' \\ \\" \\u003c/script>',
    "&lt;/script&gt; &amp; \u2028 \u2029 \u0000 end",
    '"><meta property="og:url" content="https://evil.invalid/">',
    "{{ 7777*7 }}{% raw %}",
)


@pytest.mark.parametrize("evil", EVIL)
def test_no_text_leaves_its_place(evil: str) -> None:
    for of in sample.site(sample.briefing(evil), name=f"Site {evil}").pages:
        tree = html.fragment_fromstring(of.head, create_parent=True)
        assert {element.tag for element in tree} <= {"meta", "link", "script"}, of.path
        assert len(tree.xpath("script")) <= 1
        assert len(tree.xpath("meta[@property='og:url']")) == 1
        assert not tree.xpath("//comment()")
        assert "54439" not in of.head
        for block in tree.xpath("script"):
            assert not set("<>&\u2028\u2029") & set(block.text)
            json.loads(block.text)


def test_hostile_text_is_still_told() -> None:
    evil = EVIL[0]
    of = page(sample.site(sample.briefing(evil)), "events/north/")
    assert properties(of)["og:title"] == f"Ferry {evil} sinks"
    assert data(of)["citation"][0]["headline"] == f"Ferry {evil} sinks"


def test_a_block_is_the_same_value_whatever_it_holds() -> None:
    value = {"a": ["</script>", "&lt;", "\u2028\u2029", 'q"', "back\\slash", "عربي"]}
    assert json.loads(json_block(value)) == value
    assert not set("<>&\u2028\u2029 ") & set(json_block(value))


# ── cards ────────────────────────────────────────────────────────────────────────────────


def test_a_card_says_nothing_that_is_true_on_one_day_only() -> None:
    first, later = (making.article("It sank.", name=name, day=date(2022, 1, day), outlet="North")
                    for name, day in (("a", 30), ("b", 31)))  # fmt: skip
    made = metadata.card(making.event(making.text(first, later)), "The  Briefing\n", ENGLISH)
    assert made.path == "events/a/card.png"
    assert (made.site, made.headline, made.days) == ("The Briefing", "Title of a", "30–31 January 2022")
    assert made.counts == ("2 files", "1 publisher", "1 independent text")
    assert (made.files, made.texts) == (2, 1)


def test_a_card_without_publishers_counts_none() -> None:
    made = metadata.card(making.event(making.text(making.article("It sank."))), "S", ENGLISH)
    assert made.counts == ("1 file", "1 independent text")
    assert replace(made, days="") != made
    assert made.days == "undated"


@pytest.mark.parametrize(
    ("words", "end"), [("word " * 60, "word…"), ("w" * 300, "ww…"), ("word " * 39, "word")]
)
def test_a_description_ends_after_a_word(words: str, end: str) -> None:
    source = making.article(words.strip() + ".", name="a", day=date(2022, 1, 30))
    lede = making.passage(source, words.strip())
    made = sample.site(making.briefing(making.event(making.text(source), lede=lede)))
    description = page(made, "events/a/").description
    assert description.endswith(end)
    assert len(description) <= 200
