"""What git tells of the content: withdrawn, moved and changed files and records, and when each came."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from digest.adapters import content, history
from digest.briefing import Past
from digest.model import Article, Manuscript
from digest.stages import parse

FLOOD = "The river at Olmo rose by two metres.\n\nForty families left their homes, the mayor said.\n"
DAY = "articles/2022/01/17/"


@dataclass(frozen=True)
class Desk:
    """A content folder under git."""

    root: Path

    def git(self, *arguments: str, day: int = 1) -> None:
        who = ("-c", "user.name=A Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false")
        moment = f"2022-03-{day:02}T12:00:00+0000"
        subprocess.run(
            ["git", "-C", str(self.root), *who, *arguments],
            check=True,
            capture_output=True,
            env={
                "GIT_AUTHOR_DATE": moment,
                "GIT_COMMITTER_DATE": moment,
                "PATH": "/usr/bin:/bin",
                "HOME": "/",
            },
        )

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def commit(self, day: int, files: dict[str, str | None]) -> None:
        """Files by path; None removes one."""
        for name, text in files.items():
            if text is None:
                (self.root / name).unlink()
            else:
                self.write(name, text)
        self.git("add", "--all", day=day)
        self.git("commit", "--quiet", "--message", "x", day=day)

    def past(self, root: Path | None = None) -> Past:
        found = history.read(root or self.root, articles(root or self.root))
        assert found is not None
        return found


def articles(root: Path) -> list[Article]:
    read = (parse.article(m, frozenset(), ())[0] for m in content.read(root) if isinstance(m, Manuscript))
    return [article for article in read if article]


def record(key: str, text: str, title: str = "A title") -> str:
    return json.dumps({"id": key, "text": text, "title": title}) + "\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    made = Desk(tmp_path / "content")
    made.root.mkdir()
    made.git("init", "--quiet")
    return made


def bodies(past: Past, article: str) -> list[tuple[date | None, str | None]]:
    """Day and text of each version; no text of one that was not read, such as the published one."""
    return [(v.day, v.manuscript.body if v.manuscript else None) for v in past.versions[article]]


def only(past: Past) -> list[tuple[date | None, str | None]]:
    (article,) = past.versions
    return bodies(past, article)


# ── files ────────────────────────────────────────────────────────────────────────────────


def test_versions_of_a_changed_file_newest_first(desk: Desk) -> None:
    for day, word in ((1, "two"), (3, "three"), (3, "four"), (9, "five")):
        desk.commit(day, {f"{DAY}a.txt": FLOOD.replace("two", word)})
    desk.commit(10, {f"{DAY}other.txt": "Another text stands here for the day.\n"})
    past = desk.past()
    assert only(past) == [
        (date(2022, 3, 9), None),
        (date(2022, 3, 3), FLOOD.replace("two", "four")),
        (date(2022, 3, 1), FLOOD),
    ]
    assert past.added == {f"{DAY}a.txt": date(2022, 3, 1), f"{DAY}other.txt": date(2022, 3, 10)}
    assert past.withdrawn == ()


def test_a_change_on_the_day_of_arrival_is_none(desk: Desk) -> None:
    desk.commit(1, {f"{DAY}a.txt": FLOOD})
    desk.commit(1, {f"{DAY}a.txt": FLOOD.replace("two", "three")})
    assert desk.past().versions == {}


def test_a_change_that_was_taken_back_is_told_both_times(desk: Desk) -> None:
    for day, word in ((1, "two"), (2, "ten"), (3, "two")):
        desk.commit(day, {f"{DAY}a.txt": FLOOD.replace("two", word)})
    assert [body for _, body in only(desk.past())] == [None, FLOOD.replace("two", "ten"), FLOOD]


def test_what_is_not_committed_yet_is_told_apart_from_the_newest_version(desk: Desk) -> None:
    desk.commit(1, {f"{DAY}a.txt": FLOOD})
    desk.commit(2, {f"{DAY}a.txt": FLOOD.replace("two", "ten")})
    desk.write(f"{DAY}a.txt", FLOOD.replace("two", "eleven"))
    assert [body for _, body in only(desk.past())] == [FLOOD.replace("two", "ten"), FLOOD]


def test_a_moved_file_keeps_its_past(desk: Desk) -> None:
    desk.commit(1, {f"{DAY}a.txt": FLOOD * 9})
    (desk.root / DAY / "a.txt").unlink()
    desk.commit(4, {f"{DAY}b.txt": FLOOD * 9 + "The water fell.\n"})
    past = desk.past()
    assert [day for day, _ in only(past)] == [date(2022, 3, 4), date(2022, 3, 1)]
    assert past.added == {f"{DAY}b.txt": date(2022, 3, 1)}
    (gone,) = past.withdrawn
    assert (gone.path, gone.day, gone.reason) == (f"{DAY}a.txt", date(2022, 3, 4), "its file was moved")
    assert gone.successor in {article.slug for article in articles(desk.root)}


def test_a_file_that_was_removed_and_came_back_is_a_changed_one(desk: Desk) -> None:
    desk.commit(1, {f"{DAY}a.txt": FLOOD, f"{DAY}b.txt": FLOOD + FLOOD})
    desk.commit(2, {f"{DAY}a.txt": None})
    (gone,) = desk.past().withdrawn
    assert (gone.path, gone.day, gone.successor) == (f"{DAY}a.txt", date(2022, 3, 2), None)
    desk.commit(5, {f"{DAY}a.txt": FLOOD.replace("two", "ten")})
    past = desk.past()
    assert past.withdrawn == ()
    assert [day for day, _ in only(past)] == [date(2022, 3, 5), date(2022, 3, 1)]


def test_a_draft_becomes_an_article_when_it_is_moved_there(desk: Desk) -> None:
    desk.commit(1, {f"{DAY}other.txt": "Another text stands here for the day.\n", "drafts/a.txt": FLOOD * 5})
    desk.commit(2, {"drafts/a.txt": FLOOD * 5 + "More is known.\n"})
    desk.git("mv", "drafts/a.txt", f"{DAY}a.txt")
    desk.commit(3, {})
    past = desk.past()
    assert past.versions == {}
    assert past.withdrawn == ()
    assert past.added[f"{DAY}a.txt"] == date(2022, 3, 3)


def test_what_a_branch_brought_came_when_it_was_merged(desk: Desk) -> None:
    desk.git("checkout", "--quiet", "-b", "main")
    desk.commit(1, {f"{DAY}a.txt": FLOOD})
    desk.git("checkout", "--quiet", "-b", "desk")
    desk.commit(2, {f"{DAY}a.txt": FLOOD.replace("two", "nine")})
    desk.commit(3, {f"{DAY}a.txt": FLOOD.replace("two", "ten")})
    desk.git("checkout", "--quiet", "main")
    desk.git("merge", "--quiet", "--no-ff", "--message", "x", "desk", day=8)
    assert only(desk.past()) == [(date(2022, 3, 8), None), (date(2022, 3, 1), FLOOD)]


def test_other_files_of_the_repository_do_not_count(desk: Desk) -> None:
    hidden, outside, picture = "articles/.a.txt", "notes/a.txt", "articles/a.png"
    desk.commit(1, {f"{DAY}a.txt": FLOOD, hidden: FLOOD, outside: FLOOD, picture: "x"})
    desk.commit(2, {hidden: None, outside: None, picture: None})
    assert desk.past().withdrawn == ()


def test_links_are_never_followed(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret text of this machine stands here.\n")
    desk.write(f"{DAY}other.txt", FLOOD)
    (desk.root / DAY / "a.txt").symlink_to(secret)
    desk.commit(1, {})
    (desk.root / DAY / "a.txt").unlink()
    desk.commit(2, {f"{DAY}a.txt": FLOOD + "It was a link before.\n"})
    assert desk.past().versions == {}


def test_bad_names_and_bad_bytes(desk: Desk) -> None:
    desk.write(f"{DAY}other.txt", FLOOD)
    (desk.root / DAY / "a.txt").write_bytes(b"\x00\x01\x02" * 50)
    (desk.root / DAY / "odd\n\tname \x01.txt").write_text(FLOOD)
    Path(bytes(desk.root / DAY).decode() + "/caf\udce9.txt").write_text(FLOOD)
    desk.commit(1, {})
    for path in (desk.root / DAY).glob("*[\n\udce9]*"):
        path.unlink()
    desk.commit(2, {f"{DAY}a.txt": FLOOD, "articles/--output=x.txt": FLOOD * 2})
    past = desk.past()
    assert past.withdrawn == (), "what was never published was not withdrawn"
    (article,) = past.versions
    assert bodies(past, article) == [(date(2022, 3, 2), None), (date(2022, 3, 1), None)]


def test_only_so_many_versions_are_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(1, 8):
        desk.commit(
            day, {f"{DAY}a.txt": FLOOD.replace("two", str(day)), f"{DAY}b.txt": FLOOD * 2 + str(day % 3)}
        )
    monkeypatch.setattr(history, "CHANGES", 3)
    past = desk.past()
    for article in past.versions:
        assert [body is None for _, body in bodies(past, article)] == [True] + [False] * 3 + [True] * 3
    monkeypatch.setattr(history, "SITE_CHANGES", 1)
    read = [body for article in past.versions for _, body in bodies(desk.past(), article) if body]
    assert len(read) == 1, "what stood before the newest change"


def test_any_date_of_a_commit_is_survived(desk: Desk) -> None:
    desk.commit(1, {f"{DAY}a.txt": FLOOD})
    stream = (
        "commit refs/heads/odd\nauthor A <a@b.c> 253402400000 +0000\ncommitter A <a@b.c> 0 +0000\n"
        f"data 1\nx\nfrom HEAD\nM 100644 inline {DAY}a.txt\ndata {len(FLOOD) + 5}\n{FLOOD}More.\n"
    )
    git = ("git", "-C", str(desk.root))
    subprocess.run([*git, "fast-import", "--quiet"], input=stream.encode(), check=True, capture_output=True)
    desk.git("checkout", "--quiet", "odd")
    assert [day for day, _ in only(desk.past())] == [date.max, date(2022, 3, 1)]


def test_a_hook_of_another_repository_may_run_the_build(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.commit(1, {f"{DAY}a.txt": FLOOD})
    desk.commit(2, {f"{DAY}a.txt": FLOOD + FLOOD})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert len(only(desk.past())) == 2


# ── records ──────────────────────────────────────────────────────────────────────────────

WIRE = "articles/wire.jsonl"


def removed(past: Past) -> list[tuple[date | None, str, str]]:
    return [(v.day, v.manuscript.path, v.manuscript.record or "") for v in past.removed if v.manuscript]


def test_records_that_changed_and_went(desk: Desk) -> None:
    one, two, three = (
        record(key, f"The {key} text says something to the day.") for key in ("one", "two", "three")
    )
    desk.commit(1, {WIRE: one + two + three})
    desk.commit(2, {WIRE: one + two.replace("something", "much") + three})
    desk.commit(
        3, {WIRE: one + two.replace("something", "much") + record("four", "Another one stands here now.")}
    )
    desk.commit(
        4, {WIRE: one + two.replace("something", "little") + record("four", "Another one stands here now.")}
    )
    past = desk.past()
    assert removed(past) == [(date(2022, 3, 3), WIRE, "three")]
    assert [(day, (body or "").split()[4]) for day, body in bodies(past, "two")] == [
        (date(2022, 3, 4), "little"),
        (date(2022, 3, 2), "much"),
        (date(2022, 3, 1), "something"),
    ]
    assert set(past.versions) == {"two"}
    assert past.withdrawn == ()


def test_a_removed_file_of_records(desk: Desk) -> None:
    desk.commit(1, {WIRE: record("one", "The first text stands here."), f"{DAY}a.txt": FLOOD})
    desk.commit(
        2, {WIRE: record("one", "The first text stands here.") + record("two", "So does a second one.")}
    )
    desk.commit(5, {WIRE: None})
    past = desk.past()
    assert sorted(removed(past)) == [(date(2022, 3, 5), WIRE, "one"), (date(2022, 3, 5), WIRE, "two")]
    assert past.withdrawn == ()


def test_a_moved_file_of_records_has_other_addresses(desk: Desk) -> None:
    lines = "".join(record(f"r{n}", f"The text of record {n} stands here.") for n in range(20))
    desk.commit(1, {WIRE: lines})
    desk.git("mv", WIRE, "articles/other.jsonl")
    desk.commit(2, {"articles/other.jsonl": lines.replace("record 7 ", "record seven ")})
    past = desk.past()
    assert len(removed(past)) == 20
    assert {path for _, path, _ in removed(past)} == {WIRE}
    assert set(past.versions) == {"r7"}


def test_one_file_of_records_is_the_content(desk: Desk) -> None:
    desk.commit(1, {"wire.jsonl": record("one", "The first text stands here."), "other.txt": FLOOD})
    desk.commit(2, {"wire.jsonl": record("one", "The first text stood here."), "other.txt": None})
    past = desk.past(desk.root / "wire.jsonl")
    assert past.withdrawn == ()
    assert set(past.versions) == {"one"}


def test_records_of_one_id(desk: Desk) -> None:
    one = record("one", "The first text stands here.")
    desk.commit(1, {WIRE: one + record("one", "A second text has the same id.")})
    desk.commit(2, {WIRE: one + record("one", "A second text has that id, too.")})
    past = desk.past()
    assert removed(past) == []


def test_too_many_bytes_of_records_are_counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(1, 5):
        desk.commit(day, {WIRE: record("one", f"The text of day {day} stands here.")})
    monkeypatch.setattr(history, "RECORD_BYTES", 200)
    past = desk.past()
    assert past.unread == 2
    assert len(past.versions["one"]) == 2


# ── no history ───────────────────────────────────────────────────────────────────────────


def test_without_a_full_history_nothing_is_known(desk: Desk, tmp_path: Path) -> None:
    desk.commit(1, {f"{DAY}a.txt": FLOOD})
    desk.commit(2, {f"{DAY}a.txt": FLOOD + FLOOD})
    shallow = tmp_path / "shallow"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", desk.root.as_uri(), str(shallow)],
        check=True,
        capture_output=True,
    )
    assert history.read(shallow, articles(shallow)) is None
    plain = tmp_path / "plain"
    shutil.copytree(desk.root / "articles", plain / "articles")
    assert history.read(plain, articles(plain)) is None


def test_a_repository_that_ignores_the_content_knows_nothing(desk: Desk) -> None:
    desk.commit(1, {".gitignore": "articles\n"})
    desk.write(f"{DAY}a.txt", FLOOD)
    assert history.read(desk.root, articles(desk.root)) is None


@pytest.mark.parametrize(
    "key", ["core.fsmonitor", "core.pager", "diff.external", "core.sshCommand", "core.hooksPath"]
)
def test_no_program_of_the_repository_is_run(desk: Desk, tmp_path: Path, key: str) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    desk.commit(1, {f"{DAY}a.txt": FLOOD, ".gitattributes": "*.txt diff=x filter=x\n"})
    desk.commit(2, {f"{DAY}a.txt": FLOOD + FLOOD})
    for setting in (
        key,
        "diff.x.textconv",
        "diff.x.command",
        "filter.x.smudge",
        "filter.x.clean",
        "pager.log",
    ):
        desk.git("config", setting, str(trap))
    desk.git("config", "log.showSignature", "true")
    (tmp_path / "sprung").unlink(missing_ok=True)
    assert len(only(desk.past())) == 2
    assert not (tmp_path / "sprung").exists()


def settings_that_change_logs() -> list[Callable[[Desk], None]]:
    return [
        lambda desk: desk.git("config", "diff.renames", "false"),
        lambda desk: desk.git("config", "diff.noprefix", "true"),
        lambda desk: desk.git("config", "log.follow", "true"),
        lambda desk: desk.git("config", "log.decorate", "full"),
        lambda desk: desk.git("config", "diff.orderFile", "/nonexistent"),
    ]


@pytest.mark.parametrize("change", settings_that_change_logs())
def test_settings_of_the_repository_change_nothing(desk: Desk, change: Callable[[Desk], None]) -> None:
    desk.commit(1, {f"{DAY}a.txt": FLOOD * 9})
    desk.git("mv", f"{DAY}a.txt", f"{DAY}b.txt")
    desk.commit(2, {f"{DAY}b.txt": FLOOD * 9 + "More is known.\n"})
    expected = desk.past()
    change(desk)
    assert desk.past() == expected
    assert len(expected.withdrawn) == 1
