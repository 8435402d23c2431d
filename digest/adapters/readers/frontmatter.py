"""YAML front matter, read as text: no value is turned into a boolean, number or date, none is cut at a `#`.

Anchors, aliases, tags, deep nesting and large blocks are refused: the first two make small files
expand without bound, tags make objects, and no article needs any of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from digest.model import Declaration

MOST_BYTES = 65_536
_DEPTH = 3
_FIELDS = frozenset({"title", "date", "lang", "url", "outlet", "author", "licence", "sample"})
_SYNONYMS = {"license": "licence", "language": "lang", "authors": "author"}
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_ONE_LINE = re.compile(r"(?P<key>[A-Za-z_][\w-]{0,60}):[ \t]+(?P<value>[^\s#|>&*!][^\r\n]*)\r?$")
_SIGNS = (
    (re.compile(r"^(?:[@%`]|[-?] )"), "a sign at the start that YAML reserves"),
    (re.compile(r": |:$"), "a colon that YAML takes for a key"),
    (re.compile(r"[ \t]#"), "a # that YAML takes for a comment"),
)
_CLOSED = re.compile(r"\[[^\[\]]*\]|\{[^{}]*\}|\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_SWITCH = re.compile(r"(?:yes|no|on|off|y|n|true|false|null|~)", re.IGNORECASE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class FrontMatterError(ValueError):
    """Front matter that is not read; carries the line in the file."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the fences, and where the article begins."""

    declared: tuple[Declaration, ...]
    warnings: tuple[tuple[int, str, str], ...]
    """Line, key, message: values that other programs would read otherwise than written."""
    end: int
    """Offset of the first character after the closing fence; 0 without front matter."""


def read(text: str) -> FrontMatter:
    """Read the front matter at the start of `text`, if there is any. Raises `FrontMatterError`."""
    opening = _FENCE.match(text)
    if opening is None:
        return FrontMatter((), (), 0)
    closing = _END.search(text, opening.end())
    if closing is None:
        raise FrontMatterError(1, "front matter is opened by --- and never closed")
    block = text[opening.end() : closing.start()]
    if len(block.encode("utf-8", "replace")) > MOST_BYTES:
        raise FrontMatterError(1, f"front matter of more than {MOST_BYTES // 1024} KiB")
    safe, warnings = _quoted(block)
    declared = tuple(_declarations(safe))
    return FrontMatter(declared, tuple(warnings), closing.end())


def _quoted(block: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Quote the one-line values that YAML would cut, refuse or turn into something else."""
    rows, warnings = block.split("\n"), []
    for at, row in enumerate(rows):
        match = _ONE_LINE.match(row)
        value = match["value"].rstrip() if match else ""
        if match and (reason := _misread(match["key"], value)):
            warnings.append((at + 2, match["key"], f"{reason}; kept as written: put it in quotation marks"))
            rows[at] = f"{match['key']}: {json.dumps(value, ensure_ascii=False)}"
    return "\n".join(rows), warnings


def _misread(key: str, value: str) -> str | None:
    """What YAML would make of a value that stands on one line, when that is not the value."""
    if closed := _CLOSED.match(value):
        rest = value[closed.end() :].lstrip()
        return f"text after a closing {closed[0][-1]}" if rest and not rest.startswith("#") else None
    if value[0] in "[{\"'":  # goes on in the next line
        return None
    return next((said for sign, said in _SIGNS if sign.search(value)), None) or _switch(key, value)


def _switch(key: str, value: str) -> str | None:
    is_switch = key != "sample" and _SWITCH.fullmatch(value)
    return f"{value} is a switch in YAML, not a text" if is_switch else None


def _declarations(block: str) -> Iterator[Declaration]:
    _check(block)
    root = yaml.compose(block, Loader=_LOADER)
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise FrontMatterError(
            _line(root), "front matter that is no mapping; `key: value` lines are accepted"
        )
    for key, value in root.value:
        name = _SYNONYMS.get(key.value, key.value) if isinstance(key, yaml.ScalarNode) else ""
        text = _text(value)
        if name in _FIELDS and text:
            yield Declaration(name, text, "front matter", _line(key))


def _text(node: yaml.Node) -> str:
    """A scalar as written, or a list of them joined; nothing for a mapping."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(str(item.value) for item in node.value if isinstance(item, yaml.ScalarNode))
    return ""


def _check(block: str) -> None:
    """Refuse what could expand, make objects or exhaust the stack, before anything is built from it."""
    depth, documents = 0, 0
    for event in _events(block):
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            raise FrontMatterError(_line(event), "front matter of several documents (---): one is accepted")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise FrontMatterError(
                _line(event), "front matter with an anchor or alias (& or *): quote the value"
            )
        if getattr(event, "tag", None):
            raise FrontMatterError(_line(event), "front matter with a tag (!): quote the value")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH:
            raise FrontMatterError(_line(event), f"front matter nested more than {_DEPTH} deep")


def _events(block: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(block, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = int(getattr(error.problem_mark or error.context_mark, "line", -1)) + 2
        raise FrontMatterError(line, f"front matter that is not YAML: {error.problem}") from None
    except yaml.YAMLError:
        raise FrontMatterError(1, "front matter that is not YAML: a character it does not allow") from None


def _line(mark: yaml.Event | yaml.Node) -> int:
    """Line in the file: marks count from 0, and the opening fence is line 1."""
    return int(getattr(mark.start_mark, "line", -1)) + 2
