"""Take the pictures of the README from the sample content: `make screenshots`."""

from __future__ import annotations

import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import DESKTOP, PHONE, Site
from tests.conftest import ROOT, run_digest
from tests.serving import CHROMIUM, served

TAKEN = datetime(2022, 1, 24, 12, tzinfo=UTC)
"""The morning of the sample's newest edition, which is not old then."""
FOLDER = ROOT / "docs/images"
COLOURS = 96
"""Of the palette: text on plain paper needs no more, and each picture stays below 150 KB."""


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        done = run_digest("build", "--site", Path(folder) / "base", SITE_URL="https://briefing.example/base/")
        if done.returncode:
            raise SystemExit(done.stderr)
        with served(Path(folder)) as origin, sync_playwright() as started:
            browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            take(browser, Site(f"{origin}base/", Path(folder) / "base"))
            browser.close()


def take(browser: Any, site: Site) -> None:
    event = site.place(site.event()["url"])
    pictures = (
        ("front-desktop", "", DESKTOP, "light"),
        ("front-dark", "", DESKTOP, "dark"),
        ("front-phone", "", PHONE, "light"),
        ("event-desktop", event, DESKTOP, "light"),
        ("event-phone", event, PHONE, "dark"),
        ("search-desktop", "search/?q=hasakah", DESKTOP, "light"),
    )
    for name, place, viewport, scheme in pictures:
        context = browser.new_context(viewport=viewport, color_scheme=scheme, locale="en-GB")
        page = context.new_page()
        page.clock.set_fixed_time(TAKEN)
        page.goto(site.address + place)
        page.wait_for_load_state("networkidle")
        save(page.screenshot(), FOLDER / f"{name}.png")
        context.close()


def save(png: bytes, path: Path) -> None:
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    print(f"{path.stat().st_size:>8,}  {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
