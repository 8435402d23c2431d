"""Publishing with a cache gives the site that publishing without one gives, and does only what changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from digest.adapters import mkdocs_plugin, output, publishing
from digest.adapters.cache import Cache
from digest.adapters.profile import Clock
from digest.adapters.publishing import Published
from digest.briefing import Page, Site
from digest.errors import DigestError, Location, Problem, ProblemKind
from tests.conftest import ROOT
from tests.stages.render import sample

URL = "https://briefing.example/"
Places = tuple[Path, Path]


@pytest.fixture(scope="module")
def site() -> Site:
    return sample.site(sample.briefing())


def publish(
    site: Site,
    place: Path,
    cache: Path | None,
    key: str = "",
    problems: tuple[Problem, ...] = (),
    *,
    prepared: bool = True,
) -> Published:
    config = mkdocs_plugin.load(ROOT / "mkdocs.yml")
    config.site_url = URL
    bodies = {article.id: article.body for article in sample.briefing().articles}
    kept = Cache(cache)
    with output.claimed(place) as claimed:
        standing = publishing.standing(claimed, kept)
        with publishing.prepared(standing) if prepared else nullcontext(standing) as before:
            done = publishing.publish(
                config, site, bodies, claimed, kept, before=before, clock=Clock(), key=key, problems=problems
            )
    kept.clean()
    return done


def unchanged(place: Path, cache: Path | None, key: str) -> tuple[Problem, ...] | None:
    before = publishing.standing(place, Cache(cache))
    return before.problems if before.unchanged(key) else None


def tree(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def once(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a published site and its cache, for copies."""
    home = tmp_path_factory.mktemp("once")
    publish(site, home / "site", home / "cache")
    return home


