"""What happens to the counted: the verb, participle or noun of action that belongs to a figure.

Rules by position, nearest first: the verb before (`killed 12 people`), the noun before (`the death of 12
people`), the verb after (`12 people, including a child, were killed`).
"""

from __future__ import annotations

from collections.abc import Sequence

from digest.text.facts.counted import Counted
from digest.text.facts.nouns import ACTIVE, COUNTABLE, INTRANSITIVE, NOMINAL, PARTICIPLES, STATES
from digest.text.facts.quantities import Quantity, is_number_word
from digest.text.facts.scan import Token, low_at, word_set

UNREAL = word_set(
    "could may might would can should must shall will if unless whether plan planned plans planning plot "
    "plotted plotting threaten threatened threatening attempt attempted attempting try tried trying aim "
    "aimed want wanted intend intended fear feared fears wish hoped hope hopes potentially possibly "
    "perhaps likely dream dreamed imagine deny denied denies denying prevent prevented "
    "unlikely"
)
NEGATIVE = word_set("no not never none neither nor without nobody n't false untrue wrongly")
AUXILIARY = frozenset(["was", "were", "been", "are", "is", "got", "being"])
HAVE = frozenset(["have", "has", "had"])
_ADVERBS = word_set(
    "also all both already reportedly since so far now later subsequently confirmed reported still "
    "believed there immediately then initially previously just being either shot fatally wounded wounding "
    "killed injured and found pronounced declared left stabbed beaten burned hacked listed"
)
_GRADED = word_set("critically seriously badly severely gravely slightly lightly mildly")
_OBJECT = word_set("a an the his her him them their its it at someone somebody one two three four five six")
_PREPOSITIONS = word_set("in of from at on near inside outside with during aboard around for between by")
_BREAKS = word_set(
    "said says told say announced reported who which that but while when after before as because where"
)
_SHARES = word_set("all most some both none many several each half any")
_MOVED = word_set("taken rushed transported airlifted")
_FILLERS = word_set("the another all other additional some his her their")
_ENDS = word_set(", . ; ) and in at on since so during near outside") | {""}
"""What may follow a number that stands for people (`killing 59 and injuring 500`)."""
_BARE_PARTICIPLES = word_set("killed arrested detained rescued displaced")
_GAP = 14
"""Most tokens between the counted and its verb."""


def action_of(tokens: Sequence[Token], number: Quantity, phrase: Counted | None) -> tuple[str, int] | None:
    """Action and the token after the figure; None when no rule is certain."""
    last = phrase.last if phrase else number.last
    if phrase is None:
        return _bare(tokens, number)
    before = _before(tokens, number.first)
    if before in ("left", "leaving", "leaves", "leave"):
        state = STATES.get(low_at(tokens, last))
        return (state, last + 1) if state else None
    if before == "lives" or low_at(tokens, number.first - 2) in ("claimed", "claiming"):
        return ("dead", last)
    if _is_partitive(tokens, number.first):
        bare = low_at(tokens, last) in PARTICIPLES
        after = _passive(tokens, last) if bare else None
    else:
        after = _after(tokens, last)
    if before and (before in ACTIVE) and _is_active(tokens, number.first):
        return (_graded(tokens, number.first, ACTIVE[before]), last)
    if before == "of" and (noun := NOMINAL.get(_noun_before_of(tokens, number.first))):
        return (noun, last)
    return (after, last) if after else None


def _is_partitive(tokens: Sequence[Token], first: int) -> bool:
    """`four of the five victims`: the verb behind speaks of the four."""
    return (
        low_at(tokens, first - 1) in ("the", "these", "those")
        and low_at(tokens, first - 2) == "of"
        and (is_number_word(low_at(tokens, first - 3)) or low_at(tokens, first - 3) in _SHARES)
    )


