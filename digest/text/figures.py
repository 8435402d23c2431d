"""The numbers that a sentence states, as digits, so that `eleven` and `11` are equal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f]\d{3})*(?:[.,]\d{1,2})?(?!\d)|\d+|[^\W\d_]+")
_THOUSANDS = re.compile(r"[.,\u00a0\u202f](?=\d{3}(?:\D|$))")

_UNITS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf vingt",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn zwanzig",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis "
    "dezessete dezoito dezenove vinte",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
    "sedici diciassette diciotto diciannove venti",
}
"""Words for 2 to 20; `one` is left out, for it is an article or a pronoun as often as a number."""
_LARGE = {
    "en": "thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90 hundred:h hundreds:h thousand:k "
    "thousands:k million:m millions:m billion:g billions:g trillion:t dozen:12 dozens:12+ half:half",
    "es": "treinta:30 cuarenta:40 cincuenta:50 cien:100 mil:k miles:k millón:m millones:m docena:12 docenas:12+",
    "fr": "trente:30 quarante:40 cinquante:50 cent:h cents:h mille:k million:m millions:m milliard:g milliards:g",
    "de": "dreißig:30 vierzig:40 fünfzig:50 hundert:h tausend:k tausende:k million:m millionen:m milliarden:g",
    "pt": "trinta:30 quarenta:40 cinquenta:50 cem:100 mil:k milhares:k milhão:m milhões:m dúzia:12",
    "it": "trenta:30 quaranta:40 cinquanta:50 cento:h mille:k mila:k milione:m milioni:m miliardo:g miliardi:g",
}


@cache
def _table(lang: str) -> dict[str, str]:
    table = {word: str(value) for value, word in enumerate(_UNITS.get(lang, "").split(), 2)}
    return table | dict(entry.split(":") for entry in _LARGE.get(lang, "").split())


def as_digits(words: Iterable[str], lang: str) -> tuple[str, ...]:
    """Write number words as digits, so that texts which differ in this alone look alike."""
    known = _table(lang)
    return tuple(known.get(word, word) for word in words)


def figures(text: str, lang: str) -> frozenset[str]:
    """Give the numbers of `text`: digits without thousands separators, words as digits, scales as a letter."""
    known = _table(lang)
    found = set()
    for token in _TOKEN.findall(text):
        if token[0].isdigit():
            found.add(_THOUSANDS.sub("", token).replace(",", "."))
        elif value := known.get(token.casefold()):
            found.add(value)
    return frozenset(found)
