"""What an audit leaves for the next one."""

from __future__ import annotations

import json

import pytest

from digest.adapters import proofs
from digest.adapters.proofs import NOTHING, Names, Proof, Proofs

PAGE = Proof("1" * 64, "a\nb", ("b.html", "c.html"), ("b.html",), ("c.html",), 2)
OTHER = Proof("2" * 64, "x", ("c.html",), (), (), 0)


def made() -> Proofs:
    names = Names()
    rows = {"a.html": names.row(PAGE), "b.html": names.row(OTHER)}
    return Proofs(rows, names.listed, {"c.html": "key"}, {"3" * 64: 1})


HASHES = {"a.html": "1" * 64, "b.html": "2" * 64}
FILES = ("a.html", "b.html", "c.html")
SOURCES = {"c.html": "key"}


def test_what_is_written_is_read() -> None:
    found = proofs.from_data(json.loads(json.dumps(proofs.to_data(made()))))
    assert (found.proof("a.html"), found.proof("b.html")) == (PAGE, OTHER)
    assert (found.sources, found.events) == (SOURCES, {"3" * 64: 1})


def test_names_that_nothing_names_any_more_are_left_out() -> None:
    before = made()
    many = Proofs(before.rows, (*before.names, *map(str, range(100))), before.sources, before.events)
    data = proofs.to_data(many)
    assert data["names"] == ["b.html", "c.html"]
    assert proofs.from_data(data).proof("a.html") == PAGE


@pytest.mark.parametrize(
    ("hashes", "files", "sources", "standing"),
    [
        (HASHES, FILES, SOURCES, {"a.html", "b.html"}),
        (HASHES | {"a.html": "0" * 64}, FILES, SOURCES, {"b.html"}),
        (HASHES, ("a.html", "c.html"), SOURCES, {"b.html"}),
        (HASHES, FILES, {"c.html": "other"}, {"b.html"}),
        (HASHES, FILES, {}, {"b.html"}),
        (HASHES, FILES, SOURCES | {"d.html": "new"}, {"a.html", "b.html"}),
        (HASHES, ("a.html", "b.html"), SOURCES, set()),
    ],
)
def test_a_proof_holds_while_nothing_it_rests_on_changed(
    hashes: dict[str, str], files: tuple[str, ...], sources: dict[str, str], standing: set[str]
) -> None:
    assert made().standing(hashes, files, sources).keys() == standing


def test_a_page_is_read_again_when_ids_it_links_to_changed() -> None:
    before = made()
    standing = before.standing(HASHES, FILES, SOURCES)
    assert before.shaken(standing, {"b.html": "x"}) == []
    assert before.shaken(standing, {"b.html": "y"}) == ["a.html"]
    assert before.shaken(standing, {"c.html": "new"}) == []


@pytest.mark.parametrize(
    "damage",
    [
        {"rows": {"a.html": ["1", "a", [9], "", "", 0]}},
        {"rows": {"a.html": [1, "a", "", "", "", 0]}},
        {"rows": {"a.html": ["1", "a", ""]}},
        {"rows": []},
        {"names": None},
        {"sources": 1},
    ],
)
def test_what_is_not_ours_proves_nothing(damage: dict[str, object]) -> None:
    assert proofs.from_data(proofs.to_data(made()) | damage) is NOTHING


def test_other_data_proves_nothing() -> None:
    assert proofs.from_data(None) is NOTHING
    assert proofs.from_data([1]) is NOTHING
