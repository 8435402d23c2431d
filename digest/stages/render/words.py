"""The texts of the interface in the site's language, and the small phrases made of them: dates, counts, status."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from digest.briefing import Entry, Status
from digest.model import Ground, Reason

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"})


def is_rtl(lang: str) -> bool:
    """Whether `lang` is written from right to left."""
    return lang in RIGHT_TO_LEFT


@dataclass(frozen=True, slots=True)
class Forms:
    """A text that depends on a number: one form for each plural category of its language."""

    category: Callable[[int], str]
    """CLDR plural category of a number."""
    forms: Mapping[str, str]

    def of(self, number: int) -> str:
        """The form for a number."""
        return self.forms[self.category(number)]


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """The interface in one language; `adapters/locales.py` reads and checks it. Called with a key it gives the text.

    Texts hold no markup. What is filled in is escaped unless it is markup already: then the text is, too.
    """

    lang: str
    """Language tag, as in `<html lang>`."""
    rtl: bool
    intl: str
    """What browsers call the language when they write days and numbers: `en-GB`, `ar-u-nu-latn`."""
    texts: Mapping[str, str | Forms]
    """By `group.key`."""
    names: Mapping[str, tuple[str, ...]]
    """`calendar.months` from January, `calendar.weekdays` from Monday, and both short."""
    fingerprint: str
    """Hash of all of it: pages made with other words are made again."""

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a key with its values filled in; `n` chooses the plural form."""
        found = self.texts[key]
        text = found if isinstance(found, str) else found.of(int(str(values["n"])))
        if not values:
            return text
        if any(hasattr(value, "__html__") for value in values.values()):
            return Markup(text).format(**values)  # noqa: S704 - the text holds no markup, the values are escaped
        return text.format(**values)

    # ── days ─────────────────────────────────────────────────────────────────────────────

    def day(self, day: date | None) -> str:
        """`23 January 2022`, or `undated`."""
        return self("date.day", **self._parts(day)) if day else self("date.undated")

    def weekday(self, day: date | None) -> str:
        """`Sunday 23 January 2022`; `Undated` for the edition of everything undated."""
        return self("date.weekday", **self._parts(day)) if day else self("date.undated_edition")

    def month(self, day: date) -> str:
        """`January 2022`."""
        return self("date.month", month=self.names["calendar.months"][day.month - 1], year=day.year)

    def short_day(self, day: date) -> str:
        """`23 January`, where the year is clear."""
        return self("date.short", day=day.day, month=self.names["calendar.months"][day.month - 1])

    def short_weekday(self, day: date) -> str:
        """`Sunday 23 January`."""
        parts = self._parts(day)
        return self("date.short_weekday", weekday=parts["weekday"], day=parts["day"], month=parts["month"])

    def days(self, days: Sequence[date]) -> str:
        """The days from first to last, as short as is clear: `20–24 January 2022`."""
        if not days:
            return self("date.undated")
        first, last = min(days), max(days)
        if first == last:
            return self.day(first)
        if first.year != last.year:
            return self("date.days_of_years", first=self.day(first), last=self.day(last))
        end = self._parts(last)
        del end["weekday"]
        if first.month == last.month:
            return self("date.days", first=first.day, **end)
        month = self._parts(first)["month"]
        return self("date.days_of_months", first=first.day, first_month=month, **end)

    def _parts(self, day: date) -> dict[str, object]:
        return {
            "weekday": self.names["calendar.weekdays"][day.weekday()],
            "day": day.day,
            "month": self.names["calendar.months"][day.month - 1],
            "year": day.year,
        }

    # ── counts, lists ────────────────────────────────────────────────────────────────────

    def counts(self, files: int, publishers: int, texts: int) -> tuple[str, ...]:
        """`5 files`, `4 publishers`, `4 independent texts`; without publishers where none is named."""
        numbers = (("count.files", files), ("count.publishers", publishers), ("count.texts", texts))
        return tuple(self(key, n=number) for key, number in numbers if number)

    @property
    def scripted(self) -> tuple[str, ...]:
        """The names of the texts that scripts show; these keep their placeholders."""
        return tuple(key.removeprefix("script.") for key in self.texts if key.startswith("script."))

    @property
    def comma(self) -> str:
        """What stands between the items of a list."""
        return self("list.comma") + " "

    @property
    def semicolon(self) -> str:
        """What stands between items that hold commas."""
        return self("list.semicolon") + " "

    def listed(self, items: Iterable[str]) -> str:
        """`a, b, c`."""
        return self.comma.join(items)

    def reason(self, why: Reason) -> str:
        """Why two events were kept apart."""
        if why.ground is Ground.WITHHELD:
            return self("apart.withheld")
        *before, last = why.shared or (self("apart.nothing"),)
        shared = self("apart.last", before=self.listed(before), after=last) if before else last
        key = f"apart.{why.ground}"
        if why.ground is Ground.TOPICS:
            return self(key, shared=shared, one=why.own[0], other=why.own[1])
        if why.ground in (Ground.DAYS, Ground.LATER):
            return self(key, shared=shared, n=why.days)
        return self(key, shared=shared)

    # ── editions ─────────────────────────────────────────────────────────────────────────

    def status(self, status: Status, day_number: int) -> str:
        """`New`, `Updated` or `Day 3`."""
        if status is Status.CONTINUING:
            return self("status.day", n=day_number)
        return self(f"status.{status}")

    def edition(self, day: date | None, entries: Sequence[Entry]) -> str:
        """The first line of an edition: `4 new, 3 updated, nothing new on 5`."""
        if day is None:
            return self("edition.undated", n=len(entries))
        counts = {status: sum(entry.status is status for entry in entries) for status in Status}
        parts = [self(_LINE[status], n=counts[status]) for status in Status if counts[status]]
        return self.listed(parts) or self("edition.nothing", n=1)

    def rank(self, place: int, entry: Entry, before: Entry | None) -> str:
        """Why an entry leads at its place: what decides between it and the one before it, see `stages/editions.py`."""
        now = entry.standing
        texts = self("count.texts", n=now.texts)
        if before is None:
            return self("rank.first", place=place, texts=texts)
        then = before.standing
        if now.texts != then.texts:
            return self("rank.texts", place=place, texts=texts, before=then.texts)
        if now.outlets != then.outlets:
            publishers = self("count.publishers", n=now.outlets)
            return self("rank.publishers", place=place, publishers=publishers, before=then.outlets)
        if entry.status is not before.status:
            states = (self(_NOVELTY[one.status]) for one in (entry, before))
            return self("rank.status", place=place, now=next(states), before=next(states))
        return self("rank.shorter" if now.characters != then.characters else "rank.level", place=place)


_LINE = {Status.NEW: "edition.new", Status.UPDATED: "edition.updated", Status.CONTINUING: "edition.same"}
_NOVELTY = {Status.NEW: "rank.new", Status.UPDATED: "rank.updated", Status.CONTINUING: "rank.same"}
