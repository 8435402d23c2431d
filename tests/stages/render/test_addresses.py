"""Addresses and the links between them."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.stages.render.addresses import anchor, relative, span_of

PATHS = st.lists(st.sampled_from(["a", "b", "events", "2022"]), max_size=4).map(
    lambda parts: "".join(f"{p}/" for p in parts)
)


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("", "", "./"),
        ("feed.xml", "", "feed.xml"),
        ("sources/a/#s0-9", "events/b/", "../../sources/a/#s0-9"),
        ("events/b/", "events/b/", "./"),
        ("events/b/", "data/events.json", "../events/b/"),
    ],
)
def test_links_are_relative(target: str, page: str, link: str) -> None:
    assert relative(target, page) == link


@given(PATHS, PATHS)
def test_a_browser_finds_the_target(target: str, page: str) -> None:
    assert urljoin(f"http://site/base/{page}", relative(target, page)) == f"http://site/base/{target}"


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_an_anchor_names_its_span(start: int, end: int) -> None:
    assert span_of(anchor(start, end)) == (start, end)


@pytest.mark.parametrize("text", ["", "s", "s1", "s1-", "cite-3", "s-1-2", "s1-2-3", "s１-２"])
def test_other_ids_name_none(text: str) -> None:
    assert span_of(text) is None
