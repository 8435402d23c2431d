"""`build.json` names what went in, and nothing that differs from machine to machine."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

from digest.errors import ProblemKind
from digest.stages.render import provenance
from tests import making
from tests.stages.render import telling

MADE = provenance.Provenance("3.11", (("jinja2", "3.1"),), (("topics.yml", "ab"),), "cd", date(2022, 1, 20))


def test_it_names_every_input_and_what_decides_the_output() -> None:
    made = telling.briefing()
    found = json.loads(provenance.build_json(made, MADE, "1.2", "The <Briefing>", ""))
    named = {item["path"]: (item["records"], item["sha256"]) for item in found.pop("inputs")}
    assert named == {article.path: (None, article.sha256) for article in made.articles}
    assert found == {
        "version": 1,
        "site": {"name": "The <Briefing>", "url": None},
        "edition": "2022-01-20",
        "until": "2022-01-20",
        "digest": "1.2",
        "python": "3.11",
        "packages": {"jinja2": "3.1"},
        "settings": {"topics.yml": "ab"},
        "templates": "cd",
        "counts": {
            "articles": 4,
            "texts": 3,
            "events": 2,
            "editions": 3,
            "problems": dict.fromkeys(ProblemKind, 0),
        },
    }


def test_a_file_of_records_has_one_hash_whatever_their_order() -> None:
    records = [
        making.article(f"Record {name} was sent.", name=name, path="articles/wire.jsonl") for name in "abc"
    ]
    hashes = "".join(sorted(f"{record.sha256}\n" for record in records))
    whole = hashlib.sha256(hashes.encode()).hexdigest()
    wanted = [{"path": "articles/wire.jsonl", "records": 3, "sha256": whole}]
    made = making.briefing(*(making.event(making.text(record)) for record in records))
    for articles in (made.articles, made.articles[::-1]):
        text = provenance.build_json(
            replace(made, articles=articles), replace(MADE, until=None), "1", "x", ""
        )
        found = json.loads(text)
        assert found["inputs"] == wanted
        assert (found["edition"], found["until"]) == (None, None)
