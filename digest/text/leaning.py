"""Sentences that lean on what stood before them, and so mislead or puzzle when they stand alone.

A pronoun or a connective at the start, a quotation whose speaker is not named, "he said" without a name:
extractive summaries are blamed for these first (Barzilay and Lapata 2008, "Modeling local coherence").
A word list sees most of them; it errs on the side of leaving a good sentence out.
"""

from __future__ import annotations

import re
from functools import cache

from digest.text.language import stopwords

_PRONOUNS = {
    "en": "he she it they him her hers his its their theirs them himself herself itself themselves he's she's "
    "it's they're he'd she'd they'd it'll he’s she’s it’s they’re such both neither either",
    "es": "él ella ellos ellas esto eso aquello ello ambos ambas éste ésta estos estas dicho dicha",
    "fr": "il elle ils elles cela ceci ça celui-ci celle-ci ceux-ci celles-ci celui-là celle-là eux lui leur",
    "de": "er sie es ihm ihnen ihr ihre sein seine dies dieser diese dieses diesen diesem beide solche",
    "pt": "ele ela eles elas isso isto aquilo ambos ambas",
    "it": "lui lei loro egli ella esso essa essi esse ciò entrambi entrambe",
    "ar": "هو هي هم هذا هذه ذلك تلك",
    "ru": "он она оно они это его её их",
}
_CONNECTIVES = {
    "en": "and but or nor so yet however meanwhile also moreover furthermore besides therefore thus then hence "
    "instead nevertheless nonetheless still otherwise afterwards afterward similarly likewise additionally "
    "consequently accordingly conversely subsequently finally indeed here elsewhere others which "
    "thereafter simultaneously too plus except rather again add added adding asked",
    "es": "y e o pero además también asimismo entonces luego así añadió agregó dijo explicó señaló indicó afirmó "
    "aseguró",
    "fr": "et ou mais or donc cependant toutefois néanmoins pourtant ainsi ensuite puis alors aussi enfin "
    "d'ailleurs d’ailleurs",
    "de": "und oder aber doch jedoch dennoch trotzdem zudem außerdem auch dann danach daraufhin damit dabei "
    "daher deshalb dort hier so anschließend ebenso",
    "pt": "e ou mas porém contudo entretanto todavia também então assim acrescentou disse afirmou explicou",
    "it": "e o ma però tuttavia inoltre anche quindi dunque poi allora così intanto infine",
    "ar": "وأضاف وأضافت وتابع وأوضح وأوضحت كما لكن ولكن وقال وقالت وأشار وأكد",
    "ru": "и а но однако также затем потом поэтому тогда",
}
_CONNECTING = re.compile(
    r"sin embargo\b|mientras tanto\b|por su parte\b|por otra parte\b|en outre\b|par ailleurs\b|de son côté\b"
    r"|en revanche\b|no entanto\b|além disso\b|por sua vez\b|nel frattempo\b|da parte sua\b|кроме того",
    re.IGNORECASE,
)
_QUANTIFIER = (
    "all|both|each|none|most|some|many|few|several|half|two|three|four|five|six|seven|eight|nine|ten"
)
_PHRASES = re.compile(
    r"(?:the (?:latter|pair|duo|trio|same|next|following|previous|day before|other)\b|the former,"
    r"|the (?:former|two|three) (?:were|was|are|is|had|has|have|said|men|women|met)\b"
    r"|this(?! (?:week|month|year|morning|afternoon|evening|weekend|spring|summer|autumn|fall|winter|season)\b)"
    r"|that\b|there(?!['’]s| (?:is|are|was|were|has|have|had|will|would|remain)\b)|(?:later|earlier)(?! (?:this|today)\b)\b"
    r"|for (?:his|her|its|their) part\b"
    r"|in (?:turn|addition|response|retaliation|return|contrast|fact|other words|that case|the meantime|the process)\b"
    r"|on the (?:other hand|contrary)|as (?:a result|such|for|well)\b|since then|until then|before that"
    r"|after (?:that|this|which)\b|at (?:the|that) (?:time|point|moment|stage)\b"
    r"|by (?:then|contrast|comparison)\b|because of (?:this|that)|commenting on (?:this|that|the)"
    r"|(?:in |on |at |for )?(?:the )?(?:[\w-]{1,20} ){0,2}of (?:these|those|them)\b(?! who)"
    r"|(?:among|one) (?:these|those|them)\b"
    rf"|(?:{_QUANTIFIER}|one) (?:of which|were|was|are|is|had|has|have|did|died|said|worked|remain|remained|will|would"
    r"|could|survived|lived|came|went)\b"
    rf"|(?:the |{_QUANTIFIER}|a few) ?others?\b"
    r"|another (?!\d|dozen|hundred|thousand|million)"
    r"|for (?:example|instance)\b|even so|that said|once again|not only that|all (?:this|that)\b|only then|no wonder"
    r"|(?:an?|the|two|three|four|five|several|some|a few|days|hours|weeks|months|minutes|moments|seconds|years) ?"
    r"(?:days?|hours?|weeks?|months?|years?|minutes?|nights?|morning|moments?)? ?"
    r"(?:later\b|earlier\b|(?:before|afterwards?),)"
    r"|(?:in|under|with|to|on|at|by|for) (?:these|those|this|that|both|such) "
    r"(?!(?-i:[A-Z])|week|month|year|morning|afternoon|evening|weekend|spring|summer|autumn|fall|winter|season)"
    r"|according to (?:him|her|them|it)\b|according to [^,]{1,60} (?:he|she|it|they)\b"
    r"|speaking (?:of|about) (?:this|that))",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\b(?:[Aa]ccording to|said|says|told|quoted) the (?:source|statement|document|study|paper|release)\b"
)
_ADDED = re.compile(
    r"(?:^|[,”\"’.] )(?:[\w.'’-]+ ){0,5}(?:also |further |then )?added(?=[,.:]| that\b| in\b| on\b|$)"
    r"|[”\"] (?:[\w.'’-]+ ){0,4}(?:added|continued|concluded|went on|reiterated)\b"
    r"|^(?:[\w.'’-]+ ){1,6}also "
    r"(?:said|say|says|stressed|noted|told|called|confirmed|claimed|reported|warned|pointed)\b"
)
_SAID = r"(?: in [A-Z]\w{0,20}| [a-z]{1,12}){0,2} (?:said|say|says|believe|confirmed)(?: that)?"
_SPEAKERS = re.compile(
    r"(?:[Pp]olice|[Dd]eputies|[Oo]fficials|[Aa]uthorities|[Ii]nvestigators|[Oo]fficers"
    r"|[Pp]rosecutors|[Dd]etectives|[Tt]roopers|[Ww]itnesses|[Rr]elatives|[Nn]eighbou?rs|[Dd]octors|[Rr]eports)"
)
_OTHERS_SAID = re.compile(
    rf"(?:(?!of\b)[\w.'’-]+ ){{0,6}}(?:{_SPEAKERS.pattern}"
    rf"{_SAID} (?:he|she|it)|(?:[Dd]epartment|[Oo]ffice|release|report|statement){_SAID} (?:he|she))\b"
)
"""`Police said he was awake`: the pronoun cannot stand for the speaker."""
_POINTING = re.compile(
    r"^.{0,50}\b(?:[Tt]his (?!week|month|year|morning|afternoon|evening|weekend|spring|summer|autumn|fall|winter)[a-z]"
    r"|(?:[Tt]hese|[Tt]hose) (?!who|in|of|on|at|from|with|killed|injured|arrested|responsible|present|involved)[a-z]"
    r"|such an? )"
    r"|^.{0,50},? (?:however|meanwhile|though|for example|for instance|in turn|therefore|then|nevertheless),"
)
_SPEAKER = re.compile(
    r"\b(?:he|she|they|it|I|we) (?:also |later |then )?(?:said|says|told|wrote|asked|tweeted)\b|\bsaid (?:he|she)\b"
)
_OPENING = 100
"""Characters in which a pronoun may stand before anything it could stand for."""
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Hh]is|[Hh]er|[Hh]im|[Tt]hem|[Tt]heir|[Ii]ts)\b")
_AHEAD = re.compile(r"[^,]{1,100}, (?:[a-z]{1,12} ){0,3}[A-Z][a-z]")
"""`As he left, President Moss …`: who it is comes in the main clause."""
_TIMES = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december day days week weeks month months year years morning afternoon "
    "evening night hour hours minute minutes spring summer autumn fall winter weekend late early last next"
)
_EMPTY = frozenset(_TIMES.split())
_SOMEBODY = (
    r"\b(?:man|woman|boy|girl|officer|teen|teenager|suspect|victim|driver"
    r"|student|teacher|mother|father|son|daughter|husband|wife|brother|sister|child|player|president|minister"
    r"|official|spokesman|spokeswoman|spokesperson|judge|lawyer|leader|general|actor|actress|singer|doctor"
    r"|soldier|gunman|shooter|patient|baby|toddler|infant|person|owner|employee|worker|resident|neighbou?r|pilot)\b"
)
_ANTECEDENT = re.compile(rf"(?<=[\w,’'”\"] )[A-Z][\w’'-]*[a-z]|{_SOMEBODY}")
_PERSON_NOUN = re.compile(_SOMEBODY)
_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b")
_QUOTED = re.compile(r"[“\"][^“”\"]{0,2000}[”\"]")
_SINGLE_OPEN = re.compile(r"(?<![\w.,!?’'])['‘](?=[A-Za-z])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?])['’](?!\w)")
_OPENERS = "\"'“”‘’«»„([—–- \u00a0"


