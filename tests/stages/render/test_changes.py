"""What changed, on pages: each side of a figure and each new sentence is cited and proved by the audit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from digest.adapters import audit
from digest.briefing import Briefing, Edition, Entry
from digest.config import Outlet, Rights, Settings
from digest.text.escape import one_line
from tests import making
from tests.stages.render import sample, telling

EVENT, SECOND, THIRD = "events/north/", "2022/01/19/", "2022/01/20/"


def page(made: Briefing, path: str, settings: Settings = Settings()) -> html.HtmlElement:  # noqa: B008 (frozen)
    (found,) = (p for p in sample.site(made, settings).pages if p.path == path)
    return html.fragment_fromstring(found.body, create_parent=True)


def said(tree: html.HtmlElement, path: str) -> list[str]:
    for card in tree.xpath("//*[@class='cite-card'] | //a/q | //a/small"):
        card.drop_tree()
    return [one_line(e.text_content()).replace("\u2060", "") for e in tree.xpath(path)]


def updated() -> Briefing:
    """The event as the second edition left it."""
    return telling.until(telling.briefing(), telling.SECOND)


def test_the_event_page_shows_figures_then_sentences_each_with_its_number() -> None:
    shown = said(page(updated(), EVENT), "//section[h2/@id='changed']/*")
    assert shown == [
        "What changed",
        "Edition of 19 January 2022, since that of 18 January 2022: 1 new independent text",
        "people: dead At least 30 people1 North → then Over 50 people2 South",
        "A second wreck lies beside it.3 South",
    ]


def test_only_copies_bring_no_new_facts() -> None:
    shown = said(page(telling.briefing(), EVENT), "//section[h2/@id='changed']/p")
    assert shown == ["Edition of 20 January 2022, since that of 19 January 2022: No new facts; 1 more copy"]


def test_an_event_of_one_edition_has_no_such_section() -> None:
    tree = page(telling.until(telling.briefing(), telling.FIRST), EVENT)
    assert not tree.xpath("//*[@id='changed']")


def test_a_text_of_which_nothing_is_told_is_named() -> None:
    made = updated()
    (entry,) = made.editions[0].lead
    assert entry.change
    silent = replace(entry, change=replace(entry.change, sentences=(), figures=()))
    shown = said(page(_with(made, silent), EVENT), "//section[h2/@id='changed']/p")
    assert shown[0].endswith(": 1 new independent text: South")


def test_a_key_sentence_that_is_new_is_shown_once() -> None:
    made = updated()
    (entry,) = made.editions[0].lead
    assert entry.change
    new = entry.change.sentences[0]
    south = made.events[0].articles[1]
    key = making.passage(south, south.body.partition(" A second")[0])
    event = making.event(*entry.event.texts, sentences=[new, key])
    tree = page(replace(_with(made, replace(entry, event=event)), events=(event, *made.events[1:])), EVENT)
    assert said(tree, "//section[h2/@id='key']/p") == [f"{one_line(key.text)}2 South"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (SECOND, "people: dead At least 30 people↗ → then Over 50 people↗"),
        (THIRD, "No new facts; 1 more copy"),
    ],
)
def test_an_edition_says_in_one_line_what_it_brought(path: str, expected: str) -> None:
    assert said(page(telling.briefing(), path), "//*[contains(@class, 'entry-new')]") == [expected]


def test_without_a_figure_the_line_is_a_new_sentence() -> None:
    made = updated()
    (entry,) = made.editions[0].lead
    assert entry.change
    bare = replace(entry, change=replace(entry.change, figures=()))
    shown = said(page(_with(made, bare), SECOND), "//*[contains(@class, 'entry-new')]")
    assert shown == ["New A second wreck lies beside it.↗ South"]


def test_an_old_edition_says_the_same_when_the_event_goes_on() -> None:
    pages = [
        next(p.body for p in sample.site(made).pages if p.path == "2022/01/18/")
        for made in (telling.until(telling.briefing(), telling.SECOND), telling.briefing())
    ]
    assert pages[0] == pages[1]
    assert [
        said(page(made, SECOND), "//*[contains(@class, 'entry-new')]")
        for made in (updated(), telling.briefing())
    ] == [["people: dead At least 30 people↗ → then Over 50 people↗"]] * 2


def test_the_data_has_every_change() -> None:
    site = sample.site(telling.briefing())
    (document,) = (json.loads(a.content) for a in site.assets if a.path == "data/events.json")
    north = next(event for event in document["events"] if event["id"] == "north")
    first, second = north["findings"]["changes"]
    assert (first["day"], first["since"], first["texts"], first["copies"]) == (
        "2022-01-19", "2022-01-18", ["south"], [],
    )  # fmt: skip
    assert [s["text"] for s in first["sentences"]] == ["A second wreck lies  beside it."]
    assert [(f["before"]["value"], f["after"]["value"]) for f in first["figures"]] == [(30, 50)]
    assert (second["texts"], second["copies"], second["sentences"], second["figures"]) == (
        [],
        ["copy"],
        [],
        [],
    )


@pytest.mark.parametrize("rights", [Rights.FULL, Rights.EXCERPT])
@pytest.mark.parametrize("day", [telling.SECOND, telling.THIRD])
def test_the_audit_proves_it(tmp_path: Path, rights: Rights, day: telling.date) -> None:
    settings = Settings(outlets=(Outlet("South", rights=rights),))
    made = telling.until(telling.briefing(), day)
    folder = sample.write(sample.site(made, settings), tmp_path)
    bodies = {article.id: article.body for article in made.articles}
    assert audit.audit(folder, bodies).faults == ()
    place = folder / EVENT / "index.html" if day == telling.SECOND else folder / SECOND / "index.html"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("Over 50 people", "Over 90 people"), encoding="utf-8")
    assert any("Over 90" in f.message for f in audit.audit(folder, bodies).faults)


def _with(made: Briefing, entry: Entry) -> Briefing:
    newest = made.editions[0]
    return replace(made, editions=(Edition(newest.day, (entry,), newest.also), *made.editions[1:]))
