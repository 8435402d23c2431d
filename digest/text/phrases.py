"""Candidate keywords of a text: noun phrases and names, each where it stands.

English: adjective and noun runs that end in a noun. Other languages with spaces: runs of up to three words
between function words. Chinese, Japanese, Thai: strings between function words that are short or recur.
Capitalised names are taken whole in every language that capitalises names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from digest.model import Span
from digest.text import tagging
from digest.text.newsroom import calendar, roles, telling
from digest.text.tagging import MODIFIER, NOMINAL, Tag
from digest.text.tokens import UNSEGMENTED

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,5}"  # U.S.
    r"|(?:St|Mt|Ft)\.(?= [^\W\d_a-z])"
    r"|\d+(?:[.,:]\d+)*"
    r"|[^\W_]+(?:[-‐‑'’ʼ&.][^\W_]+)*"
    r"|\n|[^\w\s]"
)
_POSSESSIVE = re.compile(r"['’ʼ][sS]$")
_ELISION = re.compile(r"^(?:[ldjmtscn]|qu|dell|nell|all|dall|sull|un|gl)['’ʼ](?=[^\W\d_])", re.IGNORECASE)
_ELIDING = frozenset({"fr", "it", "ca"})
_SENTENCE_END = frozenset(".!?:\n\"“”«»„'‘•*|")
_GAPS = frozenset({"", " ", "\u00a0"})
_LINKERS = frozenset("of de da do dos das del di du des della dello degli van von der den al el bin ibn la le les".split())
"""Small words inside names: Futebol Clube do Porto, Muthanna al Tamimi, Bank of England."""
_BODIES = frozenset(
    "observatory centre center centers centres council committee commission fund institute institution agency office "
    "organisation organization party movement front campaign society association foundation court ministry department "
    "bureau union alliance coalition group network programme program school academy college forum minister secretary "
    "service services authority board trust university".split()
)
"""Words after which `for` and `on` go on with a body's name: Syrian Observatory for Human Rights."""
_PREFIXED = re.compile(r"(?:a[ldnrstz]|el|ash)[-‐‑'’][^\W\d_a-z]")
"""al-Hasakah: a name although its article is small."""
_NOUNS_CAPITALISED = frozenset({"de", "lb"})
_WORDS = 4
"""Most words of an English noun phrase; a longer run gives its end, where the head is."""
_NAME_WORDS = 6
_OTHER_WORDS = 3
"""Most words of a phrase in other languages, as in YAKE."""
_HEADLINE = 0.6
"""Share of capitalised words (of four letters and more) from which capitals in a line mean nothing."""


class _Case(Enum):
    """Where a token stands, for what its capital says."""

    PLAIN = 1
    FIRST = 2
    """First in its sentence."""
    HEADLINE = 3
    """In a line with a capital on most words."""
    SHOUTED = 4
    """In a line of capitals."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a break, as it stands in the text."""

    start: int
    end: int
    text: str
    lower: str
    tag: Tag
    capital: bool
    """Capitalised where ordinary words are not."""
    plain: bool
    """Its capital, or lack of one, says something: not first in its sentence, not in a headline."""
    common: bool
    """The text writes it small elsewhere."""


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


def candidates(text: str, lang: str, stop: frozenset[str]) -> Candidates:
    """Find the candidate keywords of `text`; `stop` holds function words of `lang`, lower case."""
    if lang in UNSEGMENTED:
        from digest.text.unspaced import strings

        return Candidates(tuple(Occurrence(span, span.start, size, False, True) for span, size in strings(text, stop)), len(text))
    tokens = _tagged(list(_raw(text, lang)), lang, stop)
    return Candidates(tuple(_occurrences(tokens, lang)), len(tokens))


def _raw(text: str, lang: str) -> Iterator[tuple[int, int, str]]:
    """Tokens with offsets; a gap that is not one space gives an empty break."""
    last = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if text[last:start] not in _GAPS and match[0] != "\n":
            yield last, last, ""
        last = end
        if lang in _ELIDING and (elided := _ELISION.match(match[0])):
            start += elided.end()
        if possessive := _POSSESSIVE.search(text, start, end):
            yield start, possessive.start(), text[start : possessive.start()]
            yield possessive.start(), end, "'s"
        elif start < end:
            yield start, end, text[start:end]


def _tagged(raw: Sequence[tuple[int, int, str]], lang: str, stop: frozenset[str]) -> list[Token]:
    cases = _cases(raw)
    capitals = Counter(
        t.lower() for (_, _, t), case in zip(raw, cases, strict=True) if case is _Case.PLAIN and _is_capital(t)
    )
    smalls = Counter(t.lower() for _, _, t in raw if t and not _is_capital(t))
    never = calendar(lang) | telling(lang)
    tokens: list[Token] = []
    starts_line = True
    for (start, end, text), case in zip(raw, cases, strict=True):
        lower = text.lower()
        capital = _is_capital(text) and (
            case is _Case.PLAIN
            or capitals[lower] > smalls[lower]
            or (case is not _Case.SHOUTED and _is_acronym(text) and lower not in stop)
        )
        before = tokens[-1] if tokens else None
        tag = _tag(text, lower, capital, lang, stop, never, before, starts_line and text.isupper() and len(text) >= 4)
        starts_line = text in ("\n", ",") or (starts_line and text.isupper())
        plain = case is _Case.PLAIN
        tokens.append(Token(start, end, text, lower, tag, capital, plain, plain or smalls[lower] > 0))
    if lang == "en":
        changed = tagging.in_context([t.lower for t in tokens], [t.tag for t in tokens])
        tokens = [replace(token, tag=tag) for token, tag in zip(tokens, changed, strict=True)]
    return tokens


