"""Search: as one types, over every edition, by keyboard."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open, Site


def titles(page: Any) -> list[str]:
    return page.locator(".hits:visible > li > a:not(.all)").all_inner_texts()


def test_results_come_as_one_types(site: Site, opened: Open) -> None:
    page = opened("search/")
    box = page.get_by_role("searchbox", name="Search every edition")
    page.locator("#search-box:focus").wait_for()
    page.keyboard.type("tong")
    page.get_by_text("Results: ").wait_for()
    assert "Tonga" in titles(page)[0]
    assert page.locator(".hits mark").first.inner_text().startswith("Tong")
    box.fill("zzzz")
    page.get_by_text("No event matches “zzzz”.").wait_for()
    assert titles(page) == []


def test_every_event_is_found_by_its_title(site: Site, opened: Open) -> None:
    page = opened("search/")
    box = page.locator("#search-box")
    for event in site.events:
        box.fill(event["title"])
        page.locator(".hits a").get_by_text(" ".join(event["title"].split()), exact=True).wait_for()


def test_names_keywords_accents_and_other_scripts_are_found(site: Site, opened: Open) -> None:
    page = opened("search/")
    box = page.locator("#search-box")
    for query, expected in (
        ("hasakah prison", "ISIS fighters"),
        ("horta-osorio", "Horta-Osório"),
        ("DERRAME petroleo", "derrame de petróleo"),
        ("الحسكة", "الحسكة"),
        ("حسكة", "الحسكة"),
    ):
        box.fill(query)
        page.locator(".hits a", has_text=expected).first.wait_for()


def test_the_header_box_is_used_by_keyboard(site: Site, opened: Open) -> None:
    page = opened("about/")
    page.keyboard.press("/")
    page.keyboard.type("djokovic")
    page.locator(".found .hits a").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert "Djokovic" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.value") == "djokovic"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.locator(".found .hits").wait_for(state="hidden")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.value") == ""
    page.keyboard.type("djokovic")
    page.locator(".found .hits a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/**")


def test_enter_leads_to_all_results(site: Site, opened: Open) -> None:
    page = opened()
    page.locator(".find .box").click()
    page.keyboard.type("the")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=the")
    page.locator(".search-page .hits a").nth(3).wait_for()


def test_on_a_phone_the_link_leads_to_the_search_page(site: Site, opened: Open) -> None:
    page = opened(viewport=PHONE)
    page.locator(".find .box").wait_for(state="hidden")
    page.get_by_role("link", name="Search", exact=True).click()
    page.locator("#search-box").wait_for()


def test_markup_in_a_query_stays_text(site: Site, opened: Open) -> None:
    page = opened("search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.get_by_text("No event matches “<img").wait_for()
    expect(page.locator("main img")).to_have_count(0)


def test_nothing_is_fetched_before_the_reader_turns_to_the_box(site: Site, opened: Open) -> None:
    page = opened()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(site.address)))
    page.wait_for_timeout(100)
    assert set(fetched) <= {"assets/images/favicon.svg"}
    page.locator(".find .box").focus()
    page.wait_for_timeout(300)
    assert set(fetched) - {"assets/images/favicon.svg"} == {
        "assets/javascripts/search.js",
        "data/search/manifest.json",
        "data/search/2022-01.json",
    }
