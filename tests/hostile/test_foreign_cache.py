"""What stands in the cache's folder can be anything: the site is the one that is built without it."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.adapters.cache import Cache, fingerprint, opened
from tests.hostile import planting
from tests.hostile.faults import run_each, tree, write_content, write_more

SECRET = "The password of the vault is Zyxwick."
NOBODY = 65534


def cut(path: Path, whole: bytes, chance: random.Random) -> None:
    path.write_bytes(whole[: chance.randrange(len(whole))])


def flipped(path: Path, whole: bytes, chance: random.Random) -> None:
    at = chance.randrange(len(whole))
    path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :])


def empty(path: Path, whole: bytes, chance: random.Random) -> None:
    path.write_bytes(b"")


def noise(path: Path, whole: bytes, chance: random.Random) -> None:
    path.write_bytes(chance.randbytes(len(whole)))


def folder(path: Path, whole: bytes, chance: random.Random) -> None:
    path.mkdir()


def link(path: Path, whole: bytes, chance: random.Random) -> None:
    elsewhere = path.parent.parent / f"elsewhere-{path.name}"
    elsewhere.write_bytes(whole)
    path.symlink_to(elsewhere)


def pipe(path: Path, whole: bytes, chance: random.Random) -> None:
    os.mkfifo(path)


def huge(path: Path, whole: bytes, chance: random.Random) -> None:
    path.write_bytes(whole)
    os.truncate(path, 50_000_000_000)  # takes no room on the disk


def zeros_behind_the_head(path: Path, whole: bytes, chance: random.Random) -> None:
    path.write_bytes(whole.partition(b"\n")[0] + b"\n" + bytes(1_000_000))


def shared(path: Path, whole: bytes, chance: random.Random) -> None:
    path.write_bytes(whole)
    path.chmod(0o666)


def of_somebody_else(path: Path, whole: bytes, chance: random.Random) -> None:
    if os.getuid():
        pytest.skip("only root can give a file away")
    path.write_bytes(whole)
    os.chown(path, NOBODY, NOBODY)


def deep(path: Path, whole: bytes, chance: random.Random) -> None:
    forged(path, b"[" * 300_000)


def of_other_types(path: Path, whole: bytes, chance: random.Random) -> None:
    forged(path, json.dumps(chance.choice(OTHERS)).encode())


def forged(path: Path, body: bytes) -> None:
    """An entry with the head that belongs to it; packs know no such head."""
    import hashlib

    head = f"digest-cache-1 {fingerprint()} {hashlib.sha256(body).hexdigest()}\n"
    path.write_bytes(head.encode() + body)


_KNOWN = {"key": "", "problems": [], "files": {}}
OTHERS: tuple[object, ...] = (
    None, 5, "x", [], {}, [[1]], {"files": 5}, {"names": 1}, _KNOWN | {"files": {"../../../x": ["a", 1, 1, 1, ""]}},
    _KNOWN | {"files": {"index.html": [1, 2]}}, _KNOWN | {"files": {"index.html": []}}, _KNOWN | {"problems": 5},
    ["../../outside/", "/etc/x", "index.html/x", "a\0b", "https://evil.invalid/"], {"index.html": -5},
    {"names": ["index.html"], "pages": [[0, "", "", [9], [], [], 0]], "sources": {}, "events": {}},
)  # fmt: skip

DAMAGES = (cut, flipped, empty, noise, folder, link, pipe, huge, zeros_behind_the_head, shared, of_somebody_else, deep,
           of_other_types)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site built twice, with a cache of every kind of entry."""
    home = tmp_path_factory.mktemp("cache")
    content = write_content(home / "content", "Arlen")
    planting.git(content, "init", "--quiet")
    (content / "gone.txt").write_text(SECRET)
    for day in ("2022-03-01", "2022-03-05"):
        planting.git(content, "add", "--all")
        planting.git(content, "commit", "--quiet", "--message", "x", day=day)
        (content / "gone.txt").unlink(missing_ok=True)
    run(home)
    write_more(content, "Bexhaven")
    return home


def run(home: Path, *flags: str, site: str = "site") -> str:
    order = ["build", "--content", str(home / "content"), "--site", str(home / site), *flags]
    ((status, said),) = run_each(
        [(home, [*order] if "--no-cache" in flags else [*order, "--cache", str(home / "cache")])]
    )
    assert status == 0, said
    return said


def test_damage_of_any_kind_changes_no_byte(desk: Path) -> None:
    run(desk, "--no-cache", site="clean")
    clean, chance = tree(desk / "clean"), random.Random(3)
    run(desk)
    entries = {path.name: path.read_bytes() for path in (desk / "cache").iterdir()}
    assert {name.partition("-")[0].partition(".")[0] for name in entries} >= {
        "site", "proofs", "weights", "places", "articles", "steps", "told", "furniture",
    }  # fmt: skip
    orders = []
    before = desk / "before"
    shutil.copytree(desk / "cache", before)
    for damage in DAMAGES:
        home = desk / damage.__name__
        shutil.copytree(desk / "site", home / "site")
        (home / "cache").mkdir()
        for name, whole in entries.items():
            damage(home / "cache" / name, whole, chance)
        places = ("--content", desk / "content", "--site", home / "site", "--cache", home / "cache")
        orders.append((desk, ["build", *map(str, places)]))
    for damage, (status, said) in zip(DAMAGES, run_each(orders), strict=True):
        assert status == 0, (damage.__name__, said)
        assert tree(desk / damage.__name__ / "site") == clean, damage.__name__
        if damage not in (deep, of_other_types):
            assert "damaged or not ours; made anew" in said, damage.__name__
    assert not (desk / "outside").exists()


def test_the_next_build_finds_a_whole_cache(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "content").symlink_to(desk / "content")
    run(tmp_path)
    site = tmp_path / "cache" / "site.json"
    site.write_bytes(site.read_bytes()[:-9])
    assert "site damaged" in run(tmp_path)
    said = run(tmp_path)
    assert "damaged" not in said
    assert "nothing changed" in said


def test_a_published_file_is_never_written_to(desk: Path) -> None:
    """Files of one site stand in the next one too: what an old site holds stays as it was, whatever comes."""
    site, kept = desk / "linked", desk / "kept"
    content = desk / "moving"
    write_content(content, "Arlen")
    order = [
        "build", "--content", str(content), "--site", str(site), "--cache", str(desk / "linked-cache"),
    ]  # fmt: skip
    changes: tuple[Callable[[], object], ...] = (
        lambda: None,
        lambda: write_more(content, "Corrigan"),
        (content / "arlen-0.txt").unlink,
        lambda: (content / "arlen-1.txt").write_text(
            "The pier of Arlen burnt down. Nobody was hurt, a clerk said."
        ),
    )
    hashes: list[str] = []
    for number, change in enumerate(changes):
        change()
        ((status, said),) = run_each([(desk, order)])
        assert status == 0, said
        shutil.copytree(site, kept / str(number), copy_function=os.link)
        hashes.append(tree(site))
        assert [tree(kept / str(at)) for at in range(number + 1)] == hashes
    assert len(set(hashes)) == len(hashes)
    links = [path.stat().st_nlink for path in (kept / "0").rglob("*") if path.is_file()]
    assert max(links) > 2, "files were shared with later sites"


def test_only_what_we_wrote_ourselves_is_opened(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.save("a", [1])
    path = tmp_path / "cache/a.json"
    os.close(opened(path, 1000))
    with pytest.raises(PermissionError):
        opened(path, 10)
    path.chmod(0o622)
    assert cache.load("a") is None
    assert cache.damaged == ["a"]
