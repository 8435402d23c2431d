"""Names, labels and terms by source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from digest.config import NameEntry, WordingPolicy
from digest.findings import Use
from digest.stages.wording import wording
from digest.text.naming import names
from tests import making
from tests.stages.cases import cases, told


def line(uses: Sequence[Use]) -> str:
    return "; ".join(f"{use.article} {use.wording} {use.count}" for use in uses)


@pytest.mark.parametrize("case", cases("wording", "wording"))
def test_wording_by_source(case: dict[str, Any]) -> None:
    found = told(case)
    entries = [NameEntry(name, tuple(variants)) for name, variants in case["names"].items()]
    result = wording(found, names.table(entries, found.articles), WordingPolicy())
    assert [f"{r.name}: {line(r.uses)} / {line(r.labels)}" for r in result.names] == case["rows"]
    terms = [f"{t.use.article} {t.use.wording} {t.use.count}/{t.elsewhere}" for t in result.terms]
    if "terms" in case:
        assert terms == case["terms"]
    for use in (*(u for r in result.names for u in (*r.uses, *r.labels)), *(t.use for t in result.terms)):
        assert use.cited.detail.text in use.cited.sentence.text


def test_one_text_has_nothing_to_compare() -> None:
    found = making.cluster(making.text(making.article("Redshirt rebels burned the mill.")))
    result = wording(found, names.table((), found.articles), WordingPolicy())
    assert (result.names, result.terms) == ((), ())