def _bare(tokens: Sequence[Token], number: Quantity) -> tuple[str, int] | None:
    """A number without a noun: `30 dead`, `12 injured`, `killing 59`, `59 were killed`, `12 deaths`."""
    following = low_at(tokens, number.last)
    if following in COUNTABLE:
        return (COUNTABLE[following], number.last + 1)
    if following in STATES or following in _BARE_PARTICIPLES:
        return None if _is_listed(tokens, number) else (_state(following), number.last + 1)
    if following in ("were", "have", "had") and number.value > 1:
        after = _passive(tokens, number.last)
        return (after, number.last) if after else None
    if following not in _ENDS:
        return None
    before = _before(tokens, number.first)
    if before in ACTIVE and before != "hurt" and _is_active(tokens, number.first):
        return (_graded(tokens, number.first, ACTIVE[before]), number.last)
    return ("dead", number.last) if _is_toll(tokens, number.first) else None


def _state(word: str) -> str:
    return STATES.get(word) or PARTICIPLES[word]


def _is_listed(tokens: Sequence[Token], number: Quantity) -> bool:
    """Whether `12 dead` is an item of a list (`Cinema attack: 12 dead`), or the start of `12 dead bodies`.

    Lists are of other events as often as not.
    """
    past = low_at(tokens, number.last + 1)
    return (
        low_at(tokens, number.first - 1) == ":"
        or past in _OBJECT
        or past in ("body", "bodies")
        or (bool(past) and tokens[number.last + 1].text[0].isupper())
    )


def _before(tokens: Sequence[Token], first: int) -> str:
    """The word before a figure, articles and fillers skipped."""
    at = first - 1
    while at >= 0 and tokens[at].low in _FILLERS:
        at -= 1
    return low_at(tokens, at)


def _is_active(tokens: Sequence[Token], first: int) -> bool:
    """Whether the verb before the figure is finite, real and has the figure as its object."""
    at = first - 1
    while tokens[at].low not in ACTIVE:
        at -= 1
    previous = low_at(tokens, at - 1)
    if previous in ("or", "be", *AUXILIARY) or (previous == "and" and _mixes(tokens, at)):
        return False
    base = tokens[at].low in ("kill", "free", "arrest")
    return not base and previous not in ("to", "not", "n't", "without", "of-")


def _graded(tokens: Sequence[Token], first: int, action: str) -> str:
    """`seriously injuring four` counts other people than `injuring four`."""
    at = first - 1
    while tokens[at].low not in ACTIVE:
        at -= 1
    previous = low_at(tokens, at - 1)
    return f"{previous} {action}" if previous in _GRADED else action


def _mixes(tokens: Sequence[Token], at: int) -> bool:
    """`killed and wounded 30`: one number for two actions."""
    earlier = low_at(tokens, at - 2)
    return earlier in ACTIVE and ACTIVE[earlier] != ACTIVE[tokens[at].low]


def _noun_before_of(tokens: Sequence[Token], first: int) -> str:
    at = first - 1
    while at >= 0 and tokens[at].low != "of":
        at -= 1
    return low_at(tokens, at - 1)


def _is_toll(tokens: Sequence[Token], first: int) -> bool:
    """`the death toll rose to`."""
    window = [t.low for t in tokens[max(0, first - 8) : first]]
    if "toll" not in window or (
        window and window[-1] not in ("to", "at", "of", "is", "was", "reached", "stands")
    ):
        return False
    return "from" not in window[window.index("toll") :]


def _after(tokens: Sequence[Token], last: int) -> str | None:
    """The action whose subject ends before token `last`."""
    at, end = last, min(len(tokens), last + _GAP)
    while at < end:
        word = tokens[at].low
        if word in ("who", "that") or (word == "," and low_at(tokens, at + 1) == "who"):
            return _passive(tokens, at + 1 + (word == ","))
        if word == ",":
            close = next((k for k in range(at + 1, end) if tokens[k].text == ","), None)
            if close is None or not _is_aside(tokens, at + 1, close):
                return None
            at = close + 1
            return _passive(tokens, at)
        found = _passive(tokens, at)
        if found:
            return found
        if word not in _PREPOSITIONS or word in ("by", "for"):
            return None
        at = _past_preposition(tokens, at + 1, end)
    return None


