"""Editions: which day holds what, and what is new."""

from datetime import date

from digest.briefing import Edition, Status
from digest.config import EditionPolicy
from digest.stages.editions import editions
from tests.making import article, event, text

MONDAY, TUESDAY, THURSDAY = date(2022, 1, 17), date(2022, 1, 18), date(2022, 1, 20)
POLICY = EditionPolicy(lead_events=2)


def statuses(edition: Edition) -> list[tuple[str, Status, int]]:
    return [(e.event.texts[0].article.id, e.status, e.day_number) for e in (*edition.lead, *edition.also)]


def test_an_event_stands_in_the_edition_of_every_day_it_was_reported() -> None:
    quake = event(
        text(article("One.", name="quake", day=MONDAY), article("One.", name="copy", day=TUESDAY)),
        text(article("Two.", name="later", day=THURSDAY)),
    )
    newest, middle, first = editions([quake], POLICY)
    assert [edition.day for edition in (newest, middle, first)] == [THURSDAY, TUESDAY, MONDAY]
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
    assert edition.lead[0].event is told_twice


def test_undated_events_have_an_edition_of_their_own_at_the_end() -> None:
    dated, undated = event(text(article("A.", name="a", day=MONDAY))), event(text(article("B.", name="b")))
    assert [edition.day for edition in editions([undated, dated], POLICY)] == [MONDAY, None]
    assert [edition.day for edition in editions([undated], POLICY)] == [None]
    assert editions([], POLICY) == ()


def test_the_order_of_events_does_not_matter() -> None:
    events = [event(text(article(f"{n}.", name=n, day=MONDAY))) for n in "abcde"]
    assert editions(events, POLICY) == editions(events[::-1], POLICY)
