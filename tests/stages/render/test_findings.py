"""The views of the findings, made from findings by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digest.config import Outlet, Rights
from digest.findings import Claim, ClaimCell, Quote, TimelineEntry
from digest.stages.render import addresses, pages
from digest.stages.render.citations import marks
from digest.stages.render.finding_views import FindingsView
from digest.stages.render.library import Library
from digest.stages.render.moments import interval_words
from digest.stages.render.pieces import marked
from digest.stages.render.selection import distinct, passages, told_quotes, told_times
from tests import making
from tests.stages.render import sample
from tests.wording import ENGLISH


@pytest.fixture(scope="module")
def view() -> FindingsView:
    briefing = sample.briefing()
    return pages.event(briefing.events[0], Library(briefing, ENGLISH), "events/north/").findings


def test_figures_stand_side_by_side_by_source(view: FindingsView) -> None:
    table = view.differences
    assert table is not None
    assert [(c.name, c.date) for c in table.columns] == [("North ", "18 January 2022"), ("South", "")]
    toll, time = table.rows
    assert [[f.detail.words.text for f in cell] for cell in toll.cells] == [
        ["at least 30 people"],
        ["Over 50 people"],
    ]
    assert [[f.detail.words.text for f in cell] for cell in time.cells] == [["Monday"], ["Sunday night"]]
    (first,), _ = toll.cells
    assert first.by is not None
    assert first.by.text == "the coast guard said"
    assert [piece.text for piece in first.detail.sentence if piece.kind] == ["at least 30 people"]


def test_figures_of_other_times_stand_apart(view: FindingsView) -> None:
    (past,) = view.past
    assert past.figure.detail.words.text == "eleven people"
    assert past.apart is not None
    assert past.apart.text == "In 2014"


def test_a_wording_stands_once_with_everyone_who_uses_it(view: FindingsView) -> None:
    (name,) = view.names
    assert [(w.detail.words.text, [(u.cite.outlet, u.count) for u in w.uses]) for w in name.wordings] == [
        ("Port Ash", [("North ", 1), ("South", 2)])
    ]
    assert [w.detail.words.text for w in name.labels] == ["strait"]


def test_a_quotation_of_several_sentences_cites_all_of_them(view: FindingsView) -> None:
    reed, her = view.quotes
    assert reed.words.text == '"The hull broke. Nobody could help,"'
    assert (reed.speaker.text, reed.role and reed.role.text) == ("Jo Reed", "captain")
    assert her.introduced is not None
    assert her.introduced.number < her.cite.number
    assert her.also == (), "a copy is no further source"


def test_the_timeline_tells_a_sentence_once(view: FindingsView) -> None:
    assert [day.heading for day in view.timeline.earlier] == ["2014"]
    assert [day.heading for day in view.timeline.days] == ["17 January 2022"]
    (moment,) = view.timeline.days[0].moments
    assert moment.evidence.strip() == "front matter: 2022-01-18"
    assert [cite.outlet for cite in moment.also] == ["South"]
    assert [piece.text for m in view.timeline.undated for piece in m.sentence if piece.kind] == [
        "Sunday night"
    ]


def test_the_first_mark_of_a_number_has_the_id_and_the_address() -> None:
    briefing = sample.briefing()
    (page,) = (page for page in sample.site(briefing).pages if page.path == "events/north/")
    numbers = Library(briefing, ENGLISH).numbering["north"]
    for passage in passages(briefing.events[0]):
        assert page.body.count(f'id="c{numbers.number(passage)}" href="../../sources/') == 1
    assert page.body.count('href="#c1"') > 3
    assert f"/{addresses.passage(briefing.events[0].texts[0].article, 0, 87)}" in page.body


def test_a_long_timeline_says_how_much_is_left_out() -> None:
    body = " ".join(f"On day {n} the ferry moved." for n in range(20))
    source = making.article(body, name="a", day=date(2022, 1, 18))
    entries = tuple(
        TimelineEntry(f"day {n}", None, (making.cited(source, f"On day {n} the ferry moved.", f"day {n}"),))
        for n in range(20)
    )
    found = making.event(making.text(source))
    told = told_times(
        making.event(making.text(source), findings=making.with_timeline(found.findings, entries))
    )
    assert (len(told.all), told.omitted) == (12, 8)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ((2022, 1, 20), (2022, 1, 20), "20 January 2022"),
        ((2019, 3, 1), (2019, 3, 31), "March 2019"),
        ((2019, 12, 1), (2019, 12, 31), "December 2019"),
        ((2014, 1, 1), (2014, 12, 31), "2014"),
        ((2014, 1, 1), (2015, 12, 31), "1 January 2014 – 31 December 2015"),
        ((2022, 1, 16), (2022, 1, 23), "16–23 January 2022"),
    ],
)
def test_days_are_said_as_short_as_is_clear(
    start: tuple[int, int, int], end: tuple[int, int, int], words: str
) -> None:
    assert interval_words(date(*start), date(*end), ENGLISH) == words


def test_a_source_that_repeats_a_number_is_shown_once_in_a_cell() -> None:
    source = making.article("Two died. It was two people. Later three died.", name="a")

    def claim(sentence: str, value: int) -> Claim:
        return making.claim(source, sentence, sentence.split(maxsplit=1)[0], value)

    two, again, three = claim("Two died.", 2), claim("It was two people.", 2), claim("Later three died.", 3)
    assert distinct(ClaimCell("a", (two, again, three))) == (two, three)


def test_pieces_joined_are_the_sentence_on_one_line() -> None:
    source = making.article("At  least\nthirty \u200bpeople\tdied.", name="a")
    whole = making.passage(source, source.body)
    pieces = marked(whole, [making.passage(source, "thirty"), making.passage(source, "At  least")])
    assert [(p.text, p.kind) for p in pieces] == [
        ("At least", "mark"), (" ", ""), ("thirty", "mark"), (" people died.", ""),
    ]  # fmt: skip


def test_changes_stand_in_their_sentence() -> None:
    briefing = sample.briefing()
    view = pages.event(briefing.events[0], Library(briefing, ENGLISH), "events/north/")
    (changes,) = view.sources[1].copies[0].changes
    edited, left_out = changes.sentences
    assert [(p.kind, p.text) for p in edited.pieces] == [
        ("del", "Over "),
        ("ins", "More than"),
        ("", " 50 people died when a ferry went down near Port Ash on Sunday night."),
    ]
    assert [(p.kind, p.text) for p in left_out.pieces] == [("del", "Captain Reed spoke to the press.")]
    assert changes.omitted == 2


def test_an_excerpt_shows_what_is_cited_and_a_sentence_around_it() -> None:
    body = (
        "One is here. Two is here. Three is here. Four is here. Five is here.\n\nSix is here. Seven is here."
    )
    source = making.article(body, name="a", outlet="Desk")
    event = making.event(making.text(source), lede=making.passage(source, "Three is here."))

    def shown(rights: Rights) -> list[str]:
        library = Library(making.briefing(event), ENGLISH, (Outlet("Desk", rights=rights),))
        return ["".join(mark.text for mark in line) for line in marks(source, event, library, "sources/a/")]

    assert shown(Rights.FULL) == body.split("\n\n")
    assert shown(Rights.EXCERPT) == ["[…] Two is here. Three is here. Four is here.", "[…]"]
    assert shown(Rights.LINK) == []


def test_what_only_the_data_quotes_is_marked_without_a_number() -> None:
    body = " ".join(f'"Ship {n} sank. All of it sank," Ann Lee said.' for n in range(30))
    source = making.article(body, name="a")
    quotes = tuple(
        Quote(
            making.cited(
                source, f'"Ship {n} sank. All of it sank," Ann Lee said.', f'"Ship {n} sank. All of it sank,"'
            ),
            speaker=making.passage(source, "Ann Lee"),
            role=None,
            said=making.passage(source, "Ann Lee said"),
            introduced=None,
        )
        for n in range(30)
    )
    event = making.event(making.text(source), findings=replace(making.NOTHING_FOUND, quotes=quotes))
    assert told_quotes(event) == quotes[:20]
    library = Library(making.briefing(event), ENGLISH)
    (line,) = marks(source, event, library, "sources/a/")
    runs = [mark for mark in line if mark.inner]
    assert [mark.cited for mark in runs] == [True] * 20 + [False] * 10
