"""Cleaning one manuscript: the cases of tests/cases/parse, and what must hold for every article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from digest.config import Outlet
from digest.errors import ProblemKind
from digest.model import Article, Basis, Declaration, Manuscript
from digest.stages import parse

CASES = Path(__file__).parent.parent / "cases" / "parse"
BODY = "Two men were rescued on Sunday after the river rose by three metres, the fire brigade said."
OUTLETS = (
    Outlet(
        "Sample Desk",
        aliases=("The Sample Desk",),
        url="https://www.sample-desk.example",
        licence="CC BY-SA 4.0",
    ),
)


def cases(name: str) -> list[Any]:
    found = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in found]


def manuscript(body: str, *, path: str = "a.txt", flattened: bool = True, **declared: str) -> Manuscript:
    fields = tuple(Declaration(name, value, "front matter", 2) for name, value in declared.items())
    return Manuscript(path, None, body, fields, "utf-8", "0" * 64, flattened)


def parsed(found: Manuscript, *repeated: str) -> Article:
    article, _ = parse.article(found, frozenset(repeated), OUTLETS)
    assert article is not None
    return article


@pytest.mark.parametrize("case", cases("lines.yml"))
def test_lines_are_sorted_out(case: dict[str, Any]) -> None:
    body = case["body"]
    article = parsed(manuscript(body))
    shown = [body[p.start : p.end] for p in article.paragraphs]
    assert article.title == case["title"]
    assert article.title_basis is Basis.TEXT
    if "paragraphs" in case:
        assert shown == case["paragraphs"]
        assert [[d.rule, d.kept_as, body[d.span.start : d.span.end]] for d in article.dropped] == case[
            "dropped"
        ]
    else:
        assert shown[0] == case["first"]
        assert sorted({d.rule for d in article.dropped}) == case["rules"]
    assert article.licence == case.get("licence")
    assert article.author == case.get("author")
    assert article.date is None


@pytest.mark.parametrize("case", cases("fields.yml"))
def test_declarations_are_checked(case: dict[str, Any]) -> None:
    found = manuscript(BODY, path=case.get("path", "a.md"), **case["declared"])
    article, problems = parse.article(found, frozenset(), OUTLETS)
    assert article is not None
    assert {name: getattr(article, name) for name in case["expected"]} == case["expected"]
    if "problem" in case:
        (problem,) = problems
        assert case["problem"] in problem.message
        kind, line = (ProblemKind.FIELD, 2) if case["declared"] else (ProblemKind.WARNING, None)
        assert (problem.kind, problem.where.line) == (kind, line)
    else:
        assert problems == ()


def test_a_title_said_again_is_not_prose() -> None:
    article = parsed(manuscript(f"Floods reach Emsdorf – Sample Desk\n{BODY}", title="Floods reach Emsdorf"))
    assert article.prose == BODY
    (dropped,) = article.dropped
    assert (dropped.rule, dropped.kept_as, dropped.span) == ("title repeated", "title", article.title_span)


def test_a_text_that_only_repeats_its_title_stays() -> None:
    article = parsed(manuscript(BODY, title=BODY.removesuffix(".")))
    assert article.prose == BODY
    assert article.dropped == ()


def test_a_title_found_stands_in_the_body() -> None:
    body = f"Floods reach the old town\n\n{BODY}"
    span = parsed(manuscript(body)).title_span
    assert span is not None
    assert body[span.start : span.end] == "Floods reach the old town"


def test_a_format_that_marks_prose_keeps_its_short_lines() -> None:
    body = f"{BODY}\n\nLast words"
    assert parsed(manuscript(body, flattened=False)).prose == body
    assert parsed(manuscript(body, flattened=True)).prose == BODY


def test_a_format_that_marks_prose_still_loses_page_phrases() -> None:
    assert parsed(manuscript(f"{BODY}\n\nSHARE THIS ARTICLE", flattened=False)).prose == BODY


def test_lines_that_many_files_share_go() -> None:
    shared = "The Sample Desk is written by forty people in six countries and paid for by its readers."
    article = parsed(manuscript(f"{BODY}\n{shared}"), shared.casefold())
    assert article.prose == BODY
    assert [d.rule for d in article.dropped] == ["repeated line"]


def test_a_file_of_nothing_but_shared_lines_keeps_them() -> None:
    assert parsed(manuscript(BODY), BODY.casefold()).prose == BODY


def test_the_file_name_is_the_last_resort() -> None:
    article = parsed(manuscript("\u200e5", path="articles/Flood notes.txt"))
    assert (article.title, article.title_basis) == ("5", Basis.TEXT)


@pytest.mark.parametrize("body", ["", "  \n", "...\n---\n", "Subscribe\nLeave a Reply\n", "\u200b\ufeff"])
def test_a_file_without_prose_is_a_named_problem(body: str) -> None:
    article, problems = parse.article(manuscript(body), frozenset(), ())
    assert article is None
    assert [(p.kind, p.where.path) for p in problems] == [(ProblemKind.QUARANTINED, "a.txt")]
    assert "no prose" in problems[0].message


def test_a_record_keeps_its_id_and_gets_a_slug_of_its_own() -> None:
    one = Manuscript("a.jsonl", "7", BODY, (), "utf-8", "0" * 64, flattened=True)
    two = Manuscript("a.jsonl", "8", BODY, (), "utf-8", "0" * 64, flattened=True)
    first, second = parsed(one), parsed(two)
    assert (first.id, second.id) == ("7", "8")
    assert first.slug != second.slug


def test_problems_of_a_record_name_its_line() -> None:
    record = Manuscript(
        "a.jsonl", "7", "...", (Declaration("id", "7", "record", 3),), "utf-8", "0" * 64, True
    )
    _, problems = parse.article(record, frozenset(), ())
    assert str(problems[0].where) == "a.jsonl:3"
