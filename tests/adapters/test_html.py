"""HTML articles: their text, what they declare, and the limits of the child process that reads them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.adapters.readers import html
from digest.adapters.readers.child import Child
from digest.errors import Problem, ProblemKind
from digest.model import Manuscript

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Floods reach Emsdorf | Sample Desk</title>{head}</head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Floods reach Emsdorf</h1>
<p>Two men were rescued on Sunday after the river rose by three metres, the fire brigade said.</p>
<p>Schools stay closed on Monday, and the mayor asked residents to leave their homes.</p></article>
<footer>{foot}</footer></body></html>
"""
TEXT = (
    "Two men were rescued on Sunday after the river rose by three metres, the fire brigade said.\n\n"
    "Schools stay closed on Monday, and the mayor asked residents to leave their homes."
)


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    with Child() as found:
        yield found


def read(child: Child, page: str | bytes) -> Manuscript:
    (found,) = html.read("a.html", page if isinstance(page, bytes) else page.encode(), child)
    assert isinstance(found, Manuscript), found
    return found


def refused(child: Child, page: str | bytes) -> str:
    (found,) = html.read("a.html", page if isinstance(page, bytes) else page.encode(), child)
    assert isinstance(found, Problem), found
    assert (found.kind, found.where.path) == (ProblemKind.QUARANTINED, "a.html")
    return found.message


def declared(child: Child, head: str = "", foot: str = "") -> dict[str, tuple[str, str]]:
    """The first declaration of each field, which is the one that counts."""
    found: dict[str, tuple[str, str]] = {}
    for declaration in read(child, PAGE.format(head=head, foot=foot)).declared:
        found.setdefault(declaration.name, (declaration.value, declaration.basis))
    return found


def test_the_text_of_a_page(child: Child) -> None:
    body = read(child, PAGE.format(head="", foot="All the news")).body
    assert body.removeprefix("Floods reach Emsdorf\n\n") == TEXT


@pytest.mark.parametrize(
    ("head", "field", "value", "basis"),
    [
        ("", "title", "Floods reach Emsdorf | Sample Desk", "title element"),
        ("", "lang", "en-GB", "html lang"),
        ('<meta property="og:title" content="Floods">', "title", "Floods", "meta og:title"),
        (
            '<meta property="article:published_time" content="2022-01-23T10:00:00Z">',
            "date",
            "2022-01-23T10:00:00Z",
            "meta article:published_time",
        ),
        ('<meta name="author" content="Ann Bell">', "author", "Ann Bell", "meta author"),
        (
            '<meta property="og:site_name" content="Sample Desk">',
            "outlet",
            "Sample Desk",
            "meta og:site_name",
        ),
        (
            '<link rel="canonical" href="https://desk.example/a">',
            "url",
            "https://desk.example/a",
            "link canonical",
        ),
        (
            '<link rel="license" href="https://cc.example/by">',
            "licence",
            "https://cc.example/by",
            "rel=license",
        ),
        (
            '<script type="application/ld+json">{"@context": "x", "@graph": [{"@type": ["NewsArticle"], '
            '"headline": "Floods", "author": [{"name": "Ann Bell"}, {"name": "Carl Dorn"}]}]}</script>',
            "author",
            "Ann Bell, Carl Dorn",
            "JSON-LD author",
        ),
        (
            '<script type="application/ld+json">[{"@type": "ReportageNewsArticle", "datePublished": "2022-01-23", '
            '"publisher": {"@type": "Organization", "name": "Sample Desk"}}]</script>',
            "outlet",
            "Sample Desk",
            "JSON-LD publisher",
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": '
            '{"@type": "DateTime", "@value": "2022-01-23T18:05:00.250Z"}}</script>',
            "date",
            "2022-01-23T18:05:00.250Z",
            "JSON-LD datePublished",
        ),
        (
            '<meta name="pubdate" content="Sun, 23 Jan 2022 18:05:00 +0000">',
            "date",
            "Sun, 23 Jan 2022 18:05:00 +0000",
            "meta pubdate",
        ),
    ],
)
def test_declarations(child: Child, head: str, field: str, value: str, basis: str) -> None:
    assert declared(child, head)[field] == (value, basis)


