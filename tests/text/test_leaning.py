"""Sentences that cannot stand alone, and like ones that can."""

from __future__ import annotations

import pytest

from digest.text.leaning import leans, leaves_open


@pytest.mark.parametrize(
    "sentence",
    [
        "He left the country on Monday.",
        "They’re waiting for the boat.",
        "It sank off Larn.",
        "His lawyer denied the charge.",
        "This surprised the council of Hart.",
        "That was in May.",
        "But the council voted against it.",
        "Meanwhile, the bridge stays closed.",
        "The latter won the prize.",
        "The two were friends from school.",
        "In turn, the union of Pell called a strike.",
        "Since then, the price of bread has doubled.",
        "A day later, soldiers took the bridge.",
        "Two of them were children.",
        "All worked at the mill of Pell.",
        "In these villages nobody votes.",
        "Moss added that the road was closed.",
        "“The road is closed,” Anna Moss added.",
        "The minister also said that the road was closed.",
        "“The road is closed.”",
        "“The road is closed, we cannot pass.",
        '"The road is closed, we cannot pass.',
        "'The road is closed, we cannot pass.",
        "The road was closed at noon, he said.",
        "According to the statement, the road is closed.",
        "On Monday he went to Larn.",
        "According to a spokesman it had been stolen.",
        "The town remains, however, a dangerous place.",
        "Police in Larn said he was awake.",
        "(He) heard the ferry's horn.",
        "Earlier, the ferry had left Larn.",
        "There the ferry of Larn lies still.",
        "Reports of these attacks reached Larn on Monday.",
    ],
)
def test_leaning(sentence: str) -> None:
    assert leans(sentence, "en")


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor of Larn left the country on Monday.",
        "This week, the council of Hart votes on the bridge.",
        "IT spending in Hart rose by nine percent.",
        "“The road is closed,” said Anna Moss, the mayor of Larn.",
        "Anna Moss said that she would not stand again.",
        "Three people, one of them a child, died in Larn on Sunday.",
        "Those killed in Larn were farmers, the police said.",
        "When the bridge of Tolm opened, it was the longest in the country.",
        "Moss, who is 40, said his party would vote for the bridge.",
        "'Go home', the mayor of Larn told the crowd.",
        "The soldiers' post at Varn was attacked on Monday.",
        "Anna Moss of the police said she saw the ferry leave.",
        "Police Chief Anna Moss said she saw the ferry leave.",
        "The Larn Police Department says it is looking for the ferry.",
        "There are fears that the ferry of Larn is lost.",
        "Earlier this week, the council of Hart closed the bridge.",
        "Because of the storm, the ferry of Larn stayed in port.",
        "As he left for Larn, President Moss thanked the crowd.",
        "The former mayor of Hart died on Monday.",
        "Another 40 houses burned down in Brask on Sunday.",
        "The night before the vote, thousands marched in Hart.",
        'Moss called the road “closed" and the bridge “open”.',
        "The fighting in Varn continued for a fourth day.",
        "Train drivers in Pell went on strike on Wednesday.",
        "The mill of Pell added 200 jobs last year.",
        "Two years after the fire, the hall of Brask is open again.",
    ],
)
def test_standing_alone(sentence: str) -> None:
    assert not leans(sentence, "en")


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("es", "Además, el puente sigue cerrado."),
        ("es", "Añadió que el puente sigue cerrado."),
        ("es", "Sin embargo, el puente sigue cerrado."),
        ("fr", "Par ailleurs, le pont reste fermé."),
        ("fr", "Ils ont quitté la ville lundi."),
        ("de", "Er verließ die Stadt am Montag."),
        ("pt", "Ela deixou a cidade na segunda-feira."),
        ("it", "Inoltre il ponte resta chiuso."),
        ("ar", "وأضاف أن الجسر مغلق."),
    ],
)
def test_other_languages(lang: str, sentence: str) -> None:
    assert leans(sentence, lang)


def test_other_languages_standing_alone() -> None:
    assert not leans("El puente de Larn sigue cerrado.", "es")
    assert not leans("Según la policía de Larn, el puente sigue cerrado.", "es")
    assert not leans("Die Brücke von Larn bleibt gesperrt.", "de")
    assert not leans("", "en")
    assert not leans("…", "xx")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("One month before the raid, he pleaded guilty.", True),
        ("An autopsy on Thursday determined that she drowned.", True),
        ("Investigators have not decided whether he will be charged.", True),
        ("Marsk said his ferry was sound.", False),
        ("Police said the man lost his ferry.", False),
        ("When he left, President Moss spoke.", False),
        ("The ferry sank in a storm.", False),
        ("“He is gone,” Ann Brede said.", False),
    ],
)
def test_a_person_whom_the_sentence_does_not_name(sentence: str, expected: bool) -> None:
    assert leaves_open(sentence) is expected
