"""The days replayed: what one day found, the next one keeps."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from digest.config import Override, Settings
from digest.model import Article
from digest.replay import batches, replay
from tests.making import Shelf, article


def report(day: int, name: str, text: str) -> Article:
    return article(
        text,
        name=name,
        title=text.split(".", maxsplit=1)[0],
        arrival=date(2022, 3, day),
        day=date(2022, 3, day),
    )


FLOOD = (
    "The Tarn flooded the old town of Olmo. Mayor Ada Rossi closed the market square of Olmo.",
    "Water rose again in Olmo as the Tarn flooded the market square. Mayor Ada Rossi asked for boats.",
    "Soldiers reached Olmo by boat after the Tarn flood. Mayor Ada Rossi thanked them in the market square.",
)
STRIKE = "Bakers in Lume struck over flour. Union leader Pia Conti spoke of a long dispute in Lume."
ARTICLES = (
    report(1, "flood", FLOOD[0]),
    report(2, "flood-again", FLOOD[1]),
    report(2, "strike", STRIKE),
    report(3, "soldiers", FLOOD[2]),
    report(3, "strike-copy", STRIKE),
)


def groups(articles: tuple[Article, ...], settings: Settings = Settings()) -> list[list[str]]:  # noqa: B008
    return [[a.id for a in c.articles] for c in replay(articles, settings).clusters]


def test_an_event_takes_the_reports_of_later_days() -> None:
    assert groups(ARTICLES) == [["flood", "flood-again", "soldiers"], ["strike", "strike-copy"]]


def test_what_a_day_found_is_not_changed_by_a_later_day() -> None:
    whole = replay(ARTICLES, Settings())
    for day in (1, 2):
        part = replay([a for a in ARTICLES if a.edition <= date(2022, 3, day)], Settings())  # type: ignore[operator]
        assert part.contexts == {key: whole.contexts[key] for key in part.contexts} or all(
            part.contexts[key].articles == whole.contexts[key].articles for key in part.contexts
        )
        there = {a.id for a in ARTICLES if a.edition <= date(2022, 3, day)}  # type: ignore[operator]
        restricted = [[a.id for a in c.articles if a.id in there] for c in whole.clusters]
        assert [[a.id for a in c.articles] for c in part.clusters] == [names for names in restricted if names]


def test_the_order_of_articles_does_not_matter() -> None:
    shuffled = list(ARTICLES)
    random.Random(7).shuffle(shuffled)
    assert groups(tuple(shuffled)) == groups(ARTICLES)


def test_a_settled_event_takes_no_more() -> None:
    late = replace(ARTICLES[3], arrival=date(2022, 5, 1), edition=date(2022, 5, 1), batch=date(2022, 5, 1))
    assert groups((*ARTICLES[:2], late)) == [["flood", "flood-again"], ["soldiers"]]


def test_a_merge_holds_from_the_day_it_names() -> None:
    (found,) = groups(ARTICLES, Settings(overrides=(Override("one", merge=("flood", "strike")),)))
    assert sorted(found) == sorted(article.id for article in ARTICLES)


def test_a_split_holds_from_the_day_it_names() -> None:
    found = groups(ARTICLES, Settings(overrides=(Override("two", split=("flood-again",)),)))
    assert ["strike", "strike-copy"] in found
    assert not any({"flood", "flood-again"} <= set(names) for names in found)


def test_a_title_that_an_editor_gave_stays_while_the_event_grows() -> None:
    settings = Settings(overrides=(Override("short", rename="flood", title="Flood in Olmo"),))
    first = replay(ARTICLES, settings).clusters[0]
    assert (first.title, first.evidence.edited) == ("Flood in Olmo", ("short",))


def test_batches_are_days_and_those_without_one_come_first() -> None:
    undated = article("No day.", name="undated")
    assert [(day, [a.id for a in batch]) for day, batch in batches((*ARTICLES[:2], undated))] == [
        (None, ["undated"]),
        (date(2022, 3, 1), ["flood"]),
        (date(2022, 3, 2), ["flood-again"]),
    ]


def test_days_replayed_apart_are_the_same() -> None:
    calls: list[int] = []

    def apart(function: Callable[[], Any]) -> Any:
        calls.append(1)
        return pickle.loads(pickle.dumps(function()))

    there, shelf = replay(ARTICLES, Settings()), Shelf()
    for count in (2, 3, 5, 5):  # the first days are remembered, the others replayed apart; in the end none
        found = replay(ARTICLES[:count], Settings(), shelf, apart=apart)
        assert found.clusters == replay(ARTICLES[:count], Settings()).clusters
        assert found.space is None
    assert found.links == there.links
    assert {day: c.names.display for day, c in found.contexts.items()} == {
        day: c.names.display for day, c in there.contexts.items()
    }
    assert len(calls) == 3
    assert replay(ARTICLES, Settings(), apart=apart).clusters == there.clusters
