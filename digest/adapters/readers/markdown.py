"""`.md`: YAML front matter, then CommonMark."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from digest.adapters.readers import frontmatter
from digest.adapters.readers.child import Child
from digest.adapters.readers.encoding import decode
from digest.errors import Location, Problem, ProblemKind
from digest.model import Declaration, Manuscript

_HARMLESS = 50_000
"""Characters that are parsed in this process: the worst of 24 hostile texts of that length takes 0.8 s. Ten
times as many take 10 s, so that longer texts go to the child process; articles have 5,000."""


def read(path: str, data: bytes, child: Child) -> Iterator[Manuscript | Problem]:
    """Give the one manuscript of a file, and warnings on its front matter. Raises `DecodingError`."""
    text, encoding = decode(data)
    try:
        matter = frontmatter.read(text)
    except frontmatter.FrontMatterError as reason:
        yield Problem(Location(path, reason.line), ProblemKind.QUARANTINED, str(reason))
        return
    for line, key, message in matter.warnings:
        yield Problem(Location(path, line, key=key), ProblemKind.WARNING, message)
    found = _parsed(text[matter.end :], child)
    if "refused" in found:
        yield Problem(Location(path), ProblemKind.QUARANTINED, found["refused"])
        return
    declared = matter.declared
    if found["heading"] and not any(declaration.name == "title" for declaration in declared):
        declared = (*declared, Declaration("title", found["heading"], "heading"))
    yield Manuscript(
        path=path,
        record=None,
        body=found["body"],
        declared=declared,
        encoding=encoding,
        sha256=sha256(data).hexdigest(),
        flattened=False,
    )


def _parsed(text: str, child: Child) -> dict[str, Any]:
    if len(text) > _HARMLESS:
        return child.ask("Markdown", text.encode("utf-8"))
    from digest.adapters.readers import markdown_text

    return markdown_text.extract(text)
