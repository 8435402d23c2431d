"""Editions and the archive in a browser: every place is reached by keyboard, its reason is read, nothing overflows."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open, Site


def test_the_reason_for_a_place_unfolds_and_covers_nothing_for_good(opened: Open) -> None:
    page = opened()
    second = page.locator(".entry").nth(1)
    reason = second.locator(".rank p")
    expect(reason).to_be_hidden()
    before = second.bounding_box()
    second.locator(".rank summary").focus()
    page.keyboard.press("Enter")
    expect(reason).to_be_visible()
    expect(reason).to_contain_text("Place 2: ")
    assert second.bounding_box() == before, "nothing moves"
    page.keyboard.press("Enter")
    expect(reason).to_be_hidden()


def test_one_walks_from_day_to_day_and_to_the_month_and_back(site: Site, opened: Open) -> None:
    page = opened()
    page.get_by_role("link", name="23 January 2022").click()
    page.wait_for_url("**/2022/01/23/")
    page.get_by_role("link", name="24 January 2022").click()
    page.wait_for_url("**/2022/01/24/")
    expect(page.locator("a[rel=next]")).to_have_count(0)
    page.get_by_role("link", name="January 2022", exact=True).click()
    page.wait_for_url("**/2022/01/")
    page.get_by_role("table").get_by_role("link", name="18 8 events").press("Enter")
    page.wait_for_url("**/2022/01/18/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tuesday 18 January 2022")


@pytest.mark.parametrize("place", ["archive/", "2022/01/", "storylines/", "2022/01/18/"])
def test_nothing_is_wider_than_a_phone(opened: Open, place: str) -> None:
    page = opened(place, viewport=PHONE)
    page.locator(".rank summary").first.click() if place.endswith("18/") else None
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_storyline_is_told_in_time(site: Site, opened: Open) -> None:
    page = opened("storylines/")
    page.locator(".stories a").first.click()
    page.wait_for_url("**/storylines/*/")
    days = page.locator(".story-when").all_inner_texts()
    assert days == ["20 January 2022", "21 January 2022"]
    expect(page.locator(".told").first.locator("li").first).to_have_text("20 January New")
    page.locator(".told").first.get_by_role("link").first.click()
    page.wait_for_url("**/2022/01/20/")