@cache
def _first_words(lang: str) -> frozenset[str]:
    return frozenset(f"{_PRONOUNS.get(lang, '')} {_CONNECTIVES.get(lang, '')}".split())


def leans(sentence: str, lang: str) -> bool:
    """Tell whether a reader needs the sentence before this one."""
    bare = sentence.lstrip(_OPENERS)
    first = bare.split(None, 1)[0].rstrip(",.:;—–-)]") if bare else ""
    if first.casefold() in _first_words(lang) and not (first.isupper() and len(first) > 1):
        return True
    if _CONNECTING.match(bare) or _is_torn(sentence):
        return True
    return lang == "en" and _leans_in_english(sentence, bare)


def leaves_open(sentence: str) -> bool:
    """Tell whether an English sentence speaks of a `he` or `she` whom it has not named, wherever that is.

    Stricter than `leans`, for sentences that are shown among others of their kind.
    """
    told = _QUOTED.sub(" “” ", sentence)
    pronoun = _PERSON.search(told)
    if pronoun is None or _AHEAD.match(told, pronoun.end()):
        return False
    before = told[: pronoun.start()]
    return _PERSON_NOUN.search(before) is None and not any(map(_is_name, before.split()))


def _is_name(word: str) -> bool:
    bare = word.strip(_OPENERS)
    return bare[:1].isupper() and not _is_empty(bare) and _SPEAKERS.fullmatch(bare) is None


