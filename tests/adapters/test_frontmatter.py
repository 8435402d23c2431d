"""Front matter, read as text."""

from __future__ import annotations

import contextlib
import time

import pytest

from digest.adapters.readers.frontmatter import FrontMatterError, read


def values(block: str) -> dict[str, str]:
    return {d.name: d.value for d in read(f"---\n{block}\n---\nBody.\n").declared}


def test_the_article_begins_after_the_fence() -> None:
    text = "---\ntitle: Floods\n---\nBody.\n"
    matter = read(text)
    assert text[matter.end :] == "Body.\n"
    assert [(d.name, d.value, d.basis, d.line) for d in matter.declared] == [
        ("title", "Floods", "front matter", 2)
    ]


@pytest.mark.parametrize("text", ["", "Body.", " ---\ntitle: a\n---\n", "----\ntitle: a\n---\n", "--- a\n"])
def test_a_file_without_front_matter_is_all_article(text: str) -> None:
    assert read(text).end == 0


def test_windows_line_ends() -> None:
    text = "---\r\ntitle: Floods: a\r\ndate: 2022-01-23\r\n...\r\nBody."
    matter = read(text)
    assert text[matter.end :] == "Body."
    assert [(d.value, d.line) for d in matter.declared] == [("Floods: a", 2), ("2022-01-23", 3)]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("title: Emsdorf: 11 rescued", "Emsdorf: 11 rescued"),
        ("title: We're #1", "We're #1"),
        ("title: NO", "NO"),
        ("title: null", "null"),
        ("title: '@desk' says", "'@desk' says"),
        ("title: [Update] Eleven rescued", "[Update] Eleven rescued"),
        ('title: "Never" again', '"Never" again'),
        ("title: @desk", "@desk"),
        ("title: - dash", "- dash"),
        ("title: 50%: half", "50%: half"),
        ("title: ends with a colon:", "ends with a colon:"),
        ('title: a "b": c\\d', 'a "b": c\\d'),
    ],
)
def test_misread_values_are_kept_as_written_with_a_warning(line: str, value: str) -> None:
    matter = read(f"---\nlang: en\n{line}\n---\n")
    assert {d.name: d.value for d in matter.declared}["title"] == value
    ((number, key, message),) = matter.warnings
    assert (number, key) == (3, "title")
    assert "kept as written" in message


def test_other_keys_are_warned_of_too() -> None:
    ((number, key, _),) = read("---\ncountry: NO\n---\n").warnings
    assert (number, key) == (2, "country")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("title: 2022", "2022"),
        ("title: 007", "007"),
        ("title: 1e3", "1e3"),
        ("title: 2022-01-23", "2022-01-23"),
        ('title: "Iraq: 11"', "Iraq: 11"),
        ("title: 'it''s'  # a comment", "it's"),
        ("title: plain  ", "plain"),
        ("title: http://desk.example/a#b", "http://desk.example/a#b"),
        ("title: >\n  folded\n  text", "folded text"),
        ('title: "over two\n  lines"', "over two lines"),
    ],
)
def test_scalars_are_text(line: str, value: str) -> None:
    matter = read(f"---\n{line}\n---\n")
    assert matter.declared[0].value.strip() == value
    assert matter.warnings == ()


def test_lists_are_joined_and_mappings_left_out() -> None:
    assert values("authors: [Ann Bell, Carl Dorn]\noutlet: {name: Desk}\ntags:\n  - a") == {
        "author": "Ann Bell, Carl Dorn"
    }


def test_synonyms() -> None:
    assert values("license: CC BY\nlanguage: en") == {"licence": "CC BY", "lang": "en"}


def test_sample_may_be_true() -> None:
    matter = read("---\nsample: true\n---\n")
    assert (matter.declared[0].value, matter.warnings) == ("true", ())


@pytest.mark.parametrize(
    ("block", "line", "reason"),
    [
        ("a: b\nc: &x [1]", 3, "anchor"),
        ("a: *x", 2, "anchor or alias"),
        ("a: !!python/object:os.system x", 2, "tag"),
        ("a: !x y", 2, "tag"),
        ("a: {b: {c: {d: 1}}}", 2, "nested"),
        ("a: " + "[" * 5000, 2, "nested"),
        ('a: "b', 2, "not YAML"),
        ("- a\n- b", 2, "no mapping"),
        ("just words", 2, "no mapping"),
        ("a: b\n\tc: d", 3, "not YAML"),
        ("a: \x07", 1, "not YAML"),
        ("a: " + "x" * 70_000, 1, "64 KiB"),
        ("a: b\n--- \nc: d", None, ""),
    ],
)
def test_what_is_refused(block: str, line: int | None, reason: str) -> None:
    if line is None:
        assert read(f"---\n{block}\n---\n").end == len("---\na: b\n--- \n")
        return
    with pytest.raises(FrontMatterError, match=reason) as caught:
        read(f"---\n{block}\n---\n")
    assert caught.value.line in (line, line + 1)


def test_front_matter_that_never_ends_is_refused() -> None:
    with pytest.raises(FrontMatterError, match="never closed"):
        read("---\ntitle: Floods\nBody.\n")


@pytest.mark.parametrize("unit", ["a: b\n", "[", "{", "a: ", '"', " ", "- ", "a: x" + " " * 100, "? "])
def test_reading_takes_no_time(unit: str) -> None:
    block = (unit * 70_000)[:65_000]
    begun = time.process_time()
    with contextlib.suppress(FrontMatterError):
        read(f"---\n{block}\n---\n")
    assert time.process_time() - begun < 5
