from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import mkdocs
import pytest
from PIL import Image

from digest.adapters.cards import HEIGHT, WIDTH, Painter, wrapped
from digest.briefing import Card

FONTS = Path(mkdocs.__file__).parent / "themes/readthedocs/css/fonts"
PAINTER = Painter(FONTS)
CARD = Card(
    path="events/a/card.png",
    site="The Briefing",
    headline="Ferry sinks off Port Ash and thirty people die",
    days="20–24 January 2022",
    counts=("5 files", "4 publishers", "4 independent texts"),
    files=5,
    texts=4,
)
LONG = (
    "A council that was to decide on the harbour adjourns once more because nobody had read the report " * 2
)
FOOT = (0, 520, WIDTH, HEIGHT)
MIDDLE = (0, 140, WIDTH, 520)


def picture(card: Card, painter: Painter = PAINTER) -> Image.Image:
    return Image.open(io.BytesIO(painter.draw(card)))


def inked(
    card: Card, box: tuple[int, int, int, int], painter: Painter = PAINTER
) -> tuple[int, int, int, int] | None:
    """What of a part of the picture is not paper."""
    shown = picture(card, painter)
    return Image.frombytes("L", shown.size, shown.tobytes()).crop(box).getbbox()


def test_a_card_is_a_small_picture_of_the_size_that_readers_ask_for() -> None:
    drawn = PAINTER.draw(CARD)
    assert drawn.startswith(b"\x89PNG")
    assert len(drawn) < 15_000
    shown = picture(CARD)
    assert (shown.size, shown.mode, shown.info.keys()) == ((WIDTH, HEIGHT), "P", set())


def test_the_same_card_is_the_same_bytes() -> None:
    assert Painter(FONTS).draw(CARD) == PAINTER.draw(replace(CARD))
    assert PAINTER.draw(replace(CARD, path="events/b/card.png")) == PAINTER.draw(CARD)


@pytest.mark.parametrize("field", ["site", "headline", "days"])
def test_each_text_is_drawn(field: str) -> None:
    assert PAINTER.draw(replace(CARD, **{field: "Other"})) != PAINTER.draw(CARD)


@pytest.mark.parametrize("headline", [LONG, "W" * 200, "Short", "i " * 99, "x" * 60 + " y"])
def test_a_headline_stays_in_its_place(headline: str) -> None:
    left, top, right, bottom = inked(replace(CARD, headline=headline), MIDDLE) or (0, 0, 0, 0)
    assert 78 <= left < right <= WIDTH - 78
    assert top > 20
    assert bottom < 520 - 140
    assert len(PAINTER.draw(replace(CARD, headline=headline))) < 20_000


def test_a_long_headline_ends_after_a_word() -> None:
    words = LONG.split()
    shown = [at for at in range(len(words)) if PAINTER.draw(replace(CARD, headline=" ".join(words[:at]) + "…"))
             == PAINTER.draw(replace(CARD, headline=LONG))]  # fmt: skip
    assert 20 < shown[0] < len(words), "the longest that has room, then an ellipsis"


@pytest.mark.parametrize(
    "headline",
    [
        "انفجار في بغداد",
        "שלום",
        "伊拉克爆炸",
        "Ferry 🚢 sinks",
        "Ferry \U000e0041",
        "ก็",
        "Ferry a\u0332 sinks",
        "\u200f",
    ],
)
def test_what_the_fonts_lack_is_left_out_whole(headline: str) -> None:
    assert PAINTER.draw(replace(CARD, headline=headline)) == PAINTER.draw(replace(CARD, headline=""))


@pytest.mark.parametrize(
    "headline",
    ["Čtyři mrtví při požáru v Łodzi", "Взрыв в Багдаде", "Έκρηξη: «νεκροί»", "Ferry’s end – “sad” …"],
)
def test_other_alphabets_of_the_fonts_are_shown(headline: str) -> None:
    assert PAINTER.draw(replace(CARD, headline=headline)) != PAINTER.draw(replace(CARD, headline=""))


def test_a_decomposed_letter_is_the_letter() -> None:
    assert PAINTER.draw(replace(CARD, headline="Cafe\u0301")) == PAINTER.draw(replace(CARD, headline="Café"))


def test_without_a_headline_the_counts_take_its_place() -> None:
    bare = replace(CARD, headline="انفجار")
    assert inked(bare, MIDDLE) is not None
    assert inked(replace(bare, counts=()), MIDDLE) is None
    assert inked(bare, FOOT) is not None, "the dots"


def test_nothing_that_can_be_written_still_makes_a_card() -> None:
    bare = Card("x", "موقع", "انفجار", "٢٠ يناير", ("ثلاثة",), 40, 20)
    assert inked(bare, MIDDLE) is None
    assert inked(bare, FOOT) is None
    assert inked(bare, (0, 0, WIDTH, 140)) is not None, "the sign and the rule"


def test_dots_count_texts_and_copies_while_they_can_be_counted() -> None:
    bare = replace(CARD, headline="", counts=())
    widths = []
    for files in (1, 2, 12):
        left, _, right, _ = inked(replace(bare, files=files, texts=1), FOOT) or (0, 0, 0, 0)
        widths.append(right - left)
    assert widths == [21, 21 + 27, 21 + 11 * 27]
    assert inked(replace(bare, files=13, texts=1), FOOT) is None
    assert PAINTER.draw(replace(bare, files=2, texts=1)) != PAINTER.draw(replace(bare, files=2, texts=2))


@pytest.mark.parametrize(
    "counts", [("12 files", "12 publishers", "12 independent texts"), ("9 files " * 20,)]
)
def test_the_counts_end_before_the_edge(counts: tuple[str, ...]) -> None:
    crowded = replace(CARD, files=12, texts=12, counts=counts)
    _, _, right, _ = inked(crowded, FOOT) or (0, 0, 0, 0)
    assert WIDTH - 200 < right <= WIDTH - 80


def test_a_long_name_of_the_site_leaves_the_days_alone() -> None:
    days = (WIDTH - 400, 0, WIDTH, 120)
    one, other = (
        picture(replace(CARD, site=site)).crop(days) for site in ("S", "The longest of all names " * 4)
    )
    assert one.tobytes() == other.tobytes()


def test_without_the_fonts_pillow_brings_its_own(tmp_path: Path) -> None:
    plain = Painter(tmp_path)
    assert inked(CARD, MIDDLE, plain) is not None
    assert plain.draw(replace(CARD, headline="Взрыв")) == plain.draw(replace(CARD, headline=""))


def test_lines_are_of_even_length() -> None:
    font = PAINTER._load("Roboto-Slab-Bold.woff", 60)
    lines = wrapped(
        "one two three four five six seven eight nine ten eleven twelve thirteen", font.getlength, 1040
    )
    lengths = [font.getlength(line) for line in lines]
    assert len(lines) == 3
    assert max(lengths) <= 1040
    assert min(lengths) > 0.7 * max(lengths)
    assert wrapped("", font.getlength, 1040) == []
