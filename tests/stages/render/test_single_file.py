"""An edition as one file: it stands alone, says what its day knew, and every sentence in it is cited."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import html

from digest.briefing import Edition, Entry, Standing, Status
from digest.text.escape import one_line
from tests import making
from tests.stages.render import sample, telling

EVIL = "</style><script>alert(1)</script><img src=x>\"'&lt;b&gt;\x00\x0b\ufffe{{ 7777*7 }}{% raw %}</q>"
PLACE = "2022/01/19/edition.html"


def files(made: telling.Briefing, url: str = "https://briefing.example/base/") -> dict[str, str]:
    return {asset.path: asset.content for asset in sample.site(made, url=url).assets}


def tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def test_it_shows_what_is_new_and_what_changed_with_sources() -> None:
    page = tree(files(telling.briefing())[PLACE])
    said = [one_line(e.text_content()) for e in page.xpath("//section[1]//p")]
    assert said == [
        "Updated · 2 files · 2 publishers · 2 independent texts",
        "At least 30 people died off Port Ash. North: Ferry sinks, 18 January 2022 [1]",
        "1 new independent text",
        "people: dead: At least 30 people → Over 50 people "
        "North: Ferry sinks, 18 January 2022 [1]; South: Title of south, 19 January 2022 [2]",
        "A second wreck lies beside it. South: Title of south, 19 January 2022 [2]",
    ]
    assert [one_line(e.text_content()) for e in page.xpath("//li")] == [
        "Title of dog New",
        "North: Ferry sinks, 18 January 2022",
        "South: Title of south, 19 January 2022",
    ]
    numbers = {e.get("id") for e in page.iter("li")}
    assert {e.removeprefix("#") for e in page.xpath("//a/@href") if e.startswith("#")} <= numbers


def test_copies_bring_no_new_facts() -> None:
    page = tree(files(telling.briefing())["2022/01/20/edition.html"])
    assert "No new facts: 1 more copy of known texts" in one_line(page.text_content())
    assert "Day 3" in page.text_content()


def test_it_does_not_change_when_later_editions_come() -> None:
    made = telling.briefing()
    assert files(made)[PLACE] == files(telling.until(made, telling.SECOND))[PLACE]


@pytest.mark.parametrize("evil", ["", EVIL])
@pytest.mark.parametrize("url", ["https://briefing.example/base/", ""])
def test_it_stands_alone(evil: str, url: str) -> None:
    text = files(telling.briefing(evil), url)[PLACE]
    page = tree(text)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = page.iter("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert policy == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]
    assert not page.xpath(
        "//script | //img | //*[@src] | //*[@style] | //link[@rel!='canonical'] | //form | //base"
    )
    assert not re.search(r"url\(|@import", style.text)
    assert "prefers-color-scheme: dark" in style.text
    assert "@media print" in style.text
    outside = [
        a for a in page.xpath("//@href | //@cite") if not a.startswith(url or "../../../") and a[0] != "#"
    ]
    assert not outside
    assert "60481729" not in text
    if evil:
        assert one_line(evil) in one_line(page.text_content())


def test_a_full_edition_is_not_cut_by_mail_programs() -> None:
    day = date(2022, 1, 18)
    entries = []
    for number in range(100):
        sentences = [f"In place {number}, {word} {'people left the flooded valley ' * 8}." for word in "abcd"]
        article = making.article(
            " ".join(sentences), name=f"n{number}", title="A long title of an event " * 6, day=day
        )
        cited = [making.passage(article, sentence) for sentence in sentences]
        event = making.event(making.text(article), lede=cited[0], sentences=cited[1:])
        entries.append(Entry(event, Status.NEW, 1, Standing(1, 0, 900)))
    made = making.briefing(*(entry.event for entry in entries))
    made = replace(made, editions=(Edition(day, tuple(entries[:12]), tuple(entries[12:])),))
    text = files(made)["2022/01/18/edition.html"]
    assert 40_000 < len(text.encode()) < 100_000
    assert "and 28 more events" in text
