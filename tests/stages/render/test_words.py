"""Every word of the interface comes from the locale file, and old English pages read as before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from jinja2 import Environment, nodes
from lxml import etree, html
from markupsafe import Markup

from digest.briefing import Site
from digest.model import Ground, Reason
from digest.stages.render.words import Forms, Phrases
from tests.conftest import ROOT
from tests.stages.render import sample, telling
from tests.wording import ARABIC, ENGLISH

OURS = {
    "Atom", "JSON", "SHA-256", "digest", "Material for MkDocs", "Esc", "404",
}  # fmt: skip
"""Names of formats, of keys and of programs, which are the same in every language."""


# ── days, counts, lists ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("days", "english", "arabic"),
    [
        ([], "undated", "بلا تاريخ"),
        ([date(2022, 1, 23)], "23 January 2022", "23 يناير 2022"),
        ([date(2022, 1, 24), date(2022, 1, 20)], "20–24 January 2022", "20–24 يناير 2022"),
        ([date(2022, 1, 30), date(2022, 2, 2)], "30 January – 2 February 2022", "30 يناير – 2 فبراير 2022"),
        ([date(2021, 12, 30), date(2022, 1, 2)], "30 December 2021 – 2 January 2022",
         "30 ديسمبر 2021 – 2 يناير 2022"),
    ],
)  # fmt: skip
def test_days_are_said_as_short_as_is_clear(days: list[date], english: str, arabic: str) -> None:
    assert (ENGLISH.days(days), ARABIC.days(days)) == (english, arabic)


def test_a_day_a_weekday_and_a_month() -> None:
    day = date(2022, 1, 23)
    assert [ENGLISH.day(None), ENGLISH.weekday(None), ENGLISH.weekday(day), ENGLISH.month(day)] == [
        "undated", "Undated", "Sunday 23 January 2022", "January 2022",
    ]  # fmt: skip
    assert (ENGLISH.short_day(day), ENGLISH.short_weekday(day)) == ("23 January", "Sunday 23 January")
    assert ARABIC.weekday(day) == "الأحد 23 يناير 2022"


def test_arabic_has_six_forms_of_a_count() -> None:
    found = [ARABIC("count.events", n=number) for number in (0, 1, 2, 3, 10, 11, 99, 100, 103)]
    assert found == [
        "لا أحداث", "حدث واحد", "حدثان", "3 أحداث", "10 أحداث", "11 حدثًا", "99 حدثًا", "100 حدث", "103 أحداث",
    ]  # fmt: skip


def test_counts_name_no_publisher_where_none_is_named() -> None:
    assert ENGLISH.counts(5, 1, 4) == ("5 files", "1 publisher", "4 independent texts")
    assert ENGLISH.counts(1, 0, 1) == ("1 file", "1 independent text")
    assert ENGLISH.listed(["a", "b", "c"]) == "a, b, c"
    assert ARABIC.listed(["a", "b"]) == "a، b"


@pytest.mark.parametrize("ground", list(Ground))
@pytest.mark.parametrize("shared", [(), ("oil",), ("oil", "port"), ("oil", "port", "sea")])
def test_the_english_pages_and_the_command_give_one_reason(ground: Ground, shared: tuple[str, ...]) -> None:
    reason = Reason(ground, shared, ("one", "two"), 5)
    assert ENGLISH.reason(reason) == str(reason)
    assert ARABIC.reason(reason) != str(reason)


def test_what_is_filled_in_is_escaped_unless_it_is_markup() -> None:
    link = Markup('<a href="x">&amp;</a>')
    made = ENGLISH("edition.feeds", atom=link, json="<b>")
    assert isinstance(made, Markup)
    assert made == 'Every edition as a feed: <a href="x">&amp;</a>, &lt;b&gt;'
    plain = ENGLISH("cite.source", outlet="<b>")
    assert not isinstance(plain, Markup)
    assert plain == "Source: <b>", "a template escapes it as any text"
    assert ENGLISH("cite.source", outlet="{n} {0} {outlet.x}") == "Source: {n} {0} {outlet.x}"


# ── no word stands anywhere else ─────────────────────────────────────────────────────────


def bracketed(words: Phrases) -> Phrases:
    """Words in which every text stands between brackets."""
    texts = {
        key: f"⟦{text}⟧"
        if isinstance(text, str)
        else Forms(text.category, {c: f"⟦{f}⟧" for c, f in text.forms.items()})
        for key, text in words.texts.items()
    }
    names = {key: tuple(f"⟦{name}⟧" for name in found) for key, found in words.names.items()}
    return replace(words, texts=texts, names=names, fingerprint="brackets", lang="en")


def unbracketed(text: str) -> str:
    while re.search(r"⟦[^⟦⟧]*⟧", text):
        text = re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    return text


SHOWN = ("aria-label", "title", "placeholder", "alt", "data-source")
DATA = (
    "self::bdi or self::q or self::del or self::ins or @lang or contains(concat(' ', @class, ' '), ' code ')"
    " or self::a[not(@class)][ancestor::ul[@class = 'terms' or @class = 'sources']]"
)


def words_of(body: str) -> Iterator[str]:
    """The texts of a page that are ours, as they stand in its elements and attributes."""
    tree = html.fragment_fromstring(body, create_parent=True)
    for element in tree.xpath(f"//*[{DATA}]"):
        for child in list(element):
            element.remove(child)
        element.text = None
    for figures in tree.xpath(
        "//dl[@class='figures' or @class='names']//dt | //table[contains(@class, 'compare')]//th"
    ):
        figures.text = None  # labels of figures and names, which are the texts' own
    etree.strip_tags(tree, "span", "a", "b", "i", "small", "time", "kbd", "abbr", "bdi", "q")
    for element in tree.iter():
        yield from (text for text in (element.text, element.tail) if text)
        yield from (element.get(name) for name in SHOWN if element.get(name))


def own_words(text: str, known: set[str]) -> set[str]:
    left = unbracketed(text)
    for name in known:
        left = left.replace(name, " ")
    return set(re.findall(r"[^\W\d_]{2,}", left))


TEMPLATES = sorted(
    path.relative_to(ROOT / "templates").as_posix()
    for folder in ("pages", "partials", "feeds", "single", "theme")
    for path in (ROOT / "templates" / folder).rglob("*")
    if path.suffix in (".html", ".xml", ".txt")
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_holds_a_word_of_its_own(name: str) -> None:
    source = (ROOT / "templates" / name).read_text(encoding="utf-8")
    filled = re.sub(
        r"\{#.*?#\}|\{%.*?%\}", "", re.sub(r"\{\{.*?\}\}", "0", source, flags=re.DOTALL), flags=re.DOTALL
    )
    shown = re.findall(rf'(?:{"|".join(SHOWN)})="([^"]*)"', filled)
    text = re.sub(r"<(style|svg|id|author)\b.*?</\1>|<[^>]*>|&#?\w+;", " ", filled, flags=re.DOTALL)
    text = re.sub(r'[\w-]+="[^"]*"', " ", text)  # attributes that a macro gives
    if name.endswith(("feeds/gone.xml", "feeds/atom.xml", "sitemap.xml")):
        text = re.sub(r"<(\w+)>[^<]*</\1>", " ", filled)
        text = re.sub(r"<[^>]*>", " ", text)
    assert set().union(*(own_words(found, OURS) for found in (text, *shown))) == set()
    constants = {
        node.value
        for node in Environment().parse(source).find_all(nodes.Const)
        if isinstance(node.value, str)
    }
    spoken = {
        value for value in constants if re.search(r"^[A-Z][a-z]+|[a-z] [a-z]", value) and "<" not in value
    }
    assert spoken - OURS == set()


@pytest.fixture(scope="module")
def pages() -> Site:
    words = bracketed(ENGLISH)
    first, second = (sample.site(made, words=words) for made in (sample.briefing(), telling.briefing()))
    with sample.large():
        large = sample.site(sample.briefing(), words=words)
    every = (*first.pages, *second.pages, *large.pages)
    return replace(first, pages=every, assets=(*first.assets, *second.assets))


CONTENT = {
    "The Briefing", "version 0", "Ferries", "Ferry  sinks", "Ferry sinks", "people: dead", "sinking", "agreed",
    "divers: injured", "Port Ash", "Jo", "CC", "AP", "By hand", "wrong", "injured", "died", "one", "two", "South", "North",
    "utf-8", "share line", "A dog swam  ashore.", "https://north.example/a?b=1&c=2",
}  # fmt: skip
"""What the sample itself says."""


@pytest.mark.parametrize("kind", sorted(path.stem for path in (ROOT / "templates/pages").glob("*.html")))
def test_no_page_says_a_word_of_its_own(kind: str, pages: Site) -> None:
    found = [page for page in pages.pages if page.kind == kind]
    assert found, "the sample has a page of each kind"
    for page in found:
        said = {word for text in words_of(page.body) for word in own_words(text, CONTENT | OURS)}
        assert said == set(), page.path
        assert "⟦" in page.body