def _leans_in_english(sentence: str, bare: str) -> bool:
    if _PHRASES.match(bare) or _UNNAMED.search(sentence) or _ADDED.search(sentence[:400]):
        return True
    told = _QUOTED.sub(" “” ", sentence)
    if _POINTING.match(told) or _OTHERS_SAID.match(told):
        return True
    if _SPEAKER.search(told) and not _ANTECEDENT.search(told, 1):
        return True
    pronoun = _PRONOUN.search(told[:_OPENING])
    if pronoun is None or not all(_is_empty(word) for word in told[: pronoun.start()].split()):
        return False
    return pronoun.start() == 0 or _AHEAD.match(told, pronoun.end()) is None


def _is_empty(word: str) -> bool:
    """Whether a pronoun cannot stand for this word: a function word, a number, a time."""
    bare = word.strip(",.;:'’()—–-“”\"").casefold()
    return not bare.isalpha() or bare in _EMPTY or bare in stopwords("en")


def _is_torn(sentence: str) -> bool:
    """A piece of a longer quotation, or a quotation without its speaker."""
    if sum(map(sentence.count, '“”"')) % 2 or sentence.count("«") != sentence.count("»"):
        return True
    if _SINGLE_OPEN.search(sentence) and not _SINGLE_CLOSE.search(sentence):
        return True
    rest = _QUOTED.sub("", sentence)
    return len(rest) < len(sentence) and sum(map(str.isalpha, rest)) < 8
