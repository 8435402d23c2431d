"""A content folder's git history is as hostile as its files: it runs nothing, leads nowhere, and stops no build."""

from __future__ import annotations

import io
import json
import resource
from datetime import date
from pathlib import Path

import pytest

from digest.adapters import history
from digest.adapters.history import commits, git, publications
from digest.adapters.history.publications import Publication
from tests.conftest import ROOT
from tests.hostile import planting
from tests.hostile.faults import TIMEOUT, attempt, build, start, write_content
from tests.hostile.test_files import SECRET

REPORT = "The quarry of Farrow was flooded on Friday. Its pumps had failed, the engineer said.\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Three articles in a repository, committed."""
    folder = write_content(tmp_path / "content", "Arlen")
    planting.git(folder, "init", "--quiet")
    commit(folder, "2022-03-01")
    return folder


def commit(folder: Path, day: str) -> str:
    planting.git(folder, "add", "--all")
    planting.git(folder, "commit", "--quiet", "--allow-empty", "--message", "x", day=day)
    return planting.git(folder, "rev-parse", "HEAD")


def blob(folder: Path, text: str = REPORT) -> str:
    return planting.git(folder, "hash-object", "-w", "--stdin", said=text.encode())


def tree_of(folder: Path, *entries: tuple[str, str, str]) -> str:
    """A tree of any entries (mode, name, id), written past git's checks of names."""
    data = b"".join(
        mode.encode() + b" " + name.encode("utf-8", "surrogateescape") + b"\0" + bytes.fromhex(found)
        for mode, name, found in entries
    )
    options = ("-t", "tree", "-w", "--stdin", "--literally")
    return planting.git(folder, "hash-object", *options, said=data)


def commit_tree(folder: Path, tree: str, day: str) -> str:
    """A commit of a tree on top of the present one, which it replaces."""
    made = planting.git(folder, "commit-tree", tree, "-p", "HEAD", "-m", "x", day=day)
    planting.git(folder, "update-ref", "HEAD", made)
    return made


def restored(folder: Path, made: str) -> dict[str, bytes]:
    """What is written of a commit, by place, the folder beside it included."""
    publication = Publication(date(2022, 3, 1), made)
    with publications.restored(publication, folder, folder / "none") as (there, _):
        home = there.parent
        return {p.relative_to(home).as_posix(): p.read_bytes() for p in home.rglob("*") if p.is_file()}


def data_of(site: Path) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads((site / "data/events.json").read_bytes())
    return found


# ── names and modes ──────────────────────────────────────────────────────────────────────

NAMES = ("..", ".", ".git", "../../escaped.txt", "/etc/escaped.txt", "a\x01b.txt", "\x01 x.txt", "a\nb.txt",
         "n" * 5000 + ".txt", ":100644 x.txt", "\udcff.txt", "-rf.txt", "a\tb.txt", "\x1b[31m.txt", " .txt")  # fmt: skip


def test_no_name_leads_out_of_the_folder(content: Path, tmp_path: Path) -> None:
    found = blob(content)
    inner = tree_of(content, *(("100644", name, found) for name in ("plain.txt", *NAMES)))
    above = tree_of(content, ("100644", "x.txt", found), ("40000", "..", inner), ("40000", ".git", inner))
    made = commit_tree(
        content, tree_of(content, ("40000", "in", above), ("40000", "..", inner)), "2022-03-02"
    )
    before = {path for path in tmp_path.rglob("*") if content not in path.parents}
    written = restored(content, made)
    assert "content/in/x.txt" in written
    assert all(name.startswith("content/in/") for name in written)
    assert {path for path in tmp_path.rglob("*") if content not in path.parents} == before
    assert not Path("/etc/escaped.txt").exists()


def test_a_history_of_such_names_stops_no_build(content: Path, tmp_path: Path) -> None:
    found = blob(content)
    hostile = tree_of(content, *(("100644", name, found) for name in NAMES))
    first = planting.git(content, "rev-parse", "HEAD^{tree}")
    commit_tree(content, hostile, "2022-03-02")
    commit_tree(content, first, "2022-03-03")
    build(content, tmp_path / "site")
    assert not Path("/etc/escaped.txt").exists()
    assert "\x1b" not in json.dumps(data_of(tmp_path / "site")["withdrawn"])


def test_a_name_that_is_a_file_and_a_folder(content: Path, tmp_path: Path) -> None:
    found = blob(content)
    folder = tree_of(content, ("100644", "b.txt", found))
    twice = tree_of(content, ("100644", "a", found), ("40000", "a", folder), ("100644", "z.txt", found))
    made = commit_tree(content, twice, "2022-03-02")
    assert "content/z.txt" in restored(content, made)
    commit(content, "2022-03-03")
    build(content, tmp_path / "site")


