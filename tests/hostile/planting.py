"""A content folder and settings with a payload in every field of every format."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
from pathlib import Path
from urllib.parse import quote

from tests.hostile.payloads import ADDRESSES, PAYLOADS, UNICODE

TOWNS = ("Arlen", "Bexhaven", "Corrigan", "Dunmore", "Estwick", "Farrow", "Garnet", "Holloway", "Ilford", "Jarrow",
         "Kestrel", "Larkspur", "Merrow")  # fmt: skip
THINGS = ("bridge", "harbour", "archive", "orchard", "tunnel", "library", "quarry", "ferry", "market", "tower",
          "school", "railway", "theatre", "lighthouse", "brewery", "stadium", "hospital")  # fmt: skip
DEEDS = ("closed", "reopened", "moved", "flooded", "inspected", "auctioned", "painted", "fenced", "insured",
         "surveyed", "renamed")  # fmt: skip
PEOPLE = ("mayor", "engineer", "curator", "pilot", "nurse", "farmer", "judge")
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f]")
"""What no file name and no id may hold."""
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u2028\u2029\ufeff\ufffe\uffff\U0001fffe]")


def sentence(number: int, payload: str, turn: int = 0) -> str:
    """A sentence of its own for each number, with the payload inside."""
    town, thing = TOWNS[number % len(TOWNS)], THINGS[number % len(THINGS)]
    deed, person = DEEDS[(number + turn) % len(DEEDS)], PEOPLE[(number + turn) % len(PEOPLE)]
    return (
        f"The {thing} of {town} was {deed} by {17 + number} workers after {payload} was read aloud there, "
        f"the {person} Kalvor{number} said in Novem{number % 23}burg."
    )


def in_yaml(text: str) -> str:
    """A double-quoted YAML scalar."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _UNPRINTABLE.sub(lambda found: f"\\U{ord(found.group()):08x}", quoted) + '"'


def file_name(payload: str) -> str:
    """The payload as a file name, as far as a file system takes it."""
    return payload.replace("/", "∕").replace("\0", "")[:80].lstrip(".") or "x"


def is_setting(payload: str) -> bool:
    """Whether settings take the payload as a text; they refuse control characters and what reverses a line."""
    return payload not in UNICODE and not UNPRINTABLE.search(payload)


def plain_text(number: int, payload: str) -> str:
    """First line and body of a `.txt` file."""
    return f"{payload}\n\n{sentence(number, payload)}\n\n{sentence(number, payload, 1)} It rained.\n"


def markdown(number: int, payload: str) -> str:
    """Front matter, heading, a paragraph, a link and a closing block that is the payload alone."""
    keys = (
        "title",
        "outlet",
        "author",
        "licence",
        "url",
        "lang",
        "date",
        "sample",
        "template",
        "description",
    )
    fields = "".join(f"{key}: {in_yaml(payload)}\n" for key in keys)
    body = f"# {payload}\n\n{sentence(number, payload, 2)}\n\n[{payload}]({payload})\n\n{payload}\n"
    return f"---\n{fields}---\n{body}"


def html_page(number: int, payload: str) -> str:
    """A saved page: the payload declared in every way, escaped in one paragraph and raw in the last."""
    safe = html.escape(payload)
    names = (
        "og:title",
        "author",
        "og:site_name",
        "article:published_time",
        "dc.rights",
        "og:url",
        "og:locale",
    )
    metas = "".join(f'<meta property="{name}" content="{safe}">' for name in names)
    linked = json.dumps(
        {"@type": "NewsArticle", "headline": payload, "author": {"name": payload}, "publisher": payload,
         "datePublished": payload, "license": payload, "url": payload, "inLanguage": payload}
    ).replace("<", "\\u003c")  # fmt: skip
    raw = payload if "<!ENTITY" not in payload else ""
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{metas}<title>{safe}</title>"
        f'<link rel="canonical" href="{safe}"><script type="application/ld+json">{linked}</script></head>'
        f"<body><article><h1>{safe}</h1><p>{html.escape(sentence(number, payload, 3))}</p>"
        f'<p>{html.escape(sentence(number, "a notice", 4))} <a href="{safe}">{safe}</a></p>'
        f"<p>{sentence(number, raw, 5)}</p></article></body></html>"
    )


def record(number: int, payload: str) -> dict[str, str]:
    """A line of a `.jsonl` file; the outlet is an alias that the settings give a payload as its name."""
    return {
        "id": f"id{number}" if _UNPRINTABLE.search(payload) else payload,
        "title": payload,
        "text": plain_text(number, payload),
        "date": f"2022-02-{number % 28 + 1:02d}",
        "lang": "en",
        "url": f"https://desk.example/{quote(payload, safe='')}" if payload not in ADDRESSES else payload,
        "outlet": f"desk{number}",
        "author": payload,
        "licence": payload,
    }


CHANGED = 3
"""Every third payload stood in another version of its article before."""


