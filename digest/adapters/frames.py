"""The theme's frame around a page, rendered once for all pages that share it.

The frames of two pages of one folder and kind differ in nothing but the page's title, description, address and
body. So the theme renders a frame once, with marks in their places, and each page is put together from its pieces:
4 µs instead of 1 ms a page. A theme that does more with those values than print them is noticed on the first page
of each frame, which is rendered both ways; then the theme renders every page of that kind by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Slots: TypeAlias = Mapping[str, str]
"""What the theme prints of a page, by name, as it is given to the theme; `` is a value that is missing."""

_MARK = "digestslot0{}0"
_MARKS = re.compile("digestslot0([a-z_]+)0")


@dataclass(frozen=True, slots=True)
class Framed:
    """A page as the theme sees it."""

    folder: str
    """Address of the folder it lies in, with a trailing slash."""
    leaf: str
    """Last part of its address, without a slash."""
    kind: str
    lang: str
    slots: Slots


Render: TypeAlias = Callable[[Framed], str]
_Frame: TypeAlias = tuple[str, ...] | None
"""Text and names of slots by turns; None where the theme must render each page."""


class Frames:
    """Puts pages together; `render` is the theme."""

    def __init__(self, render: Render) -> None:
        self._render = render
        self._frames: dict[tuple[object, ...], _Frame] = {}

    def html(self, page: Framed) -> str:
        """The finished page."""
        missing = tuple(name for name, value in page.slots.items() if not value)
        key = (page.folder, page.kind, page.lang, missing)
        if key not in self._frames:
            self._frames[key], first = self._frame(page)
            return first
        frame = self._frames[key]
        return self._render(page) if frame is None else _filled(frame, page)

    def _frame(self, page: Framed) -> tuple[_Frame, str]:
        marks = {name: _MARK.format(name) if value else "" for name, value in page.slots.items()}
        marked = self._render(Framed(page.folder, _MARK.format("leaf"), page.kind, page.lang, marks))
        frame, whole = tuple(_MARKS.split(marked)), self._render(page)
        return (frame if _filled(frame, page) == whole else None), whole


def _filled(frame: tuple[str, ...], page: Framed) -> str:
    pieces = list(frame)
    for place in range(1, len(pieces), 2):
        pieces[place] = page.leaf if pieces[place] == "leaf" else page.slots[pieces[place]]
    return "".join(pieces)