def test_links_and_submodules_are_not_followed(content: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    target = blob(content, "../secret.txt")
    outside = blob(content, str(tmp_path))
    made = commit_tree(
        content,
        tree_of(content, ("120000", "link.txt", target), ("120000", "out", outside), ("160000", "sub", "1" * 40),
                ("100644", "plain.txt", blob(content)), ("140000", "socket.txt", blob(content))),
        "2022-03-02",
    )  # fmt: skip
    assert set(restored(content, made)) == {"content/plain.txt"}
    commit(content, "2022-03-03")
    build(content, tmp_path / "site")
    assert not [p for p in (tmp_path / "site").rglob("*") if p.is_file() and b"Zyxwick" in p.read_bytes()]


# ── sizes and dates ──────────────────────────────────────────────────────────────────────


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))


def test_a_few_hundred_bytes_that_name_a_thousand_million_files(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = ("100644", blob(content))
    for _ in range(9):
        inner = tree_of(
            content,
            *((found[0], f"{n}.txt" if found[0] == "100644" else str(n), found[1]) for n in range(10)),
        )
        found = ("40000", inner)
    commit_tree(content, found[1], "2022-03-02")
    monkeypatch.setattr(git, "_MEMORY", 100_000_000)
    monkeypatch.setattr(git, "_OUTPUT", 2_000_000)
    assert commits.steps(content, ".") is None
    assert publications.superseded(content, content) is None
    assert git.output(content, "ls-tree", "-r", "HEAD") is None


def test_a_blob_that_unpacks_to_more_than_a_state_may_have(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        (content / f"{name}.jsonl").write_bytes(b"\n" * 1_000_000)
    made = commit(content, "2022-03-02")
    monkeypatch.setattr(publications, "_BYTES", 2_500_000)
    with pytest.raises(OSError, match="more than"):
        restored(content, made)
    monkeypatch.setattr(publications, "_FILE_BYTES", 100_000)
    assert all(len(data) < 1000 for data in restored(content, made).values())


def test_an_earlier_version_that_is_too_large_is_not_read(content: Path, tmp_path: Path) -> None:
    (content / "arlen-0.txt").write_bytes(b"a" * 60_000_000)
    commit(content, "2022-03-02")
    (content / "arlen-0.txt").write_text(REPORT)
    commit(content, "2022-03-03")
    process = start(content, tmp_path / "site", preexec_fn=limited)
    _, said = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 0, said
    assert "\\bug" not in said


@pytest.mark.parametrize("day", ["@253402300800 +0000", "@99999999999999 +0000", "@0 +0000", "@1 -9959"])
def test_a_commit_of_any_date(content: Path, tmp_path: Path, day: str) -> None:
    when = day.removeprefix("@")
    said = f"tree {planting.git(content, 'rev-parse', 'HEAD^{tree}')}\nparent {planting.git(content, 'rev-parse', 'HEAD')}\n"
    said += f"author x <x@x.invalid> {when}\ncommitter x <x@x.invalid> {when}\n\nx\n"
    made = planting.git(
        content, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", said=said.encode()
    )
    planting.git(content, "update-ref", "HEAD", made)
    (content / "arlen-0.txt").write_text(REPORT)
    commit(content, "2022-03-03")
    assert history.read(content, ()) is not None
    assert publications.superseded(content, content) is not None


# ── what a repository can ask git to do ──────────────────────────────────────────────────


def test_no_configuration_runs_anything(content: Path, tmp_path: Path) -> None:
    trap, sprung = tmp_path / "trap", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch '{sprung}'\ncat\n")
    trap.chmod(0o755)
    (content / ".gitattributes").write_text(
        "*.txt filter=trap diff=trap merge=trap\n*.jsonl filter=trap diff=trap\n"
    )
    commit(content, "2022-03-02")
    for key, value in {
        "core.fsmonitor": trap, "core.hooksPath": tmp_path, "core.pager": trap, "core.editor": trap, "core.sshCommand": trap,
        "core.askPass": trap, "core.gitProxy": trap, "core.alternateRefsCommand": trap, "credential.helper": f"!{trap}",
        "diff.external": trap, "diff.trap.textconv": trap, "diff.trap.command": trap, "filter.trap.clean": trap,
        "filter.trap.smudge": trap, "filter.trap.process": trap, "gpg.program": trap, "log.showSignature": "true",
        "log.follow": "true", "log.diffMerges": "remerge", "pager.log": trap, "pager.rev-parse": trap,
        "alias.log": f"!{trap}",
        "alias.cat-file": f"!{trap}", "uploadpack.packObjectsHook": trap, "sequence.editor": trap,
        "interactive.diffFilter": trap,
        "remote.o.url": f"ext::{trap}", "remote.o.promisor": "true", "extensions.partialClone": "o", "color.ui": "always",
        "core.repositoryformatversion": "1", "format.pretty": "fuller", "diff.renames": "copies", "diff.orderFile": trap,
        "submodule.recurse": "true", "log.mailmap": "true", "mailmap.file": trap, "trace2.eventTarget": sprung,
    }.items():  # fmt: skip
        planting.git(content, "config", key, str(value))
    for name in (
        "post-checkout",
        "pre-commit",
        "fsmonitor-watchman",
        "post-index-change",
        "reference-transaction",
    ):
        hook = content / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_bytes(trap.read_bytes())
        hook.chmod(0o755)
    (content / "arlen-0.txt").write_text(REPORT)
    sprung.unlink(missing_ok=True)
    build(content, tmp_path / "site")
    assert not sprung.exists()


def test_missing_objects_are_not_fetched(content: Path, tmp_path: Path) -> None:
    sprung = tmp_path / "sprung"
    (content / "arlen-0.txt").write_text(REPORT)
    commit(content, "2022-03-02")
    old = planting.git(content, "rev-parse", "HEAD~1:arlen-0.txt")
    (content / ".git/objects" / old[:2] / old[2:]).unlink()
    for key, value in {
        "remote.o.url": f"ext::sh -c touch% {sprung}", "remote.o.promisor": "true", "extensions.partialClone": "o",
        "core.repositoryformatversion": "1", "protocol.ext.allow": "always",
    }.items():  # fmt: skip
        planting.git(content, "config", key, value)
    build(content, tmp_path / "site")
    assert not sprung.exists()


def test_replaced_objects_change_nothing(content: Path, tmp_path: Path) -> None:
    (content / "arlen-0.txt").write_text(REPORT)
    commit(content, "2022-03-02")
    build(content, tmp_path / "site", "--no-cache")
    whole = (tmp_path / "site/data/events.json").read_bytes()
    old = planting.git(content, "rev-parse", "HEAD~1:arlen-0.txt")
    planting.git(content, "replace", old, blob(content, SECRET))
    build(content, tmp_path / "site", "--no-cache")
    assert (tmp_path / "site/data/events.json").read_bytes() == whole


def test_objects_of_another_repository_are_not_shown(content: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    planting.git(other, "init", "--quiet")
    secret = blob(other, SECRET)
    (content / ".git/objects/info").mkdir(exist_ok=True)
    (content / ".git/objects/info/alternates").write_text(f"{other}/.git/objects\n")
    commit_tree(content, tree_of(content, ("100644", "arlen-0.txt", secret)), "2022-03-02")
    commit(content, "2022-03-03")
    status, said = attempt(content, tmp_path / "site")
    assert status == 0, said
    assert "no full git history" in said
    assert not [p for p in (tmp_path / "site").rglob("*") if p.is_file() and b"Zyxwick" in p.read_bytes()]


def test_a_damaged_repository_stops_no_build(content: Path, tmp_path: Path) -> None:
    (content / "arlen-0.txt").write_text(REPORT)
    commit(content, "2022-03-02")
    for path in sorted((content / ".git/objects").rglob("*"))[::3]:
        if path.is_file():
            path.chmod(0o644)
            path.write_bytes(path.read_bytes()[:9])
    build(content, tmp_path / "site")


def test_git_is_asked_only_to_read() -> None:
    """Commands that print what is in the object store; none of them runs a hook or looks at the work tree."""
    source = "".join(p.read_text() for p in (ROOT / "digest/adapters").rglob("*.py"))
    asked = {word for word in ("log", "rev-parse", "ls-tree", "cat-file", "status", "checkout", "archive", "diff", "show",
                               "worktree", "clone", "fetch", "describe") if f'"{word}"' in source}  # fmt: skip
    assert asked == {"log", "rev-parse", "ls-tree", "cat-file"}


def test_answers_of_git_that_make_no_sense() -> None:
    for answer in (
        b"",
        b"x\n",
        b"1 2 3\n",
        b"a blob 5\nab",
        b"a missing\n",
        b"a tree 3\nabc\n",
        b"a blob x\n",
        b"a blob -4\n\n",
    ):
        assert git._answer(io.BytesIO(answer), 100) is None
    assert git._answer(io.BytesIO(b"a blob 2\nab\n"), 100) == b"ab"
