"""YAKE's phrases: found once for each text, whoever finds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from digest.adapters.packs import Packs
from digest.config import KeywordPolicy
from digest.extraction import Extraction
from digest.memory import NONE, Memory
from digest.stages import keywords
from digest.text.marks import Marks
from tests.making import article

POLICY = KeywordPolicy()
ARTICLES = [
    article(f"The river flooded the old town of {place}. Ada Rossi closed the market square.", name=place)
    for place in ("Olmo", "Lume", "Tarn", "Brix")
]
WANTED = {a.id: keywords.extracted(a, POLICY) for a in ARTICLES}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that YAKE was given."""
    given: list[str] = []
    real = keywords.extracted

    def extracted(article: Any, policy: KeywordPolicy) -> keywords.Phrases:
        given.append(article.id)
        return real(article, policy)

    monkeypatch.setattr(keywords, "extracted", extracted)
    return given


def extraction(memory: Memory = NONE, policy: KeywordPolicy = POLICY) -> Extraction:
    return Extraction(policy, Marks(), memory)


def first(count: int) -> Callable[..., Callable[[], Sequence[Any]]]:
    """Comes to the end of so many."""
    return lambda function, items: lambda: [function(item) for item in items[:count]]


def test_the_phrases_are_those_of_yake() -> None:
    assert all(WANTED.values())
    found = extraction()
    assert {a.id: found(a) for a in ARTICLES} == WANTED


@pytest.mark.parametrize("done", [0, 1, 3, 4])
def test_each_text_is_read_once(asked: list[str], done: int) -> None:
    found = extraction()
    found.begin(ARTICLES, first(done))
    found.complete([*ARTICLES, *ARTICLES], map)
    assert {a.id: found(a) for a in ARTICLES} == WANTED
    assert sorted(asked) == sorted(WANTED)
    assert asked[:done] == [a.id for a in ARTICLES[::-1]][:done]  # the newest first


def test_what_is_not_wanted_is_not_read(asked: list[str]) -> None:
    found = extraction()
    found.begin(ARTICLES, first(0))
    found.complete(ARTICLES[:1], map)
    assert asked == ["Olmo"]


def test_phrases_are_remembered(asked: list[str], tmp_path: Path) -> None:
    def complete(policy: KeywordPolicy = POLICY) -> dict[str, keywords.Phrases]:
        packs = Packs(tmp_path)
        found = extraction(packs, policy)
        found.begin(ARTICLES, first(9))
        found.complete(ARTICLES, map)
        packs.save()
        again = extraction(Packs(tmp_path), policy)
        return {a.id: again(a) for a in ARTICLES}

    assert complete() == complete() == WANTED
    assert len(asked) == len(ARTICLES)
    assert complete(KeywordPolicy(opening_words=3)) != WANTED
    assert len(asked) == 2 * len(ARTICLES)


def test_a_text_of_which_yake_finds_nothing_is_known_too(asked: list[str]) -> None:
    silent = article("\u706b\u707d\u3002", name="silent", lang="zh")
    found = extraction()
    found.complete([silent], map)
    assert (found(silent), asked) == ((), ["silent"])


def test_a_fault_is_that_of_the_work(asked: list[str]) -> None:
    def fails(_function: Any, items: Sequence[Any]) -> Iterable[Any]:
        assert len(items) == len(ARTICLES)
        raise LookupError

    with pytest.raises(LookupError):
        extraction().complete(ARTICLES, fails)
    assert asked == []
