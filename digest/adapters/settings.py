"""`site_config/*.yml` → `Settings`; all errors at once, each with file, line, column and key.

The types in `config.py` are the only description of what is accepted. No validation library
is used because none keeps the place of a value in the YAML file.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from difflib import get_close_matches
from enum import EnumType
from pathlib import Path
from typing import Any

import yaml

from digest.adapters.yaml_file import RefusedError, YamlFile, hint, is_null, problem, show
from digest.config import Between, Form, Outlet, Override, Settings
from digest.errors import DigestError, Problem
from digest.text.cleaning import days
from digest.text.cleaning.declarations import address
from digest.text.escape import one_line

FILES = {
    "pipeline.yml": tuple(f.name for f in fields(Settings) if is_dataclass(f.default)),
    "outlets.yml": ("outlets",),
    "names.yml": ("names",),
    "topics.yml": ("topics",),
    "overrides.yml": ("overrides",),
}
"""Which top-level keys of `Settings` each file may set."""

_MAX_NUMBER = 1_000_000


def load(folder: Path) -> Settings:
    """Settings of a folder over the defaults; a file that is not there changes nothing.

    Raises DigestError (usage) with every fault found in every file.
    """
    if not folder.is_dir():
        raise DigestError(problem(str(folder), None, "", "no such settings folder"))
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, keys in FILES.items():
        path = folder / name
        if path.exists() or path.is_symlink():
            reader = _Reader(f"{folder.name}/{name}")
            values |= reader.read(path, keys)
            problems += reader.problems
    unknown = sorted(p.name for p in folder.glob("*.y*ml") if p.name not in FILES)
    problems += [
        problem(f"{folder.name}/{name}", None, "", f"unknown settings file{hint(name, FILES)}")
        for name in unknown
    ]
    if problems:
        raise DigestError(*sorted(problems))
    return Settings(**values)


class _Reader(YamlFile):
    """Reads one file against the types of `Settings`."""

    def read(self, file: Path, keys: tuple[str, ...]) -> dict[str, Any]:
        try:
            node = self.compose(file)
            if node is None:
                return {}
            return self._mapping(node, {name: _types(Settings)[name] for name in keys}, "")
        except RefusedError:
            return {}

    def _mapping(self, node: yaml.Node, accepted: dict[str, Any], key: str) -> dict[str, Any]:
        if not isinstance(node, yaml.MappingNode):
            raise self.refuse(node.start_mark, key, f"expected a mapping with {', '.join(accepted)}")
        found: dict[str, Any] = {}
        for name_node, value_node in node.value:
            name = one_line(name_node.value)[:60] if isinstance(name_node, yaml.ScalarNode) else ""
            place = f"{key}.{name}" if key else name
            if name not in accepted:
                self.refuse(name_node.start_mark, place, f"unknown key{hint(name, accepted)}")
            elif name in found:
                self.refuse(name_node.start_mark, place, "given twice")
            else:
                try:
                    found[name] = self._value(value_node, accepted[name], place)
                except RefusedError:
                    found[name] = None  # noted; the other faults are still looked for
        return found

    def _value(self, node: yaml.Node, kind: Any, key: str) -> Any:
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin in (typing.Union, types.UnionType):
            if is_null(node):
                return None
            return self._value(node, next(a for a in arguments if a is not type(None)), key)
        if origin is typing.Annotated:
            return self._formed(node, arguments[0], arguments[1], key)
        if origin is tuple:
            return self._sequence(node, arguments[0], key)
        if is_dataclass(kind):
            return self._dataclass(node, typing.cast("type[Any]", kind), key)
        return self._scalar(node, kind, key)

    def _sequence(self, node: yaml.Node, kind: Any, key: str) -> tuple[Any, ...]:
        if is_null(node):
            return ()
        if not isinstance(node, yaml.SequenceNode):
            raise self.refuse(
                node.start_mark, key, f"expected a list (lines that begin with '-'), found {show(node)}"
            )
        values = []
        for position, item in enumerate(node.value):
            try:
                values.append(self._value(item, kind, f"{key}[{position}]"))
            except RefusedError:
                continue
        return tuple(values)

    def _dataclass(self, node: yaml.Node, kind: type[Any], key: str) -> Any:
        accepted = {f.name: t for f, t in _public(kind)}
        found = self._mapping(node, accepted, key)
        missing = [f.name for f, _ in _public(kind) if _required(f) and f.name not in found]
        if missing:
            raise self.refuse(node.start_mark, key, f"missing {', '.join(missing)}")
        if any(found[f.name] is None for f, _ in _public(kind) if f.name in found and f.default is not None):
            raise RefusedError
        value = kind(**found)
        if isinstance(value, Outlet) and value.url:
            self._address(node, value.url, f"{key}.url")
        return replace(value, line=node.start_mark.line + 1) if isinstance(value, Override) else value

    def _scalar(self, node: yaml.Node, kind: Any, key: str) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            raise self.refuse(node.start_mark, key, f"expected {_name(kind)}, found {show(node)}")
        text = node.value
        if kind is str:
            return self.text(node, key)
        if isinstance(kind, EnumType):
            choices = [str(member.value) for member in typing.cast("type[Any]", kind)]
            if text not in choices:
                raise self.refuse(node.start_mark, key, f"{show(node)} is not one of {', '.join(choices)}")
            return typing.cast("type[Any]", kind)(text)
        if kind is bool:
            if text not in ("true", "false"):
                raise self.refuse(node.start_mark, key, f"expected true or false, found {show(node)}")
            return text == "true"
        return self._number(node, kind, key)

    def _formed(self, node: yaml.Node, kind: Any, form: Form | Between, key: str) -> Any:
        value = self._value(node, kind, key)
        if isinstance(form, Between):
            if not form.least <= value <= form.most:
                message = f"expected a whole number from {form.least} to {form.most}, found {show(node)}"
                raise self.refuse(node.start_mark, key, message)
            return value
        try:
            (days.cut_off if form is Form.TIME else days.zone)(value)
        except LookupError as fault:
            advice = f"; did you mean '{near}'?" if (near := _near_zone(value)) else ", such as Europe/London"
            message = f"{show(node)} is no time zone of the IANA list{advice}"
            raise self.refuse(node.start_mark, key, message) from fault
        except ValueError as fault:
            message = f"expected a time from 00:01 to 24:00, such as 06:00, found {show(node)}"
            raise self.refuse(node.start_mark, key, message) from fault
        return value

    def _address(self, node: yaml.Node, url: str, key: str) -> None:
        try:
            address(url)
        except ValueError as fault:
            raise self.refuse(
                node.start_mark, key, "only full http and https addresses are accepted"
            ) from fault

    def _number(self, node: yaml.Node, kind: Any, key: str) -> Any:
        try:
            number = kind(node.value)
        except ValueError as fault:
            raise self.refuse(node.start_mark, key, f"expected {_name(kind)}, found {show(node)}") from fault
        if not abs(number) <= _MAX_NUMBER or (kind is int and number < 0):  # not a number is not less either
            raise self.refuse(
                node.start_mark,
                key,
                f"expected {_name(kind)} of at most {_MAX_NUMBER:,}, found {show(node)}",
            )
        return number


def _near_zone(name: str) -> str | None:
    """The zone of which `name` is a part or a misspelling: `Berlin`, `new york`, `Europe/Londn`."""
    known = {zone.casefold(): zone for zone in sorted(days.zones())}
    plain = name.casefold().replace(" ", "_")
    near = [zone for zone in known if zone.endswith(f"/{plain}")] or get_close_matches(plain, known, n=1)
    return known[near[0]] if near else None


def _name(kind: Any) -> str:
    return {int: "a whole number", float: "a number", str: "a text"}.get(kind, str(kind))


def _types(kind: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(kind, include_extras=True)


def _public(kind: type[Any]) -> Iterator[tuple[Field[Any], Any]]:
    hints = _types(kind)
    return ((f, hints[f.name]) for f in fields(kind) if not f.metadata.get("internal"))


def _required(f: Field[Any]) -> bool:
    return f.default is MISSING and f.default_factory is MISSING
