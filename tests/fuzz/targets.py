"""What is fuzzed: each function takes any bytes and raises only for a fault of ours."""

# ruff: noqa: PT017 (the targets run without pytest)
from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from digest.adapters import settings
from digest.adapters.readers import frontmatter, html_page, jsonl, markdown, plain
from digest.adapters.readers.child import Child
from digest.adapters.readers.encoding import DecodingError, decode
from digest.errors import DigestError, Exit, Problem
from digest.model import Declaration, Manuscript
from digest.stages import parse
from digest.text import escape, slugs
from digest.text.sentences import split

LONGEST = 20_000
"""Bytes of an input: longer ones only repeat what shorter ones find, slowly."""
_CHILD = Child()


def of_plain(data: bytes) -> None:
    """A `.txt` file, read and cleaned."""
    _article(lambda: plain.read("articles/2022/01/23/a.txt", data))


def of_markdown(data: bytes) -> None:
    """A `.md` file, read and cleaned."""
    _article(lambda: markdown.read("a.md", data, _CHILD))


def of_jsonl(data: bytes) -> None:
    """A `.jsonl` file, read and cleaned."""
    _article(lambda: jsonl.read("a.jsonl", io.BytesIO(data)))


def of_html(data: bytes) -> None:
    """A saved page, as the child process reads it, and cleaned."""
    try:
        answer = html_page.extract(data)
    except (ValueError, RecursionError, AssertionError):
        return  # the child answers these with a refusal
    if "refused" not in answer:
        declared = tuple(Declaration(*entry) for entry in answer["declared"])
        _article(
            lambda: [
                Manuscript("a.html", None, answer["body"], declared, answer["encoding"], "0" * 64, False)
            ]
        )


def of_frontmatter(data: bytes) -> None:
    """The front matter alone."""
    text = "---\n" + data.decode("utf-8", "replace")
    try:
        matter = frontmatter.read(text)
    except frontmatter.FrontMatterError as reason:
        assert 1 <= reason.line <= text.count("\n") + text.count("\r") + 2, reason.line
        assert "\n" not in str(reason)
        return
    assert 0 < matter.end <= len(text)
    for declaration in matter.declared:
        assert isinstance(declaration.value, str)


def of_encoding(data: bytes) -> None:
    """Bytes to text."""
    try:
        text, codec = decode(data)
    except DecodingError as reason:
        assert str(reason)
        return
    text.encode("utf-8")
    assert codec
    line = escape.one_line(text)
    assert escape.one_line(line) == line
    assert not set(escape.entities(text)) & set("<>\"'`{}[]()=")
    assert len(slugs.slug(text, "key")) <= 71


def of_settings(data: bytes) -> None:
    """A folder of settings: the first byte says which file."""
    names = sorted(settings.FILES)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / names[data[0] % len(names) if data else 0]).write_bytes(data[1:])
        try:
            settings.load(Path(folder))
        except DigestError as fault:
            assert fault.status is Exit.USAGE
            assert fault.problems
            for problem in fault.problems:
                assert str(problem).isprintable() or "\n" not in str(problem)


def _article(read: Callable[[], Iterable[Manuscript | Problem]]) -> None:
    try:
        found = list(read())
    except DecodingError as reason:
        assert str(reason)
        return
    for each in found:
        if isinstance(each, Problem):
            assert "\n" not in str(each)
            continue
        each.body.encode("utf-8")
        article, problems = parse.article(each, frozenset(), ())
        assert all("\n" not in str(problem) for problem in problems)
        if article is None:
            assert problems
            continue
        assert escape.one_line(article.title) == article.title != ""
        for span in split(article.body, article.paragraphs, article.lang):
            assert 0 <= span.start < span.end <= len(article.body)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "plain": of_plain,
    "markdown": of_markdown,
    "jsonl": of_jsonl,
    "html": of_html,
    "frontmatter": of_frontmatter,
    "encoding": of_encoding,
    "settings": of_settings,
}
