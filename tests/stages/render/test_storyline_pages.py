"""Storylines: the events in time, each with its sentence and how it was told; the list shows what moved last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from digest.briefing import Briefing, Storyline
from tests import making
from tests.stages.render import telling
from tests.stages.render.test_edition_pages import pages, text, tree


def test_events_stand_under_the_day_of_their_first_report() -> None:
    page = tree(pages(telling.briefing())["storylines/north/"])
    days = page.xpath("//ol[@class='story']/li")
    assert [text(day.find("p")) for day in days] == ["18 January 2022", "19 January 2022"]
    assert [day.find("p/a").get("href") for day in days] == ["../../2022/01/18/", "../../2022/01/19/"]
    assert [day.xpath(".//h2/a/@href") for day in days] == [["../../events/north/"], ["../../events/dog/"]]
    assert "2 events · 18–20 January 2022" in text(page.find("header"))


def test_each_event_is_told_with_its_sentence_counts_and_editions() -> None:
    page = tree(pages(telling.briefing())["storylines/north/"])
    first = page.xpath("//article")[0]
    assert first.xpath(".//q/@cite") == ["../../sources/north/#s0-38"]
    assert "3 files · 2 publishers" in text(first), "as it stands now"
    assert [text(li) for li in first.xpath(".//ul[@class='told']/li")] == [
        "18 January New",
        "19 January Updated",
        "20 January Day 3",
    ]
    assert first.xpath(".//ul[@class='told']//a/@href")[2] == "../../2022/01/20/"


def two_lines() -> Briefing:
    """The storyline of `telling`, and one that ended earlier but comes after it by name and id."""
    made = telling.briefing()
    old = [
        making.event(making.text(making.article(f"{n}.", name=f"z{n}", day=day)))
        for n, day in enumerate((date(2022, 1, 3), None))
    ]
    undated = Storyline("z0", "A zoo", ("z0", "z1"))
    events = (*made.events, *old)
    articles = tuple(article for event in events for article in event.articles)
    return replace(made, articles=articles, events=events, storylines=(undated, *made.storylines))


def test_the_list_begins_with_what_was_reported_last() -> None:
    page = tree(pages(two_lines())["storylines/"])
    rows = [[text(part) for part in li] for li in page.xpath("//ul/li")]
    assert rows == [
        ["Ferries", "2 events · 18–20 January 2022", "Newest: Ferry sinks"],
        ["A zoo", "2 events · 3 January 2022", "Newest: Title of z0"],
    ]


def test_undated_events_stand_last_and_lead_to_the_undated_edition() -> None:
    page = tree(pages(two_lines())["storylines/z0/"])
    last = page.xpath("//ol[@class='story']/li")[-1]
    assert (text(last.find("p")), last.find("p/a").get("href")) == ("Undated", "../../undated/")
    assert not last.xpath(".//ul[@class='told']")


def test_without_storylines_the_list_says_so() -> None:
    made = replace(telling.briefing(), storylines=())
    page = tree(pages(made)["storylines/"])
    assert "No event follows from another yet." in text(page)
