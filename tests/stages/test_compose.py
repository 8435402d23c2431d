"""Identity of events, and storylines."""

from datetime import date

from digest.stages import compose
from tests.making import article, cluster, event, text


def test_an_event_keeps_its_id_as_it_grows() -> None:
    first = text(article("One.", name="first", day=date(2022, 1, 17)))
    second = text(article("Two.", name="second", day=date(2022, 1, 18)))
    assert compose.identity(cluster(first)) == compose.identity(cluster(first, second))
    assert compose.identity(cluster(first)) != compose.identity(cluster(second))


def test_an_undated_first_article_names_the_event_also_when_dated_ones_join() -> None:
    undated = text(article("One.", name="undated"))
    dated = text(article("Two.", name="dated", day=date(2022, 1, 18)))
    assert compose.identity(cluster(dated, undated)) == compose.identity(cluster(undated))


def test_linked_events_form_one_storyline_in_order_of_time() -> None:
    days = {"c": date(2022, 1, 20), "a": date(2020, 1, 20), "b": date(2022, 1, 18), "x": date(2022, 1, 18)}
    events = [event(text(article(f"{n}.", name=n, day=day))) for n, day in days.items()]
    (line,) = compose.storylines(events, [("a", "c"), ("b", "c")])
    by_name = {e.texts[0].article.id: e.id for e in events}
    assert line.events == (by_name["a"], by_name["b"], by_name["c"])
    assert by_name["x"] not in line.events


def test_a_storyline_is_named_by_its_fullest_event() -> None:
    small = event(text(article("S.", name="s", title="Small", day=date(2022, 1, 1))))
    large = event(
        *(text(article(f"{i}.", name=f"l{i}", title="Large", day=date(2022, 1, 2))) for i in range(2))
    )
    (line,) = compose.storylines([small, large], [("s", "l1")])
    assert line.title == "Large"
    assert line.events == (small.id, large.id)


def test_events_without_links_have_no_storyline() -> None:
    assert compose.storylines([event(text(article("A.")))], []) == ()


def test_an_event_is_seen_as_of_a_day() -> None:
    early = article("One.", name="early", day=date(2022, 1, 17))
    copy = article("One!", name="copy", day=date(2022, 1, 19))
    late = article("Two.", name="late", day=date(2022, 1, 20))
    undated = article("Three.", name="undated")
    found = cluster(text(early, copy), text(late), text(undated))
    names = {
        day: [a.id for a in compose.as_of(found, date(2022, 1, day)).articles] for day in (17, 18, 19, 20)
    }
    assert names == {
        17: ["early", "undated"],
        18: ["early", "undated"],
        19: ["early", "copy", "undated"],
        20: ["early", "copy", "late", "undated"],
    }


def test_a_copy_that_came_first_stands_for_its_text() -> None:
    original = article("One.", name="original", day=date(2022, 1, 19))
    copy = article("One!", name="copy", day=date(2022, 1, 17))
    assert [t.article.id for t in compose.as_of(cluster(text(original, copy)), date(2022, 1, 18)).texts] == [
        "copy"
    ]
