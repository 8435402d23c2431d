"""Candidate keywords of a text: noun phrases and names, each where it stands.

English: adjective and noun runs that end in a noun. Other languages with spaces: runs of up to three words
between function words. Chinese, Japanese, Thai: strings between function words that are short or recur.
Capitalised names are taken whole in every language that capitalises names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from digest.model import Span
from digest.text.keyphrases import unspaced
from digest.text.keyphrases.newsroom import roles
from digest.text.keyphrases.tagged import Tokens
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
_PARTS = MODIFIER | {Tag.LINK}
_NAMES = frozenset({Tag.NAME, Tag.LINK})
_COMMON = frozenset({Tag.NOUN, Tag.ADJECTIVE})
_WORDS = 4
"""Most words of an English noun phrase; a longer run gives its end, where the head is."""
_NAME_WORDS = 6
_OTHER_WORDS = 3
"""Most words of a phrase in other languages, as in YAKE."""


class Occurrence(NamedTuple):
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
    return Candidates(tuple(_occurrences(tokens, lang)), len(tokens.texts))


def _occurrences(tokens: Tokens, lang: str) -> Iterator[Occurrence]:
    titles = roles(lang)
    spans = _english if lang == "en" else _other
    for start, end in spans(tokens, lang):
        if end - start == 1 and len(tokens.texts[start]) < 2:
            continue
        content = [at for at in range(start, end) if tokens.tags[at] in MODIFIER]
        yield Occurrence(
            Span(tokens.starts[start], tokens.end(end - 1)),
            start,
            len(content),
            _is_name(tokens, content) and tokens.lowers[end - 1] not in titles,
            all(tokens.plain[start:end]),
        )


def _is_name(tokens: Tokens, words: Sequence[int]) -> bool:
    """Tell whether all are capitalised as names; the first may owe its capital to its place."""
    first = words[0]
    if not tokens.capital[first] and (
        len(words) == 1 or tokens.lowers[first] in tokens.small or not tokens.texts[first][0].isupper()
    ):
        return False
    return all(tokens.capital[at] for at in words[1:])


def _linked(tokens: Tokens) -> Tokens:
    """The tokens, with the small words inside names marked."""
    links = [at for at, lower in enumerate(tokens.lowers) if lower in _LINKERS and _links(tokens, at)]
    for at in links:
        tokens.tags[at] = Tag.LINK
    return tokens


def _runs(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Longest runs of modifiers and nouns; names are joined across their small words."""
    start = None
    for at, tag in enumerate(tokens.tags):
        if tag in _PARTS:
            if start is None:
                start = at
        elif start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(tokens.tags)


def _links(tokens: Tokens, at: int) -> bool:
    """Tell whether a small word, or one of two, stands between two parts of a name."""
    if not _is_small(tokens, at):
        return False
    first = at - 1 if at and _is_small(tokens, at - 1) else at
    last = first
    while last < min(first + 2, len(tokens.texts)) and _is_small(tokens, last):
        last += 1
    if not (first and first <= at < last < len(tokens.texts)):
        return False
    before, opens = tokens.lowers[first - 1], tokens.lowers[first]
    if tokens.tags[first - 1] is not Tag.NAME or tokens.tags[last] is not Tag.NAME or opens == "the":
        return False
    return opens not in _AFTER_BODIES or before in _BODIES


def _is_small(tokens: Tokens, at: int) -> bool:
    return tokens.lowers[at] in _LINKERS and tokens.texts[at][0].islower()


def _english(tokens: Tokens, lang: str) -> Iterator[tuple[int, int]]:
    tags = tokens.tags
    for start, end in _runs(tokens):
        for opens, last in _split_roles(tokens, start, end, roles(lang)):
            first = opens
            while first < last and tags[first] is Tag.LINK:
                first += 1
            stop = last
            while stop > first and tags[stop - 1] not in NOMINAL:
                stop -= 1
            if stop == first:
                continue
            is_name = _NAMES.issuperset(tags[first:stop])
            longest = max(first, stop - (2 * _NAME_WORDS if is_name else _WORDS))
            yield longest, stop
            for at in range(longest + 1, stop):
                if tags[at - 1] is Tag.ADJECTIVE:
                    yield at, stop


def _split_roles(tokens: Tokens, start: int, end: int, titles: frozenset[str]) -> Iterator[tuple[int, int]]:
    """`film producer Soren Staermose` is a role and a name; of `Defence Minister Peter Dutton` only the name counts."""
    tags, lowers = tokens.tags, tokens.lowers
    at = start
    for cut in range(start + 1, end):
        before = cut - 1
        if tags[cut] is not Tag.NAME:
            continue
        if lowers[before] in titles:
            if tags[at] is not Tag.NAME:
                yield at, cut
            at = cut
        elif tags[before] in _COMMON and (
            tokens.texts[before][0].islower() or lowers[before] in tokens.small
        ):
            yield at, cut
            at = cut
    yield at, end


def _other(tokens: Tokens, lang: str) -> Iterator[tuple[int, int]]:
    """Up to three words of a run that do not cut a name."""
    nouns_only = lang in _NOUNS_CAPITALISED
    for start, end in _runs(tokens):
        pieces = _pieces(tokens, start, end)
        for first in range(len(pieces)):
            for last in range(first, min(first + _OTHER_WORDS, len(pieces))):
                span = pieces[first][0], pieces[last][1]
                if span[1] - span[0] > _OTHER_WORDS and first != last:
                    break
                if nouns_only and not tokens.texts[span[1] - 1][0].isupper():
                    continue
                yield span


def _pieces(tokens: Tokens, start: int, end: int) -> list[tuple[int, int]]:
    """Words of a run, each name one piece."""
    pieces: list[tuple[int, int]] = []
    for at in range(start, end):
        joins = pieces and tokens.tags[at] is not Tag.NOUN and tokens.tags[at - 1] is not Tag.NOUN
        if joins and at - pieces[-1][0] < _NAME_WORDS:
            pieces[-1] = (pieces[-1][0], at + 1)
        else:
            pieces.append((at, at + 1))
    return pieces
