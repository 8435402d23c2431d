from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import etree

from digest.briefing import Event
from digest.findings import Bound, ClaimCell, ClaimRow, Interval, TimelineEntry
from digest.memory import Later
from digest.model import Text
from digest.stages.render import graphics
from tests import making
from tests.conftest import ROOT
from tests.wording import ENGLISH

FIRST = date(2022, 1, 30)


def event(*days: int, copies: tuple[int, ...] = (), told: tuple[tuple[int, int], ...] = ()) -> Event:
    """An event of a text on each of `days` after the first and of copies of the first text on others."""
    texts = [making.article("A ferry sank.", name=f"t{at}", day=FIRST + timedelta(day))
             for at, day in enumerate(days)]  # fmt: skip
    again = [making.article("A ferry sank.", name=f"c{at}", day=FIRST + timedelta(day))
             for at, day in enumerate(copies)]  # fmt: skip
    made = making.event(making.text(texts[0], *again), *map(Text, texts[1:]))
    entries = tuple(entry(number, *pair) for number, pair in enumerate(told))
    return replace(made, found=Later.of(making.with_timeline(made.findings, entries)))


def reports(made: Event) -> graphics.Reports | None:
    return graphics.reports(made, ENGLISH)


def axis(made: Event) -> graphics.Axis | None:
    return graphics.axis(made, ENGLISH)


def entry(number: int, start: int, end: int) -> TimelineEntry:
    """A sentence of its own that is dated."""
    source = making.article(f"Sentence {number} on Monday.", name=f"e{number}")
    interval = Interval(FIRST + timedelta(start), FIRST + timedelta(end), False, None)
    return TimelineEntry("Monday", interval, (making.cited(source, source.body, "Monday"),))


def row(*figures: tuple[int, Bound] | tuple[int, int]) -> ClaimRow:
    """A figure of each of several sources: a number with its bound, or the ends of a range."""
    cells = []
    for number, (value, other) in enumerate(figures):
        source = making.article(f"{value} died there.", name=f"a{number}")
        more: dict[str, Any] = {"bound": other} if isinstance(other, Bound) else {"upper": other}
        cells.append(ClaimCell(source.id, (making.claim(source, source.body, str(value), value, **more),)))
    return ClaimRow("people: dead", tuple(cells))


def heights(path: str) -> list[float]:
    return [float(height) for height in re.findall(r"v-([\d.]+)h", path)]


def drawn(name: str, view: object) -> etree._Element:
    """The figure as its template writes it, as XML: SVG in a page must be well formed all the same."""
    source = f'{{% from "partials/graphics.html" import {name} %}}{{{{ {name}(view) }}}}'
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["t"] = ENGLISH
    return etree.fromstring(f"<div>{environment.from_string(source).render(view=view)}</div>")


# ── reports per day ──────────────────────────────────────────────────────────────────────


def test_each_day_from_first_to_last_has_its_bar_and_its_number() -> None:
    found = reports(event(0, 0, 0, 1, 3))
    assert found is not None
    assert found.counts == (3, 1, 0, 1)
    assert [label.text for label in found.labels] == ["30", "31", "1", "2"]
    assert found.days == "30 January – 2 February 2022"
    tall, *rest = heights(found.texts)
    assert [tall / height for height in rest] == [3, 3]
    assert tall == found.height
    assert found.copies == ""


def test_copies_stand_hollow_on_top_of_the_texts() -> None:
    found = reports(event(0, 1, copies=(1, 1, 2)))
    assert found is not None
    assert found.counts == (1, 3, 1)
    assert len(heights(found.texts)) == len(heights(found.copies)) == 2
    (lower, _), (upper, alone) = heights(found.texts), heights(found.copies)
    assert upper == 2 * lower - 1  # less half a line at each end
    assert alone == lower - 1
    tops = [
        float(y) - h
        for y, h in zip(re.findall(r"M[\d.]+ ([\d.]+)", found.copies), (upper, alone), strict=True)
    ]
    assert tops[0] == 0.5


@pytest.mark.parametrize("days", [(0, 0, 0), (0,), (0, 1)])
def test_nothing_is_drawn_that_says_nothing(days: tuple[int, ...]) -> None:
    assert reports(event(*days)) is None


def test_undated_articles_are_on_no_day() -> None:
    made = event(0, 0, 1)
    undated = Text(making.article("It sank.", name="u"))
    more = replace(made, cluster=replace(made.cluster, texts=(*made.texts, undated)))
    assert reports(more) == reports(made)


@pytest.mark.parametrize("days", [range(17), range(0, 400, 2), (0, 20, 20, 20)])
def test_long_events_fit_and_name_their_ends(days: Any) -> None:
    found = reports(event(*days))
    assert found is not None
    assert found.width <= 264
    assert [label.anchor for label in found.labels] == ["start", "end"]
    assert all(0 <= label.x <= found.width for label in found.labels)
    assert len(found.counts) <= 31
    assert 0 < max(heights(found.texts)) <= found.height <= 40


def test_many_reports_a_day_are_no_higher_than_the_figure() -> None:
    found = reports(event(*[0] * 90, 1))
    assert found is not None
    assert max(heights(found.texts)) == pytest.approx(found.height, abs=0.1)
    assert found.height <= 40
    assert min(heights(found.texts)) > 0


# ── what is dated ────────────────────────────────────────────────────────────────────────


