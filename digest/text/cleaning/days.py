"""When an article was published, as its file declares it, and which edition that belongs to.

Only a full year, month and day counts. Guessing readers take `ISIS killed 11` for 11 January and `may` for a
month; a date that can be read in two ways is worse than none, so it is refused and the article says `undated`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from digest.config import EditionPolicy
from digest.model import Precision

EARLIEST = 1990
"""First year taken for a publication date: news sites are younger; 1970 and 1900 are clocks that were not set."""
_NEVER = 9999
"""The year that programs write for `never`; there is no day after its last, either."""
AHEAD = timedelta(days=1)
"""A publication this long after its arrival is believed: zones differ by up to 26 hours."""
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"(?:[Tt ](?P<hour>\d{2})(?::?(?P<minute>\d{2}))?(?::?(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s?(?P<offset>[Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)
_WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_AMERICAN = {"EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8}
"""The zones with a name that RFC 5322 (4.3) defines; elsewhere such a name is ambiguous."""
_MAIL = re.compile(
    rf"(?:(?P<weekday>{'|'.join(_WEEKDAYS)}), ?)?(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}}) "
    rf"(?P<hour>\d{{2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}}))? "
    rf"(?P<offset>GMT|UTC?|Z|[+-]\d{{4}}|{'|'.join(_AMERICAN)})",
    re.ASCII,
)
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})", re.ASCII)
_DAY_OF_YEAR = re.compile(r"\d{4}-\d{3}", re.ASCII)
_PARTIAL = re.compile(r"\d{4}(?:-\d{1,2})?", re.ASCII)
_CLOCK = re.compile(r"(?!00:00)([01]\d|2[0-3]):([0-5]\d)|24:00", re.ASCII)


@dataclass(frozen=True, slots=True)
class Published:
    """A declared publication."""

    day: date
    """In the edition's time zone."""
    precision: Precision
    edition: date
    """The day of the edition that it is in time for."""


def published(value: str, policy: EditionPolicy, latest: date | None = None) -> Published:
    """Read a declared date: ISO 8601, or as in mail and feeds (RFC 5322); a time may follow, one without offset is local.

    `latest` is the day on which it had arrived: what claims to be later by more than a day is not believed.
    ValueError says what is accepted instead.
    """
    text = value.strip()
    match = _ISO.fullmatch(text) or _MAIL.fullmatch(text)
    if match is None:
        raise ValueError(_refusal(text))
    try:
        found = _published(match, policy)
    except OverflowError:
        raise ValueError("no such day or time; the date is left out") from None
    if found.day.year < EARLIEST:
        raise ValueError(f"before {EARLIEST}, probably a clock that was not set; the date is left out")
    if found.day.year == _NEVER:
        raise ValueError(f"the year {_NEVER} stands for no date; the date is left out")
    if latest is not None and found.day > latest + AHEAD:
        raise ValueError(f"in the future: it had arrived by {latest}; the date is left out")
    return found


def _published(match: re.Match[str], policy: EditionPolicy) -> Published:
    moment = _moment(match)
    weekday = match.groupdict().get("weekday")
    if weekday and _WEEKDAYS[moment.weekday()] != weekday:
        is_a = _WEEKDAYS[moment.weekday()]
        raise ValueError(f"ambiguous: {moment.date()} is a {is_a}, not a {weekday}; the date is left out")
    if match["hour"] is None:
        return Published(moment.date(), Precision.DAY, moment.date())
    local = moment.astimezone(zone(policy.time_zone)) if moment.tzinfo else moment
    day = local.date()
    is_closed = local.time() >= cut_off(policy.cut_off)
    return Published(day, Precision.TIME, day + timedelta(days=1) if is_closed else day)


def _moment(match: re.Match[str]) -> datetime:
    """The moment as written; the first of the day where no time is."""
    month = match["month"]
    try:
        return datetime(
            int(match["year"]),
            int(month) if month.isdigit() else _MONTHS.index(month) + 1,
            int(match["day"]),
            int(match["hour"] or 0),
            int(match["minute"] or 0),
            int(match["second"] or 0),
            tzinfo=_offset(match["offset"]) if match["offset"] else None,
        )
    except ValueError:
        raise ValueError("no such day or time; the date is left out") from None


def _offset(text: str) -> timezone:
    """`Z`, `GMT`, `EST`, `+05:30`, `-0800`, `+01`. ValueError for more than the 14 hours there are."""
    if text[0] not in "+-":
        return timezone(timedelta(hours=_AMERICAN.get(text, 0)))
    hours, minutes = int(text[1:3]), int(text[-2:]) if len(text) > 3 else 0
    if minutes > 59 or hours * 60 + minutes > 14 * 60:
        raise ValueError(text)
    east = timedelta(hours=hours, minutes=minutes)
    return timezone(-east if text[0] == "-" else east)


def _refusal(text: str) -> str:
    numbers = _NUMBERS.fullmatch(text)
    if numbers and (len(numbers[3]) == 2 or max(int(numbers[1]), int(numbers[2])) <= 12):
        return "ambiguous: which number is the month? Write 2022-01-23; the date is left out"
    if _DAY_OF_YEAR.fullmatch(text):
        return "ambiguous: a day of the year or a slip of the pen? Write 2022-01-23; the date is left out"
    if _PARTIAL.fullmatch(text):
        return "no full date: write year, month and day (2022-01-23); the date is left out"
    return "not a full ISO date (2022-01-23); the date is left out"


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone, from the data that is installed with the program: a machine's own may be of another year.

    Raises LookupError for a name that is not in it.
    """
    if name not in zones():
        raise LookupError(name)
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


@cache
def zones() -> frozenset[str]:
    """The names of all time zones."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="ascii").split())


def cut_off(text: str) -> time:
    """The time at which an edition closes; `24:00` never comes on the day itself.

    ValueError for other forms, and for `00:00`, which could be meant for either end of the day.
    """
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return time(int(match[1]), int(match[2])) if match[1] else time.max


_FOLDER = re.compile(r"(?<![^/])(\d{4})/(\d{2})/(\d{2})(?=/)", re.ASCII)
_LIKE_A_FOLDER = re.compile(r"(?<![^/])\d{4}/\d{1,2}/\d{1,2}(?=/)", re.ASCII)


def arrival(path: str) -> date | None:
    """The day of a `YYYY/MM/DD` folder on `path`, None where there is none or no such day."""
    for match in _FOLDER.finditer(path):
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
        if EARLIEST <= day.year < _NEVER:
            return day
    return None


def odd_folder(path: str) -> str | None:
    """A folder on `path` that looks like a day and is none (`2022/13/45`, `2022/1/5`), when there is no other."""
    match = _LIKE_A_FOLDER.search(path)
    return match[0] if match and arrival(path) is None else None
