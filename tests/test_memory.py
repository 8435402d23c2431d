"""What the core knows of earlier runs."""

from __future__ import annotations

from digest.memory import Later


def test_a_later_thing_is_made_once_and_only_when_it_is_asked_for() -> None:
    made: list[int] = []

    def make() -> str:
        made.append(1)
        return "thing"

    later = Later(make)
    assert made == []
    assert (later(), later()) == ("thing", "thing")
    assert made == [1]


def test_later_things_are_equal_when_what_they_make_is() -> None:
    assert Later(lambda: (1, 2)) == Later.of((1, 2))
    assert Later.of(1) != Later.of(2)
    assert hash(Later.of("a")) == hash(Later(lambda: "a"))
    assert repr(Later.of("a")) == "'a'"
