"""Declared dates, time zones, cut-offs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import EditionPolicy
from digest.model import Precision
from digest.text.cleaning import days

UTC_DAY = EditionPolicy()


@pytest.mark.parametrize(
    ("value", "zone", "cut_off", "day", "edition"),
    [
        ("2022-01-23", "Asia/Tokyo", "06:00", 23, 23),  # a day has no time to be too late
        ("2022-01-23T05:59:00Z", "UTC", "06:00", 23, 23),
        ("2022-01-23T06:00:00Z", "UTC", "06:00", 23, 24),
        ("2022-01-23T23:59:59Z", "UTC", "24:00", 23, 23),
        ("2022-01-22T23:30:00Z", "Europe/Paris", "24:00", 23, 23),
        ("2022-01-23T20:00:00-05:00", "Asia/Tokyo", "24:00", 24, 24),
        ("2022-01-23T08:00:00", "America/New_York", "07:30", 23, 24),
        ("20 Jan 2022 10:00:00 GMT", "UTC", "24:00", 20, 20),
    ],
)
def test_a_moment_belongs_to_an_edition(value: str, zone: str, cut_off: str, day: int, edition: int) -> None:
    found = days.published(value, EditionPolicy(time_zone=zone, cut_off=cut_off))
    assert (found.day, found.edition) == (date(2022, 1, day), date(2022, 1, edition))


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("03/04/2022", "ambiguous"),
        ("1.2.22", "ambiguous"),
        ("2022", "no full date"),
        ("2022-02-30", "no such day"),
        ("2022-01-23T25:00", "no such day or time"),
        ("31 Feb 2022 10:00 GMT", "no such day"),
        ("1970-01-01", "before 1990"),
        ("0001-01-01T00:00:00+14:00", "no such day or time"),
        ("yesterday", "not a full ISO date"),
        ("２０２２-01-23", "no such day|not a full"),
    ],
)
def test_what_is_no_full_date_says_why(value: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        days.published(value, UTC_DAY)


def test_a_date_after_the_arrival_is_not_believed() -> None:
    latest = date(2022, 1, 23)
    assert days.published("2022-01-24", UTC_DAY, latest).day == date(2022, 1, 24)
    with pytest.raises(ValueError, match="in the future: it had arrived by 2022-01-23"):
        days.published("2022-01-25", UTC_DAY, latest)


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_a_reason(value: str) -> None:
    try:
        found = days.published(value, UTC_DAY)
    except ValueError as reason:
        assert str(reason)
    else:
        assert found.day.year >= days.EARLIEST


@given(
    st.datetimes(min_value=datetime(1990, 1, 2), max_value=datetime(2100, 1, 1)),
    st.sampled_from(
        ["UTC", "Europe/London", "America/St_Johns", "Pacific/Kiritimati", "Australia/Lord_Howe"]
    ),
    st.times(),
)
def test_an_edition_is_its_day_or_the_next(moment: datetime, zone: str, closes: object) -> None:
    cut_off = f"{closes:%H:%M}"
    policy = EditionPolicy(time_zone=zone, cut_off=cut_off)
    found = days.published(moment.replace(tzinfo=UTC).isoformat(timespec="seconds"), policy)
    assert found.precision is Precision.TIME
    assert abs(found.day - moment.date()) <= timedelta(days=1)
    local = moment.replace(tzinfo=UTC, microsecond=0).astimezone(days.zone(zone))
    late = f"{local:%H:%M}" >= cut_off
    assert found.edition - found.day == timedelta(days=1 if late else 0)


def test_the_zones_are_those_of_the_package() -> None:
    assert {"UTC", "Europe/London", "America/Argentina/Ushuaia"} <= days.zones()
    with pytest.raises(LookupError):
        days.zone("../../etc/passwd")
