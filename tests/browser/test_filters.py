"""The filters of an edition."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.conftest import Open, Site


def shown(page: Any) -> list[str]:
    return page.locator(".entry:visible h2, .brief:visible > a").all_inner_texts()


@pytest.mark.parametrize("kind", ["topics", "outlets", "keywords", "langs"])
def test_a_filter_leaves_the_events_that_it_counts(site: Site, opened: Open, kind: str) -> None:
    page = opened()
    if kind == "keywords" and not page.locator("[data-kind=keywords]").count():
        page.goto(f"{site.address}2022/01/18/")
    page.evaluate("document.querySelector('.filters details').open = true")
    all_events = shown(page)
    button = page.locator(f"button[data-kind={kind}]").last
    count = int(button.locator("small").inner_text())
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert 0 < len(shown(page)) == count <= len(all_events)
    assert f"{count} of {len(all_events)}" in page.locator(".shown").inner_text()
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == all_events


def test_languages_are_named(site: Site, opened: Open) -> None:
    page = opened()
    page.locator(".filters summary").click()
    page.get_by_role("button", name=re.compile("Arabic")).wait_for()


def test_kinds_narrow_and_choices_of_a_kind_widen(site: Site, opened: Open) -> None:
    page = opened()
    page.locator(".filters summary").click()
    topics = page.locator("button[data-kind=topics]")
    topics.nth(0).click()
    one = len(shown(page))
    topics.nth(1).click()
    both = len(shown(page))
    page.locator("button[data-kind=outlets]").last.click()
    assert one <= both
    assert len(shown(page)) <= both


def test_the_address_keeps_the_choice_and_the_way_back_finds_it(site: Site, opened: Open) -> None:
    page = opened()
    page.locator("button[data-kind=topics]").first.click()
    narrowed = shown(page)
    assert "?topics=" in page.url
    page.locator(".entry:visible h2 a").first.click()
    page.wait_for_url("**/events/**")
    page.go_back()
    assert shown(page) == narrowed
    page.reload()
    assert shown(page) == narrowed


def test_filters_are_used_by_keyboard(site: Site, opened: Open) -> None:
    page = opened()
    first = page.locator("button[data-kind=topics]").first
    first.focus()
    page.keyboard.press("Space")
    assert first.get_attribute("aria-pressed") == "true"
    page.keyboard.press("Enter")
    assert first.get_attribute("aria-pressed") == "false"
