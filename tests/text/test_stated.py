"""Full dates in a text."""

from __future__ import annotations

from datetime import date

import pytest

from digest.text.likeness.stated import stated


@pytest.mark.parametrize(
    "text",
    [
        "on January 7, 2020, in Tarn",
        "on 7 January 2020",
        "the 7th of January 2020",
        "2020-01-07",
        "el 7 de enero de 2020",
        "le 7 janvier 2020",
        "am 7. Januar 2020",
        "em 7 de janeiro de 2020",
        "il 7 gennaio 2020",
        "7 января 2020",
        "7 يناير 2020",
        "7 tháng 1 năm 2020",
        "2020年1月7日",
    ],
)
def test_a_day_in_ten_languages(text: str) -> None:
    assert stated(text).day == date(2020, 1, 7)


def test_the_newest_counts() -> None:
    assert stated("born 3 May 1950, died 4 June 2011").day == date(2011, 6, 4)


def test_a_month_says_since_when_but_no_day() -> None:
    found = stated("The harbour froze in July 2021 and on 2 March 2019.")
    assert (found.day, found.since) == (date(2019, 3, 2), date(2021, 7, 1))


@pytest.mark.parametrize(
    "text", ["in 2020", "may 2020 men march", "room 12, 1999 people", "31 February 2020", ""]
)
def test_no_day_is_invented(text: str) -> None:
    assert stated(text).day is None
