"""CommonMark → plain text: blocks separated by blank lines; HTML in it is text, never markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def extract(text: str) -> dict[str, Any]:
    """`{"body": text, "heading": the first-level heading that opens it or None}`."""
    tokens = _PARSER.parse(text)
    return {"body": "\n\n".join(_blocks(tokens)), "heading": _heading(tokens)}


def _heading(tokens: Sequence[Token]) -> str | None:
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return _inline(tokens[1].children or ()).strip() or None
    return None


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """The text of each block; the cells of a table row share a line."""
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield " | ".join(cells)
            cells = None
        elif token.type in ("fence", "code_block"):
            yield token.content.strip("\n")
        elif token.type == "inline":
            text = _inline(token.children or ()).strip()
            if cells is not None:
                cells.append(text)
            elif text:
                yield text


def _inline(children: Sequence[Token]) -> str:
    """The text of inline tokens: links keep theirs, images have none."""
    parts = []
    for child in children:
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" " if child.type == "softbreak" else "\n")
    return "".join(parts)
