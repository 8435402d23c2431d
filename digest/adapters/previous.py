"""What the site published last, from its own data: for a content folder whose git history is not there.

The folder may come from anywhere: its types and sizes are checked, its links not followed, its texts are as
untrusted as articles.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from digest.adapters import checked_json
from digest.adapters.checked_json import Node
from digest.briefing import Correction, Past, Revision, Version, Withdrawal
from digest.model import Article, Declaration, Manuscript
from digest.stages.render import addresses
from digest.text.cleaning import days

_DATA_BYTES = 200_000_000
"""Largest data file: a year's has 30 MB, and its values need ten times as much memory."""
_TEXT_BYTES = 20_000_000
"""Largest text: 5 MB in another encoding may be more in UTF-8."""
_SLUG = "[a-z0-9-]{1,71}"
_PAGE = rf"\.\./sources/{_SLUG}/"
_TEXT = rf"\.\./texts/{_SLUG}\.txt"
_SHA256 = "[0-9a-f]{64}"
_FIELDS = {"title": "title", "date": "date", "outlet": "outlet", "author": "author", "lang": "lang",
           "licence": "licence", "original": "url"}  # fmt: skip
"""Keys of the data, and the declarations that they stand for."""


def read(
    site: Path,
    root: Path,
    articles: Iterable[Article],
    excluded: Iterable[Withdrawal] = (),
    until: date | None = None,
) -> Past:
    """Changed and missing articles, and what the publication in `site` itself knew of earlier ones.

    The day of a change is that of the newest edition, with which it came to be known. Raises DigestError (65)
    for data that is not of this program. Articles after `until` are left for a later edition.
    """
    known = {article.id: article for article in articles}
    data = checked_json.load(site / addresses.EVENTS_DATA, _DATA_BYTES)
    if data.get("version").value != 1:
        raise data.get("version").fault("not version 1")
    day = max((article.edition for article in known.values() if article.edition), default=None)
    folder = root if root.is_dir() else root.parent
    slugs = {article.slug for article in known.values()}
    bytes_now = {article.sha256: article for article in known.values()}
    versions: dict[str, tuple[Version, ...]] = {}
    slugs |= {article.slug for article in excluded}
    withdrawn = [*_withdrawn(data, slugs)]
    noted = {gone.slug for gone in withdrawn} | slugs
    for node in (node for event in data.items("events") for node in event.items("articles")):
        article = known.get(node.text("id"))
        is_same = article is not None and article.path == node.text("path")
        if article and is_same and node.text("sha256", _SHA256) != article.sha256:
            versions[article.id] = (Version(day, None), Version(node.day("date"), _manuscript(node, site)))
        if not (_slug(node) in noted or _is_there(node, folder) or _is_later(node, until)):
            withdrawn.append(_gone(node, day, bytes_now))
    return Past(withdrawn=tuple(withdrawn), versions=versions, corrections=tuple(_corrections(data)))


def _slug(node: Node) -> str:
    return node.text("url", _PAGE).split("/")[2]


def _is_there(node: Node, folder: Path) -> bool:
    """Whether the file of one article stands in the content still, though it is not published."""
    path = PurePosixPath(node.text("path"))
    if path.suffix.lower() == ".jsonl" or path.is_absolute() or ".." in path.parts:
        return False
    try:
        return (folder / path).is_file()
    except OSError:  # no file system takes this name
        return False


def _is_later(node: Node, until: date | None) -> bool:
    day = days.arrival(node.text("path")) or node.day("date")
    return until is not None and day is not None and day > until


def _gone(node: Node, day: date | None, bytes_now: Mapping[str, Article]) -> Withdrawal:
    path = node.text("path")
    label = f"{path}: {node.text('id')}" if path.lower().endswith(".jsonl") else path
    moved = bytes_now.get(node.text("sha256", _SHA256))
    if moved is None:
        return Withdrawal(label, _slug(node), day, "the publisher withdrew it")
    return Withdrawal(label, _slug(node), day, "its file was moved", moved.slug)


def _manuscript(node: Node, site: Path) -> Manuscript | None:
    """The article as it was published; None where its text was not."""
    address = node.optional("text_url", _TEXT)
    if address is None:
        return None
    path = site / "texts" / address.rpartition("/")[2]
    try:
        body = checked_json.bytes_of(path, _TEXT_BYTES).decode("utf-8")
    except UnicodeDecodeError:
        raise checked_json.fault(path, None, "not UTF-8") from None
    file = node.text("path")
    stated = ((name, node.optional(key)) for key, name in _FIELDS.items())
    return Manuscript(
        path=file,
        record=node.text("id") if file.lower().endswith(".jsonl") else None,
        body=body,
        declared=tuple(Declaration(name, value, "data") for name, value in stated if value),
        encoding="utf-8",
        sha256=node.text("sha256", _SHA256),
        flattened=file.lower().endswith((".txt", ".jsonl")),
    )


# ── what the publication itself knew ─────────────────────────────────────────────────────


def _withdrawn(data: Node, present: set[str]) -> Iterator[Withdrawal]:
    for node in data.items("withdrawn"):
        slug = node.text("slug", _SLUG)
        if slug not in present:
            yield Withdrawal(
                node.text("path"),
                slug,
                node.day("day"),
                node.text("reason"),
                node.optional("successor", _SLUG),
            )


def _corrections(data: Node) -> Iterator[Correction]:
    for node in data.items("corrections"):
        yield Correction(
            article=node.text("article"),
            day=node.day("day"),
            revisions=tuple(_revision(revision) for revision in node.items("revisions")),
            omitted=node.number("omitted"),
            sha256=node.text("sha256", f"({_SHA256})?"),
        )


def _revision(node: Node) -> Revision:
    field, after = node.text("field", "text|title|date|outlet|author|licence|url"), node.get("after")
    if field == "date":
        before, told = node.day("before"), node.day("after")
        return Revision(field, before.isoformat() if before else "", told.isoformat() if told else None)
    return Revision(
        field,
        node.text("before"),
        after.text("text") if isinstance(after.value, dict) else node.optional("after"),
    )


_ADDRESS = re.compile(r"(?:[a-z0-9][a-z0-9_-]{0,200}/){0,8}[a-z0-9][a-z0-9._-]{0,200}")
"""Of a file. No folder of the site has a dot in its name, so none has the name of a file."""
_NOT_OURS = ("assets/", "search/", "pagefind/", "data/search/", "404.html")


def is_address(place: str) -> bool:
    """Whether the site may have this address."""
    return _ADDRESS.fullmatch(f"{place}index.html" if place.endswith("/") or not place else place) is not None


def published(site: Path) -> frozenset[str]:
    """The addresses of the site in a folder, a page's with a trailing slash; the theme's own files left out."""
    found: set[str] = set()
    for folder, names, files in os.walk(site):
        names[:] = sorted(name for name in names if not (Path(folder) / name).is_symlink())
        for name in files:
            path = (Path(folder) / name).relative_to(site).as_posix()
            if _ADDRESS.fullmatch(path) and not path.startswith(_NOT_OURS):
                found.add(path.removesuffix("index.html"))
    return frozenset(found)
