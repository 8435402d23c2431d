"""Dates: what a phrase states, what is inferred, what stays as worded."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from digest.stages.timeline import timeline
from tests import making
from tests.stages.cases import cases


@pytest.mark.parametrize("case", cases("timeline", "phrases"))
def test_phrases_of_time(case: dict[str, Any]) -> None:
    article = making.article(case["input"], day=case.get("day"))
    found = timeline(making.cluster(making.text(article)))
    expected = [(p, start, end, bool(inferred)) for p, start, end, *inferred in case["expected"]]
    assert [
        (e.when, e.interval.start, e.interval.end, e.interval.inferred)
        if e.interval
        else (e.when, None, None, False)
        for e in found
    ] == expected
    for entry in found:
        assert all(article.body[c.detail.start : c.detail.end] == c.detail.text for c in entry.cited)


def test_an_inferred_day_cites_the_declared_date() -> None:
    article = making.article("The dam broke on Friday near Tarn.", day=date(2022, 1, 23))
    interval = timeline(making.cluster(making.text(article)))[0].interval
    assert interval is not None
    assert interval.evidence == "front matter: 2022-01-23"


def test_the_folder_of_arrival_dates_nothing() -> None:
    article = making.article("The dam broke on Friday near Tarn.", arrival=date(2022, 1, 23))
    assert timeline(making.cluster(making.text(article)))[0].interval is None


def test_one_happening_told_by_two_sources_stands_once() -> None:
    one = making.article("The dam at Tarn broke on March 3, 2020 after heavy rain.", name="a")
    two = making.article("After heavy rain the Tarn dam broke on 3 March 2020, the mayor said.", name="b")
    found = timeline(making.cluster(making.text(one), making.text(two)))
    assert [[c.sentence.article for c in e.cited] for e in found] == [["a", "b"]]


def test_different_happenings_of_one_day_stay_apart() -> None:
    one = making.article("The dam at Tarn broke on March 3, 2020 after heavy rain.", name="a")
    two = making.article("Parliament met on March 3, 2020 and passed the budget.", name="b")
    assert len(timeline(making.cluster(making.text(one), making.text(two)))) == 2


def test_entries_stand_in_order_of_time_and_the_unplaced_last() -> None:
    body = "On Monday the trial was opened in Hald. The dam broke in 2019 near Tarn. It was built in July 1969 by the army."
    found = timeline(making.cluster(making.text(making.article(body))))
    assert [e.when for e in found] == ["July 1969", "2019", "Monday"]
