"""A briefing that has stopped says so."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tests.browser.conftest import Open, Site


@pytest.mark.parametrize(("day", "old"), [(24, 0), (26, 0), (27, 3), (31, 7)])
def test_the_newest_edition_tells_its_age(site: Site, opened: Open, day: int, old: int) -> None:
    page = opened("about/")
    page.clock.set_fixed_time(datetime(2022, 1, day, 12, tzinfo=UTC))
    page.goto(site.address)
    note = page.locator(".stale")
    if old:
        assert re.search(rf"\b{old} days old", note.inner_text())
        assert note.get_attribute("role") == "status"
    else:
        assert not note.is_visible()


def test_an_old_edition_has_no_age(opened: Open) -> None:
    assert not opened("2022/01/23/").locator(".stale").count()
