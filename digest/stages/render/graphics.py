"""Small figures of an event: numbers of points for the template to draw, and nothing of any article's text.

Each is None where it would say nothing. Lengths are in points of the screen; where a figure is as wide as its
place, positions are per cent of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from digest.briefing import Event
from digest.findings import Bound, Claim, ClaimRow
from digest.stages.render.selection import distinct, told_times
from digest.stages.render.words import Phrases

_LABELLED_DAYS = 16
"""Most days that bear their number each; of more, only the first and the last are named. On a phone 20 points a
day remain."""


@dataclass(frozen=True, slots=True)
class Label:
    """A number or a day under a place of a figure."""

    x: float
    text: str
    anchor: str = ""
    """`start` or `end` where the label does not stand in the middle under its place."""


# ── reports per day ──────────────────────────────────────────────────────────────────────

_BARS = 40
"""Height of the bars; a report is `_UNIT` high where there is room."""
_UNIT = 10
_FEWEST_REPORTS = 3
_COUNTED_DAYS = 31
"""Most days whose numbers are listed for who cannot see the bars."""
_PITCH = 22
"""Width of a day, where the days then take no more than `_WIDTH`."""
_WIDTH = 264


@dataclass(frozen=True, slots=True)
class Reports:
    """How many articles each day brought: a bar for each, the copies hollow on top."""

    width: int
    height: int
    """Of the bars; labels stand below."""
    texts: str
    """Path of the bars of independent texts."""
    copies: str
    labels: tuple[Label, ...]
    days: str
    """`20–24 January 2022`."""
    counts: tuple[int, ...]
    """For each calendar day from first to last; () for more than a month of them."""


def reports(event: Event, words: Phrases) -> Reports | None:
    """The reports on each day; None for a single day, and for one report on each of two."""
    days = _calendar(event.days)
    texts = Counter(text.article.edition for text in event.texts)
    every = Counter(article.edition for article in event.articles if article.edition)
    if len(days) < 2 or every.total() < _FEWEST_REPORTS:
        return None
    pitch = min(_PITCH, _WIDTH / len(days))
    bar = max(pitch - 4, pitch * 0.75)
    unit = min(_UNIT, _BARS // max(every[day] for day in days) or _BARS / max(every.values()))
    height = round(unit * max(every[day] for day in days))
    lefts = [pitch * at + (pitch - bar) / 2 for at in range(len(days))]
    return Reports(
        width=round(pitch * len(days)),
        height=height,
        texts="".join(
            f"M{_round(x)} {height}v-{_round(unit * texts[day])}h{_round(bar)}v{_round(unit * texts[day])}z"
            for x, day in zip(lefts, days, strict=True)
            if texts[day]
        ),
        copies="".join(
            f"M{_round(x + 0.5)} {_round(height - unit * texts[day] - 0.5)}v-{_round(unit * copies - 1)}"
            f"h{_round(bar - 1)}v{_round(unit * copies - 1)}z"
            for x, day in zip(lefts, days, strict=True)
            if (copies := every[day] - texts[day])
        ),
        labels=_day_labels(days, pitch * len(days), words),
        days=words.days(event.days),
        counts=tuple(every[day] for day in days) if len(days) <= _COUNTED_DAYS else (),
    )


def _calendar(days: Iterable[date]) -> list[date]:
    """Each day from the first to the last."""
    known = sorted(days)
    return [known[0] + timedelta(at) for at in range((known[-1] - known[0]).days + 1)] if known else []


def _day_labels(days: Sequence[date], width: float, words: Phrases) -> tuple[Label, ...]:
    """The days' numbers under their middles; of too many days the first and the last."""
    pitch = width / len(days)
    if len(days) <= _LABELLED_DAYS:
        return tuple(Label(_round(pitch * (at + 0.5)), str(day.day)) for at, day in enumerate(days))
    return Label(0, words.day(days[0]), "start"), Label(_round(width), words.day(days[-1]), "end")


