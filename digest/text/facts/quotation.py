"""Quotation marks, and who speaks between them, by rule.

A quotation counts only when the sentence around it attributes it with a verb of speech, so words in
scare quotes are none. The speaker is the name (or the noun phrase) that is the subject of that verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.model import Span
from digest.text.facts.scan import word_set

_VERBS = {
    "en": "said says told tells added adds stressed stated states announced confirmed claimed claims reported reports "
    "warned warns insisted argued acknowledged admitted noted notes explained wrote writes tweeted declared denied asked "
    "replied recalled continued concluded emphasized emphasised remarked commented revealed alleged testified posted vowed "
    "pledged urged condemned joked shouted yelled exclaimed responded answered predicted cautioned lamented maintains "
    "indicated highlights highlighted",
    "es": "dijo afirmó señaló declaró explicó aseguró añadió agregó indicó sostuvo",
    "fr": "dit déclaré affirmé expliqué ajouté indiqué assuré précisé estimé déclare explique affirme",
    "de": "sagte erklärte betonte teilte schrieb kritisierte forderte warnte sagt",
    "pt": "disse afirmou declarou explicou acrescentou ressaltou destacou informou",
    "it": "detto dichiarato affermato spiegato aggiunto dice afferma spiega",
}
"""Verbs of speech; the same patterns serve the other languages, where only named speakers count."""
_QUOTES = re.compile(
    r"“(?P<a>[^“”\n]{2,1200})[”“]|«(?P<b>[^«»\n]{2,1200})»|„(?P<c>[^„“”\n]{2,1200})[“”]|»(?P<e>[^«»\n]{2,1200})«"
    r"|(?<![\w\"])\"(?P<d>[^\"\n]{2,1200})\"(?!\w)"
)
_CAP = r"(?:(?:al|el|ash?|ad|an|ar)-[A-Z][\w'’`-]{0,24}|[A-ZÀ-ÖØ-Þ][\w'’`-]{0,24}\.?)"
_PARTICLE = r"(?:al|el|bin|ibn|van|von|de|da|do|dos|del|der|di|la|le|Al|El)"
_NAME = rf"(?:{_CAP}(?:\s(?:{_PARTICLE}\s){{0,2}}{_CAP}){{0,7}})"
_TITLES = word_set(
    "minister president premier chief sheriff lt lt. sgt sgt. officer governor gov gov. mayor senator sen "
    "sen. rep rep. gen gen. general dr dr. capt capt. captain spokesman spokeswoman spokesperson "
    "secretary secretary-general director judge attorney commissioner chancellor professor prof prof. "
    "deputy detective det det. col col. colonel maj maj. major commander ceo chairman chairwoman "
    "ambassador leader coach superintendent inspector constable sergeant lieutenant admiral adm. "
    "prosecutor congressman congresswoman councilman councilwoman pastor rev rev. bishop archbishop "
    "cleric analyst researcher sir lord king queen prince princess pope foreign-minister speaker"
)
_LOWER_SUBJECT = re.compile(
    r"(?:^|.*[,;:]\s)(?P<np>(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]wo|[Hh]is|[Hh]er|[Tt]heir)\s(?:[\w'’-]{2,20}\s){0,6}?[\w'’-]{2,20}"
    r"|(?:[\w'’-]{2,16}\s){0,3}(?:[Pp]olice|[Oo]fficials|[Aa]uthorities|[Ii]nvestigators|[Rr]esidents|[Ww]itnesses|[Dd]eputies|"
    r"[Dd]etectives|[Pp]rosecutors|[Oo]fficers|[Ss]cientists|[Rr]esearchers))$"
)
_PRONOUN = re.compile(r"(?:^|.*[,;:\s])(?P<np>[Hh]e|[Ss]he|[Tt]hey)$")
_ACRONYM = re.compile(r"\s\([A-Z][A-Za-z]{1,7}\)$")
_TRAILING = re.compile(r"\s(?:also|then|later|has|have|had|earlier|previously|further|who|immediately|a|ha)$")
_NOT_SPEAKER = re.compile(
    r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|The|But|And|In|It|This|That|He|She|They|We|I|A|An|According|Twitter|Facebook|Photo|Read|Watch|Image)$"
    r"|^(?:On|In|At|After|Before|For|By|From|With|As|When|While|If|Hours|Days|Meanwhile|However|Later|Earlier|Asked)\b"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as spans of the body."""

    name: Span
    role: Span | None
    said: Span
    """Subject, verb and what stands between."""
    is_pronoun: bool


def quotations(body: str, start: int, end: int) -> Iterator[Span]:
    """Find the quotations in a paragraph, marks included."""
    for match in _QUOTES.finditer(body, start, end):
        yield Span(match.start(), match.end())


