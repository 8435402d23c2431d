"""Edition pages: what a day says stays, its place is explained, an empty day is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from lxml import html

from digest.briefing import Briefing, Edition, Entry, Standing, Status
from digest.config import EditionPolicy, Settings
from digest.stages.editions import editions
from tests import making
from tests.stages.render import sample, telling
from tests.stages.test_editions import states
from tests.wording import ENGLISH

IDLE = date(2022, 1, 21)


def pages(made: Briefing, settings: Settings = Settings()) -> dict[str, str]:  # noqa: B008 (frozen)
    return {page.path: page.body for page in sample.site(made, settings).pages}


def tree(body: str) -> html.HtmlElement:
    return html.fragment_fromstring(body, create_parent=True)


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def with_idle_days() -> Briefing:
    """The editions of `telling`, two idle days, and a day with a new event."""
    made = telling.briefing()
    late = making.event(making.text(making.article("A gate closed.", name="gate", day=IDLE + timedelta(2))))
    newest = Edition(late.days[0], (Entry(late, Status.NEW, 1, Standing(1, 0, 14)),), ())
    idle = (Edition(IDLE + timedelta(1), (), ()), Edition(IDLE, (), ()))
    return replace(
        made,
        articles=(*made.articles, *late.articles),
        events=(*made.events, late),
        editions=(newest, *idle, *made.editions),
    )


def test_the_page_of_an_old_edition_never_changes() -> None:
    whole = telling.briefing()
    now = pages(whole)
    for day in (telling.FIRST, telling.SECOND):
        place = f"{day:%Y/%m/%d}/"
        then = pages(telling.until(whole, day))[place]
        after = pages(telling.until(whole, day + timedelta(1)))[place]
        assert after == now[place], "only its successor changes it, and only once"
        assert without_pager(after) == without_pager(then)
        assert after.count('rel="next"') > then.count('rel="next"') == 0


def without_pager(body: str) -> bytes:
    page = tree(body)
    for pager in page.find_class("pager"):
        pager.drop_tree()
    return b"".join(html.tostring(page).split())


def test_an_old_edition_shows_its_events_as_they_stood() -> None:
    page = tree(pages(telling.briefing())["2022/01/18/"])
    assert "1 independent text" in text(page)
    assert page.xpath("//h2/a/@href") == ["../../../events/north/"]
    assert page.xpath("//q/@cite") == ["../../../sources/north/#s0-38"]


def test_an_empty_day_says_so_and_leads_to_the_edition_before_it() -> None:
    page = tree(pages(with_idle_days())["2022/01/22/"])
    assert text(page.find(".//h1")) == "Saturday 22 January 2022"
    assert "No article arrived on this day" in text(page)
    (link,) = page.xpath("//p[@class='intro']/a")
    assert (link.get("href"), text(link.getparent())) == (
        "../20/",
        "The newest edition before it: 20 January 2022, with 1 event",
    )
    assert page.xpath("//nav/a/@href") == ["../21/", "../23/"]
    assert not page.xpath("//*[contains(@class, 'filters') or contains(@class, 'entry')]")


def test_every_edition_leads_to_its_month_and_says_how_it_is_ranked() -> None:
    page = tree(pages(telling.briefing())["2022/01/19/"])
    assert page.xpath("//p[@class='kicker']/a/@href") == ["../"]
    assert page.xpath("//p[contains(@class, 'ranked')]/a/@href") == ["../../../about/#ranking"]
    about = tree(pages(telling.briefing())["about/"])
    assert about.xpath("//*[@id='ranking']"), "the place to which it leads"
    assert text(page.xpath("//details[@class='rank']/p")[0]) == "Place 1, with 2 independent texts."


@pytest.mark.parametrize(
    ("standing", "status", "said"),
    [
        (Standing(3, 9, 900), Status.NEW, "Place 2: 3 independent texts, 4 in the event before it."),
        (
            Standing(4, 1, 900),
            Status.NEW,
            "Place 2: as many independent texts as the event before it, but 1 publisher, not 3.",
        ),
        (
            Standing(4, 3, 900),
            Status.CONTINUING,
            "Place 2: as many texts and publishers as the event before it, but without news, not updated.",
        ),
        (
            Standing(4, 3, 99),
            Status.UPDATED,
            "Place 2: level with the event before it in texts, publishers and novelty, but its texts are shorter.",
        ),
        (Standing(4, 3, 100), Status.UPDATED, "Place 2: level with the event before it in everything."),
    ],
)
def test_a_place_is_explained_by_what_decides_it(standing: Standing, status: Status, said: str) -> None:
    event = making.event(making.text(making.article("A.")))
    before = Entry(event, Status.UPDATED, 2, Standing(4, 3, 100))
    assert ENGLISH.rank(2, Entry(event, status, 2, standing), before) == said


def test_the_reason_for_a_place_is_what_the_ranking_looked_at() -> None:
    told = [
        making.event(
            *(making.text(making.article(f"{n} {i}.", name=f"{n}{i}", day=IDLE)) for i in range(size))
        )
        for n, size in (("a", 1), ("b", 3), ("c", 1), ("longer", 1))
    ]
    (edition,) = editions([states(event) for event in told], EditionPolicy())
    reasons = [
        ENGLISH.rank(at + 1, entry, edition.lead[at - 1] if at else None)
        for at, entry in enumerate(edition.lead)
    ]
    assert [entry.event.id for entry in edition.lead] == ["b0", "longer0", "a0", "c0"]
    assert [reason.rpartition(",")[2].strip() for reason in reasons] == [
        "with 3 independent texts.",
        "3 in the event before it.",
        "but its texts are shorter.",
        "Place 4: level with the event before it in everything.",
    ]


def test_only_the_front_page_carries_what_its_age_is_told_by() -> None:
    settings = Settings(edition=EditionPolicy(stale_after_days=5))
    made = pages(telling.briefing(), settings)
    (note,) = tree(made[""]).xpath("//p[@role='status']")
    assert (note.get("data-edition"), note.get("data-stale-after"), note.text) == ("2022-01-20", "5", None)
    assert not [path for path, body in made.items() if path and "data-stale-after" in body]


def test_the_front_page_of_undated_articles_has_no_age() -> None:
    undated = making.briefing(making.event(making.text(making.article("One.", name="one"))))
    front = tree(pages(undated)[""])
    assert text(front.find(".//h1")) == "Undated"
    assert not front.xpath("//*[@data-stale-after]")


def test_the_first_line_of_an_edition() -> None:
    event = making.event(making.text(making.article("A.")))
    entries = [
        Entry(event, status, 2, Standing(1, 1, 1))
        for status, count in ((Status.NEW, 4), (Status.UPDATED, 3), (Status.CONTINUING, 5))
        for _ in range(count)
    ]
    assert ENGLISH.edition(IDLE, entries) == "4 new, 3 updated, nothing new on 5"
    assert ENGLISH.edition(IDLE, entries[4:7]) == "3 updated"
    assert ENGLISH.edition(IDLE, []) == "No article arrived on this day"
