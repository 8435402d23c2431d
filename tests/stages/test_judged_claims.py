"""Claims sampled at random from labelled events and read one by one; skipped where the corpora are not present.

`tests/cases/claims/judged.jsonl` names them by corpus, article and offsets (the texts belong to their publishers)
with what was read, a verdict and a reason. Three samples, each drawn and read before its faults were mended:
95, 94 and 96 of 100 were right. The test keeps the right ones found, and counts which wrong ones are left.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from digest.config import ClaimPolicy
from digest.findings import Claim
from digest.stages.claims import claims
from digest.text.naming import names
from tests.benchmarks.claims import clusters
from tests.conftest import SHARED

JUDGED = Path(__file__).resolve().parents[1] / "cases/claims/judged.jsonl"
EVENTS = SHARED / "corpora/events"
RECORDS = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, int], Claim]:
    """Claims of the judged articles, read with the other texts of their events, by article and offset."""
    if not EVENTS.is_dir():
        pytest.skip("the labelled corpora are not part of the project and are not here")
    wanted = defaultdict(set)
    for record in RECORDS:
        wanted[record["corpus"]].add(record["article"])
    told: dict[tuple[str, int], Claim] = {}
    for corpus, articles in wanted.items():
        events = clusters(EVENTS / f"{corpus}.jsonl").values()
        used = [cluster for cluster in events if any(a.id in articles for a in cluster.articles)]
        known = names.table((), [a for cluster in used for a in cluster.articles])
        for cluster in used:
            table = claims(cluster, known, ClaimPolicy())
            told |= {
                (c.cited.detail.article, c.cited.detail.start): c for c in (*table.stated, *table.background)
            }
    return told


def is_found(record: dict[str, Any], found: dict[tuple[str, int], Claim]) -> bool:
    """Whether the claim is read as it was when it was judged."""
    claim = found.get((record["article"], record["start"]))
    return claim is not None and (
        claim.cited.detail.end,
        claim.bound.value,
        claim.value,
        claim.kind,
        claim.action,
        claim.background is not None,
    ) == tuple(record[field] for field in ("end", "bound", "value", "kind", "action", "background"))


def test_right_claims_are_still_found(found: dict[tuple[str, int], Claim]) -> None:
    lost = [r for r in RECORDS if r["verdict"] == "right" and not is_found(r, found)]
    assert lost == []


def test_at_most_one_claim_in_twenty_is_wrong(found: dict[tuple[str, int], Claim]) -> None:
    kept = [r for r in RECORDS if is_found(r, found)]
    wrong = [
        r
        for r in kept
        if r["verdict"] == "wrong"
        and (r["fault"] == "claim" or found[r["article"], r["start"]].attribution is not None)
    ]
    assert len(kept) >= 100
    assert len(wrong) <= len(kept) / 20, [r["reason"] for r in wrong]


def test_every_verdict_has_a_reason() -> None:
    assert all(r["verdict"] in ("right", "wrong") and r["reason"] for r in RECORDS)
    assert all(r["fault"] in ("claim", "source") for r in RECORDS if r["verdict"] == "wrong")
