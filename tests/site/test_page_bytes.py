"""How many bytes an event's page takes beyond the text that it shows, before compression."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree
from markupsafe import escape

from tests.conftest import SHARED, Run

LIMIT = 16 * 1024
"""Bytes of an event's page beyond its own text."""
FRAME, CITATION = 7_000, 300
"""Bytes of a page that cites nothing, and of each passage more: its address, mark, source, place in the lists."""


def beyond_text(page: bytes) -> int:
    """Bytes of the file, less those of its text nodes outside scripts: runs of white space as one, escaped once."""
    tree = etree.fromstring(page, etree.HTMLParser(encoding="utf-8"))
    shown = "".join(tree.xpath("//text()[not(ancestor::script or ancestor::style)]"))
    return len(page) - len(str(escape(re.sub(r"\s+", " ", shown).strip())).encode())


def event_pages(site: Path) -> dict[str, bytes]:
    """By address, without pages that only lead on."""
    pages = {path.parent.name: path.read_bytes() for path in (site / "events").glob("*/index.html")}
    return {name: page for name, page in pages.items() if b"page-event" in page}


def test_only_what_is_not_shown_counts() -> None:
    page = b"<html><body><p class=x>A &amp; b\n  <i>c</i></p><script>no text</script></body></html>"
    assert beyond_text(page) == len(page) - len(b"A &amp; b c")


def test_event_pages_of_the_sample_are_within_their_limit(sample_site: Path) -> None:
    sizes = {name: beyond_text(page) for name, page in event_pages(sample_site).items()}
    assert len(sizes) > 30
    assert {name: size for name, size in sizes.items() if size > LIMIT} == {}
    assert sorted(sizes.values())[len(sizes) // 2] < LIMIT / 2


def test_an_event_of_many_long_reports_grows_by_its_citations_alone(digest: Run, tmp_path: Path) -> None:
    corpus = SHARED / "corpora/events/giveme5w1h.jsonl"
    if not corpus.is_file():
        pytest.skip("the event corpora are not part of the project and are not here")
    records = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    groups = Counter(record["event"] for record in records)
    _, group = max((count, event) for event, count in groups.items() if count < 12)
    texts = [
        {k: v for k, v in r.items() if k not in ("event", "topic")} for r in records if r["event"] == group
    ]
    (tmp_path / "content/articles").mkdir(parents=True)
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    (tmp_path / "content/articles/reports.jsonl").write_text(lines, encoding="utf-8")
    done = digest("build", "--content", tmp_path / "content", "--site", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    pages = event_pages(tmp_path / "site")
    assert max(page.count(b'<p class="code">') for page in pages.values()) >= 9
    for name, page in pages.items():
        passages = len(set(re.findall(rb'href="([^"]*/#s\d+-\d+)"', page)))
        assert beyond_text(page) <= max(LIMIT, FRAME + CITATION * passages), name
