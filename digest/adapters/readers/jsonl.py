"""`.jsonl`: one article a line, a JSON object of text fields; a bad line never stops the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

from digest.adapters.readers.encoding import DecodingError, decode
from digest.errors import Location, Problem, ProblemKind
from digest.model import Declaration, Manuscript

RECORD_BYTES = 5_000_000
"""Longest line that is read."""
RECORD_LINES = 50_000
"""Most lines of its text."""
_FIELDS = ("title", "date", "lang", "url", "outlet", "author", "licence", "sample")
_SYNONYMS = {"license": "licence", "language": "lang"}
_ID_LENGTH = 200
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def read(path: str, file: BinaryIO) -> Iterator[Manuscript | Problem]:
    """Give the records of an open file one by one, and a problem for each line that is none."""
    number = 0
    while line := file.readline(RECORD_BYTES + 1):
        number += 1
        if len(line) > RECORD_BYTES and not line.endswith(b"\n"):
            _skip_line(file)
            yield _bad(path, number, f"longer than {RECORD_BYTES:,} bytes, the most that is read")
        elif number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield _bad(path, None, "UTF-16; a .jsonl file must be UTF-8")
            return
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _record(path, number, line.rstrip(b"\r\n"))


def _skip_line(file: BinaryIO) -> None:
    while (rest := file.readline(RECORD_BYTES)) and not rest.endswith(b"\n"):
        pass


def _bad(path: str, line: int | None, message: str) -> Problem:
    return Problem(Location(path, line), ProblemKind.QUARANTINED, message)


def _record(path: str, number: int, line: bytes) -> Manuscript | Problem:
    try:
        text, encoding = decode(line)
        fields = _fields(text)
        key, body = _required(fields, "id"), _required(fields, "text")
    except ValueError as reason:
        return _bad(path, number, str(reason))
    if len(key) > _ID_LENGTH or _UNPRINTABLE.search(key):
        return _bad(
            path, number, f"id: at most {_ID_LENGTH} characters without control characters are accepted"
        )
    if body.count("\n") > RECORD_LINES:
        return _bad(path, number, f"text: more than {RECORD_LINES:,} lines, the most that is read")
    if "\0" in body:
        return _bad(path, number, "text: binary, it holds NUL characters")
    declared = tuple(
        Declaration(name, value, "record", number) for name in ("id", *_FIELDS) if (value := fields.get(name))
    )
    return Manuscript(path, key, body, declared, encoding, sha256(line).hexdigest(), flattened=True)


def _required(fields: dict[str, str], name: str) -> str:
    value = fields.get(name, "")
    if not value.strip():
        raise ValueError(f"{name}: missing or empty; id and text are required")
    return value


def _fields(text: str) -> dict[str, str]:
    """The scalars of one JSON object, as text as written. ValueError says what is wrong."""
    try:
        found = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except DecodingError:
        raise
    except json.JSONDecodeError as error:
        raise ValueError(
            f"not JSON: {error.msg} at column {error.colno}; one object a line is accepted"
        ) from None
    except (RecursionError, ValueError):
        raise ValueError("not JSON that can be read; one flat object a line is accepted") from None
    if not isinstance(found, dict):
        raise ValueError("not a JSON object; one object a line is accepted")
    fields: dict[str, str] = {}
    for key, value in found.items():
        name = _SYNONYMS.get(key, key)
        if name in ("id", "text", *_FIELDS) and value is not None:
            fields[name] = _scalar(name, value)
    return fields


def _scalar(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if name == "date" and not isinstance(value, str):
        return f"a {type(value).__name__}"  # no date, which is no reason to lose the article
    if not isinstance(value, str):
        raise ValueError(f"{name}: {type(value).__name__} found; a text is accepted")
    if _SURROGATE.search(value):
        raise ValueError(f"{name}: half a surrogate pair; valid Unicode is accepted")
    return value
