"""Which files are read, in which order, and what becomes of everything else."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from digest.adapters import content
from digest.errors import DigestError, Exit, Problem, ProblemKind
from digest.model import Manuscript

BODY = "Two men were rescued on Sunday.\n"
RECORD = '{"id": "%s", "text": "Two men were rescued on Sunday."}\n'


def write(root: Path, *paths: str, text: str | bytes = BODY) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())


def manuscripts(root: Path) -> list[Manuscript]:
    return [found for found in content.read(root) if isinstance(found, Manuscript)]


def problems(root: Path) -> dict[str, tuple[ProblemKind, str]]:
    return {str(f.where): (f.kind, f.message) for f in content.read(root) if isinstance(f, Problem)}


def test_a_folder_of_every_format_in_the_order_of_paths(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.md", "a/b/c.TXT", "c.markdown", "e.html", "f.htm")
    write(tmp_path, "d.jsonl", text=RECORD % "r")
    found = list(content.read(tmp_path))
    assert [f.path for f in found if isinstance(f, Manuscript)] == [
        *("a/b/c.TXT", "a/z.md", "b.txt", "c.markdown", "d.jsonl", "e.html", "f.htm")
    ]
    assert len(found) == 7


def test_only_the_articles_of_a_folder_that_has_some(tmp_path: Path) -> None:
    write(tmp_path, "articles/2022/01/23/a.md", "pages/about.md", "README.md")
    assert [m.path for m in manuscripts(tmp_path)] == ["articles/2022/01/23/a.md"]


def test_one_file_of_records(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", text=RECORD % 1 + RECORD % 2)
    write(tmp_path, "b.txt")
    assert [(m.path, m.record) for m in manuscripts(tmp_path / "a.jsonl")] == [
        ("a.jsonl", "1"),
        ("a.jsonl", "2"),
    ]


def test_the_text_of_a_file_is_unchanged(tmp_path: Path) -> None:
    text = "\ufeffOne.\r\n\r\n  Two\ttabs.\u00a0\n\n\n"
    write(tmp_path, "a.txt", text=text)
    (found,) = manuscripts(tmp_path)
    assert found.body == text.removeprefix("\ufeff")


def test_hidden_names_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, ".gitkeep", ".git/config.txt", "a.txt")
    assert [type(found) for found in content.read(tmp_path)] == [Manuscript]


@pytest.mark.parametrize(
    ("name", "text", "kind", "said"),
    [
        ("a.pdf", b"%PDF", ProblemKind.SKIPPED, "unknown suffix '.pdf'; accepted are"),
        ("a", b"text", ProblemKind.SKIPPED, "accepted are"),
        ("a.txt", b"", ProblemKind.QUARANTINED, "empty"),
        ("a.md", b" \n\t", ProblemKind.QUARANTINED, "empty"),
        ("a.jsonl", b"\n \n", ProblemKind.QUARANTINED, "empty"),
        ("a.txt", b"\x89PNG\0", ProblemKind.QUARANTINED, "binary"),
        ("a.html", b"<p>\0", ProblemKind.QUARANTINED, "binary"),
        ("a.txt", b"x" * 5_000_001, ProblemKind.QUARANTINED, "5,000,000 bytes"),
        ("a.txt", b"x\n" * 50_001, ProblemKind.QUARANTINED, "50,000 lines"),
        ("a.md", b"---\na: *b\n---\n", ProblemKind.QUARANTINED, "alias"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, name: str, text: bytes, kind: ProblemKind, said: str
) -> None:
    write(tmp_path, name, text=text)
    write(tmp_path, "good.txt")
    ((where, (found, message)),) = problems(tmp_path).items()
    assert where.startswith(name)
    assert found is kind
    assert said in message
    assert len(manuscripts(tmp_path)) == 1


def test_links_devices_and_pipes_are_not_opened(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside, "secret.txt")
    root = tmp_path / "content"
    write(root, "a.txt")
    (root / "link.txt").symlink_to(outside / "secret.txt")
    (root / "folder").symlink_to(outside)
    (root / "broken.txt").symlink_to("nowhere")
    (root / "loop").symlink_to(root)
    os.mkfifo(root / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(root / "socket.txt"))
        found = problems(root)
    assert {path: kind for path, (kind, _) in found.items()} == dict.fromkeys(
        ("link.txt", "folder", "broken.txt", "loop", "pipe.txt", "socket.txt"), ProblemKind.SKIPPED
    )
    assert [m.path for m in manuscripts(root)] == ["a.txt"]


def test_an_articles_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "outside", "secret.txt")
    write(tmp_path / "content", "a.txt")
    (tmp_path / "content" / "articles").symlink_to(tmp_path / "outside")
    assert [m.path for m in manuscripts(tmp_path / "content")] == ["a.txt"]


def test_names_that_cannot_be_shown_are_named_in_escapes(tmp_path: Path) -> None:
    for name in (b"bad\xff.txt", b"new\nline.txt", b"escape\x1b.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(BODY)
    found = problems(tmp_path)
    assert sorted(found) == ["bad\\udcff.txt", "escape\\x1b.txt", "new\\nline.txt"]
    assert manuscripts(tmp_path) == []


def test_a_file_that_vanishes_while_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt", "c.txt")
    reading = content.read(tmp_path)
    next(reading)
    (tmp_path / "b.txt").unlink()
    gone, last = reading
    assert isinstance(gone, Problem)
    assert (gone.kind, gone.where.path) == (ProblemKind.QUARANTINED, "b.txt")
    assert isinstance(last, Manuscript)


def test_a_file_that_becomes_a_link_while_the_others_are_read(tmp_path: Path) -> None:
    root = tmp_path / "content"
    write(tmp_path, "secret.txt", text="Secret text of forty words.")
    write(root, "a.txt", "b.txt")
    reading = content.read(root)
    next(reading)
    (root / "b.txt").unlink()
    (root / "b.txt").symlink_to(tmp_path / "secret.txt")
    (found,) = reading
    assert isinstance(found, Problem)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0)
    assert problems(tmp_path)["a.txt"][0] is ProblemKind.QUARANTINED


def test_records_with_one_id_are_both_published(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", text=RECORD % 1 + RECORD % 1 + RECORD % 1)
    write(tmp_path, "b.jsonl", text=RECORD % "1~2" + RECORD % 2)
    assert [m.record for m in manuscripts(tmp_path)] == ["1", "1~2", "1~3", "1~2~2", "2"]
    found = problems(tmp_path)
    assert sorted(found) == ["a.jsonl:2: id", "a.jsonl:3: id", "b.jsonl:1: id"]
    assert all(kind is ProblemKind.WARNING for kind, _ in found.values())
    assert found["a.jsonl:3: id"][1] == "'1' is taken by a.jsonl:1; published as '1~3'"
    assert found["b.jsonl:1: id"][1] == "'1~2' is taken by a.jsonl:2; published as '1~2~2'"


def test_a_record_in_another_file_with_the_same_id_is_published_too(tmp_path: Path) -> None:
    for name in ("2022/01/23/a.jsonl", "2022/01/24/a.jsonl"):
        write(tmp_path, name, text=RECORD % 7)
    assert [(m.path, m.record) for m in manuscripts(tmp_path)] == [
        ("2022/01/23/a.jsonl", "7"),
        ("2022/01/24/a.jsonl", "7~2"),
    ]
    assert problems(tmp_path)["2022/01/24/a.jsonl:1: id"][1].startswith(
        "'7' is taken by 2022/01/23/a.jsonl:1"
    )


def test_files_that_declare_one_id_are_told_apart_by_their_paths(tmp_path: Path) -> None:
    for name in ("a.md", "b/a.md"):
        write(tmp_path, name, text="---\nid: 7\n---\nTwo men were rescued.\n")
    found = manuscripts(tmp_path)
    assert [(m.path, m.record) for m in found] == [("a.md", None), ("b/a.md", None)]
    assert problems(tmp_path) == {}


def test_a_record_cannot_take_the_id_of_a_file(tmp_path: Path) -> None:
    from digest.text.slugs import of_file

    write(tmp_path, "z.txt")
    write(tmp_path, "a.jsonl", text=RECORD % of_file("z.txt"))
    assert [m.record for m in manuscripts(tmp_path)] == [f"{of_file('z.txt')}~2", None]
    ((_, said),) = problems(tmp_path).values()
    assert said.startswith(f"{of_file('z.txt')!r} is taken by z.txt;")


def test_a_record_cannot_take_the_path_of_a_file(tmp_path: Path) -> None:
    """A correction that names the path would mean both."""
    write(tmp_path, "z.txt")
    write(tmp_path, "a.jsonl", text=RECORD % "z.txt" + RECORD % "a.jsonl")
    assert [m.record for m in manuscripts(tmp_path)] == ["z.txt~2", "a.jsonl~2", None]


@pytest.mark.parametrize("name", ["missing", "file.txt"])
def test_a_path_that_is_no_content(tmp_path: Path, name: str) -> None:
    write(tmp_path, "file.txt")
    with pytest.raises(DigestError, match=r"a folder or one \.jsonl file is accepted") as caught:
        list(content.read(tmp_path / name))
    assert caught.value.status is Exit.USAGE


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert list(content.read(tmp_path)) == []
