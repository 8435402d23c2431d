"""What the browser remembers: read, new, muted; carried to another browser; nothing where storage is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import Open, Site

KEY = "digest:/base/:memory"
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused', 'SecurityError'); } });"


def memory(page: Any) -> Any:
    return json.loads(page.evaluate(f"localStorage.getItem({KEY!r})"))


def shown(page: Any) -> int:
    return page.locator(".entry:visible, .brief:visible").count()


def test_an_event_is_marked_as_read_by_hand_and_by_opening_it(site: Site, opened: Open) -> None:
    page = opened()
    first, second = page.locator(".entry").nth(0), page.locator(".entry").nth(1)
    button = first.get_by_role("button", name="Mark as read")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert "is-read" in first.get_attribute("class")
    second.locator("h2 a").click()
    page.wait_for_url("**/events/**")
    page.go_back()
    page.locator(".is-read").nth(1).wait_for()
    before = shown(page)
    page.get_by_role("button", name="Unread only").click()
    assert shown(page) == before - 2
    page.get_by_role("button", name="Unread only").click()
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "false"


def test_an_event_that_grew_is_not_read_any_more(site: Site, opened: Open) -> None:
    page = opened()
    page.locator(".entry").first.get_by_role("button", name="Mark as read").click()
    stored = memory(page)
    (event,) = stored["read"]
    stored["read"][event] -= 1
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, json.dumps(stored)])
    page.reload()
    expect(page.locator(".is-read")).to_have_count(0)


def test_what_is_new_since_the_last_look_is_said(site: Site, opened: Open) -> None:
    page = opened()
    expect(page.locator(".since")).to_have_count(0)
    stored = memory(page)
    seen = stored["visit"]["seen"]
    new, grown = list(seen)[:2]
    del seen[new]
    seen[grown] -= 1
    stored["visit"]["time"] -= 24 * 3600 * 1000
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, json.dumps(stored)])
    page.reload()
    assert "1 new, 1 with more reports" in page.locator(".since").inner_text()
    assert page.locator(f'[data-event="{new}"] .mine').inner_text() == "new to you"
    assert page.locator(f'[data-event="{grown}"] .mine').inner_text() == "more since"
    page.reload()
    assert "1 new" in page.locator(".since").inner_text(), (
        "a look lasts half an hour, however often one reloads"
    )


def test_a_muted_keyword_hides_its_events_until_it_is_shown_again(site: Site, opened: Open) -> None:
    page = opened()
    before = shown(page)
    keyword = page.locator(".entry .terms a").first
    key = keyword.get_attribute("href").split("/")[-2]
    with_it = page.locator(f'[data-keywords~="{key}"]').count()
    keyword.click()
    page.get_by_role("button", name="Mute").click()
    assert page.get_by_role("button", name="Muted").get_attribute("aria-pressed") == "true"
    page.goto(site.address)
    assert shown(page) == before - with_it
    assert f"{with_it} muted." in page.locator(".shown").inner_text()
    page.get_by_role("button", name="Show them").click()
    assert shown(page) == before
    page.goto(f"{site.address}memory/")
    page.get_by_role("button", name="Muted – show again").click()
    page.goto(site.address)
    assert shown(page) == before


def test_a_muted_outlet_hides_only_what_nobody_else_reports(site: Site, opened: Open) -> None:
    page = opened()
    entries = page.evaluate(
        "[...document.querySelectorAll('[data-outlets]')].map(e => e.dataset.outlets.split(' '))"
    )
    outlet = next((outlets[0] for outlets in entries if len(outlets) == 1), entries[0][0])
    alone = sum(outlets == [outlet] for outlets in entries)
    page.goto(f"{site.address}outlets/{outlet}/")
    page.get_by_role("button", name="Mute").click()
    page.goto(site.address)
    assert shown(page) == len(entries) - alone


def test_the_memory_is_carried_to_another_browser(site: Site, opened: Open, tmp_path: Path) -> None:
    page = opened()
    page.locator(".entry").first.get_by_role("button", name="Mark as read").click()
    page.goto(f"{site.address}memory/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    file = tmp_path / "memory.json"
    download.value.save_as(file)
    assert len(json.loads(file.read_text())["read"]) == 1

    other = opened("memory/")
    other.locator(".memory-live").wait_for()
    other.locator("input[type=file]").set_input_files(file)
    other.get_by_text("Loaded.").wait_for()
    other.get_by_text("read: 1.").wait_for()
    other.goto(site.address)
    expect(other.locator(".is-read")).to_have_count(1)


def test_a_file_of_something_else_changes_nothing(site: Site, opened: Open, tmp_path: Path) -> None:
    page = opened("memory/")
    page.locator(".memory-live").wait_for()
    for text in ("[1]", "{", '{"version": 2}', "null"):
        (tmp_path / "other.json").write_text(text)
        page.locator("input[type=file]").set_input_files(tmp_path / "other.json")
        page.get_by_text("nothing was changed").wait_for()
        page.evaluate("document.querySelector('.memory [role=status]').textContent = ''")
    hostile = {
        "version": 1,
        "read": {"__proto__": 1, "a": "<b>"},
        "muted": {"keywords": {"k": "<img src=x onerror=alert(1)>"}},
    }
    (tmp_path / "other.json").write_text(json.dumps(hostile))
    page.locator("input[type=file]").set_input_files(tmp_path / "other.json")
    page.get_by_text("<img src=x").wait_for()
    expect(page.locator("main img")).to_have_count(0)


def test_everything_can_be_forgotten_and_switched_off(site: Site, opened: Open) -> None:
    page = opened()
    page.locator(".entry").first.get_by_role("button", name="Mark as read").click()
    page.goto(f"{site.address}memory/")
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_text("read: 0.").wait_for()
    page.get_by_label("Remember what I have read").uncheck()
    page.goto(site.address)
    assert page.get_by_role("button", name="Mark as read").count() == 0
    page.locator(".entry h2 a").first.click()
    page.wait_for_url("**/events/**")
    page.goto(f"{site.address}memory/")
    page.get_by_text("read: 0.").wait_for()


def test_where_storage_is_refused_every_page_works_and_says_so(site: Site, opened: Open) -> None:
    page = opened(own=True)
    page.context.add_init_script(REFUSED)
    page.reload()
    assert page.get_by_role("button", name="Mark as read").count() == 0
    assert page.locator(".entry").count() > 0
    page.locator("button[data-kind=topics]").first.click()
    page.goto(f"{site.address}memory/")
    page.get_by_text("This browser refuses to store anything").wait_for()
    page.locator(".scheme:visible").click()
