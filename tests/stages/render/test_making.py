"""What is planned is made once, in its order, together with what it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from digest.briefing import Asset, Kept, Page
from digest.stages.render.making import Planned, made
from tests.stages.render import sample

Item = TypeVar("Item")
Result = TypeVar("Result")


def backwards(function: Callable[[Item], Result], items: Sequence[Item], /) -> list[Result]:
    """`map` that begins with the last item."""
    return [*map(function, reversed(items))][::-1]


def test_everything_comes_in_its_order_and_what_belongs_together_is_made_together() -> None:
    order: list[str] = []

    def plan(path: str, of: str = "") -> Planned:
        def make() -> str:
            order.append(path)
            return path.upper()

        return Planned(path, "asset", make, f"key-{path}", of)

    kept, text = Kept("k/", "event", "0"), Asset("t", "text")
    planned = (plan("a/"), kept, plan("b"), plan("c", "a/"), text, plan("d", "b"), plan("e"))
    assert made(planned, backwards) == (
        Asset("a/", "A/", "key-a/"),
        kept,
        Asset("b", "B", "key-b"),
        Asset("c", "C", "key-c"),
        text,
        Asset("d", "D", "key-d"),
        Asset("e", "E", "key-e"),
    )
    assert order == ["e", "b", "d", "a/", "c"]


def test_a_page_gets_its_key() -> None:
    (page,) = made([Planned("a/", "event", lambda: Page("a/", "A", "", ""), "1")], map)
    assert page == Page("a/", "A", "", "", key="1")


def test_the_site_does_not_depend_on_what_is_made_first() -> None:
    forwards, other = sample.site(sample.briefing()), sample.site(sample.briefing(), mapped=backwards)
    assert (other.pages, other.cards, other.kept) == (forwards.pages, forwards.cards, forwards.kept)
    assert [(a.path, a.content) for a in other.assets] == [(a.path, a.content) for a in forwards.assets]


def test_the_addresses_are_those_of_the_site() -> None:
    found = sample.site(sample.briefing())
    there = {one.path.removesuffix("index.html") for one in (*found.pages, *found.assets, *found.cards)}
    assert sample.places(sample.briefing()) == there