def _round(value: float) -> float:
    """A tenth of a point is enough."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


# ── what is dated ────────────────────────────────────────────────────────────────────────

_LONGEST_AXIS = 62
"""Most days of an axis: beyond two months a day is a point and a half wide on a phone."""
_FEWEST_DATES = 3
_STACK, _STACKS = 9, 54
"""Height of a dot in a stack where there is room, and of the highest stack."""


@dataclass(frozen=True, slots=True)
class Stack:
    """The dated sentences of a day."""

    x: float
    """Per cent of the width."""
    y: float
    """Of the lowest dot, in points from above."""
    top: float
    """Of the highest dot."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days without a gap between them, in per cent of the width."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that the texts tell of, a dot for each sentence dated to a day; days that brought reports are shaded."""

    height: int
    """Of the dots; labels stand below."""
    step: float
    """From dot to dot of a stack."""
    dot: float
    """Width of a dot."""
    stacks: tuple[Stack, ...]
    shaded: tuple[Stretch, ...]
    labels: tuple[Label, ...]
    days: str


def axis(event: Event, words: Phrases) -> Axis | None:
    """The axis of the timeline; None where fewer than three days, or days too far apart, are told of."""
    intervals = [told.interval for told in told_times(event).days if told.interval]
    told = Counter(interval.start for interval in intervals if interval.start == interval.end)
    days = _calendar((*told, *event.days))
    if len(told) < _FEWEST_DATES or len(days) > _LONGEST_AXIS:
        return None
    pitch = 100 / len(days)
    step = min(_STACK, _STACKS / max(told.values()))
    height = round(step * max(told.values()))
    return Axis(
        height=height,
        step=_round(step),
        dot=_round(step * 0.8),
        stacks=tuple(
            Stack(
                _round(pitch * (at + 0.5)),
                _round(height - step * 0.5),
                _round(height - step * (told[day] - 0.5)),
            )
            for at, day in enumerate(days)
            if told[day]
        ),
        shaded=tuple(
            Stretch(_round(pitch * days.index(first)), _round(pitch * ((last - first).days + 1)))
            for first, last in _runs(event.days)
        ),
        labels=_day_labels(days, 100, words),
        days=words.days(tuple(told)),
    )


def _runs(days: Sequence[date]) -> list[tuple[date, date]]:
    """First and last day of each row of days without a gap."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day - runs[-1][1] == timedelta(1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


# ── ranges of figures ────────────────────────────────────────────────────────────────────

_PLOT, _MARGIN = 128, 12
"""Width of a plot, and of what is left at its ends for figures that are open."""
_LANE, _LANES = 9, 72
"""Height of a lane where there is room, and of all lanes."""
_SHORT_NUMBERS = 7
"""Most figures and commas of both numbers together that have room under their places."""
_OPEN_ABOVE = frozenset({Bound.AT_LEAST, Bound.OVER})
_OPEN_BELOW = frozenset({Bound.AT_MOST, Bound.UNDER})
_VAGUE = frozenset({Bound.ABOUT, Bound.NEARLY, Bound.DOZENS})


@dataclass(frozen=True, slots=True)
class Figure:
    """What one source says, on the scale of its row."""

    kind: str
    """`exact`, `vague` (about), `above` (at least, over), `below` (up to, under)."""
    x: float
    y: float
    end: float
    """Where the line from `x` ends: at the scale's end for an open figure, at the upper number of a range, at
    `x` for a single number."""


@dataclass(frozen=True, slots=True)
class Plot:
    """The figures of a row on one scale."""

    width: int
    height: int
    """Of the lanes; labels stand below."""
    radius: float
    figures: tuple[Figure, ...]
    labels: tuple[Label, ...]
    """The least and the largest number."""


def plot(row: ClaimRow) -> Plot | None:
    """The figures of a row; None for two plain numbers, which the table shows as well."""
    claims = [claim for cell in row.cells for claim in distinct(cell)]
    if len(claims) < 3 and all(c.bound is Bound.EXACT and c.upper is None for c in claims):
        return None
    low = min(claim.value for claim in claims)
    high = max(claim.upper or claim.value for claim in claims)
    placed = sorted((_placed(claim, low, high) for claim in claims), key=lambda one: (one[1], one[2], one[0]))
    ends: list[float] = []
    lanes = [_lane(ends, min(x, end), max(x, end)) for _, x, end in placed]
    step = min(_LANE, _LANES / len(ends))
    height = round(step * len(ends))
    return Plot(
        width=_PLOT,
        height=height,
        radius=_round(step * 0.4),
        figures=tuple(
            Figure(kind, x, _round(height - step * (lane + 0.5)), end)
            for (kind, x, end), lane in zip(placed, lanes, strict=True)
        ),
        labels=_ends(low, high),
    )


def _placed(claim: Claim, low: int, high: int) -> tuple[str, float, float]:
    """Kind, place and end of a figure."""

    def at(number: int) -> float:
        share = (number - low) / (high - low) if high > low else 0.5
        return _round(_MARGIN + (_PLOT - 2 * _MARGIN) * share)

    x = at(claim.value)
    if claim.upper is not None:
        return "exact", x, at(claim.upper)
    if claim.bound in _OPEN_ABOVE:
        return "above", x, _PLOT
    if claim.bound in _OPEN_BELOW:
        return "below", x, 0
    return "vague" if claim.bound in _VAGUE else "exact", x, x


def _lane(ends: list[float], left: float, right: float) -> int:
    """The lowest lane with room from `left` on; `ends` says how far each lane is taken."""
    for lane, end in enumerate(ends):
        if end + _LANE <= left:
            ends[lane] = right
            return lane
    ends.append(right)
    return len(ends) - 1


def _ends(low: int, high: int) -> tuple[Label, ...]:
    if low == high:
        return (Label(_PLOT / 2, f"{low:,}"),)
    first, last = f"{low:,}", f"{high:,}"
    if len(first) + len(last) > _SHORT_NUMBERS:
        return Label(0, first, "start"), Label(_PLOT, last, "end")
    return Label(_MARGIN, first), Label(_PLOT - _MARGIN, last)
