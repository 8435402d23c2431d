"""The small figures on event pages: inside the page and legible, on a phone and on a desktop."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import DESKTOP, PHONE, Open, Site

LABELS = """() => [...document.querySelectorAll('.chart')].map(chart => {
  const place = chart.getBoundingClientRect();
  const labels = [...chart.querySelectorAll('text')].map(e => e.getBoundingClientRect());
  return {
    name: chart.querySelector('title').textContent,
    cut: labels.filter(l => l.left < 0 || l.right > innerWidth || l.bottom > place.bottom + 2).length,
    crossing: labels.filter((l, at) => at && l.left < labels[at - 1].right).length,
    drawn: [...chart.querySelectorAll('path, line, circle')].filter(e => e.getBBox().width + e.getBBox().height > 0).length,
  };
})"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_labels_are_whole_and_apart(viewport: dict[str, int], site: Site, opened: Open) -> None:
    page = opened(viewport=viewport)
    seen: set[str] = set()
    for event in site.events:
        html = (site.folder / site.place(event["url"]) / "index.html").read_text(encoding="utf-8")
        kinds = {kind for kind in ("reports", "axis", "chart plot") if f'class="{kind}"' in html}
        if kinds:
            page.goto(site.address + site.place(event["url"]))
            charts = page.evaluate(LABELS)
            assert charts
            assert [c for c in charts if c["cut"] or c["crossing"] or not c["drawn"] or not c["name"]] == []
        seen |= kinds
    assert seen == {"reports", "axis", "chart plot"}, "the sample content has each of them"


def test_bars_stand_on_their_days(site: Site, opened: Open) -> None:
    page = opened(site.place(site.event()["url"]))
    chart = page.locator(".reports .chart")
    name = chart.locator("title").text_content()
    numbers = [int(number) for number in name.rpartition(": ")[2].split(", ")]
    assert sum(numbers) == len(site.event()["articles"])
    assert chart.locator("text").count() == len(numbers)


def test_a_block_of_data_is_no_error_under_the_policy(site: Site, opened: Open) -> None:
    """`opened` fails on any message in the console."""
    page: Any = opened(site.place(site.event()["url"]))
    assert page.locator("meta[http-equiv='Content-Security-Policy']").count() == 1
    assert page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")[
        "@type"
    ] == "CollectionPage"  # fmt: skip
    image = page.locator("meta[property='og:image']").get_attribute("content")
    place = image.removeprefix("https://briefing.example/base/")
    assert page.request.get(site.address + place).headers["content-type"] == "image/png"