@pytest.fixture
def published(once: Path, tmp_path: Path) -> Places:
    """A published site and its cache."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "site", tmp_path / "cache"


def changed(site: Site, path: str, change: Callable[[Page], Page]) -> Site:
    assert any(page.path == path for page in site.pages)
    return replace(site, pages=tuple(change(page) if page.path == path else page for page in site.pages))


def longer(page: Page) -> Page:
    return replace(page, body=f"{page.body}<p>More.</p>")


EVENT = "events/north/"
CHANGES: dict[str, Callable[[Site], Site]] = {
    "nothing": lambda site: site,
    "a body": lambda site: changed(site, EVENT, longer),
    "a title": lambda site: changed(site, EVENT, lambda page: replace(page, title="Another & <b>bolder</b>")),
    "a description": lambda site: changed(site, "", lambda page: replace(page, description="Another.")),
    "a page more": lambda site: replace(site, pages=(*site.pages, Page("more/here/", "More", "", "<p>x"))),
    "a file less": lambda site: replace(
        site, assets=tuple(asset for asset in site.assets if not asset.path.endswith("sitemap.xml"))
    ),
}  # fmt: skip


@pytest.mark.parametrize("prepared", [True, False])
@pytest.mark.parametrize("change", CHANGES)
def test_a_warm_build_gives_the_same_bytes(site: Site, tmp_path: Path, change: str, prepared: bool) -> None:
    publish(site, tmp_path / "warm", tmp_path / "cache")
    new = CHANGES[change](site)
    for _ in range(3):  # the second builds beside the first site, the third into what the first left
        warm = publish(new, tmp_path / "warm", tmp_path / "cache", prepared=prepared)
    cold = publish(new, tmp_path / "cold", None)
    assert tree(tmp_path / "warm") == tree(tmp_path / "cold")
    assert warm.weights == cold.weights
    assert (warm.taken, cold.taken) == (warm.files, 0)


def test_only_what_changed_is_written(site: Site, tmp_path: Path) -> None:
    publish(site, tmp_path / "site", tmp_path / "cache")
    before = {name: (tmp_path / "site" / name).stat().st_ino for name in tree(tmp_path / "site")}
    publish(CHANGES["a body"](site), tmp_path / "site", tmp_path / "cache")
    after = {name: (tmp_path / "site" / name).stat().st_ino for name in tree(tmp_path / "site")}
    assert {name for name in after if after[name] != before[name]} == {f"{EVENT}index.html", output.MARKER}


def test_the_old_site_is_never_written_to(site: Site, tmp_path: Path) -> None:
    """A file of the new site may be a link to one of the old: until the exchange that one is still read."""
    place = tmp_path / "site"
    for _ in range(2):
        publish(site, place, tmp_path / "cache")
    before, broken = tree(place), changed(site, EVENT, lambda page: replace(page, body="<q cite='x'>No."))
    with pytest.raises(DigestError):
        publish(broken, place, tmp_path / "cache")
    assert tree(place) == before
    publish(site, place, tmp_path / "cache")
    assert tree(place) == before


def test_files_that_somebody_changed_are_made_anew(site: Site, published: Places) -> None:
    place, cache = published
    good = tree(place)
    for name, text in (
        (f"{EVENT}index.html", "<p>"),
        ("sources/north/index.html", None),
        ("extra.html", "<p>"),
    ):
        path = place / name
        if text is None:
            path.unlink()
        else:
            path.write_text(text)
        publish(site, place, cache)
        assert tree(place) == good, name


def test_what_a_killed_build_left_beside_the_site_does_no_harm(
    site: Site, published: Places, tmp_path: Path
) -> None:
    place, cache = published
    good = tree(place)
    left = tmp_path / ".site.new"
    left.mkdir()
    for name in (f"{EVENT}index.html", "index.html", "rest/of/it.html"):
        (left / name).parent.mkdir(parents=True, exist_ok=True)
        (left / name).write_text("half")
    os.link(place / "feed.xml", left / "linked.xml")
    publish(site, place, cache)
    assert tree(place) == good


@pytest.mark.parametrize("name", ["site", "proofs", "weights"])
@pytest.mark.parametrize(
    "damage", ["cut", "changed", "emptied", "another program's", "older code's", "not its shape"]
)
def test_a_damaged_or_foreign_cache_changes_nothing(
    site: Site, published: Places, name: str, damage: str
) -> None:
    place, cache = published
    good, path = tree(place), cache / f"{name}.json"
    data = path.read_bytes()
    head, _, body = data.partition(b"\n")
    made, code, _ = head.split(b" ")
    shape = json.dumps({"key": "", "files": {"index.html": [1]}, "pages": 3, "problems": [[1]]}).encode()
    path.write_bytes(
        {
            "cut": data[: len(data) // 2],
            "changed": head + b"\n" + body.replace(b"1", b"2"),
            "emptied": b"",
            "another program's": b"PK\x03\x04",
            "older code's": b" ".join((made, b"0" * len(code), _hash(body))) + b"\n" + body,
            "not its shape": b" ".join((made, code, _hash(shape))) + b"\n" + shape,
        }[damage]
    )
    kept = Cache(cache)
    kept.load(name)
    assert kept.damaged == ([name] if damage in ("cut", "changed", "emptied", "another program's") else [])
    publish(site, place, cache)
    assert tree(place) == good


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def test_a_copied_site_and_cache_are_as_good(site: Site, tmp_path: Path) -> None:
    """As a CI cache brings them: other inodes, other times."""
    publish(site, tmp_path / "a" / "site", tmp_path / "a" / "cache", key="k")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    for path in (tmp_path / "b").rglob("*"):
        os.utime(path, (0, 0))
    shutil.rmtree(tmp_path / "a")
    assert unchanged(tmp_path / "b" / "site", tmp_path / "b" / "cache", "k") == ()
    done = publish(site, tmp_path / "b" / "site", tmp_path / "b" / "cache")
    assert done.taken == done.files


def test_a_copied_site_is_linked_ahead(site: Site, published: Places) -> None:
    place, cache = published
    for path in place.rglob("*"):
        os.utime(path, (0, 0))
    with (
        output.claimed(place) as claimed,
        publishing.prepared(publishing.standing(claimed, Cache(cache))) as before,
    ):
        assert before.older
        assert not before.older().absent
    assert tree(output.staging(place)) | {output.MARKER: ""} == tree(place) | {output.MARKER: ""}
    done = publish(site, place, cache)
    assert done.taken == done.files


@pytest.mark.parametrize("left", ["", "404.html"])
def test_of_a_site_that_was_removed_no_empty_folder_stays(site: Site, tmp_path: Path, left: str) -> None:
    place, cache = tmp_path / "site", tmp_path / "cache"
    publish(CHANGES["a page more"](site), place, cache)
    for path in list(place.iterdir()):
        if path.name not in (left, output.MARKER):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    done = publish(site, place, cache)
    assert done.taken == (1 if left else 0)
    assert [path for path in place.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


def test_of_a_build_that_fails_nothing_is_left_beside_the_site(published: Places) -> None:
    place, cache = published

    def fail() -> None:
        with (
            output.claimed(place) as claimed,
            publishing.prepared(publishing.standing(claimed, Cache(cache))) as before,
        ):
            assert before.older
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert not output.staging(place).exists()


def test_that_nothing_changed_is_seen_before_the_work(site: Site, tmp_path: Path) -> None:
    place, cache = tmp_path / "site", tmp_path / "cache"
    known = (Problem(Location("a.md", 3, 7, "date"), ProblemKind.FIELD, "not a date"),)
    publish(site, place, cache, key="one", problems=known)
    assert unchanged(place, cache, "one") == known
    assert unchanged(place, cache, "two") is None
    assert unchanged(place, None, "one") is None
    (place / "more.html").write_text("not ours")
    assert unchanged(place, cache, "one") is None
    (place / "more.html").unlink()
    assert unchanged(place, cache, "one") == known
    (place / "feed.xml").write_bytes((place / "feed.xml").read_bytes().swapcase())
    assert unchanged(place, cache, "one") is None


def test_without_a_key_nothing_is_taken_for_unchanged(site: Site, tmp_path: Path) -> None:
    publish(site, tmp_path / "site", tmp_path / "cache")
    assert unchanged(tmp_path / "site", tmp_path / "cache", "") is None


def test_a_proof_falls_with_what_it_rests_on(site: Site, published: Places) -> None:
    """The page that links is the same; what it links to is not there any more."""
    place, cache = published
    without = replace(site, pages=tuple(page for page in site.pages if page.path != "about/"))
    with pytest.raises(DigestError, match="link leads nowhere"):
        publish(without, place, cache)
    source = "sources/north/"
    unmarked = changed(site, source, lambda page: replace(page, body=page.body.replace('id="s0-87"', "")))
    with pytest.raises(DigestError, match="no such anchor"):
        publish(unmarked, place, cache)
    text = "texts/north.txt"
    other = tuple(replace(a, content=f"{a.content} ") if a.path == text else a for a in site.assets)
    with pytest.raises(DigestError, match="served otherwise than read"):
        publish(replace(site, assets=other), place, cache)


def test_entries_that_nobody_used_are_removed(tmp_path: Path) -> None:
    old = Cache(tmp_path)
    for name in ("kept", "read", "unused"):
        old.save(name, [1])
    (tmp_path / ".unfinished-x").write_text("half")
    (tmp_path / "notes.txt").write_text("not ours")
    new = Cache(tmp_path)
    new.save("kept", [2])
    new.keep("read")
    new.clean()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.json", "notes.txt", "read.json"]
    assert Cache(tmp_path).load("kept") == [2]


@pytest.mark.parametrize("count", [0, 1, 1000, 1001, 2500])
def test_an_entry_is_what_was_saved(tmp_path: Path, count: int) -> None:
    many = {f'n{n} \u2026"': [n, "x", None] for n in range(count)}
    value = {"many": many, "none": {}, "deep": {"er": {"": []}}, "text": "\u00e9\n", "list": [{}, {"a": 1}]}
    for saved in (value, many, [1, 2], "text", {}):
        Cache(tmp_path).save("entry", saved)
        body = (tmp_path / "entry.json").read_bytes().partition(b"\n")[2].decode()
        assert body == json.dumps(saved, ensure_ascii=False, separators=(",", ":"))
        assert Cache(tmp_path).load("entry") == saved


def test_entries_say_nothing_of_the_machine(published: Places, once: Path) -> None:
    for path in published[1].iterdir():
        assert str(once).encode() not in path.read_bytes()
        assert str(ROOT).encode() not in path.read_bytes()


def test_of_builds_at_once_one_cache_survives(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from digest.adapters.cache import Cache\n"
        "for n in range(40): Cache(Path(sys.argv[1])).save('x', [sys.argv[2]] * 5000)"
    )
    builds = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), mark], cwd=ROOT) for mark in "ab"]
    cache = Cache(tmp_path)
    while any(build.poll() is None for build in builds):
        found = cache.load("x")
        assert found is None or len(set(found)) == 1
    assert cache.damaged == []
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


def test_a_cache_that_cannot_be_written_is_no_fault(site: Site, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands in its place")
    done = publish(site, tmp_path / "site", tmp_path / "cache")
    assert done.files > 20
