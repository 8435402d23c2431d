"""Any bytes give articles or problems; nothing of a text is lost."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.adapters.readers import html, jsonl, markdown, plain
from digest.adapters.readers.child import Child
from digest.adapters.readers.encoding import DecodingError
from digest.model import Declaration, Manuscript
from digest.stages import furniture, parse

CHILD = Child()
SLUG = re.compile(r"[a-z0-9-]{1,71}")

LINES = st.sampled_from(
    [
        "Two men were rescued on Sunday after the river rose by three metres, the fire brigade said.",
        "Schools stay closed on Monday. The mayor said so. All rights reserved.",
        "Floods reach the old town",
        "Floods reach the old town Updated: 2022-01-23 09:53",
        "News / World / Europe",
        "SHARE THIS ARTICLE",
        "By Ann Bell",
        "(Photo by Ann Bell)",
        "Copyright 2022 Sample Desk. All rights reserved.",
        "The search continues.",
        ".",
        "",
        "\u200b",
        "   ",
    ]
)
BODIES = st.one_of(
    st.text(max_size=400),
    st.lists(st.one_of(LINES, st.text(max_size=80)), max_size=14).flatmap(
        lambda rows: st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028"]).map(lambda end: end.join(rows))
    ),
)
FIELDS = st.dictionaries(
    st.sampled_from(["title", "date", "lang", "url", "outlet", "author", "licence", "sample"]),
    st.one_of(
        st.text(max_size=60), LINES, st.sampled_from(["2022-01-23", "en-GB", "https://desk.example/a"])
    ),
)


@pytest.fixture(scope="module", autouse=True)
def _child() -> Iterator[None]:
    with CHILD:
        yield


@st.composite
def manuscripts(draw: st.DrawFn) -> Manuscript:
    declared = tuple(Declaration(name, value, "record", 1) for name, value in draw(FIELDS).items())
    return Manuscript("x/a.txt", None, draw(BODIES), declared, "utf-8", "0" * 64, draw(st.booleans()))


@settings(deadline=None)  # the first article loads the language models
@given(manuscripts(), st.booleans())
def test_nothing_of_a_text_is_lost(manuscript: Manuscript, with_repeated: bool) -> None:
    repeated = frozenset({"the search continues.", "news / world / europe"}) if with_repeated else frozenset()
    article, problems = parse.article(manuscript, repeated, ())
    if article is None:
        assert problems
        return
    body = manuscript.body
    assert article.body == body
    assert article.paragraphs
    previous = 0
    for span in article.paragraphs:
        assert previous <= span.start < span.end <= len(body)
        assert body[span.start : span.end].strip() == body[span.start : span.end]
        previous = span.end
    spans = [*article.paragraphs, *(d.span for d in article.dropped)]
    if article.title_span:
        spans.append(article.title_span)
    covered = set().union(*(range(span.start, span.end) for span in spans))
    assert [n for n, character in enumerate(body) if not character.isspace() and n not in covered] == []
    dropped = [n for d in article.dropped for n in range(d.span.start, d.span.end)]
    assert len(dropped) == len(set(dropped))
    assert not set(dropped) & {n for p in article.paragraphs for n in range(p.start, p.end)}


@settings(deadline=None)
@given(manuscripts())
def test_fields_are_what_pages_can_show(manuscript: Manuscript) -> None:
    article, problems = parse.article(manuscript, frozenset(), ())
    for problem in problems:
        assert "\n" not in str(problem)
    if article is None:
        return
    assert 0 < len(article.title) <= 200
    assert SLUG.fullmatch(article.slug)
    for text in (article.title, article.outlet, article.author, article.licence):
        assert (
            text is None
            or text.isprintable()
            or not re.search(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
        )
    assert article.url is None or re.match(r"https?://[^\s\"<>]+$", article.url)
    assert re.fullmatch(r"[a-z]{2,3}", article.lang)


@settings(max_examples=40, deadline=None)
@given(st.lists(manuscripts(), max_size=8))
def test_shared_lines_do_not_depend_on_order(found: list[Manuscript]) -> None:
    assert furniture.repeated_lines(found) == furniture.repeated_lines(found[::-1])


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)),
    st.sampled_from(
        [b"", b"---\n", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b'{"id": 1, "text": "', b"<!DOCTYPE "]
    ),
    st.sampled_from([".txt", ".md", ".html", ".jsonl"]),
)
def test_any_bytes_give_manuscripts_or_problems(data: bytes, start: bytes, suffix: str) -> None:
    path = f"a{suffix}"
    found: list[object] = []
    with contextlib.suppress(DecodingError):  # content.py makes a problem of it
        found += _read(path, start + data)
    for each in found:
        if isinstance(each, Manuscript):
            each.body.encode("utf-8")
            parse.article(each, frozenset(), ())
        else:
            assert "\n" not in str(each)


def _read(path: str, data: bytes) -> Iterator[object]:
    readers = {
        ".txt": lambda: plain.read(path, data),
        ".md": lambda: markdown.read(path, data, CHILD),
        ".html": lambda: html.read(path, data, CHILD),
        ".jsonl": lambda: jsonl.read(path, io.BytesIO(data)),
    }
    yield from readers[PurePosixPath(path).suffix]()
