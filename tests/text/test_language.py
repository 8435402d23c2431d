"""Language of a text and its function words."""

from __future__ import annotations

import pytest

from digest.text.language import detect, stopwords

SENTENCES = {
    "en": "The ferry left the harbour an hour late because the captain had overslept again.",
    "es": "El transbordador salió del puerto con una hora de retraso porque el capitán se durmió.",
    "fr": "Le ferry a quitté le port avec une heure de retard parce que le capitaine dormait encore.",
    "de": "Die Fähre verließ den Hafen eine Stunde zu spät, weil der Kapitän verschlafen hatte.",
    "pt": "A balsa deixou o porto com uma hora de atraso porque o capitão dormiu demais.",
    "it": "Il traghetto ha lasciato il porto con un'ora di ritardo perché il capitano dormiva.",
    "ar": "غادرت العبارة الميناء متأخرة ساعة لأن القبطان كان نائما في بيته هذا الصباح.",
    "ru": "Паром вышел из гавани на час позже, потому что капитан опять проспал всё утро.",
    "vi": "Chiếc phà rời cảng muộn một giờ vì thuyền trưởng lại ngủ quên vào sáng nay.",
    "zh": "因为船长早上又睡过头了,渡轮比原定时间晚了一个小时才离开港口,乘客们都很不满意。",
}


@pytest.mark.parametrize("lang", SENTENCES)
def test_ten_languages_are_told_apart(lang: str) -> None:
    assert detect(SENTENCES[lang]) == lang


def test_too_little_text_has_no_language() -> None:
    assert detect("12.03. — 4 : 2") == "und"


@pytest.mark.parametrize(
    ("lang", "word"),
    [("en", "because"), ("es", "porque"), ("fr", "avec"), ("de", "nicht"), ("pt", "não"), ("it", "perché"),
     ("ar", "على"), ("ru", "потому"), ("vi", "không"), ("zh", "因为")],
)  # fmt: skip
def test_function_words(lang: str, word: str) -> None:
    assert word in stopwords(lang)


def test_content_words_are_no_stop_words() -> None:
    assert not stopwords("en") & {"police", "harbour", "killed", "minister"}
