"""A source file that was changed after it had been published says so: before, after, and since when."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import html

from digest.adapters.audit import audit
from digest.adapters.report import Report
from digest.building import Tools, identity, make_site
from digest.errors import DigestError, Exit
from digest.wiring import Order
from tests.conftest import ROOT, Run
from tests.stages.render import sample

DAY = "articles/2022/01/{}"
FLOOD = f"{DAY.format(17)}/flood.md"
BRIDGE = f"{DAY.format(18)}/bridge.txt"
STRIKE = f"{DAY.format(19)}/strike.md"
WIRE = f"{DAY.format(20)}/wire.jsonl"
TOLL, TOLL_NOW = "At least five people died at Olmo.", "At least seven people died at Olmo."


def markdown(title: str, text: str, outlet: str = "The Valley") -> str:
    return f"---\ntitle: {title}\noutlet: {outlet}\nlang: en\n---\n\n{text}\n"


def record(key: str, text: str, title: str) -> str:
    return json.dumps({"id": key, "text": text, "title": title, "lang": "en"}) + "\n"


FILES = {
    FLOOD: markdown("Five dead in flood", f"The river rose by two metres. {TOLL}\n\nHomes were lost."),
    BRIDGE: "A bridge at the coast was closed after cracks were found in it.\n\nTraffic is led inland.\n",
    STRIKE: markdown("Bakers strike", "Bakers in the capital went on strike. Flour was dear.", "Closed Desk"),
    WIRE: record("comet", "A comet passed the Earth at a safe distance.", "Comet passes Earth")
    + record("mine", "A mine in the hills will be reopened in May.", "Mine will be reopened"),
}


@dataclass
class Desk:
    """A content folder under git, its settings, and the sites that are made of it."""

    home: Path
    sites: int = 0

    @property
    def content(self) -> Path:
        return self.home / "content"

    def git(self, *arguments: str, day: int = 1) -> None:
        who = ("-c", "user.name=A Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false")
        moment = f"2022-01-{day:02}T12:00:00+0000"
        dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        subprocess.run(
            ["git", "-C", str(self.home), *who, *arguments],
            check=True,
            capture_output=True,
            env={**os.environ, **dates},
        )

    def write(self, files: dict[str, str | None]) -> None:
        for name, text in files.items():
            path = self.content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink() if text is None else path.write_text(text, encoding="utf-8")

    def commit(self, day: int, files: dict[str, str | None]) -> None:
        self.write(files)
        self.git("add", "--all", "content", day=day)
        self.git("commit", "--quiet", "--message", "x", day=day)

    def site(self, previous: Path | None = None) -> Path:
        """A site without its theme, audited."""
        self.sites += 1
        report = io.StringIO()
        order = Order(self.content, self.home / "settings", previous=previous)
        about = identity(order.config, "The Briefing", "https://briefing.example/", "en")
        made = make_site(order, Tools(Report(report)), about)
        site = sample.write(made.site, self.home / f"site{self.sites}")
        (site / "report").write_text(report.getvalue())
        assert audit(site, made.bodies).faults == ()
        return site


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    made = Desk(tmp_path)
    (tmp_path / "settings").mkdir()
    made.git("init", "--quiet")
    made.commit(21, dict(FILES))
    return made


def forget(desk: Desk) -> None:
    shutil.rmtree(desk.home / ".git")


def page(site: Path, folder: str, name: str) -> Any:
    (path,) = (site / folder).glob(f"{name}-*/index.html")
    return html.parse(path).getroot()


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def section(root: Any) -> Any:
    (found,) = root.xpath("//*[@id='corrections']/..")
    return found


def data(site: Path) -> Any:
    found = json.loads((site / "data/events.json").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "templates/data/events.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(found)
    return found


def corrected() -> dict[str, str | None]:
    return {FLOOD: FILES[FLOOD].replace(TOLL, TOLL_NOW).replace("Five dead", "Seven dead")}


def editions(site: Path) -> dict[str, bytes]:
    return {str(p.relative_to(site)): p.read_bytes() for p in site.glob("20*/*/*/index.html")}


# ── what is shown ────────────────────────────────────────────────────────────────────────


def test_before_and_after_stand_on_the_pages_of_event_and_source(desk: Desk) -> None:
    before = desk.site()
    desk.commit(25, corrected())
    site = desk.site()
    (sha256,) = (a["sha256"] for e in data(before)["events"] for a in e["articles"] if a["path"] == FLOOD)
    for folder in ("events", "sources"):
        shown = section(page(site, folder, "flood"))
        assert [text(e) for e in shown.xpath(".//del")] == ["Five dead in flood", TOLL]
        assert [text(e) for e in shown.xpath(".//ins")] == ["Seven dead in flood", TOLL_NOW]
        assert "on 25 January 2022" in text(shown)
        assert sha256[:12] in text(shown)
        (cited,) = shown.xpath(".//ins/q/@cite")
        assert page(site, "sources", "flood").get_element_by_id(cited.partition("#")[2]).text == TOLL_NOW
    assert FLOOD in text(section(page(site, "events", "flood")))
    (coverage,) = html.parse(site / "coverage/index.html").getroot().xpath("//*[@id='corrections']/..")
    assert FLOOD in text(coverage)
    for folder, name in (("events", "bridge"), ("sources", "bridge")):
        assert not page(site, folder, name).xpath("//*[@id='corrections']")


def test_no_edition_changes_by_a_correction(desk: Desk) -> None:
    first = editions(desk.site())
    desk.commit(25, {FLOOD: FILES[FLOOD].replace("lang: en", "lang: en\nlicence: CC BY 4.0")})
    site = desk.site()
    assert "CC BY 4.0" in text(section(page(site, "events", "flood")))
    assert editions(site) == first
    assert len(first) >= 4


def test_the_data_has_the_corrections(desk: Desk) -> None:
    desk.commit(25, corrected())
    site = desk.site()
    (correction,) = data(site)["corrections"]
    assert correction["day"] == "2022-01-25"
    assert [(r["field"], r["before"]) for r in correction["revisions"]] == [
        ("title", "Five dead in flood"),
        ("text", TOLL),
    ]
    after = correction["revisions"][1]["after"]
    served = next(site.glob("texts/flood-*.txt")).read_text(encoding="utf-8")
    assert served[after["start"] : after["end"]] == after["text"] == TOLL_NOW


def test_white_space_and_removed_furniture_are_none(desk: Desk) -> None:
    desk.commit(23, {BRIDGE: "SHARE THIS ARTICLE\n\n" + FILES[BRIDGE]})
    desk.commit(25, {BRIDGE: FILES[BRIDGE].replace(" at the", "  at\nthe")})
    assert data(desk.site())["corrections"] == []


def test_hostile_text_of_an_earlier_version_stays_text(desk: Desk) -> None:
    evil = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{ 7*7 }} \u202e said the mayor."
    desk.commit(23, {BRIDGE: FILES[BRIDGE].replace("Traffic", f"{evil} Traffic")})
    desk.commit(25, {BRIDGE: FILES[BRIDGE]})
    site = desk.site()
    for folder in ("events", "sources"):
        root = page(site, folder, "bridge")
        assert "<script>alert(1)</script>" in text(section(root))
        assert not root.xpath("//script | //img")


def test_an_event_page_shows_so_many_changes_and_counts_the_rest(desk: Desk) -> None:
    def report(colour: str) -> str:
        lines = " ".join(f"The number of house {n} was painted in {colour}." for n in range(12))
        return markdown("Houses painted", lines)

    houses = f"{DAY.format(17)}/houses.md"
    for day, colour in ((22, "white"), (23, "black"), (24, "green"), (25, "brown")):
        desk.commit(day, {houses: report(colour)})
    site = desk.site()
    shown = section(page(site, "events", "houses"))
    assert len(shown.xpath(".//del")) == 20
    assert "4 further changes are not listed here" in text(shown)
    assert "12 further changes are not listed here" in text(shown)
    assert len(section(page(site, "sources", "houses")).xpath(".//del")) == 36
    (coverage,) = html.parse(site / "coverage/index.html").getroot().xpath("//*[@id='corrections']/..//tbody")
    assert [text(row) for row in coverage] == [f"{houses}{day} January 202212" for day in (25, 24, 23)]


# ── rights ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("rights", "told"), [("excerpt", "2 changes of the text"), ("link", "do not allow to show what")]
)
def test_what_may_not_be_shown_is_nowhere_in_the_site(desk: Desk, rights: str, told: str) -> None:
    (desk.home / "settings/outlets.yml").write_text(f"outlets:\n- name: Closed Desk\n  rights: {rights}\n")
    desk.commit(25, {STRIKE: FILES[STRIKE].replace("Flour was dear", "Zebras ate it")})
    desk.commit(26, {STRIKE: FILES[STRIKE].replace("Flour was dear", "Salt was dear")})
    site = desk.site()
    assert told in text(section(page(site, "events", "strike")))
    files = [p for p in site.rglob("*") if p.is_file() and b"Zebras" in p.read_bytes()]
    assert files == []


def test_a_corrected_file_that_was_withdrawn_shows_nothing(desk: Desk) -> None:
    desk.commit(25, corrected())
    desk.commit(26, {FLOOD: None})
    site = desk.site()
    assert data(site)["corrections"] == []
    assert [p for p in site.rglob("*") if p.is_file() and b"people died" in p.read_bytes()] == []


# ── records ──────────────────────────────────────────────────────────────────────────────


def test_records_leave_notices_and_corrections(desk: Desk) -> None:
    desk.site()
    desk.commit(25, {WIRE: record("comet", "A comet passed the Earth at some distance.", "Comet flies by")})
    site = desk.site()
    notice = page(site, "sources", "comet-passes-earth")
    assert "its title was changed" in text(notice)
    assert notice.xpath("//a[contains(@href, 'comet-flies-by')]")
    assert "the publisher withdrew it" in text(page(site, "sources", "mine-will"))
    (correction,) = data(site)["corrections"]
    assert [r["field"] for r in correction["revisions"]] == ["title", "text"]
    assert {gone["path"] for gone in data(site)["withdrawn"]} == {f"{WIRE}: comet", f"{WIRE}: mine"}


# ── without git ──────────────────────────────────────────────────────────────────────────


def test_the_last_publication_tells_what_stood_before(desk: Desk) -> None:
    forget(desk)
    first = desk.site()
    assert "withdrawn files are not known, nor corrections" in (first / "report").read_text()
    desk.write({**corrected(), BRIDGE: None, WIRE: FILES[WIRE].splitlines(keepends=True)[0]})
    site = desk.site(previous=first)
    assert "compared with what" in (site / "report").read_text()
    shown = section(page(site, "events", "flood"))
    assert [text(e) for e in shown.xpath(".//del")] == ["Five dead in flood", TOLL]
    assert "20 January 2022" in text(shown), "known since the newest edition"
    assert "the publisher withdrew it" in text(page(site, "sources", "bridge"))
    assert "the publisher withdrew it" in text(page(site, "sources", "mine-will"))

    again = desk.site(previous=site)
    assert data(again)["corrections"] == data(site)["corrections"]
    assert data(again)["withdrawn"] == data(site)["withdrawn"]
    assert section(page(again, "events", "flood")).xpath(".//ins/q")


def test_nothing_changed_is_no_correction(desk: Desk) -> None:
    forget(desk)
    first = desk.site()
    site = desk.site(previous=first)
    assert data(site) == data(first)


def test_git_is_asked_first(desk: Desk) -> None:
    first = desk.site()
    desk.commit(25, corrected())
    (first / "data/events.json").write_text("no JSON")
    assert len(data(desk.site(previous=first))["corrections"]) == 1


def test_a_previous_site_without_its_texts_names_the_file(desk: Desk) -> None:
    forget(desk)
    first = desk.site()
    shutil.rmtree(first / "texts")
    desk.write(corrected())
    with pytest.raises(DigestError, match=r"texts/flood-\w+\.txt: cannot be read"):
        desk.site(previous=first)


def put(*path: str | int, value: Any) -> Callable[[Any], None]:
    """Put a value into the data."""

    def change(found: Any) -> None:
        for key in path[:-1]:
            found = found[key]
        found[path[-1]] = value

    return change


def drop(*path: str | int) -> Callable[[Any], None]:
    """Take a key out of the data."""

    def change(found: Any) -> None:
        for key in path[:-1]:
            found = found[key]
        del found[path[-1]]

    return change


ARTICLE = ("events", 0, "articles", 0)
CORRECTION = {"article": "x", "day": None, "sha256": "", "revisions": [], "omitted": 0}
REVISION = {"field": "text", "before": "", "after": None}
BAD = [
    (put("version", value=2), "version: not version 1"),
    (put("events", value={}), "events: a list is accepted"),
    (put("events", 0, value="x"), r"events\[0\]: an object is accepted"),
    (drop(*ARTICLE, "sha256"), r"events\[0\]\.articles\[0\]\.sha256: missing"),
    (put(*ARTICLE, "sha256", value="../x"), r"articles\[0\]\.sha256: '../x' found"),
    (put(*ARTICLE, "id", value=7), r"articles\[0\]\.id: a text is accepted"),
    (put(*ARTICLE, "id", value="\ud800"), r"articles\[0\]\.id: a text is accepted"),
    (put(*ARTICLE, "url", value="../../etc/passwd"), r"articles\[0\]\.url: "),
    (put(*ARTICLE, "text_url", value="../texts/../../x.txt"), r"articles\[0\]\.text_url: "),
    (put(*ARTICLE, "date", value="2022-02-31"), r"articles\[0\]\.date: '2022-02-31' is no day"),
    (put("withdrawn", value=None), "withdrawn: a list is accepted"),
    (put("withdrawn", value=[{"path": "x", "slug": "A B"}]), r"withdrawn\[0\]\.slug: 'A B' found"),
    (put("corrections", value=[{**CORRECTION, "omitted": -1}]), r"corrections\[0\]\.omitted: a number"),
    (put("corrections", value=[{**CORRECTION, "omitted": True}]), r"corrections\[0\]\.omitted: a number"),
    (
        put("corrections", value=[{**CORRECTION, "revisions": [{**REVISION, "field": "html"}]}]),
        r"corrections\[0\]\.revisions\[0\]\.field: 'html' found",
    ),
    (
        put(
            "corrections",
            value=[{**CORRECTION, "revisions": [{"field": "date", "before": "x", "after": None}]}],
        ),
        r"revisions\[0\]\.before: 'x' found",
    ),
    (
        put("corrections", value=[{**CORRECTION, "revisions": [{**REVISION, "after": {"text": []}}]}]),
        r"revisions\[0\]\.after\.text: a text is accepted",
    ),
]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a content of one changed file, without git, and the site as it was before."""
    home = tmp_path_factory.mktemp("published")
    (home / "settings").mkdir()
    desk = Desk(home)
    desk.write({FLOOD: FILES[FLOOD]})
    desk.site().rename(home / "first")
    desk.write(corrected())
    return home


