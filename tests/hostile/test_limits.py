"""Texts that are valid but meant to exhaust: each is read, analysed and published within a bound on time and memory.

The bound is one of CPU seconds for the whole build, so large that only a stage whose time grows faster than the
text can break it: every one of these texts took minutes in some stage of some version.
"""

from __future__ import annotations

import json
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.faults import TIMEOUT, start, write_content

CPU_SECONDS = 100
ADDRESS_SPACE = 3 << 30

TEXTS = {
    "one-word": "a" * 4_900_000,
    "no-stop": "police said that the river rose and " * 14_000,
    "digits": "Report: " + "7" * 200_000 + " people.",
    "numbers": "In all " + "1 " * 100_000 + "people.",
    "quotes": '"' * 100_000 + " said the mayor.",
    "killed": "At least 5 people were killed. " * 10_000,
    "killed-without-end": "killed 5 people " * 50_000,
    "names": " ".join(
        f"Abel{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(17_000)
    )
    + ".",
    "hyphens": "a-" * 500_000,
    "brackets": "(" * 200_000 + "x",
    "stops": ". " * 300_000,
    "combined": "a" + "\u0301" * 300_000 + " said.",
    "spaces": "a" + " " * 4_000_000 + "b.",
    "dates": "On 12 January 2022 and " * 10_000 + "it rained.",
    "speech": "\u201cWe will win,\u201d said Ann Bell. " * 8_000,
    "short-lines": "The mayor said so.\n" * 15_000,
    "no-spaces": "\u8b66\u5bdf\u8bf4" * 100_000,
}

MARKUP = {
    "brackets.md": "[" * 100_000,
    "quotes.md": ">" * 100_000,
    "lists.md": "".join(" " * depth + "- a\n" for depth in range(1_500)),
    "emphasis.md": "*a_" * 40_000,
    "links.md": "[a](" * 30_000,
    "ticks.md": "`" * 100_000 + "a",
    "table.md": "|a" * 20_000 + "\n" + "|-" * 20_000 + "\n" + "|b" * 20_000 + "\n",
    "references.md": "".join(f"[a{n}]: b\n" for n in range(10_000)) + "[a1]" * 10_000,
    "entities.md": "&#x26;amp;" * 50_000,
    "front.md": "---\n" + "a: {b: " * 9_000 + "\n---\nText.\n",
    "bomb.md": "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\nText.\n",
    "nested.html": "<div>" * 100_000 + "text",
    "attributes.html": "<p "
    + " ".join(f"a{n}=b" for n in range(15_000))
    + ">The text stands here, in one sentence.",
    "tables.html": "<table><tr><td>" * 30_000,
    "bomb.html": "<!DOCTYPE x ["
    + "".join(f"<!ENTITY a{n} '{'&a' + str(n - 1) + ';' * 9}'>" for n in range(1, 20))
    + "]>&a19;",
    "open.html": "<" * 500_000,
    "comments.html": "<!--" * 200_000,
    "linked.html": '<script type="application/ld+json">'
    + "[" * 100_000
    + "</script><p>The text stands here.",
    "deep.jsonl": '{"id": "1", "text": ' + "[" * 400_000,
    "huge.jsonl": '{"id": ' + "9" * 400_000 + ', "text": "The river rose on Monday, the mayor said."}',
    "half.jsonl": '{"id": "1", "text": "\\ud800"}',
    "keys.jsonl": "{"
    + ", ".join(f'"k{n}": 1' for n in range(100_000))
    + ', "id": "1", "text": "It rained in the town."}',
}
PUBLISHED = {"keys.jsonl"}
"""Of the files above, those with an article in them whatever the reader thinks of the rest."""


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


def built(content: Path, site: Path, more: Callable[[], None] = bounded) -> dict[str, str | None]:
    """Paths of published articles (None) and of problems (their messages)."""
    process = start(content, site, preexec_fn=more)
    _, said = process.communicate(timeout=2 * TIMEOUT)
    assert process.returncode == 0, said[-2000:]
    data = json.loads((site / "data/events.json").read_text(encoding="utf-8"))
    found: dict[str, str | None] = {problem["path"]: problem["message"] for problem in data["problems"]}
    return found | {a["path"]: None for event in data["events"] for a in event["articles"]}


@pytest.mark.slow
def test_texts_that_are_meant_to_exhaust_are_published(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", "Arlen")
    for name, text in TEXTS.items():
        opening = f"The {name} came to Bexhaven. It stayed for a week, the mayor of Bexhaven said.\n\n"
        (content / f"{name}.txt").write_text(opening + text + "\n", encoding="utf-8")
    found = built(content, tmp_path / "site")
    assert {f"{name}.txt": found.get(f"{name}.txt", "lost") for name in TEXTS} == {
        f"{name}.txt": None for name in TEXTS
    }


@pytest.mark.slow
def test_markup_that_is_meant_to_exhaust_stops_no_other_file(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", "Arlen")
    for name, text in MARKUP.items():
        (content / name).write_text(text, encoding="utf-8")
    found = built(content, tmp_path / "site")
    assert set(MARKUP) <= set(found)
    assert {name for name, problem in found.items() if problem is None} >= {*PUBLISHED, "arlen-0.txt"}
    assert not [problem for problem in found.values() if problem and "bug in digest" in problem]


def test_files_that_are_too_large_are_named(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", "Arlen")
    with (content / "sparse.txt").open("wb") as file:
        file.truncate(50_000_000_000)  # takes no room on the disk
    (content / "lines.txt").write_text("a\n" * 100_000)
    (content / "long.jsonl").write_text(
        '{"id": "1", "text": "' + "a " * 2_600_000 + '"}\n{"id": "2", "text": "It rained in Arlen."}'
    )
    found = built(content, tmp_path / "site")
    assert found["sparse.txt"] == "larger than 5,000,000 bytes, the most that is read"
    assert "lines" in (found["lines.txt"] or "")
    assert found["long.jsonl"] is None