def _cases(raw: Sequence[tuple[int, int, str]]) -> list[_Case]:
    """What the case of each token is worth."""
    cases: list[_Case] = []
    start, line_at = True, 0
    for at, (_, _, text) in enumerate((*raw, (0, 0, "\n"))):
        if text == "\n":
            style = _line_style([text for _, _, text in raw[line_at:at]])
            cases[line_at:] = [style or case for case in cases[line_at:]]
            line_at = at + 1
        cases.append(_Case.FIRST if start else _Case.PLAIN)
        start = (not text and start) or text in _SENTENCE_END
    return cases[:-1]


def _line_style(words: Sequence[str]) -> _Case | None:
    long = [word for word in words if len(word) >= 4 and word[0].isalpha()]
    if len(long) >= 2 and sum(map(str.isupper, long)) >= _HEADLINE * len(long):
        return _Case.SHOUTED
    if len(long) >= 3 and sum(word[0].isupper() for word in long) >= _HEADLINE * len(long):
        return _Case.HEADLINE
    return None


def _is_capital(text: str) -> bool:
    return text[:1].isupper() or _PREFIXED.match(text) is not None


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def _tag(
    text: str, lower: str, capital: bool, lang: str, stop: frozenset[str], never: frozenset[str], before: Token | None
) -> Tag:
    if not text or not text[0].isalnum():
        return Tag.DETERMINER if text == "'s" else Tag.BREAK
    if text[0].isdigit():
        return Tag.NUMBER
    if lower in never:
        # Theresa May, but not "Baghdad Friday": only a month that is a word can be a surname.
        is_surname = lower in ("may", "march", "august") and capital and before and before.tag is Tag.NAME
        return Tag.NAME if is_surname else Tag.BREAK
    if ("." in text[:-1] and not _is_acronym(text)) or dateline:
        return Tag.BREAK  # an address, or where the report was written
    if lower in stop and not (capital and (_is_acronym(text) or (before and before.tag is Tag.NAME))):
        return tagging.lexical(text) if lang == "en" and tagging.lexical(text) is Tag.DETERMINER else Tag.OTHER
    if capital:
        return Tag.NAME
    return tagging.lexical(text) if lang == "en" else Tag.NOUN


def _occurrences(tokens: Sequence[Token], lang: str) -> Iterator[Occurrence]:
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
            all(t.capital for t in content),
            all(t.plain for t in part),
        )


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Longest runs of modifiers and nouns; names are joined across their small words."""
    at = 0
    while at < len(tokens):
        if tokens[at].tag not in MODIFIER:
            at += 1
            continue
        start = at
        while at < len(tokens) and (tokens[at].tag in MODIFIER or _links(tokens, at)):
            at += 1
        yield start, at


def _links(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a small word stands between two parts of a name."""
    if not 0 < at < len(tokens) - 1 or not tokens[at].text[:1].islower():
        return False
    if tokens[at].lower == "the":
        return tokens[at - 1].lower in ("of", "for") and tokens[at + 1].tag is Tag.NAME and _links(tokens, at - 1)
    if tokens[at - 1].tag is not Tag.NAME:
        return False
    after = tokens[at + 1]
    known = tokens[at].lower in _LINKERS or (tokens[at].lower in ("for", "on") and tokens[at - 1].lower in _BODIES)
    is_article = after.lower == "the" and at + 2 < len(tokens) and tokens[at + 2].tag is Tag.NAME
    return known and (after.tag is Tag.NAME or (is_article and tokens[at].lower in ("of", "for")))


def _english(tokens: Sequence[Token], lang: str) -> Iterator[tuple[int, int]]:
    for start, end in _runs(tokens):
        for first, last in _split_roles(tokens, start, end, roles(lang)):
            stop = last
            while stop > first and tokens[stop - 1].tag not in NOMINAL:
                stop -= 1
            if stop == first:
                continue
            is_name = all(token.tag not in (Tag.NOUN, Tag.ADJECTIVE) for token in tokens[first:stop])
            longest = max(first, stop - (2 * _NAME_WORDS if is_name else _WORDS))
            yield longest, stop
            for at in range(longest + 1, stop):
                if tokens[at - 1].tag is Tag.ADJECTIVE:
                    yield at, stop


def _split_roles(
    tokens: Sequence[Token], start: int, end: int, titles: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """`film producer Soren Staermose`, `Defence Minister Peter Dutton`: a role and a name."""
    at = start
    for cut in range(start + 1, end):
        before = tokens[cut - 1]
        is_role = before.tag in (Tag.NOUN, Tag.ADJECTIVE) and before.common
        if tokens[cut].tag is Tag.NAME and (is_role or before.lower in titles):
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
        joins = tokens[at].tag is not Tag.NOUN and pieces and tokens[at - 1].tag is not Tag.NOUN
        if joins and at - pieces[-1][0] < _NAME_WORDS:
            pieces[-1] = (pieces[-1][0], at + 1)
        else:
            pieces.append((at, at + 1))
    return pieces
