"""What a page may load: the site's own files, no script or style inside a page; and how heavy it may be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from lxml import html

from digest.adapters import budget, fulltext

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'"
)


def test_every_page_has_the_policy_and_nothing_that_it_forbids(sample_site: Path) -> None:
    for path in sample_site.rglob("*.html"):
        tree = html.fromstring(path.read_bytes())
        if tree.xpath("//meta[@http-equiv='refresh']"):
            assert not tree.xpath("//script | //style | //link | //img"), path
            continue
        if path.name == "edition.html":  # read away from the site; see test_feeds.py
            continue
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.replace(" 'wasm-unsafe-eval'", "") == POLICY, path
        assert policy == POLICY or path.parent.name == "search", path
        before = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/preceding::*[@src or @href]")
        assert not before, "what stands before the policy is not bound by it"
        inline = tree.xpath("//script[not(@src) and not(@type='application/ld+json')]")  # that one is data
        assert not inline, path
        assert not tree.xpath("//style | //*[@style] | //base | //form"), path
        assert not [name for e in tree.iter() for name in e.attrib if name.startswith("on")], path


def test_the_sample_site_is_within_its_limits(sample_site: Path) -> None:
    weights = budget.weights(sample_site)
    assert list(budget.problems(weights)) == []
    assert all(weight.size > 1000 for weight in weights), budget.line(weights)


def test_scripts_that_no_page_loads_are_not_published(sample_site: Path) -> None:
    scripts = {path.name for path in (sample_site / "assets/javascripts").rglob("*.*")}
    assert scripts == {
        "digest.js", "first.js", "fulltext.js", "lists.js", "memory.js", "phrases.js", "search.js", "settings.js",
        "stale.js",
    }  # fmt: skip
    assert not list(sample_site.rglob("*.map"))


@pytest.mark.skipif(not fulltext.available(), reason="Pagefind is not installed (the extra `fulltext`)")
def test_the_full_text_is_indexed_by_month_and_the_same_each_time(sample_site: Path, tmp_path: Path) -> None:
    names = json.loads((sample_site / "data/search/manifest.json").read_text())["fulltext"]
    assert names
    assert names[-1:] == ["undated"] or "undated" not in names
    for name in names:
        assert (sample_site / "pagefind" / name / "pagefind.js").is_file()
    copy = tmp_path / "site"
    shutil.copytree(sample_site, copy)
    shutil.rmtree(copy / "pagefind")
    fulltext.index(copy)
    files = {p.relative_to(copy): p.read_bytes() for p in (copy / "pagefind").rglob("*") if p.is_file()}
    assert files == {
        p.relative_to(sample_site): p.read_bytes()
        for p in (sample_site / "pagefind").rglob("*")
        if p.is_file()
    }
