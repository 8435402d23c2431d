"""Links resolve as a browser resolves them, on the short way and on the long one."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.adapters.references import file_of, resolve

PIECES = st.sampled_from(
    ["../", "./", "a", ".", "/", "#", "b-c", "..", "%20", ":", "?x", "~", "é", "//", "_", " "]
)
PLACES = st.sampled_from(
    ["index.html", "a/index.html", "a/b/index.html", "2022/01/24/index.html", "data/events.json"]
)


@given(PLACES, st.lists(PIECES, max_size=7).map("".join))
def test_the_short_way_leads_where_the_long_one_does(place: str, address: str) -> None:
    try:
        parts = urlsplit(urljoin(f"http://site/{place}", address))
    except ValueError:
        return
    path, fragment = unquote(parts.path).lstrip("/"), unquote(parts.fragment)
    assert resolve(place, address) == (f"{path}#{fragment}" if fragment else path)


@pytest.mark.parametrize(
    ("target", "file"),
    [("", "index.html"), ("a/", "a/index.html"), ("a/b.txt", "a/b.txt"), ("a", "a")],
)
def test_a_folder_is_answered_by_its_index(target: str, file: str) -> None:
    assert file_of(target) == file
