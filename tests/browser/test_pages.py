"""Every type of page: accessible in light and dark, and no wider than a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import PHONE, Open, Site

KINDS = (
    "front", "edition", "event", "event in Arabic", "source", "source in Arabic", "archive", "month", "keywords",
    "keyword", "outlets", "outlet", "storylines", "storyline", "topics", "topic", "coverage", "about", "search",
    "memory", "corrections", "404",
)  # fmt: skip

RULES = """async () => (await axe.run({resultTypes: ['violations']})).violations
  .map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).slice(0, 3).join(' | ')}`)"""

WIDE = """() => [document.scrollingElement.scrollWidth, ...[...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, .filters-first, .unseen, pre'))
  .map(e => e.outerHTML.slice(0, 120))]"""


def place(kind: str, site: Site) -> str:
    def first(pattern: str) -> str:
        return (
            min(path.parent.relative_to(site.folder).as_posix() for path in site.folder.glob(pattern)) + "/"
        )

    event = site.event("ar" if "Arabic" in kind else None)
    return {
        "front": "", "404": "nothing/here/", "month": "2022/01/", "edition": "2022/01/22/",
        "event": site.place(event["url"]), "source": site.place(event["articles"][0]["url"]),
        "keyword": first("keywords/*/index.html"), "outlet": first("outlets/*/index.html"),
        "storyline": first("storylines/*/index.html"), "topic": first("topics/*/index.html"),
    }.get(kind.partition(" in ")[0], f"{kind}/")  # fmt: skip


def faults(page: Any, *schemes: str) -> Iterator[str]:
    page.evaluate(AXE_SCRIPT)
    for scheme in schemes or ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield from (f"{scheme} {fault}" for fault in page.evaluate(RULES))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "404"])
def test_axe_finds_nothing(kind: str, site: Site, opened: Open) -> None:
    page = opened(place(kind, site))
    for details in page.locator("details").all():
        details.evaluate("e => { e.open = true }")
    assert list(faults(page)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_a_phone(
    kind: str, site: Site, opened: Open, request: pytest.FixtureRequest
) -> None:
    if kind == "404":
        pytest.skip("a page that is not there is an error in the console; see test_a_missing_page")
    page = opened(place(kind, site), viewport=PHONE)
    width, *wide = page.evaluate(WIDE)
    assert (width, wide) == (PHONE["width"], [])


def test_a_missing_page_is_accessible_and_leads_on(site: Site, browser: Any) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(site.address + place("404", site))
    assert list(faults(page)) == []
    page.get_by_role("link", name="The newest edition").click()
    assert page.url == site.address
    context.close()
