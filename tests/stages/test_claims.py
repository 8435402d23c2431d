"""Figures: what is read, what is refused, and how texts are compared."""

from __future__ import annotations

from typing import Any

import pytest

from digest.config import ClaimPolicy
from digest.findings import Claim, ClaimRow, ClaimTable
from digest.model import Cluster
from digest.stages.claims import claims
from digest.text.naming import names
from tests import making
from tests.stages.cases import cases, told


def table(found: Cluster) -> ClaimTable:
    return claims(found, names.table((), found.articles), ClaimPolicy())


def figure(claim: Claim) -> str:
    return f"{claim.bound.value} {claim.value} {claim.kind}: {claim.action}"


def row(found: ClaimRow) -> str:
    return f"{found.label} | " + ", ".join(f"{c.article} {c.claims[0].value}" for c in found.cells)


@pytest.mark.parametrize("case", cases("claims", "figures"))
def test_figures_of_a_sentence(case: dict[str, Any]) -> None:
    found = table(making.cluster(making.text(making.article(case["input"]))))
    assert [figure(c) for c in (*found.stated, *found.background)] == case["expected"]


@pytest.mark.parametrize("case", cases("claims", "tables"))
def test_texts_compared(case: dict[str, Any]) -> None:
    found = table(told(case))
    assert [row(r) for r in found.differ] == case["differ"]
    assert [row(r) for r in found.agree] == case["agree"]
    assert [row(r) for r in found.single] == case["single"]
    assert [f"{c.counted} {c.value}" for c in found.background] == case.get("background", [])
    times = [", ".join(f"{c.article} {c.cited.detail.text}" for c in r.cells) for r in found.times]
    assert times == case.get("times", [])


def test_every_claim_cites_its_sentence_and_its_figure() -> None:
    body = (
        "The council met.\n\nAt least 12 people were killed in Tarn on Monday, according to the fire brigade."
    )
    found = table(making.cluster(making.text(making.article(body)))).stated[0]
    assert found.cited.sentence.text == body[18:]
    assert found.cited.detail.text == "At least 12 people"
    assert (found.place.text, found.time.text) == ("Tarn", "Monday")  # type: ignore[union-attr]
    assert found.attribution is not None
    assert found.attribution.text == "according to the fire brigade"
    for passage in (found.cited.sentence, found.cited.detail, found.place, found.time, found.attribution):
        assert passage is not None
        assert body[passage.start : passage.end] == passage.text


def test_a_copy_is_cited_beside_its_text() -> None:
    body = "Seven miners were killed in Tarn."
    found = table(
        making.cluster(making.text(making.article(body, name="a"), making.article(f"Tarn. {body}", name="b")))
    )
    assert [(c.article, c.text) for c in found.stated[0].copies] == [("b", body)]


def test_a_source_behind_a_second_clause_does_not_attest_the_first() -> None:
    body = "Seven miners were killed in Tarn, and police said that the owner of the mine was being questioned there."
    assert table(making.cluster(making.text(making.article(body)))).stated[0].attribution is None


def test_the_order_of_texts_changes_no_row() -> None:
    bodies = ["At least 12 people were killed in Port Hald.", "In Port Hald 31 people were killed."]
    texts = [making.text(making.article(body, name=name)) for body, name in zip(bodies, "ab", strict=True)]
    one, two = table(making.cluster(*texts)), table(making.cluster(*reversed(texts)))
    assert {c.claims for r in one.differ for c in r.cells} == {c.claims for r in two.differ for c in r.cells}
    assert one.differ
