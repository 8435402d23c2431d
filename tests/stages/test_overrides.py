"""An editor's corrections."""

from __future__ import annotations

import pytest

from digest.config import Override
from digest.errors import DigestError, ProblemKind
from digest.model import Cluster, Text
from digest.stages import overrides
from tests.making import article, cluster, text

A, B, C, D = (article(f"Body of {name}.", name=name) for name in "abcd")
CLUSTERS = (cluster(Text(A), text(B, C)), cluster(Text(D)))

KNOWN = tuple(name for article in (A, B, C, D) for name in (article.id, article.path))


def ids(clusters: tuple[Cluster, ...]) -> list[list[str]]:
    return [[a.id for a in c.articles] for c in clusters]


def test_merge_joins_whole_events() -> None:
    done = overrides.apply(CLUSTERS, (Override("one fire", merge=("articles/d.md", "a")),))
    assert ids(done) == [["a", "b", "c", "d"]]
    assert done[0].evidence.edited == ("one fire",)


def test_split_takes_copies_along() -> None:
    done = overrides.apply(CLUSTERS, (Override("another fire", split=("b",)),))
    assert ids(done) == [["a"], ["b", "c"], ["d"]]
    assert [c.evidence.edited for c in done] == [("another fire",), ("another fire",), ()]


def test_a_false_copy_can_leave_alone() -> None:
    assert ids(overrides.apply(CLUSTERS, (Override("no copy", split=("c",)),))) == [["a", "b"], ["c"], ["d"]]


def test_rename_sets_the_title_only() -> None:
    done = overrides.apply(CLUSTERS, (Override("clearer", rename="c", title="Fire in Tarn"),))
    assert (ids(done), done[0].title, done[1].title) == (ids(CLUSTERS), "Fire in Tarn", None)


def test_entries_act_in_order() -> None:
    order = (Override("x", merge=("a", "d")), Override("y", split=("d",)))
    assert ids(overrides.apply(CLUSTERS, order)) == ids(CLUSTERS)


def test_exclude_names_the_reason() -> None:
    kept, notes = overrides.excluded((A, B), (Override("withdrawn", exclude=("articles/b.md",)),))
    assert kept == (A,)
    assert [str(note) for note in notes] == ["articles/b.md: not published, excluded by an editor: withdrawn"]


@pytest.mark.parametrize(
    ("override", "message"),
    [
        (
            Override("x", merge=("a", "articles/f.md"), line=7),
            r"overrides.yml:7: overrides\[0\].merge: no article",
        ),
        (Override("x", split=("articles/bb.md",), line=3), "did you mean 'articles/b.md'"),
        (
            Override("x", rename="zz", title="T", line=9),
            r"overrides.yml:9: overrides\[0\].rename: no article 'zz'",
        ),
        (Override("nothing", line=2), "give one of merge, split, rename, exclude"),
    ],
)
def test_what_matches_nothing_is_an_error(override: Override, message: str) -> None:
    with pytest.raises(DigestError, match=message):
        overrides.check((override,), KNOWN)


def test_excluding_an_unknown_article_is_an_error() -> None:
    with pytest.raises(DigestError, match=r"overrides.yml:4: overrides\[0\].exclude: no article 'q'"):
        overrides.check((Override("x", exclude=("q",), line=4),), KNOWN)


def test_the_path_of_several_records_names_none_of_them() -> None:
    records = ("7", "feed.jsonl", "8", "feed.jsonl")
    overrides.check((Override("x", split=("8",)),), records)
    with pytest.raises(
        DigestError, match=r"overrides\[0\].split: 'feed.jsonl' is 2 articles; give the id of one"
    ):
        overrides.check((Override("x", split=("feed.jsonl",)),), records)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(DigestError) as raised:
        overrides.check((Override("x", merge=("q", "r")), Override("y")), KNOWN)
    assert len(raised.value.problems) == 3


def test_a_correction_of_a_later_article_waits_for_its_edition() -> None:
    order = (Override("one fire", merge=("a", "not-yet")), Override("another", split=("not-yet",)))
    assert ids(overrides.apply(CLUSTERS, order)) == ids(CLUSTERS)


def test_what_is_said_of_a_file_that_could_not_be_read_is_passed_over() -> None:
    (warning,) = overrides.check(
        (Override("x", merge=("a", "articles/bad.md"), line=7),), KNOWN, frozenset({"articles/bad.md"})
    )
    assert str(warning).startswith("overrides.yml:7: overrides[0].merge: 'articles/bad.md' could not be read")
    assert warning.kind is ProblemKind.WARNING
