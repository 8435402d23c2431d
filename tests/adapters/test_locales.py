"""Locale files: the shipped ones are complete, a site's own are checked text by text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from babel.core import Locale
from jinja2 import Environment, nodes

from digest.adapters import locales
from digest.errors import DigestError, Exit, ProblemKind
from digest.stages.render.words import Forms
from tests.conftest import ROOT
from tests.wording import ARABIC, ENGLISH

SHIPPED = ROOT / "site_config/locales"
KEYS = set(locales._slots())
PLACEHOLDER = re.compile(r"\{\w+\}")


def forms(text: str | Forms) -> list[str]:
    return [text] if isinstance(text, str) else list(text.forms.values())


def own(folder: Path, lang: str, text: str) -> Path:
    (folder / "locales").mkdir(exist_ok=True)
    (folder / f"locales/{lang}.yml").write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path, lang: str) -> list[str]:
    with pytest.raises(DigestError) as caught:
        locales.load(folder, lang)
    assert caught.value.status is Exit.USAGE
    return [str(problem) for problem in caught.value.problems]


# ── what is shipped ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lang", sorted(path.stem for path in SHIPPED.glob("*.yml")))
def test_a_shipped_language_lacks_nothing(lang: str, tmp_path: Path) -> None:
    words, problems = locales.load(tmp_path, lang)
    assert problems == ()
    assert {*words.texts, *words.names} == KEYS
    given = yaml.safe_load((SHIPPED / f"{lang}.yml").read_text(encoding="utf-8"))
    found = {f"{group}.{name}" for group, texts in given.items() if isinstance(texts, dict) for name in texts}
    assert found == KEYS, "nothing comes from English unseen"


def test_every_text_is_used_and_every_text_that_is_used_is_there() -> None:
    sources = [
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "templates").rglob("*.txt"),
        *(ROOT / "digest").rglob("*.py"),
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    named = {key for key in re.findall(r'["\']([a-z_]+\.[a-z_]+)["\']', text) if key in KEYS}
    built = {
        "filter.",
        "problem.",
        "tally.",
        "field.",
        "script.",
        "status.",
        "listing.",
        "search.",
        "memory.",
        "apart.",
    }
    assert {key for key in KEYS - named if not key.startswith(tuple(built))} == set()
    for path in (ROOT / "templates").rglob("*.html"):
        tree = Environment().parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if (
                isinstance(call.node, nodes.Name)
                and call.node.name == "t"
                and isinstance(call.args[0], nodes.Const)
            ):
                assert call.args[0].value in KEYS, f"{path.name}: {call.args[0].value}"


def test_scripts_show_only_texts_that_stand_in_the_page() -> None:
    scripts = (ROOT / "templates/theme/assets/javascripts").glob("*.js")
    used = {name for path in scripts for name in re.findall(r'\bsay\((?:\w+ \? )?"(\w+)"', path.read_text())}
    known = {re.sub(r"_(\w)", lambda found: found[1].upper(), name) for name in ENGLISH.scripted}
    assert used <= known
    assert len(used) > 10


def test_arabic_is_written_from_right_to_left_with_western_digits() -> None:
    assert (ARABIC.rtl, ENGLISH.rtl) == (True, False)
    assert ARABIC.intl.endswith("-nu-latn")
    texts = {key: forms(text) for key, text in ARABIC.texts.items()}
    assert not re.search("[٠-٩]", "".join(form for found in texts.values() for form in found))
    untranslated = {
        key for key, found in texts.items() if re.search("[A-Za-z]{2}", PLACEHOLDER.sub("", found[0]))
    }
    assert untranslated == {"correction.version", "site.feed"}, "but for SHA-256 and Atom"


@pytest.mark.parametrize(("lang", "words"), [("en", ENGLISH), ("ar", ARABIC)])
def test_months_and_weekdays_are_those_of_cldr(lang: str, words: locales.Phrases) -> None:
    known = Locale.parse(lang)
    assert words.names["calendar.months"] == tuple(known.months["stand-alone"]["wide"].values())
    assert words.names["calendar.weekdays"] == tuple(known.days["stand-alone"]["wide"][at] for at in range(7))


@pytest.mark.parametrize("number", range(0, 1000, 7))
def test_our_english_plural_is_that_of_cldr(number: int) -> None:
    assert locales._english(number) == Locale.parse("en").plural_form(number)


# ── a site's own ─────────────────────────────────────────────────────────────────────────


def test_a_site_changes_single_texts(tmp_path: Path) -> None:
    words, problems = locales.load(own(tmp_path, "en", "edition:\n  also: More news\n"), "en")
    assert words("edition.also") == "More news"
    assert words("edition.newest") == "Newest edition"
    assert problems == ()
    assert words.fingerprint != ENGLISH.fingerprint, "pages are made again"


def test_a_language_of_ones_own_falls_back_to_english_and_says_so(tmp_path: Path) -> None:
    text = "count:\n  files: {one: '{n} plik', few: '{n} pliki', many: '{n} plików', other: '{n} pliku'}\n"
    words, (problem,) = locales.load(own(tmp_path, "pl", text), "pl")
    assert [words("count.files", n=n) for n in (1, 2, 5, 22)] == ["1 plik", "2 pliki", "5 plików", "22 pliki"]
    assert words("count.events", n=22) == "22 events", "by the rule of English"
    assert problem.kind is ProblemKind.WARNING
    assert str(problem).startswith(
        f"{tmp_path.name}/locales/pl.yml: missing and shown in English: calendar.months,"
    )
    assert "count.events" in problem.message
    assert "count.files" not in problem.message
    assert (words.lang, words.intl, words.rtl) == ("pl", "pl", False)


def test_a_language_written_from_right_to_left_is_known_as_such(tmp_path: Path) -> None:
    assert locales.load(own(tmp_path, "he", "edition:\n  also: עוד\n"), "he")[0].rtl
    assert not locales.load(own(tmp_path, "he", "direction: ltr\n"), "he")[0].rtl


def test_every_fault_is_named_with_its_place(tmp_path: Path) -> None:
    text = """\
