"""Records: one article a line."""

from __future__ import annotations

import io
import json

import pytest

from digest.adapters.readers import jsonl
from digest.errors import Problem, ProblemKind
from digest.model import Manuscript


def read(*lines: str | bytes, end: bytes = b"\n") -> list[Manuscript | Problem]:
    rows = [line if isinstance(line, bytes) else line.encode() for line in lines]
    return list(jsonl.read("a.jsonl", io.BytesIO(end.join(rows))))


def one(line: str | bytes) -> Manuscript:
    (found,) = read(line)
    assert isinstance(found, Manuscript), found
    return found


def problem(line: str | bytes) -> Problem:
    (found,) = read(line)
    assert isinstance(found, Problem), found
    assert (found.kind, found.where.path) == (ProblemKind.QUARANTINED, "a.jsonl")
    return found


def test_a_record() -> None:
    found = one(
        '{"id": "a1", "title": "Floods", "text": " Two men\\r\\nwere rescued. ", "date": "2022-01-23", '
        '"outlet": "Desk", "license": "CC BY", "topic": "x", "sample": true, "author": null}'
    )
    assert (found.record, found.body, found.flattened) == ("a1", " Two men\r\nwere rescued. ", True)
    assert {d.name: (d.value, d.basis, d.line) for d in found.declared} == {
        "id": ("a1", "record", 1),
        "title": ("Floods", "record", 1),
        "date": ("2022-01-23", "record", 1),
        "outlet": ("Desk", "record", 1),
        "licence": ("CC BY", "record", 1),
        "sample": ("true", "record", 1),
    }


@pytest.mark.parametrize(
    ("written", "key"), [("7", "7"), ("1e400", "1e400"), ('"<b>"', "<b>"), ("9" * 5000, None)]
)
def test_ids_are_text_as_written(written: str, key: str | None) -> None:
    line = f'{{"id": {written}, "text": "Two men were rescued."}}'
    if key is None:
        assert "at most 200" in problem(line).message
    else:
        assert one(line).record == key


@pytest.mark.parametrize(
    ("written", "found"),
    [('["2022-01-23"]', "a list"), ('{"$date": 1}', "a dict"), ("1642961100", "1642961100")],
)
def test_a_date_that_is_no_text_does_not_cost_the_article(written: str, found: str) -> None:
    record = one(f'{{"id": 1, "text": "Two men were rescued.", "date": {written}}}')
    assert [d.value for d in record.declared if d.name == "date"] == [found]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\n\n \n"])
def test_lines_are_counted(end: bytes) -> None:
    record = '{"id": 1, "text": "Two men were rescued."}'
    found = read(record, "nonsense", record, end=end)
    assert [isinstance(f, Problem) for f in found] == [False, True, False]
    assert isinstance(found[1], Problem)
    assert found[1].where.line == 1 + end.count(b"\n")


def test_a_byte_order_mark_is_no_part_of_the_first_record() -> None:
    assert one(b'\xef\xbb\xbf{"id": 1, "text": "Two men were rescued."}').record == "1"


def test_other_encodings_are_detected() -> None:
    text = "Zwei Männer wurden gerettet, sagte die Feuerwehr; für Schüler fällt der Unterricht aus."
    found = one(f'{{"id": 1, "text": "{text}"}}'.encode("cp1252"))
    assert (found.body, found.encoding) == (text, "cp1252")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense", "not JSON"),
        ('{"id": 1, "text": "a"', "not JSON"),
        ("[1]", "not a JSON object"),
        ("3", "not a JSON object"),
        ("{}", "id: missing"),
        ('{"id": 1}', "text: missing"),
        ('{"id": "", "text": "a"}', "id: missing"),
        ('{"id": 1, "text": "  "}', "text: missing"),
        ('{"id": 1, "text": ["a"]}', "text: list"),
        ('{"id": {"a": 1}, "text": "a"}', "id: dict"),
        ('{"id": "a\\nb", "text": "a"}', "control characters"),
        ('{"id": 1, "text": "a\\ud800b"}', "surrogate"),
        ('{"id": 1, "text": "a\\u0000b"}', "NUL"),
        ("[" * 100_000, "not JSON"),
        ('{"a":' * 100_000, "not JSON"),
        (b"\x00\x01", "binary"),
        ('{"id": 1, "text": "' + "a\\n" * 60_000 + '"}', "lines"),
    ],
    ids=range(17),
)
def test_bad_lines_are_named_problems(line: str | bytes, said: str) -> None:
    found = problem(line)
    assert said in found.message
    assert found.where.line == 1
    assert "\n" not in found.message


def test_a_line_too_long_is_skipped_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "RECORD_BYTES", 100)
    record = '{"id": 1, "text": "Two men were rescued."}'
    found = read(json.dumps({"id": 0, "text": "x" * 1000}), record)
    assert [isinstance(f, Problem) for f in found] == [True, False]


def test_utf_16_is_refused_once() -> None:
    found = problem('{"id": 1, "text": "a"}\n{"id": 2, "text": "a"}'.encode("utf-16"))
    assert "UTF-8" in found.message


def test_an_empty_file_has_no_records() -> None:
    assert read("", " ") == []
