"""Keywords of events: cases, and what holds whatever the texts are."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.config import KeywordPolicy, NameEntry
from digest.model import Copy, Keyword, KeywordKind, Text
from digest.stages.keywords import article_keywords, keywords
from digest.text.naming.names import Names, table
from digest.text.rarity import rarity
from tests.making import article

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases/keywords/events.yml").read_text(encoding="utf-8")
)
POLICY = KeywordPolicy()
NO_NAMES = table((), ())


def texts_of(bodies: list[str], lang: str = "en") -> list[Text]:
    return [Text(article(body, name=f"t{at}", lang=lang)) for at, body in enumerate(bodies)]


def run(texts: list[Text], names: Names = NO_NAMES, policy: KeywordPolicy = POLICY) -> tuple[Keyword, ...]:
    return keywords(texts, rarity([text.article for text in texts]), names, policy)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    entries = [NameEntry(n["name"], tuple(n["variants"])) for n in case.get("names", ())]
    texts = texts_of(case["texts"], case.get("lang", "en"))
    found = run(texts, table(entries, [text.article for text in texts]))
    written = [keyword.text for keyword in found]
    everything = {w for k in found for w in (k.text, *k.variants)}
    assert set(case.get("some", ())) <= set(written)
    assert not set(case.get("none", ())) & set(written)
    assert set(case.get("variants", ())) <= everything
    assert written[: len(case.get("first", ()))] == case.get("first", [])
    kinds = {keyword.text: keyword.kind.value for keyword in found}
    for text, kind in case.get("kinds", {}).items():
        assert kinds[text] == kind


BODIES = [
    "Ferry sinks off Norland\n\nA ferry sank off Norland on Friday. The coast guard saved forty passengers. "
    "The ferry, Star of Veit, carried lorries, said harbour master Mara Lind.",
    "Norland ferry accident\n\nForty passengers were saved when the Star of Veit sank. Lind blamed the cargo doors. "
    "The coast guard looks for the cargo doors of the ferry.",
    "The cargo doors were open, Mara Lind told reporters in Norland. Passengers praised the coast guard.",
]


def test_the_order_of_the_texts_changes_nothing() -> None:
    expected = run(texts_of(BODIES))
    assert expected
    for order in itertools.permutations(texts_of(BODIES)):
        assert run(list(order)) == expected


def test_a_copy_has_no_vote() -> None:
    texts = texts_of(BODIES)
    twice = [Text(texts[0].article, (Copy(article(BODIES[0], name="copy"), 1.0),)), *texts[1:]]
    assert run(twice) == run(texts)


def test_support_by_several_texts_counts() -> None:
    one = "A storm broke windows in Veitstadt. A circus left the town."
    two = "The storm closed schools near the river. Windows broke."
    first = [keyword.text.lower() for keyword in run(texts_of([one, two]))][:2]
    assert set(first) == {"storm", "windows"}


def test_every_keyword_is_verbatim_in_a_body_and_slugs_are_unique() -> None:
    texts = texts_of(BODIES)
    found = run(texts)
    for keyword in found:
        assert any(keyword.text in text.article.body for text in texts)
        assert all(any(v in text.article.body for text in texts) for v in keyword.variants)
    assert len({keyword.slug for keyword in found}) == len(found)
    assert [k.score for k in found] == sorted((k.score for k in found), reverse=True)


def test_words_of_a_declared_title_alone_are_not_shown() -> None:
    text = Text(article("The pier reopened after repairs.", title="Walrus delights visitors"))
    assert not {"Walrus", "visitors"} & {keyword.text for keyword in run([text])}


def test_the_identity_of_a_thing_is_the_same_in_all_events() -> None:
    one = run(texts_of(["The earthquakes shook Kaboré Island. Earthquakes are common."]))
    two = run(texts_of(["An earthquake shook the island. The earthquake was strong, people of Kaboré said."]))
    slugs = [{k.slug: k.text for k in found} for found in (one, two)]
    assert slugs[0]["earthquake"] == "earthquakes" or slugs[0]["earthquake"] == "Earthquakes"
    assert slugs[1]["earthquake"] == "earthquake"


@pytest.mark.parametrize("lang", ["ar", "ru", "zh", "el"])
def test_slugs_of_other_scripts_are_safe(lang: str) -> None:
    body = {
        "ar": "وصلت السفينة إلى الميناء. غادرت السفينة الميناء.",
        "ru": "Паром вышел из порта. Паром вернулся в порт.",
        "zh": "渡輪離開港口。渡輪返回港口。",
        "el": "Το πλοίο έφυγε από το λιμάνι. Το πλοίο γύρισε.",
    }[lang]
    found = run(texts_of([body], lang))
    assert found
    for keyword in found:
        assert keyword.slug
        assert set(keyword.slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert keyword.text in body


def test_at_most_as_many_as_the_policy_says() -> None:
    assert len(run(texts_of(BODIES), policy=KeywordPolicy(per_event=3))) == 3


@pytest.mark.parametrize("body", ["", "…", "12 345", "the of and", "a", "FRIDAY"])
def test_texts_without_a_keyword(body: str) -> None:
    assert run(texts_of([body])) == ()


def test_a_single_text() -> None:
    found = article_keywords(BODIES[0], "en", rarity([]), NO_NAMES, POLICY)
    assert {"Norland", "ferry"} <= {keyword.text for keyword in found[:3]}
    assert {k.text: k.kind for k in found}["Norland"] is KeywordKind.NAME


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                "Norland ferry the of sank US Lind Mara . , – \n “ ” 12 Friday al-Veit COVID-19 é 船 's said".split(
                    " "
                )
            ),
            max_size=40,
        ).map(" ".join),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["en", "pt", "de", "zh", "ar", "und"]),
)
def test_any_texts(bodies: list[str], lang: str) -> None:
    texts = texts_of(bodies, lang)
    found = run(texts)
    assert len(found) <= POLICY.per_event
    for keyword in found:
        assert any(keyword.text in body for body in bodies)
        assert keyword.text.strip() == keyword.text
        assert "\n" not in keyword.text
        assert lang != "en" or keyword.text.lower() not in {"friday", "said", "the", "of"}
    assert len({k.slug for k in found}) == len(found)
    assert run(list(reversed(texts))) == found
