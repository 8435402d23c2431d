"""A briefing that has stopped says so: the browser tells the age of the newest edition, of 24 January 2022."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open, Site

DAY = "Monday 24 January 2022"


@pytest.mark.parametrize(
    ("now", "zone", "age"),
    [
        ("2022-01-24T12:00:00Z", "UTC", ""),
        ("2022-01-26T23:59:00Z", "UTC", ""),
        ("2022-01-27T00:01:00Z", "UTC", "3 days"),
        ("2022-03-24T12:00:00Z", "UTC", "59 days"),
        ("2022-01-26T16:00:00Z", "Asia/Tokyo", "3 days"),  # the 27th for this reader
        ("2022-01-27T03:00:00Z", "America/Los_Angeles", ""),  # still the 26th
        ("2021-12-31T12:00:00Z", "UTC", ""),  # a clock that is wrong
    ],
)
def test_the_front_page_tells_its_age_on_the_readers_day(
    site: Site, opened: Open, now: str, zone: str, age: str
) -> None:
    page = opened("about/", own=True, timezone_id=zone)
    page.clock.set_fixed_time(datetime.fromisoformat(now))
    page.goto(site.address)
    note = page.get_by_role("status").and_(page.locator(".stale"))
    expect(page.get_by_role("heading", level=1)).to_have_text(DAY)
    if age:
        expect(note).to_have_text(f"This edition is {age} old. No newer one has been published.")
        expect(note).to_be_visible()
    else:
        expect(page.locator(".filters .shown")).to_have_count(1)  # the scripts have run
        expect(page.locator(".stale")).to_be_hidden()


def test_a_page_that_stood_open_tells_it_when_it_is_looked_at_again(site: Site, opened: Open) -> None:
    page = opened("about/", own=True)
    page.clock.install(time=datetime.fromisoformat("2022-01-26T12:00:00Z"))
    page.goto(site.address)
    expect(page.locator(".stale")).to_be_hidden()
    page.clock.set_fixed_time(datetime.fromisoformat("2022-01-29T12:00:00Z"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".stale")).to_contain_text("5 days old")


def test_no_other_page_has_an_age(opened: Open) -> None:
    for place in ("2022/01/24/", "2022/01/23/", "archive/"):
        page = opened(place)
        page.locator("body").wait_for()
        expect(page.locator(".stale")).to_have_count(0)


def test_without_scripts_the_day_is_plain_to_see(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(DAY)
    assert heading.bounding_box()["y"] < PHONE["height"] / 3
    expect(page.locator(".stale")).to_be_hidden()
