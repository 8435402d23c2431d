"""The numbers of citations, and the marks on source pages that they lead to."""

import pytest

from digest.model import Passage, Span
from digest.stages.render.citations import marks
from digest.stages.render.library import Library
from digest.stages.render.numbering import Numbering
from tests import making
from tests.wording import ENGLISH

BODY = "The ferry sank. Nobody drowned. A dog swam ashore.\n\nThe owner cried."
SOURCE = making.article(BODY, name="a")


def passage(words: str) -> Passage:
    return making.passage(SOURCE, words)


def test_a_sentence_has_one_number_however_often_it_is_cited() -> None:
    numbers = Numbering(
        [SOURCE], [passage("Nobody drowned."), passage("The ferry sank."), passage("drowned")]
    )
    assert [numbers.number(passage(w)) for w in ("Nobody drowned.", "The ferry sank.", "Nobody")] == [1, 2, 1]


def test_overlapping_runs_become_one_and_single_sentences_keep_theirs() -> None:
    both, next_two = passage("The ferry sank. Nobody"), passage("drowned. A dog swam ashore.")
    numbers = Numbering([SOURCE], [both, passage("Nobody drowned."), next_two])
    assert numbers.span(both) == numbers.span(next_two) == Span(0, 50)
    assert numbers.span(passage("Nobody drowned.")) == Span(16, 31)
    assert numbers.cited(SOURCE) == {Span(0, 50): 1, Span(16, 31): 2}


@pytest.mark.parametrize("words", ["ashore.\n\nThe owner", "\n\n"])
def test_what_is_in_no_sentence_cannot_be_cited(words: str) -> None:
    with pytest.raises(ValueError, match=r"articles/a\.md: no sentences of one paragraph at \d+-\d+"):
        Numbering([SOURCE], [passage(words)])


def test_marks_nest_and_hold_the_text() -> None:
    event = making.event(making.text(SOURCE), lede=passage("Nobody drowned. A dog swam ashore."))
    (first, second) = marks(SOURCE, event, Library(making.briefing(event), ENGLISH), "sources/a/")
    assert "".join(mark.text for mark in first) == BODY[:50]
    assert [mark.anchor for mark in first if mark.anchor] == ["s0-15", "s16-50"]
    (run,) = (mark for mark in first if mark.inner)
    assert "".join(mark.text for mark in run.inner) == run.text
    assert [mark.anchor for mark in run.inner if mark.anchor] == ["s16-31", "s32-50"]
    assert run.back is not None
    assert run.back.href == "../../events/a/#c1"
    assert [mark.cited for mark in second] == [False]
