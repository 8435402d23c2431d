"""`.md`: YAML front matter, then CommonMark; HTML in it is text, never markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from markdown_it import MarkdownIt
from markdown_it.token import Token

from digest.adapters.readers import frontmatter
from digest.adapters.readers.encoding import decode
from digest.errors import Location, Problem, ProblemKind
from digest.model import Declaration, Manuscript

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def read(path: str, data: bytes) -> Iterator[Manuscript | Problem]:
    """Give the one manuscript of a Markdown file and warnings on its front matter. Raises `DecodingError`."""
    text, encoding = decode(data)
    try:
        matter = frontmatter.read(text)
    except frontmatter.FrontMatterError as reason:
        yield Problem(Location(path, reason.line), ProblemKind.QUARANTINED, str(reason))
        return
    for line, key, message in matter.warnings:
        yield Problem(Location(path, line, key=key), ProblemKind.WARNING, message)
    tokens = _PARSER.parse(text[matter.end :])
    declared = matter.declared
    if not any(d.name == "title" for d in declared) and (heading := _heading(tokens)):
        declared = (*declared, Declaration("title", heading, "heading"))
    yield Manuscript(
        path=path,
        record=None,
        body="\n\n".join(_blocks(tokens)),
        declared=declared,
        encoding=encoding,
        sha256=sha256(data).hexdigest(),
        flattened=False,
    )


def _heading(tokens: Sequence[Token]) -> str | None:
    """The text of the first-level heading that opens the article."""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return _inline(tokens[1].children or ()).strip()
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
        if child.type in ("text", "code_inline", "text_special", "html_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" " if child.type == "softbreak" else "\n")
    return "".join(parts)
