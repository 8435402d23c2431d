"""A briefing of several editions of one event, made by hand, for what is published of editions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from digest.briefing import Briefing, Change, Edition, Entry, Event, FigureChange, Standing, Status, Storyline
from tests import making

FIRST, SECOND, THIRD = date(2022, 1, 18), date(2022, 1, 19), date(2022, 1, 20)


def briefing(evil: str = "", outlet: str = "South") -> Briefing:
    """New on the 18th, updated on the 19th, only copied on the 20th; a second event joins it on the 19th."""
    north = making.article(
        f"At least 30 people died {evil} off Port Ash.", name="north", title=f"Ferry {evil} sinks", day=FIRST,
        outlet=f"North {evil}",
    )  # fmt: skip
    south = making.article(
        f"Over 50 people died {evil} there. A second wreck lies {evil} beside it.", name="south", day=SECOND,
        outlet=outlet,
    )  # fmt: skip
    copy = making.article(south.body, name="copy", day=THIRD)
    low = making.claim(north, north.body, "At least 30 people", 30)
    over = south.body.partition(" A second")[0]
    high = making.claim(south, over, "Over 50 people", 50)
    new = making.passage(south, south.body.removeprefix(over).strip())
    states = [
        _event(making.text(north), evil=evil),
        _event(making.text(north), making.text(south), evil=evil),
        _event(making.text(north), making.text(south, copy), evil=evil),
    ]
    dog = making.article(f"A dog swam {evil} ashore.", name="dog", day=SECOND)
    alone = making.event(making.text(dog), lede=making.passage(dog, dog.body), keywords=["ash", "dog"])
    changed = Change(FIRST, ("south",), (), (new,), (FigureChange(f"people: dead {evil}", low, high),))
    copied = Change(SECOND, (), ("copy",), (), ())
    return replace(
        making.briefing(states[-1], alone),
        storylines=(Storyline("north", f"Ferries {evil}", ("north", "dog")),),
        editions=(
            Edition(THIRD, (_entry(states[2], Status.CONTINUING, 3, copied),), ()),
            Edition(
                SECOND,
                (_entry(states[1], Status.UPDATED, 2, changed),),
                (_entry(alone, Status.NEW, 1, None),),
            ),
            Edition(FIRST, (_entry(states[0], Status.NEW, 1, None),), ()),
        ),
    )


def _event(*texts: making.Text, evil: str) -> Event:
    north = texts[0].article
    return making.event(*texts, lede=making.passage(north, north.body), keywords=["ash", f"ferry {evil}"])


def _entry(event: Event, status: Status, day: int, change: Change | None) -> Entry:
    return Entry(event, status, day, Standing(len(event.texts), 2, 80), change)


def until(made: Briefing, day: date) -> Briefing:
    """The briefing as it was on a day."""
    editions = tuple(edition for edition in made.editions if edition.day and edition.day <= day)
    newest = {entry.event.id: entry.event for edition in reversed(editions) for entry in edition.entries}
    events = tuple(newest[event.id] for event in made.events if event.id in newest)
    lines = made.storylines if len(events) > 1 else ()
    articles = tuple(article for event in events for article in event.articles)
    return replace(made, editions=editions, events=events, articles=articles, storylines=lines)
