"""Candidate keywords of a text: noun phrases and names, each where it stands.

English: adjective and noun runs that end in a noun. Other languages with spaces: runs of up to three words
between function words. Chinese, Japanese, Thai: strings between function words that are short or recur.
Capitalised names are taken whole in every language that capitalises names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from digest.model import Span
from digest.text.keyphrases import unspaced
from digest.text.keyphrases.newsroom import roles
from digest.text.keyphrases.tagged import Token
from digest.text.keyphrases.tagged import tokens as tagged
from digest.text.keyphrases.tagging import MODIFIER, NOMINAL, Tag
from digest.text.tokens import UNSEGMENTED

_LINKERS = frozenset(
    "of the for on de da do dos das del di du des della dello degli van von der den al el bin ibn la le les".split()
)
"""Small words inside names: Futebol Clube do Porto, Muthanna al Tamimi, Bank of England."""
_AFTER_BODIES = frozenset({"for", "on"})
_BODIES = frozenset(
    "observatory centre center centers centres council committee commission fund institute institution agency office "
    "organisation organization party movement front campaign society association foundation court ministry department "
    "bureau union alliance coalition group network programme program school academy college forum minister secretary "
    "service services authority board trust university".split()
)
"""Words after which `for` and `on` go on with a body's name: Syrian Observatory for Human Rights."""
_NOUNS_CAPITALISED = frozenset({"de", "lb"})
_WORDS = 4
"""Most words of an English noun phrase; a longer run gives its end, where the head is."""
_NAME_WORDS = 6
_OTHER_WORDS = 3
"""Most words of a phrase in other languages, as in YAKE."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A candidate at one place."""

    span: Span
    at: int
    """Position of its first token."""
    words: int
    name: bool
    """Every word of it is capitalised as a name."""
    plain: bool
    """Its case is that of running text."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of a text, in order."""

    found: tuple[Occurrence, ...]
    tokens: int
    """Length of the text in tokens."""


@lru_cache(maxsize=1024)
def candidates(text: str, lang: str, stop: frozenset[str]) -> Candidates:
    """Find the candidate keywords of `text`; `stop` holds function words of `lang`, lower case.

    Kept for a while: every edition that tells of a text asks for them again (19 ms a text).
    """
    if lang in UNSEGMENTED:
        strings = unspaced.strings(text, stop)
        return Candidates(
            tuple(Occurrence(span, span.start, size, False, True) for span, size in strings), len(text)
        )
    tokens = _linked(tagged(text, lang, stop))
    return Candidates(tuple(_occurrences(tokens, lang)), len(tokens))


def _occurrences(tokens: Sequence[Token], lang: str) -> Iterator[Occurrence]:
    titles = roles(lang)
    spans = _english if lang == "en" else _other
    for start, end in spans(tokens, lang):
        part = tokens[start:end]
        if len(part) == 1 and len(part[0].text) < 2:
            continue
        content = [t for t in part if t.tag in MODIFIER]
        yield Occurrence(
            Span(part[0].start, part[-1].end),
            start,
            len(content),
            _is_name(content) and part[-1].lower not in titles,
            all(t.plain for t in part),
        )


def _is_name(words: Sequence[Token]) -> bool:
    """Tell whether all are capitalised as names; the first may owe its capital to its place."""
    if not words[0].capital and (len(words) == 1 or words[0].small or not words[0].text[0].isupper()):
        return False
    return all(word.capital for word in words[1:])


def _linked(tokens: list[Token]) -> list[Token]:
    """The tokens, with the small words inside names marked."""
    links = [at for at, token in enumerate(tokens) if _is_small(token) and _links(tokens, at)]
    for at in links:
        tokens[at] = replace(tokens[at], tag=Tag.LINK)
    return tokens


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Longest runs of modifiers and nouns; names are joined across their small words."""
    at = 0
    while at < len(tokens):
        start = at
        while at < len(tokens) and (tokens[at].tag in MODIFIER or tokens[at].tag is Tag.LINK):
            at += 1
        if at > start:
            yield start, at
        at += 1


def _links(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a small word, or one of two, stands between two parts of a name."""
    first = at - 1 if at and _is_small(tokens[at - 1]) else at
    last = first
    while last < min(first + 2, len(tokens)) and _is_small(tokens[last]):
        last += 1
    if not (first and first <= at < last < len(tokens)):
        return False
    before, opens, after = tokens[first - 1], tokens[first].lower, tokens[last]
    if before.tag is not Tag.NAME or after.tag is not Tag.NAME or opens == "the":
        return False
    return opens not in _AFTER_BODIES or before.lower in _BODIES


def _is_small(token: Token) -> bool:
    return token.lower in _LINKERS and token.text[0].islower()


def _english(tokens: Sequence[Token], lang: str) -> Iterator[tuple[int, int]]:
    for start, end in _runs(tokens):
        for opens, last in _split_roles(tokens, start, end, roles(lang)):
            first = opens
            while first < last and tokens[first].tag is Tag.LINK:
                first += 1
            stop = last
            while stop > first and tokens[stop - 1].tag not in NOMINAL:
                stop -= 1
            if stop == first:
                continue
            is_name = all(token.tag in (Tag.NAME, Tag.LINK) for token in tokens[first:stop])
            longest = max(first, stop - (2 * _NAME_WORDS if is_name else _WORDS))
            yield longest, stop
            for at in range(longest + 1, stop):
                if tokens[at - 1].tag is Tag.ADJECTIVE:
                    yield at, stop


def _split_roles(
    tokens: Sequence[Token], start: int, end: int, titles: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """`film producer Soren Staermose` is a role and a name; of `Defence Minister Peter Dutton` only the name counts."""
    at = start
    for cut in range(start + 1, end):
        before = tokens[cut - 1]
        if tokens[cut].tag is not Tag.NAME:
            continue
        if before.lower in titles:
            if tokens[at].tag is not Tag.NAME:
                yield at, cut
            at = cut
        elif before.tag in (Tag.NOUN, Tag.ADJECTIVE) and (before.text[0].islower() or before.small):
            yield at, cut
            at = cut
    yield at, end


def _other(tokens: Sequence[Token], lang: str) -> Iterator[tuple[int, int]]:
    """Up to three words of a run that do not cut a name."""
    nouns_only = lang in _NOUNS_CAPITALISED
    for start, end in _runs(tokens):
        pieces = _pieces(tokens, start, end)
        for first in range(len(pieces)):
            for last in range(first, min(first + _OTHER_WORDS, len(pieces))):
                span = pieces[first][0], pieces[last][1]
                if span[1] - span[0] > _OTHER_WORDS and first != last:
                    break
                if nouns_only and not tokens[span[1] - 1].text[0].isupper():
                    continue
                yield span


def _pieces(tokens: Sequence[Token], start: int, end: int) -> list[tuple[int, int]]:
    """Words of a run, each name one piece."""
    pieces: list[tuple[int, int]] = []
    for at in range(start, end):
        joins = pieces and tokens[at].tag is not Tag.NOUN and tokens[at - 1].tag is not Tag.NOUN
        if joins and at - pieces[-1][0] < _NAME_WORDS:
            pieces[-1] = (pieces[-1][0], at + 1)
        else:
            pieces.append((at, at + 1))
    return pieces
