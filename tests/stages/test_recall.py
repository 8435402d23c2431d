"""Earlier versions are read like present ones, and none of them stops a build."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from digest.briefing import Correction, Past, Version, Withdrawal
from digest.config import Settings
from digest.model import Article, Declaration, DroppedLine, Manuscript, Span
from digest.recall import recall
from digest.stages import corrections, parse
from digest.text.cleaning.zones import REPEATED

FIRST, SECOND = date(2022, 1, 20), date(2022, 1, 25)
TOLL = "At least five people died when the river rose in the night, the mayor of Olmo said on Monday."
MORE = "Forty families lost their homes and were taken to the school of the next village by the army."
SHARED = (
    "All our reports of the day are also printed in the evening paper, which costs two crowns in the shops."
)


def manuscript(
    *lines: str, path: str = "articles/a.txt", record: str | None = None, title: str = ""
) -> Manuscript:
    declared = (Declaration("title", title, "record"),) if title else ()
    body = "\n\n".join(lines)
    return Manuscript(
        path, record, body, declared, "utf-8", sha256(body.encode()).hexdigest(), flattened=True
    )


def article(*lines: str, **more: object) -> Article:
    found, _ = parse.article(manuscript(*lines, **more), frozenset(), ())  # type: ignore[arg-type]
    assert found is not None
    return found


def changed(now: Article, before: Manuscript | None) -> Past:
    return Past(versions={now.id: (Version(SECOND, None), Version(FIRST, before))})


def test_a_changed_sentence() -> None:
    now = article(TOLL.replace("five", "six"), MORE)
    (found,) = recall(changed(now, manuscript(TOLL, MORE)), [now], Settings()).corrections
    assert [(r.field, r.before) for r in found.revisions if r.field == "text"] == [("text", TOLL)]


def test_a_line_that_many_files_share_is_furniture_in_an_earlier_version_too() -> None:
    now = article(TOLL, MORE)
    other = article(MORE, SHARED, path="articles/b.txt")
    place = Span(other.body.index(SHARED), len(other.body))
    sharing = replace(other, paragraphs=other.paragraphs[:1], dropped=(DroppedLine(place, 3, REPEATED),))
    past = changed(now, manuscript(TOLL, SHARED, MORE))
    assert len(recall(past, [now, other], Settings()).corrections) == 1
    assert recall(past, [now, sharing], Settings()).corrections == ()


@pytest.mark.parametrize("stage", [(parse, "article"), (corrections, "corrections")])
def test_a_failure_on_an_earlier_version_leaves_the_day(
    monkeypatch: pytest.MonkeyPatch, stage: tuple[object, str]
) -> None:
    now = article(TOLL, MORE)

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(*stage, fail)
    found = recall(changed(now, manuscript(MORE)), [now], Settings()).corrections
    assert found == (Correction(now.id, SECOND, ()),)


def test_what_went_after_a_day_is_not_told_on_it() -> None:
    now = article(TOLL, MORE)
    gone = (
        Withdrawal("b", "b", SECOND, "x"),
        Withdrawal("c", "c", FIRST, "x"),
        Withdrawal("d", "d", None, "x"),
    )
    past = replace(changed(now, manuscript(MORE)), withdrawn=gone)
    found = recall(past, [now], Settings()).until(FIRST)
    assert [w.path for w in found.withdrawn] == ["c", "d"]
    assert len(found.corrections) == 1, "the text that is read is the corrected one"


def test_an_address_is_told_once() -> None:
    wire = {"path": "articles/wire.jsonl", "record": "one"}
    now = article(TOLL, **wire, title="New title")
    old = manuscript(TOLL, **wire, title="Old title")
    past = Past(removed=(Version(SECOND, old), Version(FIRST, old)))
    (found,) = recall(past, [now], Settings()).withdrawn
    assert (found.day, found.successor) == (SECOND, now.slug)
    carried = Withdrawal("articles/wire.jsonl: one", found.slug, FIRST, "it was told before")
    assert recall(replace(past, withdrawn=(carried,)), [now], Settings()).withdrawn == (carried,)


def test_corrections_of_articles_that_are_gone_are_gone() -> None:
    now = article(TOLL, MORE)
    noted = tuple(Correction(name, SECOND, ()) for name in ("gone", now.id))
    assert [c.article for c in recall(Past(corrections=noted), [now], Settings()).corrections] == [now.id]
