"""What a file says about itself, checked: each reader of a field gives its value or says what is accepted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from digest.config import Outlet
from digest.text.escape import one_line

_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9_-]{1,20})?")
_NOT_IN_ADDRESS = re.compile(
    r"[\s\x00-\x20\x7f-\x9f\"<>\\^`{|}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_ADDRESS_LENGTH = 2000
_FIELD_LENGTH = 300


def line_of_text(value: str) -> str:
    """A title, name or licence: one line without control characters. ValueError when nothing is left."""
    text = one_line(value)
    if not text:
        raise ValueError("empty; the field is left out")
    return text if len(text) <= _FIELD_LENGTH else text[:_FIELD_LENGTH].rstrip()


def address(value: str) -> str:
    """An http or https address. ValueError for other schemes and for what browsers would read otherwise."""
    text = value.strip()
    if len(text) > _ADDRESS_LENGTH or _NOT_IN_ADDRESS.search(text):
        raise ValueError("not a web address; the link is left out")
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool((parts.hostname or "").strip("."))
        _ = parts.port
    except ValueError:
        is_web = False
    if not is_web or "@" in parts.netloc:
        raise ValueError("only full http and https addresses without a user name are linked; it is left out")
    return text


def host(url: str) -> str:
    """Host name of an address that `address` accepted, without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def language(value: str) -> str:
    """ISO 639-1 code of a language tag such as `en-GB`. ValueError when it has none."""
    match = _LANGUAGE.fullmatch(value.strip())
    if match is None:
        raise ValueError("not a language code such as en or pt-BR; the language is detected")
    return match[1].lower()


def outlet_named(name: str, outlets: Sequence[Outlet]) -> Outlet | None:
    """The outlet known under `name`, in any letter case."""
    wanted = name.casefold()
    return next(
        (o for o in outlets if wanted in (o.name.casefold(), *(a.casefold() for a in o.aliases))), None
    )


def outlet_at(url: str, outlets: Sequence[Outlet]) -> Outlet | None:
    """The outlet whose host (an alias, or that of its own address) is the host of `url` or a parent of it."""
    labels = host(url).split(".")
    parents = {".".join(labels[n:]) for n in range(len(labels) - 1)}
    for outlet in outlets:
        hosts = {alias.casefold().removeprefix("www.") for alias in outlet.aliases}
        if outlet.url:
            hosts.add(host(outlet.url))
        if hosts & parents:
            return outlet
    return None
