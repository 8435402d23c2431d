"""What is fuzzed: each function takes any bytes and raises only for a fault of ours."""

# ruff: noqa: PT017 (the targets run without pytest)
from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path

from digest.adapters import locales, previous, proofs, publishing, settings
from digest.adapters.cache import Cache, fingerprint, write_whole
from digest.adapters.history import commits, publications, records
from digest.adapters.history.commits import State
from digest.adapters.packs import Packs
from digest.adapters.readers import frontmatter, html_page, jsonl, markdown, plain
from digest.adapters.readers.child import Child
from digest.adapters.readers.encoding import DecodingError, decode
from digest.config import Settings
from digest.errors import DigestError, Exit, Problem
from digest.model import Declaration, Manuscript
from digest.recall import recall
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


def of_locale(data: bytes) -> None:
    """A site's own file of a language."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder, "de.yml")
        own.write_bytes(data)
        try:
            found = locales._read(own, "de")
        except DigestError as fault:
            assert fault.status is Exit.USAGE
            assert all("\n" not in str(problem) for problem in fault.problems)
            return
        for text in (*found.settings.values(), *found.texts.values()):
            assert not set(repr(text)) & set("<>&")


def of_previous(data: bytes) -> None:
    """The data of a site as last published."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        (site / "data").mkdir(parents=True)
        (site / "data/events.json").write_bytes(data)
        try:
            past = previous.read(site, Path(folder), ())
        except DigestError as fault:
            assert fault.status is Exit.DATA
            assert all("\n" not in str(problem) for problem in fault.problems)
            return
        for gone in past.withdrawn:
            assert re.fullmatch("[a-z0-9-]{1,71}", gone.slug)
        recall(past, (), Settings())


def of_history(data: bytes) -> None:
    """Days and names of a history, with NULs between them, as git prints them: the bytes are anybody's."""
    day, *names = data.split(b"\0")
    names = [name for name in names if name]
    ids = b"0" * 40 + b" " + b"1" * 40
    log = b"".join(
        b":100644 100644 " + ids + b" " + (b"A", b"M", b"D")[len(name) % 3] + b"\0" + name + b"\0"
        for name in names
    )
    found = list(commits._steps(b"\x01" + day + b"\0\n" + log))
    assert [step.path.encode("utf-8", "surrogateescape") for step in found] == names
    lives = commits.lives(found, (step.path for step in found))
    assert all(states for states in lives.states.values())
    (commit,) = publications._commits(b"\x01" + day + b" " + b"2" * 40 + b"\0\n" + log)
    assert len(commit.added) == sum(len(name) % 3 == 0 for name in names)
    list(publications._arrivals([commit]))


def of_versions(data: bytes) -> None:
    """Two versions of a `.jsonl` file, the newer first, with a NUL between them."""
    newer, _, older = data.partition(b"\0")
    held = {"1": newer, "2": older}
    states = [State(date(2022, 3, day), "a.jsonl", blob) for blob, day in (("1", 2), ("2", 1))]
    found = records.Follower(_Held(held), 1_000_000).follow(states)  # type: ignore[arg-type]
    for versions in found.versions.values():
        assert [version.day for version in versions] == [date(2022, 3, 2), date(2022, 3, 1)]
        assert versions[0].manuscript != versions[1].manuscript


class _Held:
    def __init__(self, held: dict[str, bytes]) -> None:
        self._held = held

    def read(self, blob: str, most: int) -> bytes | None:
        found = self._held[blob]
        return found if len(found) <= most else None


def of_cache(data: bytes) -> None:
    """An entry of the cache behind its right head: of JSON after `j`, of a pack after another byte."""
    kind, body = data[:1], data[1:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if kind == b"j":
            head = f"digest-cache-1 {fingerprint()} {sha256(body).hexdigest()}\n".encode()
            write_whole(folder / "site.json", (head, body))
            found = Cache(folder).load("site")
            proofs.from_data(found)
            publishing._sizes(found)
            before = publishing.standing(folder, Cache(folder))
            before.unchanged("key")
            before.known("")("index.html", "key")
            return
        write_whole(folder / "told.pack", (f"digest-pack-1 {fingerprint()}\n".encode(), body))
        memory = Packs(folder)
        memory.find("told", body[:16].hex().ljust(32, "0"))
        memory.save()


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
    "locale": of_locale,
    "previous": of_previous,
    "history": of_history,
    "versions": of_versions,
    "cache": of_cache,
}
