"""One browser for all tests, the sample site under a base path, and a watch over every page."""

from __future__ import annotations

import json
from collections import defaultdict
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


class Window:
    """A browser context, and all that its pages asked for and complained of."""

    def __init__(self, browser: Any, address: str, options: dict[str, Any]) -> None:
        self.requests: list[str] = []
        self.faults: list[str] = []
        self.context = browser.new_context(**options)
        # This page stays, and with it the process that shows pages of the site.
        self._first = self.context.new_page()
        self._first.goto(f"{address}about/")
        self._session = self.context.new_cdp_session(self._first)
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self.context.on(
            "console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None
        )

    def emptied(self) -> None:
        """Close its pages and forget what they stored."""
        for page in self.context.pages:
            if page != self._first:
                page.close()
        origin = {"origin": urljoin(self._first.url, "/").rstrip("/"), "storageTypes": "all"}
        self._session.send("Storage.clearDataForOrigin", origin)
        self.requests.clear()
        self.faults.clear()


@pytest.fixture(scope="session")
def windows() -> defaultdict[str, list[Window]]:
    """Windows that no test uses, by site and options: a new one takes half a second."""
    return defaultdict(list)


@pytest.fixture
def opened(browser: Any, site: Site, windows: defaultdict[str, list[Window]]) -> Iterator[Open]:
    """Opens a page of the site; at the end of the test nothing may have gone wrong in any of them.

    With `own`, in a window that no other test gets: for what cannot be taken back, as a clock that was set.
    """
    lent: list[tuple[str | None, Window]] = []

    def open_page(place: str = "", *, own: bool = False, **options: Any) -> Any:
        chosen = {"viewport": DESKTOP, "locale": "en-GB", **options}
        key = repr((site.address, chosen))
        idle = [] if own else windows[key]
        window = idle.pop() if idle else Window(browser, site.address, chosen)
        lent.append((None if own else key, window))
        page = window.context.new_page()
        page.set_default_timeout(10_000)
        page.goto(site.address + place)
        return page

    yield open_page
    seen = [fault for _, window in lent for fault in window.faults]
    seen += [url for _, w in lent for url in w.requests if not url.startswith((site.address, "blob:"))]
    for key, window in lent:
        if key is None:
            window.context.close()
        else:
            window.emptied()
            windows[key].append(window)
    assert seen == [], "an error in the console, or a request that left the site"
