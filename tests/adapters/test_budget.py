"""The weight of a site: the heaviest page is found, and a broken limit is a problem."""

from __future__ import annotations

import random
from pathlib import Path

from digest.adapters import budget


def site(folder: Path, event: int = 100) -> Path:
    noise = random.Random(1)
    files = {
        "index.html": '<head><link rel="stylesheet" href="assets/a.css"><script src="assets/b.js"></script></head>'
        + noise.randbytes(300).hex(),
        "events/x/index.html": "<p>" + noise.randbytes(event // 2).hex(),
        "assets/a.css": "p{}" * 100,
        "assets/b.js": noise.randbytes(5_000).hex(),
        "assets/javascripts/search.js": "x",
        "data/search/manifest.json": '{"parts":[{"name":"2022-01"},{"name":"2021-12"}]}',
        "data/search/2022-01.json": "[]",
        "data/search/2021-12.json": noise.randbytes(100_000).hex(),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_a_page_is_weighed_with_its_styles_and_scripts(tmp_path: Path) -> None:
    page, event, search = budget.weights(site(tmp_path))
    assert page.where == "index.html"
    assert 5_000 < page.size < 6_500
    assert event.where == "events/x/index.html"
    assert search.size < 500, "older parts are not fetched before the first query"
    assert list(budget.problems((page, event, search))) == []


def test_an_event_page_that_is_too_heavy_is_a_problem_with_its_address(tmp_path: Path) -> None:
    weights = budget.weights(site(tmp_path, event=60_000))
    (problem,) = budget.problems(weights)
    assert problem.where.path == "events/x/index.html"
    assert "event page's HTML" in problem.message
    assert "of 20" in budget.line(weights)