def speaker(body: str, sentence: Span, quote: Span, lang: str) -> Speaker | None:
    """Find who says `quote` in its sentence; None when the sentence does not say so.

    Behind the quotation first (`…,” said the mayor`), then before it (`the mayor said: “…`).
    """
    if lang not in _VERBS:
        return None
    return _behind(body, quote.end, min(sentence.end, quote.end + 220), lang) or _before(
        body, max(sentence.start, quote.start - 320), quote.start, lang
    )


_COMPILED = {
    lang: rf"(?:{'|'.join(sorted(verbs.split(), key=lambda w: (-len(w), w)))})"
    for lang, verbs in _VERBS.items()
}
_AFTER = {
    lang: re.compile(
        rf"[,\s–—-]{{0,3}}(?:(?P<first>(?:(?:a|ont|ha|hat)\s)?{verb}\b(?:\sby)?)\s(?P<object>[^“”«»\"\n]{{2,180}})"
        rf"|(?P<subject>[^“”«»\"\n.;:]{{2,150}}?(?:\b[A-Z]\.[^“”«»\"\n.;:]{{2,60}}?)?)"
        rf"\s(?P<second>{verb}|was quoted as saying)\b"
        r"|(?P<according>according to|selon|según|segundo|secondo)\s(?P<source>[^“”«»\"\n.;]{2,120}))"
    )
    for lang, verb in _COMPILED.items()
}
_LAST = {lang: re.compile(rf"\b{verb}\b") for lang, verb in _COMPILED.items()}
_LINK = re.compile(r"(?:\s(?!and\s)[^“”«»\"\n.;]{0,110})?[:,]?\s?(?:that,?\s)?$")


def _behind(body: str, start: int, end: int, lang: str) -> Speaker | None:
    match = _AFTER[lang].match(body, start, end)
    if match is None:
        return None
    if match["first"]:
        return _object(body, match.start("first"), Span(match.start("object"), match.end("object")))
    if match["according"]:
        return _object(body, match.start("according"), Span(match.start("source"), match.end("source")))
    subject = Span(match.start("subject"), match.end("subject"))
    return _subject(body, subject, match.end("second"))


def _before(body: str, start: int, end: int, lang: str) -> Speaker | None:
    found = list(_LAST[lang].finditer(body, start, end))
    for verb in reversed(found):
        if not _LINK.fullmatch(body, verb.end(), end):
            return None
        said = _subject(body, Span(start, verb.start()), verb.end())
        if said is not None:
            return said
    return None


def _object(body: str, start: int, after: Span) -> Speaker | None:
    """The subject behind its verb: `said Omar Laila, a commentator`."""
    text = body[after.start : after.end]
    match = re.match(
        rf"(?P<role>(?:(?:the|a|an|la|le|il|o|el|der|die)\s)?(?:[\w'’-]{{2,20}}\s){{0,5}}?)(?P<name>{_NAME})"
        r"(?=[,.;)]|\s(?:who|in|on|at|of|after|before|when|during|and|from|told|to|as|late|early|\()|\s[A-Z][a-z]+day\b|$)"
        r"(?:,\s(?P<gloss>(?:an?|the|who\s(?:heads|leads|runs|is|was|chairs|works|owns|manages|represents|directs)|head|chief|director|spokes\w+|his|her|\d{2}|senior|[a-z]{4,14})\s?[^,;.]{0,110}))?",
        text,
    )
    if match is None or _NOT_SPEAKER.match(match["name"]):
        plain = re.match(
            r"(?:the|a|an|one|police|officials)\b(?:\s[\w'’-]{2,20}){0,4}?(?=[.,;]|\s(?:in|on|at|who|of|after|published)\b|$)",
            text,
        )
        if plain is None:
            return None
        name = Span(after.start, after.start + plain.end())
        return Speaker(name, None, Span(start, name.end), False)
    return _named(body, after.start, match, start)


def _subject(body: str, subject: Span, verb_end: int) -> Speaker | None:
    """The subject before its verb, with its role before or behind the name."""
    text = _ACRONYM.sub("", body[subject.start : subject.end].rstrip(" ,"))
    while trailing := _TRAILING.search(text):
        text = text[: trailing.start()]
    if text.endswith(" and"):
        return _first_subject(body, subject, verb_end)
    for pattern in (_GLOSSED, _ROLE_FIRST, _PLAIN_NAME):
        match = pattern.match(text)
        if match and not _NOT_SPEAKER.match(match["name"]):
            found = _named(body, subject.start, match, None)
            return Speaker(
                found.name,
                found.role,
                Span(min(s.start for s in (found.name, found.role) if s), verb_end),
                False,
            )
    if match := _PRONOUN.match(text):
        name = Span(subject.start + match.start("np"), subject.start + match.end("np"))
        return Speaker(name, None, Span(name.start, verb_end), True)
    if match := _LOWER_SUBJECT.match(text):
        name = Span(subject.start + match.start("np"), subject.start + match.end("np"))
        return Speaker(name, None, Span(name.start, verb_end), False)
    return None


