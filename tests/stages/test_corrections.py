"""What counts as a correction, and how much of it may be shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digest.briefing import Correction, Revision
from digest.config import Outlet, Rights
from digest.model import Article, Basis, Passage, Span
from digest.stages import corrections
from tests import making

FIRST, SECOND, THIRD = date(2022, 1, 20), date(2022, 1, 25), date(2022, 1, 28)
TOLL, HOMES, MAYOR = (
    "At least five people died in the flood.",
    "Forty families lost their homes.",
    "The mayor wept.",
)


def told(*sentences: str, **more: object) -> Article:
    return making.article(" ".join(sentences), name="flood", **more)  # type: ignore[arg-type]


def between(before: Article, now: Article, *outlets: Outlet) -> Correction | None:
    found = [*corrections.corrections(now, ((SECOND, now), (FIRST, before)), outlets)]
    assert len(found) < 2
    return found[0] if found else None


def texts(found: Correction | None) -> list[tuple[str, str | None]]:
    assert found is not None
    return [(r.before, r.after.text if isinstance(r.after, Passage) else r.after) for r in found.revisions]


# ── the text ─────────────────────────────────────────────────────────────────────────────


def test_a_changed_sentence_is_cited_as_it_stands_now() -> None:
    now = told(TOLL.replace("five", "seven"), HOMES)
    before = told(TOLL, HOMES)
    after = making.passage(now, TOLL.replace("five", "seven"))
    expected = Correction(now.id, SECOND, (Revision("text", TOLL, after),), sha256=before.sha256)
    assert between(before, now) == expected


def test_what_left_and_what_came() -> None:
    assert texts(between(told(TOLL, HOMES, MAYOR), told(TOLL, MAYOR))) == [(HOMES, None)]
    assert texts(between(told(TOLL, MAYOR), told(TOLL, HOMES, MAYOR))) == [("", HOMES)]
    assert texts(between(told(TOLL), told(HOMES, MAYOR))) == [(TOLL, None), ("", HOMES), ("", MAYOR)]


def test_white_space_and_order_are_no_correction() -> None:
    spaced = making.article(f"{HOMES}  {TOLL}\n\n{MAYOR}", name="flood")
    assert between(told(TOLL, HOMES, MAYOR), spaced) is None


def test_lines_that_end_elsewhere_are_no_correction() -> None:
    """Where a line of a plain text ends may decide what is its title, and what is prose."""
    before = told(TOLL, HOMES, title=TOLL, title_basis=Basis.TEXT)
    wrapped = before.body.replace(" in the", "\nin the")
    rest = Span(wrapped.index("\n") + 1, len(wrapped))
    now = making.article(wrapped, name="flood", title="At least", title_basis=Basis.TEXT, paragraphs=(rest,))
    assert between(before, now) is None


def test_furniture_is_no_correction() -> None:
    body = f"SHARE THIS\n\n{TOLL} {HOMES}"
    now = making.article(body, name="flood", paragraphs=(Span(12, len(body)),))
    assert between(told(TOLL, HOMES), now) is None


def test_a_sentence_that_stands_in_another_line_is_no_correction() -> None:
    """It was prose and is taken for furniture now, or the other way round: the file says the same."""
    before = told(TOLL, HOMES, MAYOR)
    prose = Span(0, len(TOLL))
    assert between(before, replace(before, paragraphs=(prose,))) is None
    assert between(replace(before, paragraphs=(prose,)), before) is None


def test_a_number_is_not_found_in_a_longer_one() -> None:
    assert texts(between(told("5 died.", "It said 15 died.", MAYOR), told("It said 15 died.", MAYOR))) == [
        ("5 died.", None)
    ]


def test_each_day_of_change_is_a_correction() -> None:
    now, middle, first = (told(TOLL.replace("five", n), HOMES) for n in ("nine", "seven", "five"))
    found = [*corrections.corrections(now, ((THIRD, now), (SECOND, middle), (FIRST, first)), ())]
    assert [c.day for c in found] == [THIRD, SECOND]
    assert texts(found[0]) == [(middle.body.split(". ")[0] + ".", now.body.split(". ")[0] + ".")]
    (revision,) = found[1].revisions
    assert revision.after == TOLL.replace("five", "seven"), "it stands nowhere now, so it cites nothing"


def test_an_older_change_is_cited_where_it_still_stands() -> None:
    now = told(TOLL.replace("five", "seven"), HOMES, MAYOR)
    middle, first = told(TOLL.replace("five", "seven"), HOMES), told(TOLL, HOMES)
    found = [*corrections.corrections(now, ((THIRD, now), (SECOND, middle), (FIRST, first)), ())]
    (revision,) = found[1].revisions
    assert revision.after == making.passage(now, TOLL.replace("five", "seven"))


def test_what_is_not_committed_yet_is_no_correction() -> None:
    now, newest, first = (told(TOLL.replace("five", n), HOMES) for n in ("nine", "seven", "five"))
    (found,) = corrections.corrections(now, ((SECOND, newest), (FIRST, first)), ())
    assert texts(found) == [(TOLL, TOLL.replace("five", "seven"))]
    assert not [*corrections.corrections(now, ((FIRST, first),), ())]


def test_a_version_that_was_not_read_is_still_named() -> None:
    now = told(TOLL)
    found = [*corrections.corrections(now, ((THIRD, None), (SECOND, told(HOMES)), (FIRST, None)), ())]
    assert [(c.day, len(c.revisions)) for c in found] == [(THIRD, 2), (SECOND, 0)]


def test_many_revisions_are_counted() -> None:
    before = told(*(f"The number of house {n} was painted in white." for n in range(30)))
    now = told(*(f"The number of house {n} was painted in black." for n in range(30)))
    found = between(before, now)
    assert found is not None
    assert (len(found.revisions), found.omitted) == (corrections.REVISIONS, 30 - corrections.REVISIONS)


@pytest.mark.parametrize("place", [0, 700, 1399])
def test_a_change_anywhere_in_a_long_text_is_found(place: int) -> None:
    sentences = [f"The number of house {n} was painted in white." for n in range(1400)]
    changed = [s.replace("white", "black") if n == place else s for n, s in enumerate(sentences)]
    assert texts(between(told(*sentences), told(*changed))) == [(sentences[place], changed[place])]


def test_a_long_text_that_is_another_is_counted_whole() -> None:
    before = told(*(f"White house {n} stands at the square." for n in range(900)))
    now = told(*(f"Beyond the river lies meadow {n} of our time." for n in range(900)))
    found = between(before, now)
    assert found is not None
    assert len(found.revisions) + found.omitted == 1800


# ── what it declares ─────────────────────────────────────────────────────────────────────


def test_declared_fields() -> None:
    before = told(TOLL, title="Five dead", day=date(2022, 1, 19), outlet="North", licence="CC BY 4.0")
    now = told(TOLL, title="Seven dead", author="Jo Reed", outlet="North", url="https://north.example/a")
    found = between(before, now)
    assert found is not None
    assert found.revisions == (
        Revision("title", "Five dead", "Seven dead"),
        Revision("date", "2022-01-19", None),
        Revision("author", "", "Jo Reed"),
        Revision("licence", "CC BY 4.0", None),
        Revision("url", "", "https://north.example/a"),
    )


def test_a_title_that_is_the_first_sentence_is_told_once() -> None:
    def named(sentence: str) -> Article:
        span = Span(0, len(sentence))
        return told(sentence, HOMES, title=sentence, title_basis=Basis.TEXT, title_span=span)

    found = between(named(TOLL), named(TOLL.replace("five", "six")))
    assert found is not None
    assert [revision.field for revision in found.revisions] == ["text"]


# ── rights ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("place", [0, 1])
def test_of_an_excerpt_the_places_are_counted(place: int) -> None:
    """The strictest of the rights counts: those of the earlier outlet, or those of the present one."""
    outlets = ["Open", "Open"]
    outlets[place] = "Closed"
    before, now = told(TOLL, outlet=outlets[0]), told(HOMES, outlet=outlets[1])
    found = between(before, now, Outlet("Closed", rights=Rights.EXCERPT))
    assert found is not None
    assert ([r.field for r in found.revisions], found.omitted) == (["outlet"], 2)


def test_of_a_link_nothing_is_shown_but_the_day() -> None:
    before, now = told(TOLL, title="Five", outlet="Closed"), told(HOMES, title="Six", outlet="Closed")
    found = between(before, now, Outlet("Closed", rights=Rights.LINK))
    assert found == Correction(now.id, SECOND, (), sha256=before.sha256)


# ── what an earlier publication noted ────────────────────────────────────────────────────


def test_a_noted_correction_is_cited_anew() -> None:
    now = told("Some words came before.", TOLL)
    noted = Correction(
        now.id,
        None,
        (Revision("text", "Five died.", TOLL), Revision("text", "x", "y"), Revision("title", "a", TOLL)),
    )
    found = corrections.again(noted, now, ())
    assert [r.after for r in found.revisions] == [making.passage(now, TOLL), "y", TOLL]
    closed = corrections.again(noted, replace(now, outlet="C"), (Outlet("C", rights=Rights.EXCERPT),))
    assert ([r.field for r in closed.revisions], closed.omitted) == (["title"], 2)


# ── addresses ────────────────────────────────────────────────────────────────────────────


def test_addresses_of_records() -> None:
    def record(key: str, slug: str, path: str = "articles/wire.jsonl") -> Article:
        return replace(told(TOLL), id=key, slug=slug, path=path)

    now = [record("kept", "new-title-1"), record("moved", "there-2", "articles/other.jsonl")]
    gone = [
        (THIRD, record("lost", "lost-3")),
        (SECOND, record("lost", "lost-3")),
        (SECOND, record("kept", "old-title-1")),
        (SECOND, record("moved", "here-2")),
        (FIRST, record("kept", "new-title-1")),
    ]
    assert [(w.path, w.slug, w.day, w.reason, w.successor) for w in corrections.withdrawn(gone, now)] == [
        ("articles/wire.jsonl: lost", "lost-3", THIRD, "the publisher withdrew it", None),
        ("articles/wire.jsonl: kept", "old-title-1", SECOND, "its title was changed", "new-title-1"),
        ("articles/wire.jsonl: moved", "here-2", SECOND, "its file was moved", "there-2"),
    ]
