"""One thing under all its names."""

from __future__ import annotations

import pytest

from digest.config import NameEntry
from digest.text.naming import aliases, names, spellings
from digest.text.naming.names import mentions
from digest.text.tokens import words
from tests.making import article

ENTRIES = (NameEntry("Islamic State", ("ISIS", "IS", "Daesh", "داعش")), NameEntry("Kyiv", ("Kiev",)))


def known(*bodies: str) -> names.Names:
    return names.table(ENTRIES, [article(body, name=f"n{at}") for at, body in enumerate(bodies)])


@pytest.mark.parametrize("writing", ["ISIS", "Daesh", "the Islamic State", "IS", "daesh"])
def test_entries_name_one_thing(writing: str) -> None:
    assert known().canonical(writing) == "Islamic State"


def test_an_arabic_variant_is_matched_in_arabic() -> None:
    assert known().fold(words("مقاتلو داعش", "ar"))[1] == "islamic_state"


def test_an_acronym_that_is_a_word_counts_in_capitals_only() -> None:
    assert known().fold(words("the dam is full", "en")) == ["the", "dam", "is", "full"]


def test_an_explained_acronym_is_its_long_form() -> None:
    table = known("The Tarn Harbour Board (THB) met. Later the THB left.")
    assert table.canonical("THB") == "Tarn Harbour Board"
    assert table.fold(words("the Tarn Harbour Board", "en")) == ["the", table.key("THB")]


def test_an_acronym_explained_in_two_ways_is_left_alone() -> None:
    bodies = ["The Tarn Harbour Board (THB) met.", "The Tall Hat Brigade (THB) marched."]
    assert aliases.found(bodies) == []


def test_initials_must_fit() -> None:
    assert aliases.found(["The mayor of Tarn (THB) met. A note (ABC) followed."]) == []


def test_an_entry_wins_over_the_texts() -> None:
    assert known("The Island Singers (IS) sang.").canonical("IS") == "Islamic State"


def test_transliterations_of_an_arabic_name() -> None:
    bodies = [
        "Prime Minister Mustafa al-Kadhimi spoke.",
        "Mustafa Al-Kazemi spoke. So did Kazemi.",
        "In Kazemi’s view",
    ]
    assert spellings.found(bodies) == [("Kazemi", ("Kadhimi",))]


def test_similar_names_without_the_article_stay_apart() -> None:
    assert spellings.found(["Tara Reid met Harry Reed.", "al-Salim met al-Salam."]) == []


def test_the_order_of_articles_does_not_matter() -> None:
    bodies = [
        "Mustafa al-Kadhimi spoke (THB).",
        "The Tarn Harbour Board (THB) met al-Kazemi.",
        "Kazemi left.",
    ]
    one, other = known(*bodies), known(*reversed(bodies))
    assert (one.phrases, one.display, one.acronyms) == (other.phrases, other.display, other.acronyms)


def test_mentions_are_slices() -> None:
    text = "In Tarn the Islamic State denied it, said Ada Brook."
    assert [text[a:b] for a, b in mentions(text, 3, len(text))] == ["Tarn", "Islamic State", "Ada Brook"]
