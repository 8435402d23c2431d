"""The archive: every day is found, empty ones are marked, and three years of days stay light."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import date, timedelta

from lxml import html

from digest.briefing import Briefing, Edition
from tests import making
from tests.stages.render import sample, telling
from tests.stages.render.test_edition_pages import pages, text, tree, with_idle_days

DAYS = 3 * 365


def years(days: int, held: int = 2) -> Briefing:
    """Editions of so many days up to 24 January 2022, each of one and the same event; some months hold nothing."""
    made = telling.briefing()
    entry = made.editions[0].entries[0]
    first = [date(2022, 1, 24) - timedelta(n) for n in range(days)]
    return replace(made, editions=tuple(Edition(d, (entry,) if d.month % held else (), ()) for d in first))


def archive(made: Briefing) -> html.HtmlElement:
    return tree(pages(made)["archive/"])


def cells(page: html.HtmlElement) -> dict[str, str]:
    return {a.get("href"): text(a) for a in page.xpath("//td/a")}


def test_every_day_is_a_link_with_the_number_of_its_events() -> None:
    page = archive(with_idle_days())
    assert cells(page) == {
        "../2022/01/18/": "181 event",
        "../2022/01/19/": "192 events",
        "../2022/01/20/": "201 event",
        "../2022/01/21/": "21– no event",
        "../2022/01/22/": "22– no event",
        "../2022/01/23/": "231 event",
    }
    assert [td.get("class") for td in page.xpath("//td[a]")] == ["busy-0"] * 3 + ["idle"] * 2 + ["busy-0"]
    assert not page.xpath("//nav"), "every month stands as a calendar"


def test_a_calendar_is_a_table_that_can_be_heard() -> None:
    for place in ("archive/", "2022/01/"):
        (table,) = tree(pages(with_idle_days())[place]).xpath("//table")
        assert text(table.find("caption")) == "January 2022"
        heads = table.xpath("thead/tr/th")
        assert [head.get("scope") for head in heads] == ["col"] * 7
        assert heads[0].find("abbr").get("title") == "Monday"
        assert all(len(row) == 7 for row in table.xpath("tbody/tr"))


def test_older_months_are_links_by_year() -> None:
    page = archive(years(800))
    captions = [text(caption) for caption in page.xpath("//caption")]
    assert captions[:2] == ["January 2022", "November 2021"], "a month without an event is no calendar"
    assert len(captions) == 12
    assert [text(h) for h in page.xpath("//nav//h2")] == ["2022", "2021", "2020", "2019"]
    found = [[text(li) for li in ul] for ul in page.xpath("//nav//ul")]
    assert found[0] == ["Jan 1 event"] + [""] * 11
    assert found[1][:2] == ["Jan 1 event", "Feb – no event"]
    assert found[3] == [""] * 10 + ["Nov 1 event", "Dec – no event"]
    made = pages(years(800))
    for link in page.xpath("//nav//a/@href"):
        assert link.removeprefix("../") in made


def test_three_years_of_days_stay_light() -> None:
    body = pages(years(DAYS, held=13))["archive/"].encode()
    assert len(gzip.compress(body, 6)) < 4_000
    assert len(body) < 60_000


def test_a_month_lists_its_editions_and_its_neighbours() -> None:
    page = tree(pages(with_idle_days())["2022/01/"])
    assert text(page.find(".//header/p[2]")) == "3 events in 4 editions"
    listed = [[text(part) for part in li if part.tag != "ul"] for li in page.xpath("//ol/li")]
    assert listed == [
        ["Sunday 23 January", "1 new"],
        ["21–22 January 2022", "No article arrived on these days"],
        ["Thursday 20 January", "nothing new on 1"],
        ["Wednesday 19 January", "1 new, 1 updated"],
        ["Tuesday 18 January", "1 new"],
    ]
    assert [text(li) for li in page.xpath("//ol/li[4]/ul/li")] == ["Ferry sinks", "Title of dog"]
    assert page.xpath("//ol/li/h2/a/@href") == ["23/", "20/", "19/", "18/"]
    months = pages(years(70))
    assert tree(months["2021/12/"]).xpath("//nav/a/@href") == ["../11/", "../../2022/01/"]
    assert tree(months["2022/01/"]).xpath("//nav/a/@rel") == ["prev"]


def test_a_long_edition_is_cut_in_the_list_of_its_month() -> None:
    day = date(2022, 1, 18)
    events = [making.event(making.text(making.article(f"{n}.", name=n, day=day))) for n in "abcde"]
    page = tree(pages(making.briefing(*events))["2022/01/"])
    assert [text(li) for li in page.xpath("//ol/li/ul/li")][2:] == ["Title of c", "and 2 more"]


def test_a_lone_empty_day_is_a_link_in_its_month() -> None:
    made = with_idle_days()
    lone = replace(made, editions=tuple(e for e in made.editions if e.day != date(2022, 1, 22)))
    page = tree({p.path: p.body for p in sample.site(lone).pages}["2022/01/"])
    (idle,) = page.xpath("//li[@class='idle']")
    assert (text(idle), idle.find(".//a").get("href")) == (
        "Friday 21 January No article arrived on this day",
        "21/",
    )
