"""Draws the picture that stands for an event where its address is shared: 1200 × 630 points, as PNG.

Nothing of the machine takes part: the fonts are those that MkDocs brings, laid out by Pillow itself
(`Layout.BASIC`), so one version of Pillow gives the same bytes everywhere. They hold Latin, Greek and
Cyrillic. A text with any other letter is left out whole, because half a line or a row of empty boxes says
nothing; the picture then shows what is left of the card.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from hashlib import sha256
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from digest.adapters import pool
from digest.adapters.tree import Tree
from digest.briefing import Card

WIDTH, HEIGHT = 1200, 630
"""What Open Graph and its readers ask for."""

_PAPER, _INK, _ACCENT, _MARKER = (252, 252, 250), (22, 24, 29), (11, 85, 99), (255, 230, 143)
"""The light colours of `digest.css`."""
_INKS, _ACCENTS = 5, 3
"""Shades from paper to ink, and further ones to the accent: half a byte a point has room for 16 colours. Eleven
shades of ink look the same and weigh a quarter more."""
_LEVEL = 6
"""Of the compression; 9 saves 7 % and takes ten times as long (43 against 4 ms)."""
_SOFT = 168
"""Darkness of what stands beside, 0 for paper to 255 for ink: the `--soft` of `digest.css`."""

_LEFT, _RIGHT = 80, WIDTH - 80
_TOP, _RULE, _BASE = 76, 128, 566
"""Base lines of the site's name and of the last line, and the rule between them and the headline."""
_ROOM = _BASE - _RULE - 110
"""Height of the headline at most."""
_LINES = 4
_SIZES = (96, 76, 68, 60)
"""Sizes tried for the headline; the last is cut after `_LINES`."""
_LEADING = 1.18
_DOTS = 12
"""Most files that are drawn as dots, as on the pages."""
_DOT, _GAP, _HOLLOW = 21, 6, 3
"""Width of a dot, of the room after it, and of the line around a hollow one."""

_LENGTHS, _HEADS = 50_000, 8
"""Most lengths of words, and sheets of .8 MB, that are held."""

_Font = ImageFont.FreeTypeFont
_Length = Callable[[str], float]
_HEADINGS, _TEXTS = "Roboto-Slab-Bold.woff", "lato-normal.woff"


def begin(cards: Iterable[Card], tree: Tree, fonts: Path) -> Callable[[], None]:
    """Begin to draw the cards; what is given puts the pictures into the site. Those of an older site stay while their
    cards say the same. Raises OSError, both times."""
    keys = {card: sha256(repr(card).encode("utf-8", "surrogatepass")).hexdigest() for card in cards}
    lacking = [card for card, key in keys.items() if not tree.keep(card.path, key)]
    draw = Painter(fonts).draw
    drawn = pool.meanwhile(draw, lacking)

    def write() -> None:
        first = drawn()
        pictures = (*first, *pool.mapped(draw, lacking[len(first) :]))
        for card, picture in zip(lacking, pictures, strict=True):
            tree.write(card.path, picture, keys[card])

    return write


class Painter:
    """Draws cards with the fonts of a folder; where they are missing, with the one inside Pillow."""

    def __init__(self, fonts: Path) -> None:
        self._load: Callable[[str, int], _Font] = cache(lambda name, size: _font(fonts / name, size))
        self._covers: Callable[[str, str], bool] = cache(
            lambda name, letter: _has_glyph(self._load(name, 32), letter)
        )
        # Titles share most of their words, and the cards of a day their head.
        self._length: Callable[[_Font, str], float] = lru_cache(_LENGTHS)(_Font.getlength)
        self._head: Callable[[str, str], Image.Image] = lru_cache(_HEADS)(self._headed)

    def draw(self, card: Card) -> bytes:
        """The card as a PNG file, the same bytes for the same card."""
        grey = self._head(card.site, card.days).copy()
        pen = ImageDraw.Draw(grey)
        has_headline = any(self._told(_HEADINGS, card.headline))
        if has_headline:
            self._headline(pen, card.headline)
        else:
            self._large(pen, card.counts, _SIZES[1])
        dots = self._foot(pen, card, " · ".join(card.counts) if has_headline else "")
        picture = grey.point([round(level * (_INKS - 1) / 255) for level in range(256)])
        _mark(picture)
        for at, is_text in enumerate(dots):
            picture.paste(_dot(is_text), (_LEFT + at * (_DOT + _GAP), _BASE - _DOT - 1))
        picture.putpalette(bytes(_palette()))
        file = io.BytesIO()
        picture.save(file, "PNG", bits=4, compress_level=_LEVEL)
        return file.getvalue()

    def _headed(self, site: str, days: str) -> Image.Image:
        """The sheet with what is above the rule, as all cards of a day have it."""
        # Grey first: 0 is paper and 255 ink, so that edges blend; the palette gives the colours.
        grey = Image.new("L", (WIDTH, HEIGHT), 0)
        pen = ImageDraw.Draw(grey)
        for shift in (0, 5):
            pen.rectangle((_LEFT, _RULE + shift, _RIGHT - 1, _RULE + shift + 1), 255)
        for line in self._told(_TEXTS, days):
            font = self._load(_TEXTS, 32)
            pen.text((_RIGHT, _TOP + 16), line, _SOFT, font, anchor="rs")
        for line in self._told(_HEADINGS, site):
            font = self._load(_HEADINGS, 40)
            room = _RIGHT - _LEFT - 64 - self._length(self._load(_TEXTS, 32), days) - 40
            cut = _cut(line, partial(self._length, font), room)
            pen.text((_LEFT + 64, _TOP + 16), cut, 255, font, anchor="ls")
        return grey

    def _headline(self, pen: ImageDraw.ImageDraw, text: str) -> None:
        for line in self._told(_HEADINGS, text):
            for size in _SIZES:
                length = partial(self._length, self._load(_HEADINGS, size))
                lines = wrapped(line, length, _RIGHT - _LEFT)
                if len(lines) * size * _LEADING <= _ROOM and len(lines) <= _LINES:
                    break
            if len(lines) > _LINES:
                rest = f"{lines[_LINES - 1]} {lines[_LINES]}"
                lines = [*lines[: _LINES - 1], _cut(rest, length, _RIGHT - _LEFT)]
            self._large(pen, lines, size)

    def _large(self, pen: ImageDraw.ImageDraw, lines: Iterable[str], size: int) -> None:
        for at, line in enumerate(told for text in lines for told in self._told(_HEADINGS, text)):
            base = _RULE + 58 + size * (0.78 + _LEADING * at)
            pen.text((_LEFT, base), line, 255, self._load(_HEADINGS, size), anchor="ls")

    def _foot(self, pen: ImageDraw.ImageDraw, card: Card, text: str) -> tuple[bool, ...]:
        """Draw the counts; gives the dots before them, true for an independent text."""
        dots = tuple(at < card.texts for at in range(card.files)) if card.files <= _DOTS else ()
        for line in self._told(_TEXTS, text):
            left = _LEFT + (len(dots) * (_DOT + _GAP) + 12 if dots else 0)
            font = self._load(_TEXTS, 34)
            cut = _cut(line, partial(self._length, font), _RIGHT - left)
            pen.text((left, _BASE), cut, 220, font, anchor="ls")
        return dots

    def _told(self, font: str, text: str) -> Iterator[str]:
        """The text if the font has all of it, else nothing."""
        line = unicodedata.normalize("NFC", text)
        if line and all(self._covers(font, letter) for letter in line):
            yield line