def _is_aside(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the tokens between two commas are an apposition without a verb of their own."""
    return not any(t.low in AUXILIARY or t.low in _BREAKS or t.low in HAVE for t in tokens[first:last])


def _past_preposition(tokens: Sequence[Token], at: int, end: int) -> int:
    """The first token after `in a village near Kirkuk` that may be its verb; `end` when there is none."""
    for here in range(at, min(end, at + 7)):
        word = tokens[here].low
        if word in AUXILIARY or word in HAVE or word in INTRANSITIVE or word in _PREPOSITIONS:
            return here
        if not tokens[here].text[0].isalnum() or word in _BREAKS:
            return end
    return end


def _passive(tokens: Sequence[Token], at: int) -> str | None:
    """The action of a verb group at token `at`, whose subject is what was counted before it."""
    word = low_at(tokens, at)
    if word in INTRANSITIVE:
        return INTRANSITIVE[word]
    if word in HAVE:
        at += 1
        while low_at(tokens, at) in _ADVERBS and low_at(tokens, at) not in PARTICIPLES:
            at += 1
        word = low_at(tokens, at)
        if word in INTRANSITIVE:
            return INTRANSITIVE[word]
        if word != "been":
            return None
    if word in AUXILIARY:
        return _complement(tokens, at + 1)
    if word in ("lost", "lose") and [low_at(tokens, at + 1), low_at(tokens, at + 2)] == ["their", "lives"]:
        return "dead"
    group = (
        _complement(tokens, at)
        if word in PARTICIPLES or word in STATES or word in ("shot", "fatally")
        else None
    )
    return group if group and not _has_object(tokens, at) else None


def _complement(tokens: Sequence[Token], at: int) -> str | None:
    """Action of `been reportedly shot and killed`, `pronounced dead`, `taken into custody`, `missing`."""
    found: str | None = None
    for here in range(at, min(len(tokens), at + 6)):
        word, following = tokens[here].low, low_at(tokens, here + 1)
        if word in UNREAL or word in NEGATIVE or word == "or":
            return None  # `hurt or killed` is one number for two things
        if word in _GRADED:
            return f"{word} injured" if following in ("injured", "wounded", "hurt", "burned") else None
        special = _special(tokens, here)
        if special:
            return found or special if word in _MOVED else special
        action = STATES.get(word) or PARTICIPLES.get(word)
        if action and (found is None or action == "dead" or found == "shot"):
            found = action
        elif word not in _ADVERBS:
            break
    return found


def _special(tokens: Sequence[Token], here: int) -> str | None:
    """Actions of more than one word: `in custody`, `fatally shot`, `stabbed to death`, `taken to hospital`."""
    word, following = tokens[here].low, low_at(tokens, here + 1)
    if word == "in" and following == "custody":
        return "arrested"
    if word == "fatally" or (word == "to" and following == "death"):
        return "dead"
    return _taken(tokens, here) if word in _MOVED else None


def _taken(tokens: Sequence[Token], at: int) -> str | None:
    words = [t.low for t in tokens[at + 1 : at + 6]]
    if words[:2] == ["into", "custody"]:
        return "arrested"
    near = words[:4]
    return "hospitalised" if near[:1] == ["to"] and any(w.startswith("hospital") for w in near) else None


def _has_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether the participles at `at` are active after all: `two men shot and killed a clerk`."""
    while at < len(tokens) and (
        tokens[at].low in PARTICIPLES
        or tokens[at].low in STATES
        or tokens[at].low in ("and", "fatally", "to", "death")
    ):
        at += 1
    if at >= len(tokens):
        return False
    token = tokens[at]
    name = token.text[0].isupper() and not token.low.endswith("day")
    return token.low in _OBJECT or name or token.text[0].isdigit()
