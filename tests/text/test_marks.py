"""Nothing of an article or a cluster can change without its mark."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from digest.model import (
    Article,
    Basis,
    Cluster,
    Copy,
    DroppedLine,
    Evidence,
    Precision,
    Reprint,
    SharedTerm,
    Span,
    Text,
)
from digest.text.marks import Marks
from tests import making

OTHER: dict[str, Any] = {
    "title_basis": Basis.NAME, "title_span": Span(0, 3), "paragraphs": (Span(0, 1),),
    "dropped": (DroppedLine(Span(0, 1), 1, "rule"),), "date": date(2020, 1, 1), "arrival": date(2020, 1, 2),
    "edition": date(2020, 1, 3), "batch": date(2020, 1, 4), "sample": True, "date_precision": Precision.TIME,
}  # fmt: skip


@pytest.mark.parametrize("name", [field.name for field in fields(Article)])
def test_every_field_of_an_article_counts(name: str) -> None:
    article = making.article("One sentence.", name="a")
    changed = replace(article, **{name: OTHER.get(name, "another")})
    assert getattr(changed, name) != getattr(article, name)
    assert Marks().article(article) == Marks().article(replace(article))
    assert Marks().article(article) != Marks().article(changed)


def test_every_part_of_a_cluster_counts() -> None:
    one, two = making.article("One sentence.", name="a"), making.article("Another one.", name="b")
    cluster = Cluster((Text(one, (Copy(two, 0.5),)),), Evidence(1.0, (), None))
    text = cluster.texts[0]
    others = (
        replace(cluster, title="A title"),
        replace(cluster, evidence=Evidence(0.5, (), None)),
        replace(cluster, evidence=Evidence(1.0, (SharedTerm("a", 0.1, 1, is_name=False),), None)),
        replace(cluster, evidence=Evidence(1.0, (), None, ("edited",))),
        replace(cluster, texts=(replace(text, copies=()),)),
        replace(cluster, texts=(replace(text, copies=(Copy(two, 0.6),)),)),
        replace(cluster, texts=(replace(text, reprints=(Reprint("b", 0.7),)),)),
        replace(cluster, texts=(Text(one), Text(two))),
        replace(cluster, texts=(replace(text, article=replace(one, body="Another.")),)),
    )
    found = {Marks().cluster(other) for other in (cluster, *others)}
    assert len(found) == len(others) + 1
    assert Marks().cluster(replace(cluster)) == Marks().cluster(cluster)
