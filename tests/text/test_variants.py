"""Which writings are one thing, and which only look so."""

from __future__ import annotations

import pytest

from digest.text.keyphrases.variants import acronyms, demonyms, singular, spellings, surnames


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("qasrabad", "kasrabad"),
        ("deir al zor", "dayr al zawr"),
        ("hasakah", "hasaka"),
        ("muqtada sadr", "moqtada sadr"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert spellings({one, other}, {one: 2, other: 1}, "en") == {other: one}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("niger", "nigeria"),
        ("georgia", "george"),
        ("brown", "brian"),
        ("mali", "malay"),
        ("qasrabad", "tasrabad"),
        ("martin qasrabad", "martina qasrabad"),
    ],
)
def test_names_that_only_look_alike(one: str, other: str) -> None:
    assert spellings({one, other}, {one: 2, other: 1}, "en") == {}


def test_the_more_frequent_spelling_leads_whatever_the_order() -> None:
    counts = {"kasrabad": 1, "qasrabad": 3, "qassrabad": 2}
    assert spellings(sorted(counts), counts, "en") == spellings(sorted(counts, reverse=True), counts, "en")
    assert set(spellings(counts, counts, "en").values()) == {"qasrabad"}


def test_acronyms_need_one_name() -> None:
    names = {"norland rail board", "united state", "north river bank"}
    assert acronyms(names, {"us", "nrb", "xy"}) == {"us": "united state"}
    assert acronyms({"observatory for human right"}, {"ohr"}) == {"ohr": "observatory for human right"}


def test_a_surname_follows_the_full_name() -> None:
    assert surnames([("mara lind", True), ("lind", True)]) == {"lind": "mara lind"}
    assert surnames([("lind", True), ("mara lind", True)]) == {}
    assert surnames([("mara lind", True), ("otto lind", True), ("lind", True)]) == {}
    assert surnames([("ferry door", False), ("door", True)]) == {}


def test_peoples_stand_beside_their_country() -> None:
    assert demonyms({"iran", "iranian", "iraqi", "tongan", "tonga"}) == {"iranian", "tongan"}


@pytest.mark.parametrize(
    ("word", "lang", "expected"), [("navios", "pt", "navio"), ("gas", "es", "gas"), ("glass", "fr", "glass")]
)
def test_singular(word: str, lang: str, expected: str) -> None:
    assert singular(word, lang) == expected
