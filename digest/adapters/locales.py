"""`site_config/locales/*.yml` → `Phrases`: the interface's texts in the language that `mkdocs.yml` chooses.

`locale_keys.txt` beside this module says which texts there are and what is filled in. A site's own file may hold any
of them; the others come from the shipped file of the language, else from the shipped English one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from digest.adapters.resources import shipped
from digest.adapters.yaml_file import RefusedError, YamlFile, hint, is_null, problem, show
from digest.errors import DigestError, Problem, ProblemKind
from digest.stages.render.words import Forms, Phrases, is_rtl

FOLDER = "locales"
SHIPPED = "site_config/locales"
ENGLISH = "en"

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_INTL = re.compile(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,9}")
_FILLED = re.compile(r"\{([a-z_]+)\}")
_MARKUP = re.compile(r'[<>&"{}\\]')
"""What HTML or a template could take for its own, and braces that name nothing."""
_LONGEST = 1000
"""Characters of a text; the longest of the shipped ones has 520."""
_SPELT_OUT = frozenset({"zero", "one", "two"})
"""Plural forms that may say their number in a word."""

Text: TypeAlias = "str | Forms | tuple[str, ...]"


@dataclass(frozen=True, slots=True)
class _Slot:
    """What a text must hold."""

    filled: frozenset[str]
    is_plural: bool = False
    """Whether a number `n` chooses among forms."""
    is_counted: bool = False
    """Whether those forms show the number."""
    items: int = 0
    """Length of a list of texts; 0 for a text."""


@dataclass(frozen=True, slots=True)
class _Locale:
    """What one file says."""

    settings: Mapping[str, str] = field(default_factory=dict)
    """`direction`, `intl`."""
    texts: Mapping[str, Text] = field(default_factory=dict)


def load(folder: Path, lang: str) -> tuple[Phrases, tuple[Problem, ...]]:
    """The words of a language, and a warning where texts are missing; `folder` is that of the settings.

    Raises DigestError (usage) with every fault of the file.
    """
    own, known = folder / FOLDER / f"{lang}.yml", shipped(SHIPPED) / f"{lang}.yml"
    _check_names(folder / FOLDER, lang, is_there=own.exists() or known.exists())
    english = _read(shipped(SHIPPED) / f"{ENGLISH}.yml", ENGLISH)
    second = english if lang == ENGLISH else _Locale()
    if lang != ENGLISH and known.exists():
        second = _read(known, lang)
    is_own = own.exists() and not (known.exists() and own.samefile(known))
    first = _read(own, lang, folder.name) if is_own else _Locale()
    texts = {**english.texts, **second.texts, **first.texts}
    missing = [key for key in _slots() if key not in first.texts and key not in second.texts]
    if lost := [key for key in _slots() if key not in texts]:
        path = f"{shipped(SHIPPED).parent.name}/{FOLDER}/{ENGLISH}.yml"
        raise DigestError(*(problem(path, None, key, "missing; English has every text") for key in lost))
    settings = {**second.settings, **first.settings}
    return _words(lang, settings, texts), _warnings(missing, f"{folder.name}/{FOLDER}/{lang}.yml")


def _check_names(folder: Path, lang: str, *, is_there: bool) -> None:
    """Raise DigestError for files that are of no language, and for a language without a file."""
    found = sorted(folder.glob("*")) if folder.is_dir() else []
    names = [path.name for path in found if not path.name.startswith(".")]
    place = f"{folder.parent.name}/{FOLDER}"
    problems = [
        problem(f"{place}/{name}", None, "", "not the name of a language's file, such as de.yml or pt-BR.yml")
        for name in names
        if not (name.endswith(".yml") and _LANGUAGE.fullmatch(name.removesuffix(".yml")))
    ]
    if not is_there or not _LANGUAGE.fullmatch(lang):
        there = {path.stem for path in (*found, *shipped(SHIPPED).glob("*.yml"))}
        message = f"'{lang}' has no file {place}/{lang}.yml{hint(lang, there)}"
        problems.append(problem("mkdocs.yml", None, "theme.language", message))
    if problems:
        raise DigestError(*problems)


def _warnings(missing: list[str], path: str) -> tuple[Problem, ...]:
    if not missing:
        return ()
    found = problem(path, None, "", f"missing and shown in English: {', '.join(missing)}")
    return (Problem(found.where, ProblemKind.WARNING, found.message),)


def _words(lang: str, settings: Mapping[str, str], texts: Mapping[str, Text]) -> Phrases:
    rtl = settings["direction"] == "rtl" if "direction" in settings else is_rtl(lang.partition("-")[0])
    intl = settings.get("intl", lang)
    told = [(key, (*text.forms.items(),) if isinstance(text, Forms) else text) for key, text in texts.items()]
    return Phrases(
        lang=lang,
        rtl=rtl,
        intl=intl,
        texts={key: text for key, text in texts.items() if not isinstance(text, tuple)},
        names={key: text for key, text in texts.items() if isinstance(text, tuple)},
        fingerprint=hashlib.sha256(repr((lang, rtl, intl, sorted(told, key=str))).encode()).hexdigest(),
    )


@cache
def _slots() -> Mapping[str, _Slot]:
    return dict(_listed())


def _listed() -> Iterator[tuple[str, _Slot]]:
    text = files("digest.adapters").joinpath("locale_keys.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        key, *names = line.split()
        items = next((int(name[1:-1]) for name in names if name.startswith("[")), 0)
        filled = frozenset(name for name in names if name.isidentifier())
        yield key, _Slot(filled, bool({"n*", "n?"} & {*names}), "n*" in names, items)


def _plural(lang: str) -> tuple[Callable[[int], str], frozenset[str]]:
    """The plural category of a number, and all categories of the language, by CLDR."""
    if lang == ENGLISH:  # without asking Babel, which reads its data for 40 ms
        return _english, frozenset({"one", "other"})
    from babel.core import Locale, UnknownLocaleError

    try:
        rule = Locale.parse(lang, sep="-").plural_form
    except (UnknownLocaleError, ValueError):
        return lambda _: "other", frozenset({"other"})
    return cache(rule), frozenset(rule.tags) | {"other"}


def _english(number: int) -> str:
    return "one" if number == 1 else "other"


def _read(file: Path, lang: str, folder: str = "site_config") -> _Locale:
    """What a file says. Raises DigestError with all its faults."""
    reader = _Reader(f"{folder}/{FOLDER}/{file.name}", lang)
    found = reader.read(file)
    if reader.problems:
        raise DigestError(*sorted(reader.problems))
    return found


class _Reader(YamlFile):
    """Reads the file of one language."""

    def __init__(self, path: str, lang: str) -> None:
        super().__init__(path)
        self._category, self._categories = _plural(lang)
        self._slots = _slots()
        self._groups = {key.partition(".")[0] for key in self._slots}

    def read(self, file: Path) -> _Locale:
        """The settings and texts of the file; what cannot be used is noted."""
        try:
            root = self.compose(file)
            pairs = [] if root is None else list(self._pairs(root, ""))
        except RefusedError:
            return _Locale()
        settings: dict[str, str] = {}
        texts: dict[str, Text] = {}
        for name, at, node in pairs:
            try:
                if name in ("direction", "intl"):
                    settings[name] = self._setting(name, node)
                elif name not in self._groups:
                    raise self.refuse(
                        at, name, f"unknown key{hint(name, {*self._groups, 'direction', 'intl'})}"
                    )
                else:
                    texts |= self._group(name, node)
            except RefusedError:
                continue
        return _Locale(settings, texts)

    def _pairs(self, node: yaml.Node, key: str) -> Iterator[tuple[str, Any, yaml.Node]]:
        """Name, its place and value of each entry of a mapping."""
        if not isinstance(node, yaml.MappingNode):
            raise self.refuse(node.start_mark, key, f"expected a mapping, found {show(node)}")
        seen = set()
        for name_node, value in node.value:
            name = name_node.value[:60] if isinstance(name_node, yaml.ScalarNode) else ""
            if name in seen:
                self.refuse(name_node.start_mark, f"{key}.{name}" if key else name, "given twice")
            else:
                seen.add(name)
                yield name, name_node.start_mark, value

    def _setting(self, name: str, node: yaml.Node) -> str:
        text = self._line(node, name)
        if name == "direction" and text not in ("ltr", "rtl"):
            raise self.refuse(node.start_mark, name, f"{show(node)} is not one of ltr, rtl")
        if name == "intl" and not _INTL.fullmatch(text):
            raise self.refuse(
                node.start_mark, name, f"expected a language tag, such as en-GB, found {show(node)}"
            )
        return text

    def _group(self, group: str, node: yaml.Node) -> dict[str, Text]:
        texts: dict[str, Text] = {}
        for name, at, value in self._pairs(node, group):
            key = f"{group}.{name}"
            if key not in self._slots:
                self.refuse(at, key, f"unknown key{hint(key, self._slots)}")
                continue
            with suppress(RefusedError):
                texts[key] = self._text(value, key, self._slots[key])
        return texts

    def _text(self, node: yaml.Node, key: str, slot: _Slot) -> Text:
        if slot.items:
            return self._items(node, key, slot.items)
        if slot.is_plural and isinstance(node, yaml.MappingNode):
            return self._forms(node, key, slot)
        optional = {"n"} if slot.is_plural and not slot.is_counted else set()
        wanted = slot.filled | ({"n"} if slot.is_counted else set())
        text = self._filled(node, key, wanted, optional)
        return Forms(self._category, dict.fromkeys(self._categories, text)) if slot.is_plural else text

    def _items(self, node: yaml.Node, key: str, items: int) -> tuple[str, ...]:
        if not isinstance(node, yaml.SequenceNode) or len(node.value) != items:
            found = f"{len(node.value)}" if isinstance(node, yaml.SequenceNode) else show(node)
            raise self.refuse(node.start_mark, key, f"expected a list of {items} texts, found {found}")
        return tuple(self._filled(item, f"{key}[{at}]", set(), set()) for at, item in enumerate(node.value))

    def _forms(self, node: yaml.Node, key: str, slot: _Slot) -> Forms:
        forms: dict[str, str] = {}
        known = len(self.problems)
        for name, at, value in self._pairs(node, key):
            with suppress(RefusedError):
                forms[name] = self._form(name, at, value, key, slot)
        if len(self.problems) > known:
            raise RefusedError
        if missing := sorted(self._categories - forms.keys()):
            accepted = ", ".join(sorted(self._categories))
            message = f"missing the plural form {', '.join(missing)}; this language has {accepted}"
            raise self.refuse(node.start_mark, key, message)
        return Forms(self._category, forms)

    def _form(self, name: str, at: Any, node: yaml.Node, key: str, slot: _Slot) -> str:
        if name not in self._categories:
            message = f"not a plural form of this language; it has {', '.join(sorted(self._categories))}"
            raise self.refuse(at, f"{key}.{name}", message)
        is_shown = slot.is_counted and name not in _SPELT_OUT
        wanted = slot.filled | ({"n"} if is_shown else set())
        return self._filled(node, f"{key}.{name}", wanted, {"n"})

    def _filled(
        self, node: yaml.Node, key: str, wanted: set[str] | frozenset[str], optional: set[str]
    ) -> str:
        """A text with exactly the `wanted` placeholders, and perhaps the `optional` ones."""
        text = self._line(node, key)
        found = set(_FILLED.findall(text))
        known = ", ".join(f"{{{name}}}" for name in sorted(wanted | optional)) or "none"
        for name in sorted(found - wanted - optional):
            self.refuse(node.start_mark, key, f"unknown placeholder {{{name}}}; accepted: {known}")
        for name in sorted(wanted - found):
            self.refuse(node.start_mark, key, f"missing the placeholder {{{name}}}")
        if bad := _MARKUP.search(_FILLED.sub("", text)):
            message = f"holds '{bad[0]}'; a text is plain, and {{names}} are those of the placeholders"
            raise self.refuse(node.start_mark, key, message)
        if not wanted <= found <= wanted | optional:
            raise RefusedError
        return text

    def _line(self, node: yaml.Node, key: str) -> str:
        if not isinstance(node, yaml.ScalarNode) or is_null(node):
            found = show(node) if not is_null(node) else "nothing"
            raise self.refuse(node.start_mark, key, f"expected a text, found {found}")
        text = self.text(node, key)
        if len(text) > _LONGEST:
            raise self.refuse(node.start_mark, key, f"longer than {_LONGEST:,} characters")
        return text
