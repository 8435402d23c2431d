"""Whether a sentence may be shown alone at all: no newsroom matter, no caption, no loose end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.model import Article, Span
from digest.text.leaning import leans
from digest.text.tokens import UNSEGMENTED

_CAPTION_LENGTH = 400
"""Most characters of a photo caption."""
_SHORTEST, _LONGEST = 6, 60
"""Words of a sentence that may be shown (text.md)."""
_WITHOUT_STOPS = frozenset({"th", "lo", "km", "my"})
_ENDING = 12
"""Characters at the end of a sentence that hold its stop and what closes after it."""
_END = re.compile(r"[.!?…。！？؟۔।॥։።။][\"'”’»›)\]」』〉》\d]*$")
_CREDIT = re.compile(
    r"\((?:photo|image|file photo|picture|video|foto|via|courtesy|credit)\b"
    r"|\b(?:photo|image|picture) (?:by|via|credit|courtesy)\b"
    r"|\b(?:AP Photo|Getty Images|File photo|Shutterstock|via AP)\b"
    r"|\b(?:photos?|images?|credit|caption|foto)\s?:|\b(?:image|photo|slide) \d{1,3} of \d|\bphoto taken\b"
    r"|\.\.\. ?more\b|^(?:pic|picture|photo|image|video|mug ?shot|footage)s? of\b",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    r"\((?:left|right|cent(?:er|re)|top|above|below|bottom|pictured)\)|, (?:left|right|at cent(?:er|re)|pictured),"
    r"|^Pictured\b|\bpictured (?:in|here|with|at)\b|\bshown in (?:an? |this )(?:\w+ ){0,4}(?:photo|mug|mug ?shot|image)\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
    r"[a-z]{0,6}\.? \d{1,2}, \d{4}, (?:in|at|near)\b"
)
"""Agencies' captions say who stands where, and date the picture to the year."""
_NEWSROOM = re.compile(
    r"https?://|www\.|\S@\S|©|\b(?:copyright|all rights reserved|licen[cs]ed under|click here|sign up|subscribe"
    r"|newsletter|follow us|read more|contributed to this (?:report|story|article)|stay tuned|check back|skip ad"
    r"|(?:story|article|report|post) (?:has been|was|will be) (?:updated|corrected|first published)"
    r"|this is a (?:developing|breaking)|anyone with (?:any )?information|crime ?stoppers|reports for (?:the )?[A-Z]"
    r"|terms of use|privacy policy|cookies|caption|advertisement)\b",
    re.IGNORECASE,
)
_MISPRINT = re.compile(r"[^\W\d_]{4}[.)]\)?\. (?:[a-z]{2}|\))|\) ?\. \)")
"""A stop in mid-sentence (`the town. town and`): a slip of typing or of machine translation."""
_CREDITED = (
    "photo", "foto", "image", "pic", "video", "(via", "via ap", "courtesy", "credit", "getty", "shutterstock",
    "caption", "slide", "...", "mug", "footage",
)  # fmt: skip
"""One of these is in each credit of a picture; looking for them first saves four fifths of the work."""
_MARKED = (
    *_CREDITED,
    "http", "www.", "@", "©", "copyright", "rights reserved", "licen", "click here", "sign up", "subscribe",
    "newsletter", "follow us", "read more", "contributed to", "stay tuned", "check back", "skip ad", "updated",
    "corrected", "first published", "this is a ", "anyone with", "stoppers", "reports for", "terms of use",
    "privacy policy", "cookies", "advertisement",
    "(left)", "(right)", "(center)", "(centre)", "(top)", "(above)", "(below)", "(bottom)", ", left,", ", right,",
    ", at cent", "shown in", "day, ",
)  # fmt: skip
"""One of these is in everything that newsroom matter and captions are known by."""
_MISPRINTED = (".. ", "). ", ") . )")
"""One of these is in every misprint."""
_STARTS_RAGGED = re.compile(r"[?!,;:.)\]%]|[a-z]{3,}[ ,]")
_BREAKS_OFF = re.compile(r"(?:\.\.\.?|…)[\"'”’)\]]*$")
_OWN_VOICE = re.compile(r"\b(?:I|we|We|my|our|Our|us|you|your|You|I’m|I'm|we’re|we're|let’s|let's)\b")
_QUOTED = re.compile(r"[“\"][^“”\"]{0,2000}[”\"]")


def flaws(text: str, tokens: int, lang: str) -> int:
    """Judge a sentence of `tokens` index words: 0 may be shown, 1 for want of better, 2 not alone, 3 never."""
    if lang in UNSEGMENTED:
        tokens //= 2  # bigrams overlap
    if not _SHORTEST <= tokens <= 2 * _LONGEST:
        return 3
    if _holds(text, _MARKED) and (_NEWSROOM.search(text) or _CREDIT.search(text) or _PICTURED.search(text)):
        return 3
    if _STARTS_RAGGED.match(text) or _BREAKS_OFF.search(text[-_ENDING:]):
        return 2
    if (lang not in _WITHOUT_STOPS and not _END.search(text[-_ENDING:])) or leans(text, lang):
        return 2
    own_voice = lang == "en" and _OWN_VOICE.search(_QUOTED.sub("", text)) is not None
    return int(own_voice or tokens > _LONGEST or _is_misprinted(text))


def _holds(text: str, marks: Iterable[str]) -> bool:
    # As patterns that ignore case see it: `İ` and `ı` are an `i`.
    low = text.casefold().replace("\u0307", "").replace("ı", "i")
    return any(mark in low for mark in marks)


def _is_misprinted(text: str) -> bool:
    return any(sign in text for sign in _MISPRINTED) and _MISPRINT.search(text) is not None


def captions(article: Article) -> list[Span]:
    """Short paragraphs that name a photographer: every sentence in them describes the picture."""
    return [
        paragraph
        for paragraph in article.paragraphs
        if paragraph.end - paragraph.start <= _CAPTION_LENGTH
        and _holds(article.body[paragraph.start : paragraph.end], _CREDITED)
        and _CREDIT.search(article.body, paragraph.start, paragraph.end)
    ]
