"""What the core knows of earlier runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from digest.memory import Awaited, Kept, Later, Noted
from tests.making import Shelf


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


def test_what_is_noted_is_left_to_the_owner() -> None:
    shelf = Shelf(a=1)
    noted = Noted(shelf)
    noted.keep("n", "b", 2)
    assert (noted.find("n", "a"), noted.has("n", "a"), noted.find("n", "b"), noted.has("n", "b")) == (
        1, True, None, False,
    )  # fmt: skip
    assert noted.new == [("n", "b", 2)]
    assert not shelf.has("n", "b")


def test_nobody_waits_before_something_is_missing() -> None:
    waited: list[int] = []

    def found() -> Iterable[Kept]:
        waited.append(1)
        return [("n", "b", 2)]

    shelf = Shelf(a=1)
    awaited = Awaited(shelf, found)
    assert (awaited.find("n", "a"), awaited.has("n", "a"), waited) == (1, True, [])
    assert (awaited.find("n", "b"), awaited.has("n", "b"), awaited.find("n", "c"), waited) == (
        2,
        True,
        None,
        [1],
    )
    assert shelf.find("n", "b") == 2
    awaited.keep("n", "d", 4)
    assert shelf.find("n", "d") == 4


def test_what_was_found_out_is_there_where_nothing_is_kept() -> None:
    class Sieve(Shelf):
        def keep(self, kind: str, key: str, value: Any) -> None:
            pass

    assert Awaited(Sieve(), lambda: [("n", "b", 2)]).find("n", "b") == 2