def earlier(number: int, payload: str) -> str:
    """A sentence that a publisher took out again."""
    return f"Divers found {number} crates of {payload} under the pier of Orzebrunn{number}, a clerk said."


def plant(content: Path) -> None:
    """Write every article: four formats for each payload, and the payloads as names; some said something else once."""
    (content / "articles").mkdir(parents=True)
    git(content, "init", "--quiet")
    _write_earlier(content)
    git(content, "add", "--all")
    git(content, "commit", "--quiet", "--message", "published", day="2022-03-01")
    for path in (content / "articles").glob("gone*"):
        path.unlink()
    _write_present(content)
    git(content, "add", "--all")
    git(content, "commit", "--quiet", "--message", "corrected", day="2022-03-05")


def git(folder: Path, *arguments: str, day: str = "2022-03-01", said: bytes = b"") -> str:
    """Run git in a folder, as somebody on some day; what it prints."""
    who = (
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@x.invalid",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "gc.auto=0",
    )
    dates = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True, input=said,
        env={**os.environ, **dates},
    )  # fmt: skip
    return done.stdout.decode("utf-8", "surrogateescape").strip()


def _write_earlier(content: Path) -> None:
    """Articles as they were: some with another sentence and other fields, some that are gone."""
    folder, records = content / "articles", []
    for number, payload in enumerate(PAYLOADS):
        if number % CHANGED == 0:
            before = markdown(number, payload).replace(in_yaml(payload), in_yaml(f"Once {payload}"))
            home = folder / "2022" / "02" / f"{number % 28 + 1:02d}"
            home.mkdir(parents=True, exist_ok=True)
            (home / f"p{number:03d}.md").write_bytes(encoded(f"{before}\n{earlier(number, payload)}\n"))
            known = record(number, payload)
            records += [
                {
                    **known,
                    "title": f"Once {payload}",
                    "text": f"{known['text']}\n{earlier(number, payload)}\n",
                },
                {**known, "id": f"gone{number}"},
            ]
        if number % 4 == 0:
            text = f"{sentence(number, 'a notice')} {earlier(number, payload)}"
            (folder / f"gone {file_name(payload)}.txt").write_bytes(encoded(text))
    _write_records(folder, records)


def _write_records(folder: Path, records: list[dict[str, str]]) -> None:
    lines = "".join(json.dumps(each) + "\n" for each in records)
    (folder / "records.jsonl").write_text(lines, encoding="ascii")


def _write_present(content: Path) -> None:
    day = content / "articles" / "2022" / "02"
    records = []
    for number, payload in enumerate(PAYLOADS):
        home = day / f"{number % 28 + 1:02d}"
        home.mkdir(parents=True, exist_ok=True)
        named = content / "articles" / f"folder {file_name(payload)}"
        named.mkdir(exist_ok=True)
        (named / f"{file_name(payload)}.txt").write_bytes(encoded(plain_text(number, payload)))
        (home / f"p{number:03d}.md").write_bytes(encoded(markdown(number, payload)))
        (home / f"p{number:03d}.html").write_bytes(encoded(html_page(number, payload)))
        records.append(record(number, payload))
    _write_records(content / "articles", records)


def encoded(text: str) -> bytes:
    """UTF-8, line ends as they are."""
    return text.encode("utf-8", "surrogatepass")


def configure(folder: Path) -> None:
    """Settings in which every name, title and reason is a payload."""
    folder.mkdir()
    allowed = [(number, payload) for number, payload in enumerate(PAYLOADS) if is_setting(payload)]
    outlets = "".join(
        f"  - name: {in_yaml(p)}\n    aliases: [desk{n}]\n    licence: {in_yaml(p)}\n" for n, p in allowed
    )
    names = "".join(
        f"  - name: {in_yaml(p)}\n    variants: [Kalvor{n}]\n    kind: person\n" for n, p in allowed
    )
    topics = "".join(
        f"  - name: {in_yaml(p)}\n    keywords: [{in_yaml(p)}, {THINGS[n % 17]}]\n" for n, p in allowed
    )
    corrected = "".join(
        f"  - rename: articles/2022/02/{n % 28 + 1:02d}/p{n:03d}.md\n    title: {in_yaml(p)}\n    reason: {in_yaml(p)}\n"
        for n, p in allowed[::3]
    )
    excluded = "".join(
        f"  - exclude: [articles/2022/02/{n % 28 + 1:02d}/p{n:03d}.html]\n    reason: {in_yaml(p)}\n"
        for n, p in allowed[5::40]
    )
    (folder / "outlets.yml").write_bytes(encoded("outlets:\n" + outlets))
    (folder / "names.yml").write_bytes(encoded("names:\n" + names))
    (folder / "topics.yml").write_bytes(encoded("topics:\n" + topics))
    (folder / "overrides.yml").write_bytes(encoded("overrides:\n" + corrected + excluded))