def test_the_axis_holds_what_is_told_and_the_days_with_reports() -> None:
    found = axis(event(1, 2, 4, told=((0, 0), (1, 1), (1, 1), (3, 3), (0, 4))))
    assert found is not None
    assert [label.text for label in found.labels] == ["30", "31", "1", "2", "3"]
    assert [(stack.x, round((stack.y - stack.top) / found.step) + 1) for stack in found.stacks] == [
        (10, 1), (30, 2), (70, 1),
    ]  # fmt: skip
    assert [(stretch.x, stretch.width) for stretch in found.shaded] == [(20, 40), (80, 20)]


@pytest.mark.parametrize("told", [(), ((0, 0), (1, 1)), ((0, 0), (0, 0), (0, 0)), ((0, 2), (3, 4), (5, 6))])
def test_few_days_make_no_axis(told: tuple[tuple[int, int], ...]) -> None:
    assert axis(event(0, 1, told=told)) is None


def test_days_far_apart_make_no_axis() -> None:
    assert axis(event(0, 61, told=((0, 0), (1, 1), (2, 2)))) is not None
    assert axis(event(0, 62, told=((0, 0), (1, 1), (2, 2)))) is None


def test_a_high_stack_keeps_every_dot() -> None:
    found = axis(event(0, told=((0, 0),) * 10 + ((1, 1), (2, 2))))
    assert found is not None
    high = found.stacks[0]
    assert round((high.y - high.top) / found.step) == 9
    assert 0 < high.top < high.y < found.height <= 54
    assert found.dot < found.step


# ── ranges of figures ────────────────────────────────────────────────────────────────────


def test_open_figures_reach_the_end_of_the_scale() -> None:
    found = graphics.plot(row((30, Bound.AT_LEAST), (70, Bound.EXACT), (120, Bound.UNDER), (60, 90)))
    assert found is not None
    ends = {figure.kind: (figure.x, figure.end) for figure in found.figures if figure.kind != "exact"}
    assert ends == {"above": (12, 128), "below": (116, 0)}
    exact = sorted((figure.x, figure.end) for figure in found.figures if figure.kind == "exact")
    assert exact[1][0] == exact[1][1]
    assert exact[0][0] < exact[1][0] < exact[0][1]
    assert [label.text for label in found.labels] == ["30", "120"]


def test_larger_numbers_stand_further_on() -> None:
    found = graphics.plot(row(*((number, Bound.EXACT) for number in (9, 4, 7, 5000))))
    assert found is not None
    places = [figure.x for figure in found.figures]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (12, 116)


@pytest.mark.parametrize(
    "figures",
    [
        [(number % 7 + 1, bound) for number in range(40) for bound in Bound],
        [(1, 9), (2, 3), (8, 9), (5, Bound.AT_LEAST), (5, Bound.AT_MOST), (9, Bound.ABOUT)],
        [(3, Bound.EXACT)] * 12,
    ],
)
def test_no_two_figures_touch(figures: list[Any]) -> None:
    found = graphics.plot(row(*figures))
    assert found is not None
    assert found.height <= 72
    lanes: dict[float, list[tuple[float, float]]] = {}
    for figure in found.figures:
        lanes.setdefault(figure.y, []).append((min(figure.x, figure.end), max(figure.x, figure.end)))
    for spans in lanes.values():
        for (_, end), (start, _) in zip(sorted(spans), sorted(spans)[1:], strict=False):
            assert start - end > 2 * found.radius
    assert len(found.figures) == len(figures)
    assert all(found.radius <= figure.y <= found.height - found.radius for figure in found.figures)


def test_two_plain_numbers_are_left_to_the_table() -> None:
    assert graphics.plot(row((6, Bound.EXACT), (8, Bound.EXACT))) is None
    assert graphics.plot(row((6, Bound.OVER), (8, Bound.EXACT))) is not None


def test_one_number_stands_in_the_middle() -> None:
    found = graphics.plot(row((6, Bound.OVER), (6, Bound.EXACT)))
    assert found is not None
    assert [(label.x, label.text) for label in found.labels] == [(64, "6")]


def test_long_numbers_keep_inside() -> None:
    found = graphics.plot(row((1_000, Bound.OVER), (1_200_000, Bound.EXACT)))
    assert found is not None
    assert [(label.x, label.text, label.anchor) for label in found.labels] == [
        (0, "1,000", "start"), (128, "1,200,000", "end"),
    ]  # fmt: skip


# ── drawn ────────────────────────────────────────────────────────────────────────────────

FIGURES = {
    "reports": reports(event(0, 0, 1, copies=(1,))),
    "axis": axis(event(1, told=((0, 0), (1, 1), (3, 3)))),
    "plot": graphics.plot(row((30, Bound.OVER), (2, Bound.UNDER), (5, Bound.ABOUT), (3, 4))),
}


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_is_named_and_has_no_style_of_its_own(name: str) -> None:
    tree = drawn(name, FIGURES[name])
    (svg,) = tree.iter("svg")
    assert svg.get("role") == "img"
    assert len(svg[0].text or "") > 10
    assert svg[0].tag == "title"
    assert not tree.xpath("//@style | //style | //script | //@*[starts-with(name(), 'on')]")
    assert not [text for text in tree.xpath("//@*") if "None" in text or text == ""]


def test_each_kind_of_figure_is_drawn() -> None:
    tree = drawn("plot", FIGURES["plot"])
    assert len(tree.findall(".//circle")) == 4
    assert len(tree.findall(".//circle[@class='hollow']")) == 1
    (line,) = tree.findall(".//path[@class='line']")
    assert line.get("d", "").count("M") == 3
    assert drawn("reports", FIGURES["reports"]).find(".//path[@class='hollow']") is not None
    assert len(drawn("axis", FIGURES["axis"]).findall(".//line")) == 3
