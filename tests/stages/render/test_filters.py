"""What an edition can be filtered by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.briefing import Event
from digest.config import Settings, Topic
from digest.model import Article, Keyword, KeywordKind
from digest.stages.render import filters, topics
from digest.stages.render.library import Library
from tests import making
from tests.wording import ENGLISH


def event(source: Article, *keywords: Keyword) -> Event:
    return replace(making.event(making.text(source)), keywords=keywords)


def keyword(text: str, *variants: str) -> Keyword:
    return Keyword(text, text.lower().replace(" ", "-"), KeywordKind.TERM, 1.0, variants)


@pytest.mark.parametrize(
    ("wanted", "found", "belongs"),
    [
        ("Tonga", keyword("Tonga eruption"), True),
        ("tonga eruption", keyword("Eruption", "Tonga eruption"), True),
        ("Oman", keyword("Romania"), False),
        ("eruption Tonga", keyword("Tonga eruption"), False),
        ("missile", keyword("missiles"), True),
        ("", keyword("missiles"), False),
    ],
)
def test_a_topic_matches_whole_words_in_a_row(wanted: str, found: Keyword, belongs: bool) -> None:
    told = event(making.article("The sea rose.", name="a"), found)
    topic = Topic("Sea", (wanted,))
    assert topics.Membership([topic]).of(told.keywords) == ((topic,) if belongs else ())


def test_only_what_tells_events_apart_is_offered() -> None:
    events = [
        event(making.article("The sea rose.", name="a", outlet="North"), keyword("sea"), keyword("port")),
        event(making.article("Il mare sale.", name="b", outlet="North", lang="it"), keyword("sea")),
        event(making.article("The hill fell.", name="c", outlet="North"), keyword("hill")),
    ]
    library = Library(
        making.briefing(*events),
        ENGLISH,
        Settings().outlets,
        (Topic("Sea", ("sea",)), Topic("Air", ("air",))),
    )
    found = {
        group.kind: [(c.text, c.count) for c in group.choices]
        for group in filters.groups(events, library, "")
    }
    assert found == {"topics": [("Sea", 2)], "keywords": [("sea", 2)], "langs": [("en", 2), ("it", 1)]}
    topic = filters.groups(events, library, "2022/01/17/")[0].choices[0]
    assert topic.href.startswith("../../../topics/sea-")
    assert filters.keys(events[0], library).topics == (topic.key,)
