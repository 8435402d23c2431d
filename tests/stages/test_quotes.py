"""Quotations: who speaks, in which role, and what is no quotation."""

from __future__ import annotations

from typing import Any

import pytest

from digest.stages.quotes import quotes
from tests import making
from tests.stages.cases import cases


@pytest.mark.parametrize("case", cases("quotes", "quotes"))
def test_attributed_quotations(case: dict[str, Any]) -> None:
    article = making.article(case["input"], lang=case.get("lang", "en"))
    found = quotes(making.cluster(making.text(article)))
    assert [(q.speaker.text, q.role.text if q.role else None) for q in found] == [
        (speaker, role) for speaker, role, *_ in case["expected"]
    ]
    for quote, (_, _, begins, *introduced) in zip(found, case["expected"], strict=True):
        assert quote.cited.detail.text.startswith(begins)
        assert bool(quote.introduced) == bool(introduced)
        assert quote.cited.sentence.start <= quote.cited.detail.start
        assert quote.cited.detail.end <= quote.cited.sentence.end


def test_the_same_words_in_two_texts_are_one_quotation() -> None:
    words = "“We lost the whole harvest in one night,”"
    one = making.text(making.article(f"{words} said Ada Brook.", name="a"))
    two = making.text(making.article(f"Ada Brook told the paper: {words[:-2]}.”", name="b"))
    found = quotes(making.cluster(one, two))
    assert len(found) == 1
    assert [c.article for c in found[0].copies] == ["b"]


def test_a_copy_repeats_the_quotation() -> None:
    body = "“We lost the whole harvest in one night,” said Ada Brook."
    found = quotes(
        making.cluster(making.text(making.article(body, name="a"), making.article(body, name="b")))
    )
    assert [c.article for q in found for c in q.copies] == ["b"]