direction: down
intl: "?"
editions:
  also: x
edition:
  alsoo: x
  newest: [x]
  edition:
  rule: <b>the rule</b>
  single: 50 {percent
  also: ""
  ranked: no rule
  feeds: "{atom} {json} {rss}"
  also: twice
count:
  files: {one: a file, two: two files, other: files}
  events: {one: "{n} event"}
calendar:
  months: [January]
rank: why
"""
    place = f"{tmp_path.name}/locales/en.yml"
    assert faults(own(tmp_path, "en", text), "en") == [
        f"{place}:1:12: direction: 'down' is not one of ltr, rtl",
        f"{place}:2:7: intl: expected a language tag, such as en-GB, found '?'",
        f"{place}:3:1: editions: unknown key; did you mean 'edition'?",
        f"{place}:6:3: edition.alsoo: unknown key; did you mean 'edition.also'?",
        f"{place}:7:11: edition.newest: expected a text, found a list",
        f"{place}:8:11: edition.edition: expected a text, found nothing",
        f"{place}:9:9: edition.rule: holds '<'; a text is plain, and {{names}} are those of the placeholders",
        f"{place}:10:11: edition.single: holds '{{'; a text is plain, and {{names}} are those of the placeholders",
        f"{place}:11:9: edition.also: expected a text, found nothing",
        f"{place}:12:11: edition.ranked: missing the placeholder {{rule}}",
        f"{place}:13:10: edition.feeds: unknown placeholder {{rss}}; accepted: {{atom}}, {{json}}",
        f"{place}:14:3: edition.also: given twice",
        f"{place}:16:24: count.files.two: not a plural form of this language; it has one, other",
        f"{place}:16:47: count.files.other: missing the placeholder {{n}}",
        f"{place}:17:11: count.events: missing the plural form other; this language has one, other",
        f"{place}:19:11: calendar.months: expected a list of 12 texts, found 1",
        f"{place}:20:7: rank: expected a mapping, found 'why'",
    ]


@pytest.mark.parametrize("text", ["a & b", 'a "b"', "{n.__class__}", "{0}", "{}", "a\\nb", "{n!r}", "}"])
def test_nothing_in_a_text_can_become_markup_or_code(text: str, tmp_path: Path) -> None:
    body = yaml.safe_dump({"edition": {"also": text}}, default_style="'")
    (fault,) = faults(
        own(tmp_path, "en", body.replace("'also'", "also").replace("'edition'", "edition")), "en"
    )
    assert "edition.also: holds" in fault


def test_a_control_character_and_an_endless_text_are_refused(tmp_path: Path) -> None:
    text = f'edition:\n  also: "a\\u202eb"\n  rule: {"x" * 1001}\n'
    first, second = faults(own(tmp_path, "en", text), "en")
    assert "U+202E" in first
    assert "longer than 1,000 characters" in second


def test_a_language_without_a_file_and_files_of_no_language(tmp_path: Path) -> None:
    assert faults(tmp_path, "arr") == [
        f"mkdocs.yml: theme.language: 'arr' has no file {tmp_path.name}/locales/arr.yml; did you mean 'ar'?"
    ]
    own(tmp_path, "english", "")
    assert faults(tmp_path, "en") == [
        f"{tmp_path.name}/locales/english.yml: not the name of a language's file, such as de.yml or pt-BR.yml"
    ]
    assert "../x" in faults(tmp_path, "../x")[-1]


def test_english_that_lost_a_text_is_a_fault_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SHIPPED, tmp_path / "locales")
    file = tmp_path / "locales/en.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("  also: Also reported\n", ""), encoding="utf-8")
    monkeypatch.setattr(locales, "shipped", lambda _: tmp_path / "locales")
    assert [line.partition(": ")[2] for line in faults(tmp_path, "en")] == [
        "edition.also: missing; English has every text"
    ]
