"""Pages that list many events: bounded, complete by month, and settled when their month is over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from digest.briefing import Event, Page, Site
from digest.stages.render import coverage, indexes, listings
from tests import making
from tests.stages.render import sample

_FIRST = date(2021, 12, 20)


def _event(number: int, day: date | None, *keywords: str) -> Event:
    body = f"Ferry {number} sank in the harbour."
    return making.event(making.text(making.article(body, name=f"e{number:04}", day=day)), keywords=keywords)


def _events(count: int) -> Iterator[Event]:
    for number in range(count):
        yield _event(number, _FIRST + timedelta(days=number), "ferry")


def _pages(site: Site) -> dict[str, Page]:
    return {page.path: page for page in site.pages}


def _named(page: Page) -> list[str]:
    """Events that stand in a list, in its order."""
    return re.findall(r'data-event="([^"]*)"', page.body)


def test_a_short_list_is_one_page() -> None:
    site = sample.site(making.briefing(*_events(listings.NEWEST)))
    found = [path for path in _pages(site) if path.startswith("keywords/ferry/")]
    assert found == ["keywords/ferry/"]
    assert len(_named(_pages(site)["keywords/ferry/"])) == listings.NEWEST


def test_a_long_list_shows_the_newest_and_every_month() -> None:
    events = (*_events(40), _event(99, None, "ferry"))
    pages = _pages(sample.site(making.briefing(*events)))
    page = pages["keywords/ferry/"]
    assert _named(page) == [f"e{number:04}" for number in range(39, 39 - listings.NEWEST, -1)]
    months = ["2022-01/", "2021-12/", "undated/"]
    assert re.findall(r'href="((?:\d|undated)[^"]*)"', page.body) == months
    listed = [name for month in months for name in _named(pages[f"keywords/ferry/{month}"])]
    assert sorted(listed) == sorted(event.id for event in events)
    assert "41 events" in page.body
    assert "12 events" in pages["keywords/ferry/2021-12/"].body


def test_a_month_that_is_over_is_not_made_again() -> None:
    before, after = (sample.site(making.briefing(*_events(count))) for count in (40, 41))
    one, other = _pages(before), _pages(after)
    assert one["keywords/ferry/2021-12/"].body == other["keywords/ferry/2021-12/"].body
    assert one["keywords/ferry/2022-01/"].body != other["keywords/ferry/2022-01/"].body
    assert one["keywords/ferry/"].body != other["keywords/ferry/"].body


def test_the_weight_of_a_list_does_not_grow_with_the_archive() -> None:
    small, large = (_pages(sample.site(making.briefing(*_events(count)))) for count in (60, 240))
    path = "keywords/ferry/"
    assert len(large[path].body) < 1.1 * len(small[path].body)


def test_very_many_keywords_are_listed_by_how_many_share_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "INDEXED", 2)
    day = date(2022, 1, 1)
    events = [
        _event(1, day, "pier", "ferry"),
        _event(2, day, "ferry", "boat"),
        _event(3, day, "boat", "quay"),
    ]
    pages = _pages(sample.site(making.briefing(*events)))
    body = pages["keywords/"].body
    assert re.findall(r'<a href="([^"]*)"', body) == ["boat/", "ferry/"]
    assert "2 more have fewer events" in body
    assert {"keywords/pier/", "keywords/quay/"} <= pages.keys()


def test_the_files_of_a_large_archive_stand_by_month(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "FILES", 12)
    small, large = (_pages(sample.site(making.briefing(*_events(count)))) for count in (12, 20))
    assert [path for path in small if path.startswith("coverage/")] == ["coverage/"]
    assert small["coverage/"].body.count("<tr>") == 13
    assert "<tr>" not in large["coverage/"].body
    assert 'href="2022-01/"' in large["coverage/"].body
    assert 'href="2021-12/"' in large["coverage/"].body
    assert large["coverage/2021-12/"].body.count("<tr>") == 13
    assert large["coverage/2022-01/"].body.count("<tr>") == 9
