"""What a template may use is what the views hold, and no text of an article becomes markup."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from types import ModuleType

import pytest
from jinja2 import Environment, nodes
from lxml import html

from digest.config import Outlet, Rights, Settings
from digest.stages.render import (
    archive,
    changes,
    feed,
    finding_views,
    graphics,
    metadata,
    parts,
    said,
    single_file,
    storylines,
    views,
)
from digest.stages.render.words import Phrases
from tests.conftest import ROOT
from tests.stages.render import sample

TEMPLATES = sorted(
    path.relative_to(ROOT / "templates").as_posix()
    for folder in ("pages", "partials", "feeds", "single")
    for path in (ROOT / "templates" / folder).iterdir()
)
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7777*7 }}{% raw %}&lt;b&gt;</q></td>"


def fields(module: ModuleType) -> Iterator[str]:
    for _, kind in inspect.getmembers(module, dataclasses.is_dataclass):
        yield from (field.name for field in dataclasses.fields(kind))


VIEWS = (
    views,
    parts,
    archive,
    changes,
    finding_views,
    feed,
    graphics,
    metadata,
    said,
    single_file,
    storylines,
)
PHRASES = {name for name in dir(Phrases) if not name.startswith("_")}
KNOWN = {name for module in VIEWS for name in fields(module)} | PHRASES


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_attribute_is_a_field_of_a_view(name: str) -> None:
    tree = Environment().parse((ROOT / "templates" / name).read_text(encoding="utf-8"))
    used = {
        node.attr
        for node in tree.find_all(nodes.Getattr)
        if not (isinstance(node.node, nodes.Name) and node.node.name == "loop")
    }
    assert used <= KNOWN | {"year", "month", "day", "isoformat"}, used - KNOWN


@pytest.mark.parametrize("rights", list(Rights))
def test_hostile_text_stays_text_on_every_page(rights: Rights) -> None:
    settings = Settings(outlets=(Outlet("South", rights=rights),))
    first = sample.quiet if rights is Rights.LINK else sample.event
    site = sample.site(sample.briefing(EVIL, first), settings)
    with sample.large():
        large = sample.site(sample.briefing(EVIL, first), settings)
    pages = (*site.pages, *large.pages)
    kinds = {page.kind for page in pages}
    assert kinds == {
        path.removeprefix("pages/").removesuffix(".html") for path in TEMPLATES if "pages/" in path
    }
    for page in pages:
        tree = html.fragment_fromstring(page.body, create_parent=True)
        assert not tree.xpath("//script | //img | //*[@onerror]"), page.path
        assert "54439" not in page.body, page.path


def test_hostile_text_is_still_there_to_read() -> None:
    site = sample.site(sample.briefing(EVIL))
    (page,) = (page for page in site.pages if page.path == "events/north/")
    shown = html.fragment_fromstring(page.body, create_parent=True).text_content()
    assert shown.count("alert(1)") > 10
