"""Markdown articles as plain text."""

from __future__ import annotations

import pytest

from digest.adapters.readers import markdown
from digest.adapters.readers.child import Child
from digest.errors import Problem, ProblemKind
from digest.model import Manuscript


def read(text: str) -> tuple[Manuscript, list[Problem]]:
    with Child() as child:
        *problems, found = markdown.read("a.md", text.encode(), child)
    assert isinstance(found, Manuscript)
    assert all(isinstance(problem, Problem) for problem in problems)
    return found, problems  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("One\ntwo.\n\nThree.", "One two.\n\nThree."),
        ("One  \ntwo.", "One\ntwo."),
        ("**Bold** *and* `code` [linked](https://desk.example).", "Bold and code linked."),
        ("Before ![a picture](x.png) after.", "Before  after."),
        ("- one\n- two\n  - three", "one\n\ntwo\n\nthree"),
        ("> quoted\n> twice", "quoted twice"),
        ("## Section\n\nText.", "Section\n\nText."),
        ("```\na < b\n```", "a < b"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n\n1 | 2"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("<b onclick=x>bold</b>", "<b onclick=x>bold</b>"),
        ("5 &lt; 6 &amp; \\*7\\*", "5 < 6 & *7*"),
        ("{{ config }} {% raw %}", "{{ config }} {% raw %}"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("***", ""),
    ],
)
def test_text_of_markdown(source: str, text: str) -> None:
    assert read(source)[0].body == text


def test_front_matter_is_no_text() -> None:
    found, problems = read("---\ntitle: Emsdorf: 11 rescued\n---\nThe text.")
    assert found.body == "The text."
    assert [(d.name, d.value, d.line) for d in found.declared] == [("title", "Emsdorf: 11 rescued", 2)]
    ((problem),) = problems
    assert (problem.kind, str(problem.where)) == (ProblemKind.WARNING, "a.md:2: title")


def test_a_heading_at_the_top_is_a_declared_title() -> None:
    found, _ = read("# Floods in *Emsdorf*\n\nThe text.")
    assert [(d.name, d.value, d.basis) for d in found.declared] == [("title", "Floods in Emsdorf", "heading")]
    assert found.body == "Floods in Emsdorf\n\nThe text."


def test_front_matter_has_the_say_over_the_heading() -> None:
    found, _ = read("---\ntitle: Floods\n---\n# Another\n\nThe text.")
    assert [d.value for d in found.declared] == ["Floods"]


def test_refused_front_matter_is_quarantined_with_its_line() -> None:
    with Child() as child:
        (problem,) = markdown.read("a.md", b"---\na: b\nc: *d\n---\nText.", child)
    assert isinstance(problem, Problem)
    assert (problem.kind, str(problem.where)) == (ProblemKind.QUARANTINED, "a.md:3")


def test_long_texts_are_parsed_in_the_child() -> None:
    text = "Two men were rescued. " * 5000
    assert read(f"# Floods\n\n{text}")[0].body == f"Floods\n\n{text.strip()}"


def test_a_text_that_takes_for_ever_is_quarantined() -> None:
    with Child(cpu_seconds=0.5) as child:
        (problem,) = markdown.read("a.md", b"[" * 2_000_000, child)
    assert isinstance(problem, Problem)
    assert problem.kind is ProblemKind.QUARANTINED
    assert "time or memory" in problem.message
