"""Identity of events, and storylines."""

from datetime import date

from digest.model import StorylineLink
from digest.stages import compose
from tests.making import article, cluster, event, text


def test_an_event_keeps_its_id_as_it_grows() -> None:
    first = text(article("One.", name="first", day=date(2022, 1, 17)))
    second = text(article("Two.", name="second", day=date(2022, 1, 18)))
    assert compose.event_id(cluster(first)) == compose.event_id(cluster(first, second))
    assert compose.event_id(cluster(first)) != compose.event_id(cluster(second))


def test_linked_events_form_one_storyline_in_order_of_time() -> None:
    days = {"c": date(2022, 1, 20), "a": date(2020, 1, 20), "b": date(2022, 1, 18), "x": date(2022, 1, 18)}
    events = [event(text(article(f"{n}.", name=n, day=day))) for n, day in days.items()]
    (line,) = compose.storylines(events, [StorylineLink(1, 0, 0.3), StorylineLink(2, 0, 0.3)])
    by_name = {e.texts[0].article.id: e.id for e in events}
    assert line.events == (by_name["a"], by_name["b"], by_name["c"])
    assert by_name["x"] not in line.events


def test_a_storyline_is_named_by_its_fullest_event() -> None:
    small = event(text(article("S.", name="s", title="Small", day=date(2022, 1, 1))))
    large = event(
        *(text(article(f"{i}.", name=f"l{i}", title="Large", day=date(2022, 1, 2))) for i in range(2))
    )
    (line,) = compose.storylines([small, large], [StorylineLink(0, 1, 0.3)])
    assert line.title == "Large"
    assert line.events == (small.id, large.id)


def test_events_without_links_have_no_storyline() -> None:
    assert compose.storylines([event(text(article("A.")))], []) == ()
