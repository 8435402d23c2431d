"""The interface in Arabic: every type of page mirrored, no wider than a phone, accessible.

Colours are those of the English pages, which `test_pages` looks at in light and dark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, Open, Site
from tests.browser.test_pages import KINDS, WIDE, faults, place
from tests.conftest import ROOT, warm_digest
from tests.serving import served

LIKE_OTHERS = ("404", "corrections", "edition", "keyword", "outlets", "topics", "topic")
SHOWN = [kind for kind in KINDS if kind not in LIKE_OTHERS]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample, with `theme.language: ar` in a copy of `mkdocs.yml`."""
    home = tmp_path_factory.mktemp("arabic")
    for name in ("content", "site_config"):
        (home / name).symlink_to(ROOT / name)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    spoken = settings.replace("  name: material\n", "  name: material\n  language: ar\n")
    (home / "mkdocs.yml").write_text(spoken, encoding="utf-8")
    done = warm_digest("build", "--no-cache", "--site", home / "site", cwd=home, SITE_URL="")
    assert done.returncode == 0, done.stderr
    assert "missing and shown in English" not in done.stderr
    folder = tmp_path_factory.mktemp("served-arabic")
    (folder / "base").symlink_to(home / "site")
    with served(folder) as origin:
        yield Site(f"{origin}base/", home / "site")


@pytest.mark.parametrize("kind", SHOWN)
def test_a_page_is_mirrored_and_accessible(kind: str, site: Site, opened: Open) -> None:
    page = opened(place(kind, site), locale="ar")
    for details in page.locator("details").all():
        details.evaluate("e => { e.open = true }")
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    sides = "s => { const b = document.querySelector(s).getBoundingClientRect(); return [b.left, b.right] }"
    mark, schemes = page.evaluate(sides, ".wordmark"), page.evaluate(sides, ".schemes")
    assert mark[0] > schemes[1], "the name of the site stands at the right"
    assert list(faults(page, "light")) == []


@pytest.mark.parametrize("kind", SHOWN)
def test_nothing_is_wider_than_a_phone(kind: str, site: Site, opened: Open) -> None:
    page = opened(place(kind, site), viewport=PHONE, locale="ar")
    outside = """() => [...document.querySelectorAll('main *')]
      .filter(e => e.getBoundingClientRect().left < -1 && !e.closest('.scroll, .filters-first, .unseen, pre'))
      .map(e => e.outerHTML.slice(0, 120))"""
    width, *wide = page.evaluate(WIDE)
    assert (width, wide, page.evaluate(outside)) == (PHONE["width"], [], [])


def test_an_english_sentence_keeps_its_direction(site: Site, opened: Open) -> None:
    page = opened(site.place(site.event()["url"]), locale="ar")
    lede = page.locator(".lede")
    assert (lede.get_attribute("lang"), lede.get_attribute("dir")) == ("en", "ltr")
    assert page.locator("h1").evaluate("e => getComputedStyle(e).direction") == "ltr"
    assert page.locator("h2#key").evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_an_arabic_sentence_needs_no_mark(site: Site) -> None:
    articles = [
        path
        for path in site.folder.glob("sources/*/index.html")
        if '<h1 lang="ar">' in path.read_text("utf-8")
    ]
    assert articles


def test_scripts_speak_arabic_with_western_digits(site: Site, opened: Open) -> None:
    page = opened(locale="ar")
    note = page.locator(".stale")
    note.filter(has_text=re.compile(r"[\d,]+ يوم")).wait_for()
    assert not re.search("[A-Za-z٠-٩]", note.inner_text())
    box = page.locator(".find input")
    box.fill("zzzz")
    page.locator(".find [role=status]").filter(has_text="لا حدث يطابق").wait_for()
    box.fill("tonga")
    page.locator(".find .note").filter(has_text="يناير 2022").first.wait_for()


def test_a_citation_and_the_way_back(site: Site, opened: Open) -> None:
    page = opened(site.place(site.event()["url"]), locale="ar")
    page.locator("#c1").click()
    page.locator(".passage:target").wait_for()
    back = page.locator(".passage:target + .back")
    assert back.get_attribute("aria-label") == "العودة إلى الإحالة 1"
    back.click()
    page.locator("#c1:target").wait_for()


def test_addresses_and_anchors_are_those_of_the_english_site(site: Site, sample_site: Path) -> None:
    def places(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}

    def anchors(folder: Path) -> set[str]:
        name = site.place(site.event()["url"])
        return set(re.findall(r' id="([^"]+)"', (folder / name / "index.html").read_text(encoding="utf-8")))

    assert places(site.folder) == places(sample_site)
    assert anchors(site.folder) == anchors(sample_site)
