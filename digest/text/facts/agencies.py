"""Credits to news agencies: what a text takes from `AP`, `Reuters`, `AFP` and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.findings import Credit, CreditKind
from digest.model import Article
from digest.text.passages import passage

_AGENCIES = {
    "AP": r"The Associated Press|Associated Press|AP",
    "Reuters": r"Thomson Reuters|Reuters|REUTERS",
    "AFP": r"Agence France-Presse|Agence France Presse|AFP",
    "UPI": r"United Press International|UPI",
    "dpa": r"Deutsche Presse-Agentur|dpa|DPA",
    "EFE": r"Agencia EFE|EFE",
    "ANSA": r"ANSA",
    "Xinhua": r"Xinhua|XINHUA",
    "TASS": r"ITAR-TASS|TASS|Tass",
    "RIA Novosti": r"RIA Novosti|RIA",
    "Interfax": r"Interfax",
    "Kyodo": r"Kyodo News|Kyodo",
    "Yonhap": r"Yonhap",
    "KCNA": r"KCNA",
    "PTI": r"Press Trust of India|PTI",
    "ANI": r"Asian News International|ANI",
    "PA": r"Press Association|PA Media",
    "Anadolu": r"Anadolu Agency|Anadolu",
    "IRNA": r"IRNA",
    "Mehr": r"Mehr News Agency|MNA",
    "Tasnim": r"Tasnim News Agency|Tasnim",
    "Fars": r"Fars News Agency",
    "SANA": r"SANA",
    "INA": r"Iraqi News Agency|INA",
    "NINA": r"NINA",
    "WAFA": r"WAFA",
    "Bloomberg": r"Bloomberg News|Bloomberg",
    "CNS": r"Catholic News Service",
    "STMW": r"STMW|Sun-Times Media Wire",
    "Lusa": r"Agência Lusa|Lusa",
    "Agência Brasil": r"Agência Brasil",
}
_NAME = "|".join(f"(?P<a{n}>{names})" for n, names in enumerate(_AGENCIES.values()))
_KEYS = tuple(_AGENCIES)
_HINT = re.compile("|".join(_AGENCIES.values()))
_AS_AUTHOR = re.compile(rf"\((?:[A-Z][\w./ ]{{1,20}}[/,]\s?)?(?:{_NAME})(?:[/,;][^()\n]{{1,30}})?\)")
_AS_DATELINE = re.compile(rf"(?:—|–|--|-)\s?(?:{_NAME})(?=\s*(?:$|\n|[—–]))", re.MULTILINE)
_AS_TOLD = re.compile(
    r"\b(?:(?:told|tells|by|to|citing|cited|quoted by|reported by|according to)\s(?:the\s|a\s)?"
    r"(?:[A-Za-z-]{2,14}\s(?:news|state)\sagency\s)?"
    rf"(?:{_NAME})(?:\snews\sagency|\sagency)?\b(?!\s[A-Z])"
    r")"
)
_AS_SOURCE = re.compile(
    rf"\b(?:{_NAME})\b(?:\s\([A-Z]{{2,8}}\))?(?:\snews\sagency|\sagency)?\s(?:reported|reports|said|says|quoted)\b"
)
_PHOTO = re.compile(
    rf"(?:[Pp]hoto(?:graph)?s?(?:\sby|:|/|\scredit:?)?|[Pp]icture:?|[Ii]mage(?:\scopyright)?:?|[Vv]ideo:?)\s?[^()\n]{{0,30}}?\b(?:{_NAME})\b"
    rf"|\([^()\n]{{2,40}}/(?:{'|'.join(_AGENCIES.values())})(?:\s[A-Z]\w+)?\)"
)
_PATTERNS = ((CreditKind.PHOTO, _PHOTO), (CreditKind.TEXT, _AS_AUTHOR), (CreditKind.TEXT, _AS_DATELINE))
_SPOKEN = ((CreditKind.STATEMENT, _AS_TOLD), (CreditKind.STATEMENT, _AS_SOURCE))


def agency_credits(article: Article) -> Iterator[Credit]:
    """Find the agencies that an article names, the first passage for each agency and kind.

    Looks at the whole body, for bylines are not prose. A photo's credit says nothing about the text and
    is kept apart. A person or place that shares an agency's letters is not meant by any pattern.
    """
    body = article.body
    if not _HINT.search(body):
        return
    seen: set[tuple[str, CreditKind]] = set()
    photos: list[tuple[int, int]] = []
    for kind, pattern in (*_PATTERNS, *_SPOKEN):
        for match in pattern.finditer(body):
            if kind is CreditKind.PHOTO:
                photos.append(match.span())
            elif any(start <= match.start() < end for start, end in photos):
                continue
            agency = _agency(match)
            if agency is not None and (agency, kind) not in seen:
                seen.add((agency, kind))
                yield Credit(agency, kind, passage(article, match.start(), match.end()))


def _agency(match: re.Match[str]) -> str | None:
    for name, value in match.groupdict().items():
        if value is not None:
            return _KEYS[int(name[1:])]
    return next((key for key, names in _AGENCIES.items() if re.search(rf"\b(?:{names})\b", match[0])), None)