@pytest.mark.parametrize(("change", "message"), BAD)
def test_data_that_is_not_ours_is_named(
    published: Path, tmp_path: Path, change: Callable[[Any], None], message: str
) -> None:
    site = shutil.copytree(published / "first", tmp_path / "site")
    found = json.loads((site / "data/events.json").read_text(encoding="utf-8"))
    change(found)
    (site / "data/events.json").write_text(json.dumps(found))
    with pytest.raises(DigestError, match=message) as caught:
        Desk(published).site(previous=site)
    assert caught.value.status == Exit.DATA


NO_JSON = [b"", b"\xff", b"[" * 100_000, b'{"version": 1', b"[]", b'{"version": ' + b"9" * 9999 + b"}"]


@pytest.mark.parametrize("content", NO_JSON)
def test_data_that_is_no_json_is_named(published: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/events.json").write_bytes(content)
    with pytest.raises(DigestError, match=r"events\.json: ") as caught:
        Desk(published).site(previous=tmp_path)
    assert caught.value.status == Exit.DATA


def test_links_of_a_previous_site_are_not_followed(published: Path, tmp_path: Path) -> None:
    site = shutil.copytree(published / "first", tmp_path / "site")
    (text,) = (site / "texts").iterdir()
    text.rename(tmp_path / "elsewhere.txt")
    text.symlink_to(tmp_path / "elsewhere.txt")
    with pytest.raises(DigestError, match=r"texts/flood-\w+\.txt: cannot be read"):
        Desk(published).site(previous=site)


def test_the_command(digest: Run, desk: Desk) -> None:
    site = desk.home / "site"
    build = ("build", "--content", desk.content, "--site", site, "--config", desk.home / "settings")
    desk.commit(25, corrected())
    done = digest(*build)
    assert done.returncode == 0, done.stderr
    assert TOLL in text(section(page(site, "events", "flood")))
    assert digest("verify", site).returncode == 0
    forget(desk)
    missing = digest(*build, "--previous", desk.home / "nothing")
    assert missing.returncode == Exit.DATA
    assert "nothing/data/events.json: cannot be read" in missing.stderr
    assert "Traceback" not in missing.stderr
    desk.write({BRIDGE: None})
    done = digest(*build, "--previous", site)
    assert done.returncode == 0, done.stderr
    assert TOLL in text(section(page(site, "events", "flood"))), "carried over from the last publication"
    assert "withdrew" in text(page(site, "sources", "bridge"))
