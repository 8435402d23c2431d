"""Copies, reprints and round-ups."""

from __future__ import annotations

from datetime import date

from digest.config import CopyPolicy
from digest.model import Article, Basis
from digest.stages.dedupe import texts
from tests.making import article

WORDS = "harbour pilot lantern gravel orchard signal copper meadow saddle thunder velvet walnut anchor barrel candle".split()


def prose(seed: int, sentences: int = 12) -> str:
    """Sentences without a common run of five words between different seeds."""
    lines = []
    for at in range(sentences):
        row = [
            f"{WORDS[(seed * 7 + at * 3 + k * (seed % 5 + 1)) % len(WORDS)]}{seed}{(at * k) % 7}"
            for k in range(12)
        ]
        lines.append(" ".join(row).capitalize() + ".")
    return " ".join(lines)


def grouped(*articles: Article) -> list[list[str]]:
    return [[one.id for one in text.articles] for text in texts(articles, CopyPolicy())]


def test_a_reformatted_copy_with_furniture() -> None:
    body = prose(1)
    copy = "Share this now!\n\n" + body.replace(". ", ".\n\n").upper()
    assert grouped(article(body, name="a"), article(copy, name="b"), article(prose(2), name="c")) == [
        ["a", "b"],
        ["c"],
    ]


def test_the_earliest_is_the_original_then_the_declared_title_then_the_path() -> None:
    body = prose(1)
    late = article(body, name="a", day=date(2022, 1, 3))
    early = article(body, name="z", day=date(2022, 1, 2))
    untitled = article(body, name="b", title_basis=Basis.TEXT)
    titled = article(body, name="c")
    assert grouped(late, untitled, titled, early) == [["z", "a", "c", "b"]]


def test_a_part_is_a_reprint_and_stays_a_text() -> None:
    body = prose(1, 20)
    part = " ".join(body.split()[:70])
    whole, cut = texts([article(body, name="a"), article(part, name="b")], CopyPolicy())
    assert (whole.reprints, [r.of for r in cut.reprints]) == ((), ["a"])
    assert cut.reprints[0].containment == 1.0


def test_a_round_up_joins_no_stories() -> None:
    one, other = prose(1), prose(2)
    found = texts(
        [article(one, name="a"), article(other, name="b"), article(f"{one}\n\n{other}", name="c")],
        CopyPolicy(),
    )
    stories = {text.article.id for text in found}
    assert {"a", "b"} <= stories


def test_copies_of_copies_are_not_chained() -> None:
    rows = prose(1, 30).split(". ")
    first, middle, last = (". ".join(rows[at : at + 16]) for at in (0, 5, 10))
    groups = grouped(article(first, name="a"), article(middle, name="b"), article(last, name="c"))
    assert ["a", "b"] in groups
    assert ["c"] in groups


def test_short_captions_are_no_copies() -> None:
    one = article("Photo by the harbour office.", name="a", title="Ferry runs aground off Tarn")
    other = article("Photo by the harbour office.", name="b", title="Mayor opens a school in Hald")
    assert grouped(one, other) == [["a"], ["b"]]


def test_chinese_copies_by_characters() -> None:
    body = "渡轮星期一早上在港口外搁浅,船上一百二十名乘客全部安全撤离,海岸警卫队说没有人受伤,事故原因正在调查之中。"
    copy = "快讯:" + body.replace(",", ",\n")
    assert grouped(article(body, name="a", lang="zh"), article(copy, name="b", lang="zh")) == [["a", "b"]]


def test_many_copies_of_one_text_all_meet() -> None:
    body = prose(3)
    assert len(grouped(*(article(body, name=f"n{at:03}") for at in range(120)))) == 1


def test_empty_texts_are_texts() -> None:
    assert grouped(article("", name="a", title="-"), article("", name="b", title="-")) == [["a"], ["b"]]


def known(*articles: Article, among: dict[str, str]) -> dict[str, list[str]]:
    """Original → its copies, where `among` was grouped before."""
    found = texts(articles, CopyPolicy(), among)
    return {text.article.id: [copy.article.id for copy in text.copies] for text in found}


def test_a_known_original_stays_one_when_an_earlier_day_arrives() -> None:
    first = article(prose(1), name="b", day=date(2022, 1, 5))
    late = article(prose(1), name="a", day=date(2022, 1, 2))
    assert known(first, late, among={}) == {"a": ["b"]}
    assert known(first, late, among={"b": "b"}) == {"b": ["a"]}


def test_known_originals_that_are_alike_stay_apart_and_a_new_copy_joins_one() -> None:
    one, other, new = (article(prose(1), name=name) for name in "abc")
    assert known(one, other, new, among={"a": "a", "b": "b"}) == {"a": ["c"], "b": []}


def test_a_known_copy_keeps_its_original_and_their_likeness() -> None:
    rows = prose(1, 30).split(". ")
    first, copy, nearer = (". ".join(rows[at : at + 20]) for at in (0, 5, 5))
    before = texts([article(first, name="a"), article(copy, name="b")], CopyPolicy())
    after = texts(
        [article(first, name="a"), article(copy, name="b"), article(nearer, name="0", day=date(2022, 1, 1))],
        CopyPolicy(),
        {"a": "a", "b": "a"},
    )
    assert [text.article.id for text in before] == ["a"]
    assert next(text for text in after if text.article.id == "a").copies[0] == before[0].copies[0]


def test_a_new_text_may_reprint_a_known_one_but_not_the_other_way_round() -> None:
    whole, part = article(prose(1, 20), name="a"), article(" ".join(prose(1, 20).split()[:70]), name="b")
    for old, new in ((whole, part), (part, whole)):
        reprints = {
            t.article.id: [r.of for r in t.reprints]
            for t in texts([new, old], CopyPolicy(), {old.id: old.id})
        }
        assert reprints == {old.id: [], new.id: [old.id]}


def test_a_new_copy_makes_no_reprint_of_a_known_text() -> None:
    story, note = prose(2, 20), " ".join(prose(1, 20).split()[:70])
    old = [article(note, name="a"), article(story, name="b")]
    copy = article(f"{story}\n\n{note}", name="c")
    found = texts([*old, copy], CopyPolicy(), {"a": "a", "b": "b"})
    assert [([a.id for a in text.articles], text.reprints) for text in found] == [
        (["a"], ()),
        (["b", "c"], ()),
    ]
