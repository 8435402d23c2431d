"""What the templates and the theme write: everything else on a page came from an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from tests.conftest import ROOT

_TEMPLATE_CODE = re.compile(r"\{[%{#].*?[%}#]\}", re.DOTALL)
_TAG = re.compile(r"<([a-z][a-z0-9-]*)")
_ATTRIBUTE = re.compile(r"\s([a-z][a-z-]*)(?==\"|(?=[\s>]))")
_UP = re.compile(r"(?:\.\.?/)+|(?<=\")\.\.?(?=\")")


DATA_BLOCK = "application/ld+json"
_NAMED_BY_CODE = ("mark", "del")
"""Elements that a template writes under a name from `stages/render/pieces.py`."""


@dataclass(frozen=True)
class Vocabulary:
    """Names of elements and attributes, texts of scripts and styles, addresses outside the site."""

    tags: frozenset[str]
    attributes: frozenset[str]
    code: frozenset[str]
    outside: frozenset[str]


def of_site(site: Path) -> Vocabulary:
    """What a site of harmless articles holds, and what the templates could have written."""
    tags, attributes, code, outside = set(_NAMED_BY_CODE), set(), set(), set()
    for _, page in pages(site):
        for element in elements(page):
            tags.add(element.tag)
            attributes |= {name.lower() for name in element.attrib}
            code |= set(scripts(element))
        outside |= {a for a in page.xpath("//*[not(@class='original')]/@href") if "//" in a}
    for template in (ROOT / "templates").rglob("*.html"):
        source = _TEMPLATE_CODE.sub("", template.read_text(encoding="utf-8"))
        tags |= set(_TAG.findall(source))
        attributes |= set(_ATTRIBUTE.findall(source))
    return Vocabulary(frozenset(tags), frozenset(attributes), frozenset(code), frozenset(outside))


@cache
def pages(site: Path) -> tuple[tuple[str, HtmlElement], ...]:
    """Place and tree of every page."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    return tuple(
        (path.relative_to(site).as_posix(), html.document_fromstring(path.read_bytes(), parser=parser))
        for path in sorted(site.rglob("*.html"))
    )


_DAY, _MONTH = re.compile(r"^\d{4}/\d\d/\d\d/"), re.compile(r"^\d{4}/\d\d/")
_ONE_OF_MANY = re.compile(r"(?<=/)[^/]+/")


def kind(place: str, page: HtmlElement) -> str:
    """What kind of page it is: where it stands, without names and days, and what its article says it is."""
    shape = _ONE_OF_MANY.sub("*/", _MONTH.sub("month/", _DAY.sub("day/", place)))
    return f"{shape} {next((a.get('class', '') for a in page.iter('article')), '')}".strip()


def elements(page: HtmlElement) -> Iterator[HtmlElement]:
    """Every element; comments and processing instructions are none."""
    return (element for element in page.iter() if isinstance(element.tag, str))


def scripts(element: HtmlElement) -> Iterable[str]:
    """The text of a script or style, or the address that it loads, wherever the page stands.

    A block of JSON-LD is data, which no browser runs; `test_metadata_payloads` looks at what it holds.
    """
    if element.tag not in ("script", "style") or element.get("type") == DATA_BLOCK:
        return ()
    return (_UP.sub("", f"{element.get('src')} {element.text}").replace("/base/", ""),)
