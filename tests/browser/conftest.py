"""One browser for all tests, the sample site under a base path, and a watch over every page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from tests.serving import served

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}

Open = Callable[..., Any]


@dataclass
class Site:
    """The sample site as a browser reaches it."""

    address: str
    folder: Path
    events: list[dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        data = json.loads((self.folder / "data/events.json").read_text(encoding="utf-8"))
        self.events = data["events"]

    def event(self, lang: str | None = None) -> dict[str, Any]:
        """The event with the most files; of articles in `lang`, when that is given."""
        return max(
            (e for e in self.events if lang is None or f'lang="{lang}"' in self.head(e)),
            key=lambda event: len(event["articles"]),
        )

    def head(self, event: dict[str, Any]) -> str:
        html = (self.folder / self.place(event["url"]) / "index.html").read_text(encoding="utf-8")
        return html.partition("<h1")[2].partition("</h1>")[0]

    @staticmethod
    def place(url: str) -> str:
        """An address of the data, relative to the site's root."""
        return urljoin("/data/events.json", url).lstrip("/")


@pytest.fixture(scope="session")
def site(sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site under the base path of its address."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "base").symlink_to(sample_site)
    with served(folder) as origin:
        yield Site(f"{origin}base/", sample_site)


@pytest.fixture
def opened(browser: Any, site: Site) -> Iterator[Open]:
    """Opens a page of the site; at the end of the test nothing may have gone wrong in any of them."""
    contexts: list[Any] = []
    seen: list[str] = []

    def open_page(place: str = "", **options: Any) -> Any:
        context = browser.new_context(**{"viewport": DESKTOP, "locale": "en-GB", **options})
        contexts.append(context)
        context.on(
            "request", lambda r: None if r.url.startswith((site.address, "blob:")) else seen.append(r.url)
        )
        context.on("weberror", lambda error: seen.append(str(error.error)))
        context.on("console", lambda m: seen.append(m.text) if m.type in ("error", "warning") else None)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(site.address + place)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert seen == [], "an error in the console, or a request that left the site"
