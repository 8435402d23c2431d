"""Whatever a text holds: no stage fails, and every citation is a verbatim slice."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config import ClaimPolicy, WordingPolicy
from digest.findings import Cited
from digest.model import Cluster, Passage
from digest.stages.claims import claims
from digest.stages.ledger import ledger
from digest.stages.quotes import quotes
from digest.stages.timeline import timeline
from digest.stages.wording import wording
from digest.text.cleaning.days import EARLIEST
from digest.text.naming import names
from tests import making

PIECES = (
    "Eleven|at least|12|3,500|dozens|between 10 and 15|two dozen|1990|May|January|Jan. 14, 2020|31 February|early|late mid-"
    "|on Friday|last|year|8:30 pm (Hald time)|noon|ago|a week earlier|soldiers|people|members of the|Ruritanian|army|men|,|"
    "including|were|have been|killed|killing|wounded|shot|dead|died|left|and|or|who|could|not|arrested|of the|the death|"
    'toll|rose to|“|”|"|«|»|„|said|added|according to|told|Ada Brook|the mayor|he|—|(AP)|(Reuters)|Photo by AFP|.|?|!|;|'
    ":|\n\n|$|%|’s|The attack|took place|in Tarn|near|O'Hara|-|'"
).split("|")
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
TEXTS = st.one_of(SENTENCES, st.text(max_size=200))
DAYS = st.one_of(st.none(), st.dates(date(EARLIEST, 1, 1), date(9998, 12, 31)))
"""Readers take no other day for a publication."""


def cited(found: object) -> Iterator[Passage]:
    """Every passage in a value."""
    if isinstance(found, Passage):
        yield found
    elif isinstance(found, tuple):
        for member in found:
            yield from cited(member)
    elif dataclasses.is_dataclass(found):
        for field in dataclasses.fields(found):
            yield from cited(getattr(found, field.name))


def everything(cluster: Cluster) -> tuple[object, ...]:
    known = names.table((), cluster.articles)
    return (
        claims(cluster, known, ClaimPolicy()),
        wording(cluster, known, WordingPolicy(z_score=0.0, uses=1)),
        quotes(cluster),
        timeline(cluster),
        ledger(cluster),
    )


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, DAYS, DAYS, st.sampled_from(["en", "de", "fr", "ja", "und"]))
def test_every_citation_is_a_slice(
    one: str, two: str, first: date | None, second: date | None, lang: str
) -> None:
    bodies = {"a": one, "b": two, "c": one + " " + two}
    texts = (
        making.text(
            making.article(one, name="a", day=first, lang=lang),
            making.article(bodies["c"], name="c", lang=lang),
        ),
        making.text(making.article(two, name="b", day=second, lang=lang)),
    )
    found = everything(making.cluster(*texts))
    for passage in cited(found):
        assert bodies[passage.article][passage.start : passage.end] == passage.text
        assert passage.text
    for value in _all(found, Cited):
        assert value.sentence.start <= value.detail.start
        assert value.detail.end <= value.sentence.end


@settings(max_examples=50, deadline=None)
@given(TEXTS, DAYS)
def test_the_same_text_gives_the_same(body: str, day: date | None) -> None:
    cluster = making.cluster(making.text(making.article(body, name="a", day=day)))
    assert everything(cluster) == everything(cluster)


def _all(found: object, kind: type[Cited]) -> Iterator[Cited]:
    if isinstance(found, kind):
        yield found
    elif isinstance(found, tuple):
        for member in found:
            yield from _all(member, kind)
    elif dataclasses.is_dataclass(found):
        for field in dataclasses.fields(found):
            yield from _all(getattr(found, field.name), kind)