def test_the_site_name_is_no_part_of_the_title(child: Child) -> None:
    found = declared(child, '<meta property="og:site_name" content="Sample Desk">')
    assert found["title"] == ("Floods reach Emsdorf", "title element")


@pytest.mark.parametrize(
    "json",
    [
        "{",
        '{"@type": 5}',
        "[[[1]]]",
        '{"@type": "Person", "datePublished": "2022-01-23"}',
        "[" * 50_000,
        "null",
        "9" * 9999,
    ],
)
def test_json_ld_that_is_no_article_declares_nothing(child: Child, json: str) -> None:
    assert "date" not in declared(child, f'<script type="application/ld+json">{json}</script>')


def test_dates_in_the_text_are_no_declarations(child: Child) -> None:
    assert "date" not in declared(child, foot="Published 23 January 2022 <time>2022-01-23</time>")


def test_a_declared_charset(child: Child) -> None:
    page = PAGE.format(head="", foot="").replace("utf-8", "windows-1251").replace("Two men", "Двое мужчин")
    found = read(child, page.encode("cp1251"))
    assert found.encoding == "cp1251"
    assert "Двое мужчин were rescued" in found.body


def test_short_pages_and_text_without_tags(child: Child) -> None:
    assert read(child, "<p>Two men were rescued.</p>").body == "Two men were rescued."
    assert read(child, "Two men were rescued. It rained.").body == "Two men were rescued. It rained."


def test_scripts_are_no_text(child: Child) -> None:
    page = PAGE.format(head="<script>alert(1)</script><style>p{}</style>", foot="<script>alert(2)</script>")
    assert "alert" not in read(child, page).body


@pytest.mark.parametrize(
    "page",
    [
        '<!DOCTYPE html [<!ENTITY a "b">]><p>&a;</p>',
        '<!DOCTYPE html SYSTEM "x" [\n<!ELEMENT p ANY>]><p>a</p>',
        '<p>a</p><!ENTITY % b SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_dtd_with_declarations_is_refused(child: Child, page: str) -> None:
    assert "DTD" in refused(child, page)


@pytest.mark.parametrize("page", [b"<p>\0</p>", b"<!-- only a comment -->"])
def test_what_is_no_page_is_refused(child: Child, page: bytes) -> None:
    assert refused(child, page)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "Two men were rescued.",
        "<b>" * 100_000 + "Two men were rescued.",
        "<table><tr><td>" * 20_000 + "Two men were rescued.",
        "<p " + "a=" * 100_000 + ">Two men were rescued.",
        "<" * 200_000,
        "&#" * 200_000,
        "<!--" * 100_000,
        "<p>" + "&lt;" * 200_000,
    ],
    ids=["div", "b", "table", "attribute", "less-than", "reference", "comment", "escaped"],
)
def test_hostile_pages_end(page: str) -> None:
    with Child(cpu_seconds=2) as child:
        (found,) = html.read("a.html", page.encode(), child)
        assert isinstance(found, Manuscript | Problem)
        assert read(child, PAGE.format(head="", foot="")).body.endswith("homes.")


def test_a_page_that_takes_too_long_is_quarantined_and_the_next_is_read() -> None:
    attributes = " ".join(f'a{n}="x"' for n in range(100_000))
    with Child(cpu_seconds=0.5) as child:
        assert "time or memory" in refused(child, f"<p {attributes}>Two men were rescued.")
        assert read(child, "<p>Two men were rescued.</p>").body == "Two men were rescued."


def test_a_child_that_dies_between_pages_is_replaced() -> None:
    with Child() as child:
        read(child, "<p>Two men were rescued.</p>")
        assert child._process is not None
        os.kill(child._process.pid, signal.SIGKILL)
        assert read(child, "<p>Two men were rescued.</p>").body == "Two men were rescued."


def test_the_child_ends_with_the_block() -> None:
    with Child() as child:
        read(child, "<p>Two men were rescued.</p>")
        process = child._process
    assert process is not None
    assert process.returncode is not None


def test_no_child_without_a_page() -> None:
    with Child() as child:
        assert child._process is None


def test_reading_does_not_depend_on_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Child() as child:
        assert read(child, "<p>Two men were rescued.</p>").body == "Two men were rescued."
