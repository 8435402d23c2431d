"""The findings on the built site, and what the rights of an outlet leave of its texts."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

from tests.conftest import Run

CONFIG = """\
outlets:
  - {name: Open Desk, rights: full}
  - {name: Excerpt Desk, rights: excerpt}
  - {name: Link Desk, rights: link}
"""
FACTS = "A ferry with 120 passengers sank off Port Ash on Monday, the coast guard of Port Ash said."
OPEN = f"{FACTS} At least 30 people died. Rescue boats searched the bay of Port Ash through the night."
EXCERPT = """\
Over 50 people died when the ferry sank off Port Ash, the coast guard said. \
Rescue boats went out from Port Ash at once to search the bay for passengers. \
The coast guard of Port Ash said on Monday that 120 passengers were on the ferry.

He came from afar. He had a shed. He kept his wallabyist diary in it. But it was cold. He liked tea. He grew old."""
LINK = """\
The passengers of the ferry that sank off Port Ash were pilgrims, the coast guard of Port Ash said. \
"The xylograph was lost with the ferry," captain Mirabella Quux said on Monday. \
At least 777 people died off Port Ash, the Jabberwocky said. Jabberwocky boats searched the bay of Port Ash."""
ALONE = """\
Growers in Linden sold bulbs at half of last year's price, the gorgonzolan auction house reported. \
Merchants expect that warm weather will bring still more flowers to market before Easter."""
HIDDEN_LINK = ("gorgonzolan", "xylograph", "mirabella", "quux", "777", "jabberwocky", "pilgrims")
HIDDEN_EXCERPT = ("wallabyist",)


def write(folder: Path, name: str, outlet: str, title: str, text: str) -> None:
    place = folder / "articles/2022/01/18" / f"{name}.md"
    place.parent.mkdir(parents=True, exist_ok=True)
    head = f"---\ntitle: {title}\noutlet: {outlet}\ndate: 2022-01-18\nurl: https://example.org/{name}\n---\n"
    place.write_text(f"{head}{text}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def rights(digest: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Content, settings and site."""
    root = tmp_path_factory.mktemp("rights")
    content, config = root / "content", root / "cfg"
    write(content, "open", "Open Desk", "Ferry sinks off Port Ash", OPEN)
    write(content, "excerpt", "Excerpt Desk", "Ferry sinks off Port Ash, more than 50 dead", EXCERPT)
    write(content, "link", "Link Desk", "Ferry off Port Ash sinks with pilgrim group", LINK)
    write(content, "alone", "Link Desk", "Tulip prices halve in Linden", ALONE)
    config.mkdir()
    (config / "outlets.yml").write_text(CONFIG, encoding="utf-8")
    done = digest("build", "--content", content, "--config", config, "--site", root / "site")
    assert done.returncode == 0, done.stderr
    return content, config, root / "site"


def everything(site: Path) -> dict[str, str]:
    """All that the site holds, by path; the theme's own files aside."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes().decode("utf-8", "replace").casefold()
        for path in sorted(site.rglob("*"))
        if path.is_file() and "assets" not in path.relative_to(site).parts
    }


@pytest.mark.parametrize("word", [*HIDDEN_LINK, *HIDDEN_EXCERPT])
def test_nothing_of_a_hidden_text_reaches_the_site(rights: tuple[Path, Path, Path], word: str) -> None:
    shown = [path for path, text in everything(rights[2]).items() if word in text]
    assert shown == []


def test_articles_without_shown_text_still_count(rights: tuple[Path, Path, Path]) -> None:
    data = json.loads((rights[2] / "data/events.json").read_text(encoding="utf-8"))
    kinds = {
        a["path"].rsplit("/")[-1]: (a["rights"], a["text_url"]) for e in data["events"] for a in e["articles"]
    }
    assert kinds["link.md"] == ("link", None)
    assert kinds["excerpt.md"] == ("excerpt", None)
    assert kinds["open.md"][1] is not None
    ferry = next(e for e in data["events"] if any(a["path"].endswith("open.md") for a in e["articles"]))
    assert ferry["findings"]["ledger"]["files"] == len(ferry["articles"])
    tulips = next(e for e in data["events"] if any(a["path"].endswith("alone.md") for a in e["articles"]))
    assert (tulips["title"], tulips["summary"], tulips["keywords"]) == (
        "Tulip prices halve in Linden",
        [],
        [],
    )


def test_a_source_that_may_only_be_linked_says_so(rights: tuple[Path, Path, Path]) -> None:
    (path,) = rights[2].glob("sources/link-*/index.html")
    tree = html.fromstring(path.read_text(encoding="utf-8"))
    assert "https://example.org/link" in tree.xpath("//a/@href")
    assert not tree.find_class("passage")
    assert not list(rights[2].glob("texts/link-*"))
    assert not list(rights[2].glob("texts/excerpt-*"))


def test_spans_of_excerpts_are_proved_against_the_content(
    digest: Run, rights: tuple[Path, Path, Path]
) -> None:
    content, config, site = rights
    without = digest("verify", site)
    assert without.returncode == 0, without.stderr
    assert "not provable without --content PATH" in without.stdout
    proved = digest("verify", site, "--content", content, "--config", config)
    assert proved.returncode == 0, proved.stderr
    assert "not provable" not in proved.stdout
    changed = next(content.rglob("excerpt.md"))
    before = changed.read_text(encoding="utf-8")
    changed.write_text(before.replace("Over 50", "Over 60"), encoding="utf-8")
    try:
        done = digest("verify", site, "--content", content, "--config", config)
    finally:
        changed.write_text(before, encoding="utf-8")
    assert done.returncode == 65
    assert "not verbatim" in done.stderr or "is not that span" in done.stderr


def test_every_finding_in_the_data_is_its_span(sample_site: Path) -> None:
    data = json.loads((sample_site / "data/events.json").read_text(encoding="utf-8"))
    proved = 0
    for event in data["events"]:
        texts = {
            a["id"]: (sample_site / urljoin("/data/x", a["text_url"]).lstrip("/")).read_bytes().decode()
            for a in event["articles"]
        }
        todo = [event["findings"]]
        while todo:
            value = todo.pop()
            if isinstance(value, dict) and "sentence" in value:
                body = texts[value["article"]]
                assert body[value["start"] : value["end"]] == value["text"]
                assert value["sentence"][0] <= value["start"] < value["end"] <= value["sentence"][1]
                proved += 1
            todo += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    assert proved > 100


def test_an_event_page_is_light(sample_site: Path) -> None:
    import gzip

    for path in sample_site.glob("events/*/index.html"):
        assert len(gzip.compress(path.read_bytes())) <= 20_000, path
