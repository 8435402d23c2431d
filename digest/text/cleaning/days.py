"""When an article was published, as its file declares it, and which edition that belongs to.

Only a full year, month and day counts. Guessing readers take `ISIS killed 11` for 11 January and `may` for a
month; a date that can be read in two ways is worse than none, so it is refused and the article says `undated`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from digest.config import EditionPolicy
from digest.model import Precision

EARLIEST = 1990
"""First year taken for a publication date: news sites are younger; 1970 and 1900 are clocks that were not set."""
AHEAD = timedelta(days=1)
"""A publication this long after its arrival is believed: zones differ by up to 26 hours."""
_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[Tt ](?P<hour>\d{2})(?::?(?P<minute>\d{2}))?(?::?(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s?(?P<offset>[Zz]|[+-]\d{2}:?\d{2})?)?"
)
_MAIL = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d{2}:\d{2}(?::\d{2})? (?:GMT|UTC?|[+-]\d{4})"
)
_AMBIGUOUS = re.compile(r"\d{1,4}([/.-])\d{1,2}\1\d{1,4}")
_PARTIAL = re.compile(r"\d{4}(?:-\d{2})?")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")


@dataclass(frozen=True, slots=True)
class Published:
    """A declared publication."""

    day: date
    """In the edition's time zone."""
    precision: Precision
    edition: date
    """The day of the edition that it is in time for."""


def published(value: str, policy: EditionPolicy, latest: date | None = None) -> Published:
    """Read a declared date: ISO 8601, or as in mail (RFC 5322); a time may follow, one without offset is local.

    `latest` is the day on which it had arrived: what claims to be later by more than a day is not believed.
    ValueError says what is accepted instead.
    """
    text = value.strip()
    found = _mail(text, policy) if _MAIL.fullmatch(text) else _iso(text, policy)
    if found.day.year < EARLIEST:
        raise ValueError(f"before {EARLIEST}, probably a clock that was not set; the date is left out")
    if latest is not None and found.day > latest + AHEAD:
        raise ValueError(f"in the future: it had arrived by {latest}; the date is left out")
    return found


def _mail(text: str, policy: EditionPolicy) -> Published:
    try:
        return _moment(parsedate_to_datetime(text), policy)
    except (ValueError, OverflowError, TypeError):
        raise ValueError("no such day; the date is left out") from None


def _iso(text: str, policy: EditionPolicy) -> Published:
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(_refusal(text))
    try:
        day = date.fromisoformat(match["day"])
        if match["hour"] is None:
            return Published(day, Precision.DAY, day)
        clock = time(int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0))
        moment = datetime.combine(day, clock)
        if match["offset"]:
            zone = datetime.strptime(match["offset"].upper().replace("Z", "+0000"), "%z").tzinfo
            moment = moment.replace(tzinfo=zone)
        return _moment(moment, policy)
    except (ValueError, OverflowError):
        raise ValueError("no such day or time; the date is left out") from None


def _refusal(text: str) -> str:
    if _AMBIGUOUS.fullmatch(text):
        return "ambiguous: which number is the month? Write 2022-01-23; the date is left out"
    if _PARTIAL.fullmatch(text):
        return "no full date: write year, month and day (2022-01-23); the date is left out"
    return "not a full ISO date (2022-01-23); the date is left out"


def _moment(moment: datetime, policy: EditionPolicy) -> Published:
    local = moment.astimezone(zone(policy.time_zone)) if moment.tzinfo else moment
    closed = local.time().replace(tzinfo=None) >= cut_off(policy.cut_off)
    day = local.date()
    return Published(day, Precision.TIME, day + timedelta(days=1) if closed else day)


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
    """The time at which an edition closes; `24:00` never comes on the day itself. ValueError for other forms."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return time(int(match[1]), int(match[2])) if match[1] else time.max


_FOLDER = re.compile(r"(?:^|/)(\d{4})/(\d{2})/(\d{2})/")


def arrival(path: str) -> date | None:
    """The day of a `YYYY/MM/DD` folder on `path`, None where there is none or no such day."""
    for match in _FOLDER.finditer(path):
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
        if day.year >= EARLIEST:
            return day
    return None


def odd_folder(path: str) -> str | None:
    """A folder on `path` that looks like a day and is none (`2022/13/45`), when there is no other."""
    match = _FOLDER.search(path)
    return "/".join(match.groups()) if match and arrival(path) is None else None