def _font(path: Path, size: int) -> _Font:
    try:
        return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
    except OSError:
        found = ImageFont.load_default(size)
        if not isinstance(found, _Font):
            raise
        return found.font_variant(layout_engine=ImageFont.Layout.BASIC)


def _has_glyph(font: _Font, letter: str) -> bool:
    """Whether the font can show the letter where it stands: neither joined, nor stacked, nor turned around."""
    if unicodedata.combining(letter) or unicodedata.bidirectional(letter) in ("R", "AL"):
        return False
    return letter == " " or bytes(font.getmask(letter)) != bytes(font.getmask("\U0010fffd"))


def wrapped(text: str, length: _Length, width: float) -> list[str]:
    """The text in lines of even length that are no wider than `width`; `length` measures a text."""
    parts = [part for word in text.split() for part in _broken(word, length, width)]
    words, sizes = [word for word, _ in parts], [size for _, size in parts]
    space = length(" ")
    fewest = len(_lines(sizes, space, width))
    narrow, wide = max(sizes, default=0.0), width
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(_lines(sizes, space, middle)) <= fewest else (middle, wide)
    return [" ".join(words[first:last]) for first, last in _lines(sizes, space, wide)]


def _lines(sizes: Sequence[float], space: float, width: float) -> list[tuple[int, int]]:
    """First and last word of each line, filled from the first on."""
    lines: list[tuple[int, int]] = []
    used = width
    for at, size in enumerate(sizes):
        if lines and used + space + size <= width:
            used += space + size
            lines[-1] = (lines[-1][0], at + 1)
        else:
            used = size
            lines.append((at, at + 1))
    return lines


def _broken(word: str, length: _Length, width: float) -> Iterator[tuple[str, float]]:
    """The word and its length, in parts where it is wider than a line."""
    while (size := length(word)) > width:
        end = max(1, int(len(word) * width / size) - 1)
        while end > 1 and length(word[:end]) > width:
            end -= 1
        yield word[:end], length(word[:end])
        word = word[end:]
    yield word, size


def _cut(text: str, length: _Length, width: float) -> str:
    """The text, ended by an ellipsis where it is too long."""
    if length(text) <= width:
        return text
    while text and length(f"{text}…") > width:
        text = text.rpartition(" ")[0].rstrip(" ,;:–—-.") or text[:-1]
    return f"{text}…"


def _mark(picture: Image.Image) -> None:
    """The site's sign: three lines of a text, one of them highlighted."""
    pen = ImageDraw.Draw(picture)
    top = _TOP - 18
    pen.rectangle((_LEFT - 2, top + 9, _LEFT + 42, top + 23), _INKS + _ACCENTS)
    for at, length in ((0, 40), (14, 40), (28, 27)):
        pen.rectangle((_LEFT, top + at, _LEFT + length, top + at + 3), _INKS - 1)


@cache
def _dot(is_filled: bool) -> Image.Image:
    """A file: filled for an independent text, hollow for a copy; in numbers of the palette."""
    scale = 8
    large = Image.new("L", (_DOT * scale, _DOT * scale), 0)
    edge = (0, 0, _DOT * scale - 1, _DOT * scale - 1)
    ImageDraw.Draw(large).ellipse(edge, 255 if is_filled else 0, 255, 0 if is_filled else _HOLLOW * scale)
    small = large.resize((_DOT, _DOT), Image.Resampling.BOX)
    steps = [round(level * _ACCENTS / 255) for level in range(256)]
    return small.point([step and _INKS - 1 + step for step in steps])


def _palette() -> Iterator[int]:
    for colour, steps in ((_INK, _INKS - 1), (_ACCENT, _ACCENTS)):
        for step in range(0 if colour == _INK else 1, steps + 1):
            yield from (round(p + (c - p) * step / steps) for p, c in zip(_PAPER, colour, strict=True))
    yield from _MARKER
