"""Independence: counts, changes in copies, agencies behind several texts."""

from __future__ import annotations

import pytest

from digest.findings import CreditKind
from digest.model import Copy, Reprint, Text
from digest.stages.ledger import ledger
from tests import making

STORY = "The dam at Tarn broke on Monday. Nobody was hurt. The army closed the road. Repairs take a month."


def test_files_publishers_and_texts_are_counted() -> None:
    one = making.text(
        making.article(STORY, name="a", outlet="Herald"), making.article(STORY, name="b", outlet="Post")
    )
    two = making.text(making.article("A dam broke.", name="c"))
    found = ledger(making.cluster(one, two))
    assert (found.files, found.outlets, found.unnamed, found.texts) == (3, ("Herald", "Post"), 1, 2)


def test_what_a_copy_changed_is_told_in_words() -> None:
    copy = STORY.replace("Nobody was", "One man was").replace(" Repairs take a month.", "") + " Read more."
    found = ledger(
        making.cluster(making.text(making.article(STORY, name="a"), making.article(copy, name="b")))
    )
    changes = [
        (c.before.text if c.before else None, c.after.text if c.after else None)
        for c in found.differences[0].changes
    ]
    assert changes == [("Nobody", "One man"), ("Repairs take a month.", None), (None, "Read more.")]


def test_white_space_is_no_change() -> None:
    copy = STORY.replace(". ", ".\n")
    found = ledger(
        making.cluster(making.text(making.article(STORY, name="a"), making.article(copy, name="b")))
    )
    assert found.differences[0].changes == ()


def test_a_reprint_tells_what_became_of_the_original_only() -> None:
    longer = (
        "Rain fell for a week in the hills. "
        + STORY.replace("The army", "The police")
        + " Farmers lost their cattle."
    )
    original, reprint = making.article(STORY, name="a"), making.article(longer, name="b")
    found = ledger(making.cluster(Text(original), Text(reprint, reprints=(Reprint("a", 0.8),))))
    difference = found.differences[0]
    assert (difference.article, difference.of, difference.is_copy) == ("b", "a", False)
    assert [(c.before.text, c.after.text) for c in difference.changes if c.before and c.after] == [
        ("army", "police")
    ]
    assert len(difference.changes) == 1


def test_long_lists_of_changes_are_cut_and_counted() -> None:
    body = " ".join(f"Sentence number {n} stands here for the test of bounds." for n in range(100))
    other = body.replace("bounds", "limits")
    found = ledger(
        making.cluster(Text(making.article(body, name="a"), (Copy(making.article(other, name="b"), 0.6),)))
    )
    assert (len(found.differences[0].changes), found.differences[0].omitted) == (40, 60)


@pytest.mark.parametrize(
    ("body", "agency", "kind", "words"),
    [
        ("HALD (AP) - The dam broke.", "AP", CreditKind.TEXT, "(AP)"),
        ("HALD (Reuters) — The dam broke.", "Reuters", CreditKind.TEXT, "(Reuters)"),
        ("The dam broke. — AFP", "AFP", CreditKind.TEXT, "— AFP"),
        ("An officer told Reuters that the dam broke.", "Reuters", CreditKind.STATEMENT, "told Reuters"),
        ("The army told the Associated Press so.", "AP", CreditKind.STATEMENT, "told the Associated Press"),
        (
            "The dam broke, according to the AFP news agency.",
            "AFP",
            CreditKind.STATEMENT,
            "according to the AFP news agency",
        ),
        ("Xinhua reported that the dam broke.", "Xinhua", CreditKind.STATEMENT, "Xinhua reported"),
        ("The dam. (Photo by AFP)", "AFP", CreditKind.PHOTO, "Photo by AFP"),
    ],
)
def test_agency_credits(body: str, agency: str, kind: CreditKind, words: str) -> None:
    found = ledger(making.cluster(making.text(making.article(body)))).credits
    assert [(c.agency, c.kind, c.passage.text) for c in found] == [(agency, kind, words)]


@pytest.mark.parametrize(
    "body", ["The AP course in Latin was cut.", "The PA system broke.", "A tass is a cup."]
)
def test_letters_that_are_no_credit(body: str) -> None:
    assert ledger(making.cluster(making.text(making.article(body)))).credits == ()


def test_an_agency_behind_two_texts_is_a_shared_origin() -> None:
    one = making.text(making.article("HALD (AP) - The dam broke.", name="a"))
    two = making.text(making.article("The mayor told the AP that it broke.", name="b"))
    three = making.text(making.article("The dam is gone. (Photo by AP)", name="c"))
    found = ledger(making.cluster(one, two, three))
    assert [(s.agency, s.articles) for s in found.shared] == [("AP", ("a", "b"))]
