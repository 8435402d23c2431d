"""Words of a text with their class, and what their capitals say.

A capital means a name only where ordinary words have none: not first in a sentence, not in a headline.
There a word counts as a name when the rest of the text writes it with a capital.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from digest.text.keyphrases import tagging
from digest.text.keyphrases.newsroom import calendar, marks, telling
from digest.text.keyphrases.tagging import Tag

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,5}"  # U.S.
    r"|(?:St|Mt|Ft)\.(?= [^\W\d_a-z])"
    r"|\d+(?:[.,:]\d+)*(?![^\W\d_])"
    r"|[^\W_]+(?:[-‐‑'’ʼ&.][^\W_]+)*"
    r"|\n|[^\w\s]"
)
_POSSESSIVE = re.compile(r"['’ʼ][sS]$")
_ELISION = re.compile(r"^(?:[ldjmtscn]|qu|dell|nell|all|dall|sull|un|gl)['’ʼ](?=[^\W\d_])", re.IGNORECASE)
_ELIDING = frozenset({"fr", "it", "ca"})
_PREFIXED = re.compile(r"(?:a[ldnrstz]|el|ash)[-‐‑'’][^\W\d_a-z]")
"""al-Hasakah: a name although its article is small."""
_SENTENCE_END = frozenset(".!?:\n\"“”«»„'‘•*|")
_GAPS = frozenset({"", " ", "\u00a0"})
_MONTH_SURNAMES = frozenset({"may", "march", "august"})
_HEADLINE = 0.6
"""Share of capitalised words (of four letters and more) from which capitals in a line mean nothing."""
_PLACE = 4
"""Letters from which a word in capitals at the start of a line is a dateline's place, not an acronym."""
_PLACE_WORDS = 5
"""Most tokens of such a place."""


class _Case(Enum):
    """Where a token stands, for what its capital says."""

    PLAIN = 1
    FIRST = 2
    """First in its sentence."""
    HEADLINE = 3
    """In a line with a capital on most words and no full stop at its end."""
    SHOUTED = 4
    """In a line of capitals."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a break, as it stands in the text."""

    start: int
    end: int
    text: str
    """Empty for a break that is only a gap."""
    lower: str
    tag: Tag
    capital: bool
    """Capitalised where ordinary words are not."""
    plain: bool
    """Neither first in its sentence nor in a headline."""
    small: bool
    """The text writes it small, here or elsewhere."""


@dataclass(frozen=True, slots=True)
class _Raw:
    start: int
    end: int
    text: str


def tokens(text: str, lang: str, stop: frozenset[str]) -> list[Token]:
    """Words and breaks of `text`; `stop` holds function words of `lang`, lower case."""
    raw = list(_split(text, lang))
    cases = _cases(raw)
    lowers = [one.text.lower() for one in raw]
    capitals = Counter(
        lower
        for one, lower, case in zip(raw, lowers, cases, strict=True)
        if case is _Case.PLAIN and _is_capital(one.text)
    )
    smalls = Counter(lower for one, lower in zip(raw, lowers, strict=True) if not _is_capital(one.text))
    known = [
        _is_capital(one.text)
        and (
            case is _Case.PLAIN
            or capitals[lower] > smalls[lower]
            or (case is not _Case.SHOUTED and _is_acronym(one.text) and lower not in stop)
        )
        for one, lower, case in zip(raw, lowers, cases, strict=True)
    ]
    tags = _tags(raw, lowers, known, lang, stop)
    return [
        Token(one.start, one.end, one.text, lower, tag, capital, case is _Case.PLAIN, smalls[lower] > 0)
        for one, lower, tag, capital, case in zip(raw, lowers, tags, known, cases, strict=True)
    ]


def _tags(
    raw: Sequence[_Raw], lowers: Sequence[str], known: Sequence[bool], lang: str, stop: frozenset[str]
) -> list[Tag]:
    """Classes of the words; `known` tells which are capitalised as names."""
    never, tells = calendar(lang) | marks(), telling(lang)
    tags: list[Tag] = []
    for at, (one, lower, capital) in enumerate(zip(raw, lowers, known, strict=True)):
        after_name = at > 0 and tags[-1] is Tag.NAME
        if lower in _MONTH_SURNAMES and capital and after_name:
            tags.append(Tag.NAME)  # Theresa May, but not "Baghdad Friday"
        elif lower in never or (lower in tells and not capital) or _is_dateline(raw, at):
            tags.append(Tag.BREAK)  # "Credit: …", but not Credit Suisse
        else:
            tags.append(_tag(one.text, lower, lang, stop, capital=capital, after_name=after_name))
    return tagging.in_context(lowers, tags) if lang == "en" else tags


