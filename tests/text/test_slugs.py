"""Addresses: safe characters, bounded length, no collisions."""

import re

from hypothesis import given
from hypothesis import strategies as st

from digest.text.slugs import plain, slug


@given(st.text(max_size=300), st.text(max_size=50))
def test_any_text_gives_a_safe_slug(text: str, key: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{1,71}", slug(text, key))


@given(st.text(), st.text(), st.text())
def test_different_keys_never_share_a_slug(text: str, first: str, second: str) -> None:
    assert (slug(text, first) == slug(text, second)) is (first == second)


def test_words_are_cut_at_a_boundary() -> None:
    assert plain("Kaboré's fall: what's next?") == "kabore-s-fall-what-s-next"
    assert plain("word " * 30) == "-".join(["word"] * 12)
    assert plain("a" * 90) == "a" * 60
    assert plain("../../etc/passwd") == "etc-passwd"
    assert plain("بغداد") == ""
