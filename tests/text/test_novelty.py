"""What counts as known: other forms of a word, other words of the news for it, who says so, and when."""

from __future__ import annotations

import time

import pytest

from digest.text.novelty import Known, lines
from tests import making


def unknown(known: str, later: str, lang: str = "en") -> int:
    said = Known([making.article(known, name="a", title="-", lang=lang)])
    (line,) = lines(making.article(later, name="b", lang=lang))
    return said.novelty(line).words


@pytest.mark.parametrize(
    ("known", "later", "words"),
    [
        ("A man was killed.", "The victim died.", 0),
        ("The gun went off accidentally.", "It was an accident with a gun.", 0),
        ("A ferry sank.", "On Tuesday a ferry sank, police said.", 0),
        ("A ferry sank.", "A ferry sank, Mayor Ann Brede said.", 0),
        ("A ferry sank.", "PORT HALD, Sylvania (NP) -- A ferry sank.", 0),
        ("A ferry sank.", "According to the Hald Pilot Office, a ferry sank.", 0),
        ("A ferry sank.", "A ferry with 24 passengers sank.", 1),
        ("A ferry sank.", "Prosecutors indicted its owner.", 3),
    ],
)
def test_words_that_no_earlier_text_had(known: str, later: str, words: int) -> None:
    assert unknown(known, later) == words


def test_other_languages_know_words_as_they_are_written() -> None:
    assert unknown("Un ferry se hundió.", "Un ferry hundido.", "es") == 1


def test_a_sentence_is_like_itself_and_held_by_a_longer_one() -> None:
    said = Known([making.article("The ferry sank off Port Hald in a storm.", name="a", title="-")])
    (same,) = lines(making.article("The ferry sank off Port Hald in a storm.", name="b"))
    (part,) = lines(making.article("The ferry sank.", name="c"))
    assert said.novelty(same).like == pytest.approx(1)
    assert said.novelty(part).held == pytest.approx(1)
    assert said.novelty(part).like < 0.9


def test_nothing_known_and_nothing_said() -> None:
    (line,) = lines(making.article("The police said.", name="a"))
    assert Known([]).novelty(line).unknown == 0.0
    assert lines(making.article("", name="b")) == ()


@pytest.mark.parametrize(
    "body", ["Aa " * 9000, "said A" * 4000, "A(" * 6000, "According to the a " * 1500, "A, of " * 3000]
)
def test_hostile_sentences_take_no_time(body: str) -> None:
    began = time.perf_counter()
    lines(making.article(body, name=f"hostile{len(body)}"))
    assert time.perf_counter() - began < 2