def _split(text: str, lang: str) -> Iterator[_Raw]:
    """Tokens with offsets; a gap that is not one space gives an empty one."""
    last = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if text[last:start] not in _GAPS and match[0] != "\n":
            yield _Raw(last, last, "")
        last = end
        if lang in _ELIDING and (elided := _ELISION.match(match[0])):
            start += elided.end()
            yield _Raw(start, start, "")
        if possessive := _POSSESSIVE.search(text, start, end):
            yield _Raw(start, possessive.start(), text[start : possessive.start()])
            yield _Raw(possessive.start(), end, "'s")
        elif start < end:
            yield _Raw(start, end, text[start:end])


def _cases(raw: Sequence[_Raw]) -> list[_Case]:
    """What the case of each token is worth."""
    cases: list[_Case] = []
    first, line_at = True, 0
    for at, one in enumerate((*raw, _Raw(0, 0, "\n"))):
        if one.text == "\n":
            style = _line_style([r.text for r in raw[line_at:at]])
            cases[line_at:] = [style or case for case in cases[line_at:]]
            line_at = at + 1
        cases.append(_Case.FIRST if first else _Case.PLAIN)
        first = (not one.text and first) or one.text in _SENTENCE_END
    return cases[:-1]


def _line_style(words: Sequence[str]) -> _Case | None:
    long = [word for word in words if len(word) >= 4 and word[0].isalpha()]
    if len(long) >= 2 and sum(map(str.isupper, long)) >= _HEADLINE * len(long):
        return _Case.SHOUTED
    is_sentence = len(words) > 1 and (words[-1] == "." or words[-2] == ".")
    if (
        not is_sentence
        and len(long) >= 3
        and sum(word[0].isupper() for word in long) >= _HEADLINE * len(long)
    ):
        return _Case.HEADLINE
    return None


def _is_capital(text: str) -> bool:
    return text[:1].isupper() or _PREFIXED.match(text) is not None


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def _is_dateline(raw: Sequence[_Raw], at: int) -> bool:
    """`BUENOS AIRES, Argentina (AP) - `: capitals at the start of a line, before a comma, bracket or dash."""
    text = raw[at].text
    if not (text.isupper() and len(text) >= _PLACE and text.isalpha()):
        return False
    first, last = at, at + 1
    while at - _PLACE_WORDS < first > 0 and (raw[first - 1].text.isupper() or raw[first - 1].text == "."):
        first -= 1
    while last < min(at + _PLACE_WORDS, len(raw)) and raw[last].text.isupper():
        last += 1
    opens = first == 0 or raw[first - 1].text == "\n"
    return opens and last < len(raw) and raw[last].text in ("", ",", "(", "-", "–", "—", "/", ":")


def _tag(text: str, lower: str, lang: str, stop: frozenset[str], *, capital: bool, after_name: bool) -> Tag:
    if text == "'s":
        return Tag.DETERMINER
    if not text or not text[0].isalnum() or ("." in text[:-1] and not _is_acronym(text)):
        return Tag.BREAK  # a word with a stop in it is an address
    if not any(map(str.isalpha, text)):
        return Tag.NUMBER
    if capital and _is_acronym(text):
        return Tag.NAME
    return (
        _english(text, lower, stop, capital=capital)
        if lang == "en"
        else _other(lower, stop, capital, after_name)
    )


def _english(text: str, lower: str, stop: frozenset[str], *, capital: bool) -> Tag:
    word = tagging.lexical(text)
    if tagging.is_function_word(lower):
        return word
    if capital:
        return Tag.NAME
    return Tag.OTHER if lower in stop and word is not Tag.VERB else word


def _other(lower: str, stop: frozenset[str], capital: bool, after_name: bool) -> Tag:
    if lower in stop and not (capital and after_name):
        return Tag.OTHER
    return Tag.NAME if capital else Tag.NOUN
