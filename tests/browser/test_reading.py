"""From the front page to the highlighted sentence and back: by mouse, by keyboard, without scripts, on paper."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open, Site

MARK = ".page-event .event-main q ~ a"
HIGHLIGHT = "e => getComputedStyle(e).backgroundColor"


def citations(page: Any) -> Any:
    return page.locator(MARK)


def test_the_front_page_is_read_in_thirty_seconds(site: Site, opened: Open) -> None:
    page = opened()
    assert page.locator("h1").inner_text() == "Monday 24 January 2022"
    assert "new" in page.locator(".summary").inner_text()
    entries = page.locator(".entry")
    assert 1 <= entries.count() <= 12
    for entry in entries.all():
        assert 1 <= entry.locator("q").count() <= 3, "a sentence, and what changed"
        assert entry.locator("a.cite").count() == entry.locator("q").count()
        assert "independent text" in entry.locator(".counts").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_citation_lands_on_the_highlighted_sentence_and_leads_back(
    site: Site, opened: Open, scripts: bool
) -> None:
    page = opened(java_script_enabled=scripts) if not scripts else opened()
    page.locator(".entry h2 a").first.click()
    cite = citations(page).first
    quoted = page.locator("main .lede q").first.inner_text()
    cite.click()
    passage = page.locator(".passage:target")
    assert " ".join(passage.text_content().split()).startswith(quoted.split(".")[0][:40])
    other = page.locator(".passage:not(:target)").first
    if scripts:
        assert passage.evaluate(HIGHLIGHT) != other.evaluate(HIGHLIGHT)
    page.locator(".passage:target + .back").click()
    assert "/events/" in page.url
    expect(page.locator(f"{MARK}:target")).to_have_count(1)


def test_a_citation_shows_outlet_and_sentence_on_hover_and_focus(site: Site, opened: Open) -> None:
    page = opened(site.place(site.event()["url"]))
    cite = citations(page).first
    card = cite.locator("q, small").first
    card.wait_for(state="hidden")
    cite.hover()
    card.wait_for()
    assert card.inner_text().strip()
    page.mouse.move(2, 2)
    card.wait_for(state="hidden")
    cite.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card.wait_for()


def test_the_keyboard_alone_is_enough(site: Site, opened: Open) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.entry h2 a')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/**")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches('{MARK}')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/**#s*")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "back", "the way back is the next stop"
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/**#c*")


def test_the_sections_open_on_a_phone(site: Site, opened: Open) -> None:
    page = opened(viewport=PHONE)
    archive = page.get_by_role("navigation", name="Sections").get_by_role("link", name="Archive")
    archive.wait_for(state="hidden")
    page.get_by_role("button", name="Sections").click()
    archive.click()
    assert page.url == f"{site.address}archive/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_reader_chooses_the_colours(site: Site, opened: Open, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    paper = "getComputedStyle(document.body).backgroundColor"
    system = page.evaluate(paper)
    assert (sum(map(int, system.strip("rgb()").split(","))) > 380) == (scheme == "light")
    button = page.locator(".scheme:visible")
    seen = []
    for _ in range(3):
        button.click()
        seen.append(page.evaluate(paper))
    assert len(set(seen)) == 2
    assert seen[2] == system, "the third click leads back to the system's colours"
    button.click()
    chosen = page.evaluate(paper)
    page.reload()
    assert page.evaluate(paper) == chosen, "the choice is remembered"


def test_right_to_left_texts_run_from_right_to_left(site: Site, opened: Open) -> None:
    page = opened(site.place(site.event("ar")["url"]))
    for selector in ("h1", ".lede"):
        assert page.locator(selector).first.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator("h1").get_attribute("lang") == "ar"
    citations(page).first.click()
    assert page.locator(".passage:target").evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_an_event_prints_on_paper(site: Site, opened: Open) -> None:
    page = opened(site.place(site.event()["url"]))
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF-")
    assert 1 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 12
    page.emulate_media(media="print")
    page.locator(".masthead").wait_for(state="hidden")
    page.locator(".colophon").wait_for(state="hidden")
    page.locator(".lede").wait_for()
    ink = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(map(int, ink.strip("rgb()").split(",")[:3])) > 700, "paper is white"


def test_without_scripts_every_tool_says_what_to_do_instead(site: Site, opened: Open) -> None:
    page = opened(java_script_enabled=False)
    expect(page.locator(".scheme:visible")).to_have_count(0)
    page.locator(".filters-first a").first.click()
    assert "/topics/" in page.url
    assert page.locator(".entry").count() > 0
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url(f"{site.address}search/")
    page.locator(".search-ways a").first.wait_for()
    page.locator(".search-page input").wait_for(state="hidden")
    expect(page.locator(".search-ways a")).to_have_count(5)
    page.goto(f"{site.address}memory/")
    page.locator(".no-script").wait_for()
    expect(page.locator(".memory button:visible")).to_have_count(0)
