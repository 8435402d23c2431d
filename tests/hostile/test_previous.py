"""The folder of `--previous` may come from anyone: its texts are shown as text, its names lead nowhere."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from digest.text.escape import one_line
from tests.hostile.conftest import ADDRESS
from tests.hostile.faults import attempt, build, run_each, write_content
from tests.hostile.payloads import PAYLOADS
from tests.hostile.planting import earlier, encoded, is_setting, markdown
from tests.hostile.test_everywhere import text_of
from tests.hostile.test_files import SECRET
from tests.hostile.vocabulary import elements, of_site, pages, scripts

SOME = [
    (number, payload) for number, payload in enumerate(PAYLOADS) if number % 5 == 0 and is_setting(payload)
]
FORGED = (
    "events/index.html/a.html", "feed.xml/index.html", "sources/x/index.html/index.html", "a/b/c/d/e/f/g/h/i.html",
    "UPPER/index.html", "a b/index.html", "<img src=x onerror=alert(1)>/index.html", "..%2f/index.html",
    "data/search/manifest.json/index.html", ".hidden/index.html", "2022/01/01/index.html", "keywords/fake/feed.xml",
    "texts/fake.txt", "data/editions/9999-99-99.json", f"{'n' * 200}/index.html", "events/fake/card.png",
)  # fmt: skip


def written(folder: Path, *, once: bool) -> Path:
    """Articles of payloads; as they were once, with another title and a further sentence."""
    folder.mkdir(parents=True)
    write_content(folder / "2022" / "02" / "01", "Arlen")
    for number, payload in SOME:
        text = markdown(number, payload)
        if once:
            text = f"{text.replace('title: ', 'title: once ', 1)}\n{earlier(number, payload)}\n"
        (folder / f"p{number:03d}.md").write_bytes(encoded(text))
        if once:
            (folder / f"gone{number:03d}.md").write_bytes(encoded(text))
    return folder


@pytest.fixture(scope="module")
def last(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site as it was published, and what a stranger added to it."""
    home = tmp_path_factory.mktemp("previous")
    site = home / "site"
    build(written(home / "content", once=True), site, "--no-cache")
    data: dict[str, Any] = json.loads((site / "data/events.json").read_bytes())
    for number, payload in SOME:
        gone = {
            "path": payload,
            "slug": f"forged{number}",
            "day": "2022-02-02",
            "reason": payload,
            "successor": None,
        }
        data["withdrawn"].append(gone)
        article = {
            "id": f"n{number}",
            "path": f"{number}/{payload}/{'n' * 300}.txt",
            "date": None,
            "sha256": "0" * 64,
        }
        data["events"][0]["articles"].append(article | {"url": f"../sources/long{number}/", "text_url": None})
        article = next(
            a for event in data["events"] for a in event["articles"] if a["path"] == f"p{number:03d}.md"
        )
        revision = {"field": "author", "before": payload, "after": payload}
        note = {
            "article": article["id"],
            "day": "2022-02-02",
            "revisions": [revision],
            "omitted": 0,
            "sha256": "",
        }
        data["corrections"].append(note)
    (site / "data/events.json").write_text(json.dumps(data), encoding="utf-8")
    for name in FORGED:
        place = site / name
        for folder in [*place.parents][::-1]:
            if folder.is_file():
                folder.unlink()
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(SECRET)
    (home / "secret").mkdir()
    (home / "secret/index.html").write_text(SECRET)
    (site / "linked").symlink_to(home / "secret")
    return site


def test_what_strangers_wrote_there_is_text(
    last: Path, sample_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", ADDRESS)
    site, known = tmp_path / "site", of_site(sample_site)
    build(written(tmp_path / "content", once=False), site, "--no-cache", "--previous", str(last))
    data = json.loads((site / "data/events.json").read_bytes())
    assert len(data["withdrawn"]) == 3 * len(SOME)
    assert len(data["corrections"]) >= len(SOME)
    for place, page in pages(site):
        for element in elements(page):
            assert element.tag in known.tags, place
            assert set(element.attrib) <= known.attributes, place
            assert set(scripts(element)) <= known.code, place
    for number, payload in SOME:
        assert one_line(payload) in text_of(site, f"sources/forged{number}/index.html")
    files = [path for path in site.rglob("*") if path.is_file()]
    assert not [path for path in files if b"Zyxwick" in path.read_bytes()]
    names = [path.relative_to(site).as_posix() for path in files]
    assert not [name for name in names if not name.isascii() or " " in name or "<" in name or "UPPER" in name]
    assert "linked/index.html" not in names
    assert {"keywords/fake/feed.xml", "2022/01/01/index.html"} <= set(names), "addresses that must not die"


def test_a_previous_site_of_other_kinds_is_refused_in_one_line(last: Path, tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", "Arlen")
    kinds: tuple[Callable[[Path], object], ...] = (
        lambda data: data.unlink(),
        lambda data: data.write_bytes(b"[" * 300_000),
        lambda data: data.write_bytes(b"\xff\xfe"),
        lambda data: data.write_bytes(b'{"version": 1e999}'),
        lambda data: (data.unlink(), os.mkfifo(data)),
        lambda data: (data.unlink(), data.symlink_to(last / "data/events.json")),
        lambda data: (data.unlink(), data.mkdir()),
        lambda data: os.truncate(data, 50_000_000_000),
    )
    runs = []
    for number, change in enumerate(kinds):
        place = tmp_path / str(number)
        (place / "data").mkdir(parents=True)
        shutil.copy(last / "data/events.json", place / "data/events.json")
        change(place / "data/events.json")
        flags = [
            "--content",
            str(content),
            "--site",
            str(tmp_path / "site"),
            "--no-cache",
            "--previous",
            str(place),
        ]
        runs.append((tmp_path, ["build", *flags]))
    for number, (status, said) in enumerate(run_each(runs)):
        assert status == 65, (number, said)
        assert "events.json" in said.splitlines()[-1]
        assert "Traceback" not in said
    assert not (tmp_path / "site").exists()
    status, _ = attempt(content, tmp_path / "site", "--no-cache", "--previous", str(tmp_path / "nowhere"))
    assert status in (64, 65)
