"""Pages as an author of MkDocs would write them: headings, paragraphs, lists, tables, links to other files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

from digest.briefing import Page

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")
_BLOCKS = frozenset("p h1 h2 h3 li dt dd blockquote figcaption summary caption".split())


def write(pages: tuple[Page, ...], docs: Path) -> int:
    """Each page as `…/index.md` below a folder; the bytes of all."""
    size = 0
    for page in pages:
        path = docs / page.path / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        body = "\n\n".join(_blocks(html.fragment_fromstring(page.body, create_parent="div")))
        size += path.write_bytes(f"---\ntitle: >-\n  {page.title or 'x'}\n---\n\n{body}\n".encode())
    return size


def _blocks(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _BLOCKS:
            yield _prefix(child.tag) + re.sub(r"\s+", " ", _inline(child)).strip()
        elif child.tag == "table":
            rows = [[_cell(cell) for cell in row.iter("th", "td")] for row in child.iter("tr")]
            width = max(map(len, rows))
            rows = [[*row, *[""] * (width - len(row))] for row in rows]
            yield "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], ["---"] * width, *rows[1:]))
        else:
            yield from _blocks(child)


def _prefix(tag: str) -> str:
    marks = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- ", "blockquote": "> ", "dd": ":   "}
    return marks.get(tag, "")


def _cell(cell: Any) -> str:
    return re.sub(r"\s+", " ", _inline(cell)).strip()


def _inline(element: Any) -> str:
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    yield _escaped(element.text)
    for child in element:
        if child.tag == "a" and child.get("href"):
            yield f"[{_inline(child)}]({_file(child.get('href'))})"
        else:
            yield _inline(child)
        yield _escaped(child.tail)


def _escaped(text: str | None) -> str:
    return _SPECIAL.sub(r"\\\1", text or "")


def _file(address: str) -> str:
    """The Markdown file behind a link of ours: MkDocs checks those, as it would for an author."""
    path = address.partition("#")[0]
    return address if "://" in address else f"{path}index.md" if path.endswith("/") else path or "index.md"
