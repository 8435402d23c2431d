"""Editions: which day holds what, and what is new."""

from collections.abc import Iterable
from datetime import date

import pytest

from digest.briefing import Edition, Event, State, Status
from digest.config import EditionPolicy
from digest.stages import changes, compose
from digest.stages import editions as stage
from tests.making import article, event, text

MONDAY, TUESDAY, THURSDAY = date(2022, 1, 17), date(2022, 1, 18), date(2022, 1, 20)
POLICY = EditionPolicy(lead_events=2)


def states(found: Event) -> tuple[State, ...]:
    """The states of an event, as its days left it."""
    told: list[State] = []
    for day in found.days or (None,):
        cluster = compose.as_of(found.cluster, day) if day else found.cluster
        before = told[-1] if told else None
        since = before.day if before else None
        change = changes.counted(before.event.cluster, cluster, since) if before and since else None
        told.append(State(day, event(*cluster.texts), change))
    return tuple(told)


def editions(events: Iterable[Event], policy: EditionPolicy) -> tuple[Edition, ...]:
    return stage.editions([states(found) for found in events], policy)


def statuses(edition: Edition) -> list[tuple[str, Status, int]]:
    return [(e.event.texts[0].article.id, e.status, e.day_number) for e in (*edition.lead, *edition.also)]


def test_an_event_stands_in_the_edition_of_every_day_it_was_reported() -> None:
    quake = event(
        text(article("One.", name="quake", day=MONDAY), article("One.", name="copy", day=TUESDAY)),
        text(article("Two.", name="later", day=THURSDAY)),
    )
    newest, empty, middle, first = editions([quake], POLICY)
    assert [edition.day for edition in (newest, middle, first)] == [THURSDAY, TUESDAY, MONDAY]
    assert (empty.day, empty.entries) == (date(2022, 1, 19), ()), "a day without an article has its edition"
    assert statuses(first) == [("quake", Status.NEW, 1)]
    assert statuses(middle) == [("quake", Status.CONTINUING, 2)], "a copy is not an update"
    assert statuses(newest) == [("quake", Status.UPDATED, 4)]


def test_independent_texts_lead_and_nothing_is_lost() -> None:
    events = [
        event(*(text(article(f"{n} {i}.", name=f"{n}{i}", day=MONDAY)) for i in range(size)))
        for n, size in (("small", 1), ("large", 3), ("middle", 2))
    ]
    (edition,) = editions(events, POLICY)
    assert [e.event.texts[0].article.id for e in edition.lead] == ["large0", "middle0"]
    assert [e.event.texts[0].article.id for e in edition.also] == ["small0"]


def test_copies_do_not_lift_an_event() -> None:
    copies = [article("Same.", name=f"copy{i}", day=MONDAY) for i in range(5)]
    copied = event(text(article("Same.", name="copied", day=MONDAY), *copies))
    told_twice = event(*(text(article(f"Told {i}.", name=f"told{i}", day=MONDAY)) for i in range(2)))
    (edition,) = editions([copied, told_twice], POLICY)
    assert edition.lead[0].event.id == told_twice.id
    assert (edition.lead[0].standing.texts, edition.lead[1].standing.texts) == (2, 1)


def test_undated_events_have_an_edition_of_their_own_at_the_end() -> None:
    dated, undated = event(text(article("A.", name="a", day=MONDAY))), event(text(article("B.", name="b")))
    assert [edition.day for edition in editions([undated, dated], POLICY)] == [MONDAY, None]
    assert [edition.day for edition in editions([undated], POLICY)] == [None]
    assert editions([], POLICY) == ()


def test_the_order_of_events_does_not_matter() -> None:
    events = [event(text(article(f"{n}.", name=n, day=MONDAY))) for n in "abcde"]
    assert editions(events, POLICY) == editions(events[::-1], POLICY)


def test_an_old_edition_counts_what_was_there_on_its_day() -> None:
    growing = event(
        text(article("One.", name="one", day=MONDAY, outlet="A"), article("One.", name="copy", day=THURSDAY)),
        text(article("Two.", name="two", day=THURSDAY, outlet="B")),
    )
    newest, *_, first = editions([growing], POLICY)
    assert [(e.lead[0].standing.texts, e.lead[0].standing.outlets) for e in (first, newest)] == [
        (1, 1),
        (2, 2),
    ]
    assert [a.id for a in first.lead[0].event.articles] == ["one"]


@pytest.mark.parametrize(("day", "pages"), [(date(2023, 1, 18), 367), (date(2023, 1, 19), 2)])
def test_a_gap_of_more_than_a_year_is_left_out(day: date, pages: int) -> None:
    events = [event(text(article("A.", name="a", day=MONDAY))), event(text(article("B.", name="b", day=day)))]
    assert len(editions(events, POLICY)) == pages