_GLOSSED = re.compile(
    rf"(?:.*[,;:“”]\s|^)?(?P<role>(?:[a-z][\w'’-]{{1,20}}\s){{0,4}})(?P<name>{_NAME}),\s(?P<gloss>(?:an?|the|who\s(?:heads|leads|runs|is|was|chairs|works|owns|manages|represents|directs)|head|chief|his|her|\d\d|[a-z]{{3,14}})\b[^,]{{0,110}}),?$"
)
_ROLE_FIRST = re.compile(
    rf"(?:.*[,;:]\s|^)?(?P<role>(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er)\s[^,]{{3,110}}),\s(?P<name>{_NAME}),?$"
)
_PLAIN_NAME = re.compile(
    rf"(?:.*(?:[,;:“”]|\b(?:as|but|and|while|that|when))\s|^)?(?P<role>(?:(?:[Tt]he|[Aa]n?)\s)?(?:[\w'’-]{{2,20}}\s){{0,5}}?)(?P<name>{_NAME})$"
)
_FIRST = re.compile(
    rf"(?:[A-Z][a-z]+\s(?:his|her|turn|part)\s?,\s)?(?P<role>(?:[Tt]he\s)?(?:{_CAP}\s){{0,3}}?(?:[a-z][\w'’-]{{2,20}}\s){{0,4}}?)(?P<name>{_NAME})\s(?:[a-z]+ed|laid|told|said)\b"
)
_FIRST_PLAIN = re.compile(
    r"(?P<np>[Tt]he\s(?:[a-z][\w'’-]{1,20}\s){0,4}?[a-z][\w'’-]{1,20})\s(?:[a-z]+ed|laid|told)\b"
)


def _first_subject(body: str, subject: Span, verb_end: int) -> Speaker | None:
    """The subject of the first of two verbs: `the governor confirmed the toll and said`."""
    match = _FIRST.match(body, subject.start, subject.end)
    if match and not _NOT_SPEAKER.match(match["name"]):
        found = _named(body, 0, match, None)
        return Speaker(
            found.name, found.role, Span(min(s.start for s in (found.name, found.role) if s), verb_end), False
        )
    plain = _FIRST_PLAIN.match(body, subject.start, subject.end)
    if plain is None:
        return None
    return Speaker(Span(*plain.span("np")), None, Span(plain.start("np"), verb_end), False)


def _named(body: str, shift: int, match: re.Match[str], said_from: int | None) -> Speaker:
    """Name and role of a match; a title at the front of the name belongs to the role."""
    start, end = shift + match.start("name"), shift + match.end("name")
    end -= body[end - 1] == "." and len(body[start:end].rsplit(maxsplit=1)[-1]) > 3
    groups = match.groupdict()
    role = (
        Span(shift + match.start("role"), shift + match.end("role"))
        if groups.get("role", "").strip()
        else None
    )
    if role is not None and _IN.search(body, role.start, role.end):
        start, role = role.start, None
    else:
        start, role = _titled(body, start, end, role)
    if groups.get("gloss") and role is None:
        role = Span(shift + match.start("gloss"), shift + match.end("gloss"))
    said = Span(said_from if said_from is not None else start, end)
    return Speaker(Span(start, end), _worded(body, role), said, False)


_IN = re.compile(r"\b(?:in|at|of|from|near|for|with)\s(?:the\s)?$")
_NO_ROLE = re.compile(
    r"(?:the|an?|la|le|el|il|der|die|o|\d+)?$|.*\b(?:after|before|when|while|because|that|but)\b",
    re.IGNORECASE,
)


def _titled(body: str, start: int, end: int, role: Span | None) -> tuple[int, Span | None]:
    """Move titles from the front of a name to the role (`Prime Minister Ann Lee`)."""
    words = list(re.finditer(r"\S+", body[start:end]))
    titles = [k for k, word in enumerate(words) if word[0].lower() in _TITLES]
    if not titles or titles[-1] + 1 >= len(words):
        return start, role
    cut = start + words[titles[-1] + 1].start()
    return cut, Span(role.start if role else start, cut)


def _worded(body: str, role: Span | None) -> Span | None:
    """The role without trailing marks; None when only an article, an age or half a clause is left."""
    if role is None:
        return None
    text = body[role.start : role.end].rstrip(" ,")
    return None if _NO_ROLE.match(text) else Span(role.start, role.start + len(text))
