"""Words of a text with their class, and what their capitals say.

A capital means a name only where ordinary words have none: not first in a sentence, not in a headline.
There a word counts as a name when the rest of the text writes it with a capital.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from digest.text.keyphrases import tagging
from digest.text.keyphrases.newsroom import calendar, marks, telling
from digest.text.keyphrases.tagging import Tag

_TOKEN = re.compile(
    r"((?:[^\W\d_]\.){2,5}"  # U.S.
    r"|(?:St|Mt|Ft)\.(?= [^\W\d_a-z])"
    r"|\d+(?:[.,:]\d+)*(?![^\W\d_])"
    r"|[^\W_]+(?:[-‐‑'’ʼ&.][^\W_]+)*"
    r"|\n|[^\w\s])"
)
_POSSESSIVE = frozenset("sS")
_APOSTROPHES = frozenset("'’ʼ")
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
_WORDS = 50_000
"""Words that are remembered: most of a text's stood in the texts before it."""


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
class Tokens:
    """Words and breaks of a text in order: one entry each in every list (an object a word would take half the time)."""

    starts: list[int]
    texts: list[str]
    """As they stand in the text; empty for a break that is only a gap."""
    lowers: list[str]
    tags: list[Tag]
    capital: list[bool]
    """Capitalised where ordinary words are not."""
    plain: list[bool]
    """Neither first in its sentence nor in a headline."""
    small: Container[str]
    """Words, lower case, that the text writes small somewhere."""

    def end(self, at: int) -> int:
        """Where a token ends."""
        return self.starts[at] + len(self.texts[at])


class _Form(NamedTuple):
    """What a word shows by itself."""

    lower: str
    capital: bool
    acronym: bool
    place: bool
    """Whether it may be the place of a dateline."""


def tokens(text: str, lang: str, stop: frozenset[str]) -> Tokens:
    """Words and breaks of `text`; `stop` holds function words of `lang`, lower case."""
    starts, written = _split(text, lang)
    forms = list(map(_form, written))
    cases = _cases(written)
    plain = [case is _Case.PLAIN for case in cases]
    capitals = Counter(
        [form.lower for form, is_plain in zip(forms, plain, strict=True) if form.capital and is_plain]
    )
    smalls = Counter([form.lower for form in forms if not form.capital])
    shouted = _Case.SHOUTED
    known = [
        form.capital
        and (
            is_plain
            or capitals.get(form.lower, 0) > smalls.get(form.lower, 0)
            or (form.acronym and case is not shouted and form.lower not in stop)
        )
        for form, case, is_plain in zip(forms, cases, plain, strict=True)
    ]
    lowers = [form.lower for form in forms]
    tags = _tags(written, forms, known, lang, stop)
    if lang == "en":
        tags = tagging.in_context(lowers, tags)
    return Tokens(starts, written, lowers, tags, known, plain, smalls)


def _tags(
    written: Sequence[str], forms: Sequence[_Form], known: Sequence[bool], lang: str, stop: frozenset[str]
) -> list[Tag]:
    """Classes of the words by themselves; `known` tells which are capitalised as names."""
    tags: list[Tag] = []
    after_name = False
    for at, (word, form, capital) in enumerate(zip(written, forms, known, strict=True)):
        tag = _tag(word, capital, after_name, lang, stop)
        if form.place and _is_dateline(written, at) and not _is_surname(form.lower, capital, after_name):
            tag = Tag.BREAK
        after_name = tag is Tag.NAME
        tags.append(tag)
    return tags


def _split(text: str, lang: str) -> tuple[list[int], list[str]]:
    """Where tokens begin, and the tokens; a gap that is not one space gives an empty one."""
    starts: list[int] = []
    written: list[str] = []
    elides = lang in _ELIDING
    pieces = _TOKEN.split(text)  # gap, token, gap, …
    end = 0
    for gap, found in zip(pieces[::2], pieces[1::2], strict=False):
        start = end + len(gap)
        if gap not in _GAPS and found != "\n":
            starts.append(end)
            written.append("")
        end = start + len(found)
        word = found
        if elides and (elided := _ELISION.match(found)):
            start += elided.end()
            word = found[elided.end() :]
            starts.append(start)
            written.append("")
        if word[-1:] in _POSSESSIVE and word[-2:-1] in _APOSTROPHES:
            starts += (start, end - 2)
            written += (word[:-2], "'s")
        elif word:
            starts.append(start)
            written.append(word)
    return starts, written


def _cases(written: Sequence[str]) -> list[_Case]:
    """What the case of each token is worth."""
    cases: list[_Case] = []
    first, line_at = True, 0
    opens, plain = _Case.FIRST, _Case.PLAIN
    for at, word in enumerate((*written, "\n")):
        if word == "\n":
            style = _line_style(written[line_at:at])
            if style:
                cases[line_at:] = [style] * (at - line_at)
            line_at = at + 1
        cases.append(opens if first else plain)
        first = (not word and first) or word in _SENTENCE_END
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


@lru_cache(maxsize=_WORDS)
def _form(text: str) -> _Form:
    return _Form(
        text.lower(),
        text[:1].isupper() or _PREFIXED.match(text) is not None,
        _is_acronym(text),
        text.isupper() and len(text) >= _PLACE and text.isalpha(),
    )


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def _is_dateline(written: Sequence[str], at: int) -> bool:
    """`BUENOS AIRES, Argentina (AP) - `: capitals at the start of a line, before a comma, bracket or dash."""
    first, last = at, at + 1
    while at - _PLACE_WORDS < first > 0 and (written[first - 1].isupper() or written[first - 1] == "."):
        first -= 1
    while last < min(at + _PLACE_WORDS, len(written)) and written[last].isupper():
        last += 1
    opens = first == 0 or written[first - 1] == "\n"
    return opens and last < len(written) and written[last] in ("", ",", "(", "-", "–", "—", "/", ":")


def _is_surname(lower: str, capital: bool, after_name: bool) -> bool:
    """Theresa May, but not "Baghdad Friday"."""
    return capital and after_name and lower in _MONTH_SURNAMES


@lru_cache(maxsize=_WORDS)
def _tag(text: str, capital: bool, after_name: bool, lang: str, stop: frozenset[str]) -> Tag:
    """The class of a word by itself and by what stands before it."""
    lower = text.lower()
    if _is_surname(lower, capital, after_name):
        return Tag.NAME
    if lower in calendar(lang) or lower in marks() or (lower in telling(lang) and not capital):
        return Tag.BREAK  # "Credit: …", but not Credit Suisse
    if text == "'s":
        return Tag.DETERMINER
    return _by_signs(text) or _by_words(text, lower, lang, stop, capital=capital, after_name=after_name)


def _by_signs(text: str) -> Tag | None:
    """The class of what is no word."""
    if not text or not text[0].isalnum() or ("." in text[:-1] and not _is_acronym(text)):
        return Tag.BREAK  # a word with a stop in it is an address
    return None if any(map(str.isalpha, text)) else Tag.NUMBER


def _by_words(
    text: str, lower: str, lang: str, stop: frozenset[str], *, capital: bool, after_name: bool
) -> Tag:
    if capital and _is_acronym(text):
        return Tag.NAME
    if lang == "en":
        return _english(text, lower, stop, capital=capital)
    return _other(lower, stop, capital, after_name)


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
