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


def short_day_words(day: date) -> str:
    """`23 January`, where the year is clear."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def short_weekday_words(day: date) -> str:
    """`Sunday 23 January`."""
    return f"{WEEKDAYS[day.weekday()]} {short_day_words(day)}"


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
    return tuple(amount_words(number, word) for number, word in words if number)


def amount_words(number: int, word: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


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
    return ", ".join(part for part in parts if part) or idle_line(1)


def idle_line(days: int) -> str:
    """The first line of an edition to which nothing came, or of several in a row."""
    return f"No article arrived on {'this day' if days == 1 else 'these days'}"


def rank_words(place: int, entry: Entry, before: Entry | None) -> str:
    """Why an entry leads at its place: what decides between it and the one before it, see `stages/editions.py`."""
    now = entry.standing
    if before is None:
        return f"Place 1, with {amount_words(now.texts, 'independent text')}."
    then = before.standing
    if now.texts != then.texts:
        told = f"{amount_words(now.texts, 'independent text')}, {then.texts} in the event before it"
    elif now.outlets != then.outlets:
        publishers = amount_words(now.outlets, "publisher")
        told = f"as many independent texts as the event before it, but {publishers}, not {then.outlets}"
    elif entry.status is not before.status:
        told = (
            "as many texts and publishers as the event before it, "
            f"but {_NOVELTY[entry.status]}, not {_NOVELTY[before.status]}"
        )
    elif now.characters != then.characters:
        told = "level with the event before it in texts, publishers and novelty, but its texts are shorter"
    else:
        told = "level with the event before it in everything"
    return f"Place {place}: {told}."


_NOVELTY = {Status.NEW: "new", Status.UPDATED: "updated", Status.CONTINUING: "without news"}


def undated_line(events: int) -> str:
    """The first line of the edition of everything undated."""
    return f"{events} {'event' if events == 1 else 'events'} whose files declare no date"
