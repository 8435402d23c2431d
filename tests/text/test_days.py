"""Declared dates, time zones, cut-offs."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

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
        ("Sun, 23 Jan 2022 23:30:00 EST", "UTC", "24:00", 24, 24),  # a name that RFC 5322 defines
        ("Sun, 23 Jan 2022 23:30:00 -0000", "Asia/Tokyo", "24:00", 24, 24),  # UTC, not local time
        ("2022-01-23 23:30:00.123456+00", "Asia/Tokyo", "24:00", 24, 24),  # as databases write it
        ("2022-01-23 23:30:00 UTC", "Asia/Tokyo", "24:00", 24, 24),
        ("2022-01-23T23:30:00,5+0530", "UTC", "18:01", 23, 23),
        ("2022-01-23T18", "UTC", "18:00", 23, 24),
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
        ("31/12/21", "ambiguous"),
        ("2022-023", "ambiguous"),
        ("Mon, 23 Jan 2022 18:05:00 +0000", "ambiguous: 2022-01-23 is a Sun, not a Mon"),
        ("31/12/2021", "not a full ISO date"),
        ("2022/01/23", "not a full ISO date"),
        ("2022-W03-7", "not a full ISO date"),
        ("20220123", "not a full ISO date"),
        ("1642961100", "not a full ISO date"),
        ("2022-01-23T18:05 CET", "not a full ISO date"),
        ("23 Jan 22 18:05 GMT", "not a full ISO date"),
        ("Sun, 23 Jan 2022 18:05:00", "not a full ISO date"),
        ("23. Januar 2022", "not a full ISO date"),
        ("٢٠٢٢-٠١-٢٣", "not a full ISO date"),
        ("2022-1", "no full date"),
        ("", "not a full ISO date"),
        ("2022", "no full date"),
        ("2022-02-30", "no such day"),
        ("2022-01-23T25:00", "no such day or time"),
        ("31 Feb 2022 10:00 GMT", "no such day"),
        ("2022-01-23T18:05:00+23:00", "no such day or time"),
        ("2022-01-23T18:05:00+01:75", "no such day or time"),
        ("23 Jan 0022 18:05 GMT", "before 1990"),
        ("9999-12-31", "stands for no date"),
        ("9999-12-31T23:59:59Z", "stands for no date|no such day or time"),
        ("9999-12-31T23:59:59-12:00", "no such day or time"),
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


LIKE_DATES = st.one_of(
    st.text(max_size=60),
    st.text("0123456789-:+TZ. ", max_size=35),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:?[0-9]{2})?"),
    st.from_regex(r"(Mon|Sun), [0-9]{1,2} (Jan|Feb|Dec) [0-9]{4} [0-9]{2}:[0-9]{2} (GMT|EST|[+-][0-9]{4})"),
)
POLICIES = st.builds(
    EditionPolicy,
    time_zone=st.sampled_from(["UTC", "America/St_Johns", "Pacific/Kiritimati", "Etc/GMT+12"]),
    cut_off=st.sampled_from(["00:01", "18:00", "24:00"]),
)


@given(LIKE_DATES, POLICIES, st.one_of(st.none(), st.dates(date(1990, 1, 1), date(9998, 12, 31))))
def test_any_text_is_a_date_or_a_reason(value: str, policy: EditionPolicy, latest: date | None) -> None:
    try:
        found = days.published(value, policy, latest)
    except ValueError as reason:
        said = str(reason)
        assert said.endswith("the date is left out")
        return
    assert days.EARLIEST <= found.day.year < 9999
    assert found.edition - found.day in (timedelta(0), timedelta(days=1))
    assert latest is None or found.day <= latest + timedelta(days=1)


@given(
    st.datetimes(min_value=datetime(1990, 1, 2), max_value=datetime(2100, 1, 1)),
    st.sampled_from(
        ["UTC", "Europe/London", "America/St_Johns", "Pacific/Kiritimati", "Australia/Lord_Howe"]
    ),
    st.times(min_value=time(0, 1)),
)
def test_an_edition_is_its_day_or_the_next(moment: datetime, zone: str, closes: time) -> None:
    cut_off = f"{closes:%H:%M}"
    policy = EditionPolicy(time_zone=zone, cut_off=cut_off)
    found = days.published(moment.replace(tzinfo=UTC).isoformat(timespec="seconds"), policy)
    assert found.precision is Precision.TIME
    assert abs(found.day - moment.date()) <= timedelta(days=1)
    local = moment.replace(tzinfo=UTC, microsecond=0).astimezone(days.zone(zone))
    late = f"{local:%H:%M}" >= cut_off
    assert found.edition - found.day == timedelta(days=1 if late else 0)


@pytest.mark.parametrize(
    ("value", "day", "edition"),
    [
        ("2022-03-27T00:59:59Z", 27, 27),  # 00:59:59 GMT: a second later, clocks go to 02:00
        ("2022-03-27T01:00:00Z", 27, 28),
        ("2022-03-27T01:30:00", 27, 27),  # an hour that was not: as written
        ("2022-03-26T23:59:00Z", 26, 27),
        ("2022-03-27T23:00:00Z", 28, 28),  # 00:00 BST
        ("2022-03-28T00:59:00Z", 28, 28),  # 01:59 BST
        ("2022-03-28T01:00:00Z", 28, 29),  # 02:00 BST
    ],
)
def test_the_change_to_summer_time(value: str, day: int, edition: int) -> None:
    found = days.published(value, EditionPolicy(time_zone="Europe/London", cut_off="02:00"))
    assert (found.day, found.edition) == (date(2022, 3, day), date(2022, 3, edition))


@pytest.mark.parametrize(
    ("value", "edition"),
    [
        ("2022-10-30T00:29:00Z", 30),  # 01:29 BST
        ("2022-10-30T00:30:00Z", 31),  # 01:30 BST
        ("2022-10-30T01:29:00Z", 30),  # 01:29 GMT: the hour comes twice, and the clock decides
        ("2022-10-30T01:30:00Z", 31),
        ("2022-10-30T01:29:00", 30),
    ],
)
def test_the_change_to_winter_time(value: str, edition: int) -> None:
    found = days.published(value, EditionPolicy(time_zone="Europe/London", cut_off="01:30"))
    assert (found.day, found.edition) == (date(2022, 10, 30), date(2022, 10, edition))


@pytest.mark.parametrize(
    ("path", "day", "odd"),
    [
        ("articles/2022/01/23/a.md", date(2022, 1, 23), None),
        ("2022/01/23/more/a.md", date(2022, 1, 23), None),
        ("2022/13/45/2022/01/23/a.md", date(2022, 1, 23), None),
        ("articles/2022/13/45/a.md", None, "2022/13/45"),
        ("articles/2022/02/30/a.md", None, "2022/02/30"),
        ("articles/2022/1/5/a.md", None, "2022/1/5"),
        ("articles/1970/01/01/a.md", None, "1970/01/01"),
        ("articles/9999/12/31/a.md", None, "9999/12/31"),
        ("articles/٢٠٢٢/٠١/٢٣/a.md", None, None),
        ("articles/12022/01/23/a.md", None, None),
        ("2022/01/23", None, None),
    ],
)
def test_a_day_of_a_folder(path: str, day: date | None, odd: str | None) -> None:
    assert (days.arrival(path), days.odd_folder(path)) == (day, odd)


@pytest.mark.parametrize("text", ["00:00", "24:01", "6:00", "06:60", "0600", "", "24:00 "])
def test_what_is_no_cut_off(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        days.cut_off(text)


def test_zones_do_not_depend_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zoneinfo.TZPATH", ())
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    found = days.published("2022-01-23T23:30:00", EditionPolicy(time_zone="America/New_York"))
    assert (found.day, found.edition) == (date(2022, 1, 23), date(2022, 1, 23))
    days.zone.cache_clear()
    assert days.zone("America/New_York").utcoffset(datetime(2022, 1, 23)) == timedelta(hours=-5)


def test_the_zones_are_those_of_the_package() -> None:
    assert {"UTC", "Europe/London", "America/Argentina/Ushuaia"} <= days.zones()
    with pytest.raises(LookupError):
        days.zone("../../etc/passwd")
