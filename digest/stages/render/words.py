"""Small phrases of the interface: dates, counts, status."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from digest.briefing import Entry, Status

# Written out: `strftime` follows the machine's locale, and the same input must give the same bytes.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"})


EDITIONS = "Editions"
"""Title of the feed of all editions, before the site's name."""


def is_rtl(lang: str) -> bool:
    """Whether `lang` is written from right to left."""
    return lang in RIGHT_TO_LEFT


def day_words(day: date | None) -> str:
    """`23 January 2022`, or `undated`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else "undated"


def weekday_words(day: date) -> str:
    """`Sunday 23 January 2022`."""
    return f"{WEEKDAYS[day.weekday()]} {day_words(day)}"


def month_words(day: date) -> str:
    """`January 2022`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def range_words(days: Sequence[date]) -> str:
    """The days from first to last, as short as is clear: `20–24 January 2022`."""
    if not days:
        return "undated"
    first, last = min(days), max(days)
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day_words(last)}"
    return f"{day_words(first)} – {day_words(last)}"


def status_words(status: Status, day_number: int) -> str:
    """`New`, `Updated` or `Day 3`."""
    return {Status.NEW: "New", Status.UPDATED: "Updated"}.get(status, f"Day {day_number}")


def counts_words(files: int, publishers: int, texts: int) -> tuple[str, ...]:
    """`5 files`, `4 publishers`, `4 independent texts`; without publishers where none is named."""
    words = ((files, "file"), (publishers, "publisher"), (texts, "independent text"))
    return tuple(f"{number} {word}{'' if number == 1 else 's'}" for number, word in words if number)


FIELDS = {
    "title": "Title", "date": "Date", "outlet": "Outlet", "author": "Author", "licence": "Licence", "url": "Original",
}  # fmt: skip
"""What a source file declares about itself."""


def edition_line(entries: Sequence[Entry]) -> str:
    """The first line of an edition: `4 new, 3 updated, nothing new on 5`."""
    counts = {status: sum(entry.status is status for entry in entries) for status in Status}
    parts = [
        f"{counts[Status.NEW]} new" if counts[Status.NEW] else "",
        f"{counts[Status.UPDATED]} updated" if counts[Status.UPDATED] else "",
        f"nothing new on {counts[Status.CONTINUING]}" if counts[Status.CONTINUING] else "",
    ]
    return ", ".join(part for part in parts if part) or "Nothing was reported on this day."


def undated_line(events: int) -> str:
    """The first line of the edition of everything undated."""
    return f"{events} {'event' if events == 1 else 'events'} whose files declare no date"
