"""Signs that a sentence speaks of another time or another event than the one an article reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from digest.model import Article, Span
from digest.text.facts.dates import TimePhrase
from digest.text.facts.intervals import interval

_YEAR = re.compile(r"(?<![\d$€£,.])(?:19|20)\d\d(?!\d|,\d|\.\d|%)(?:s\b)?")
_PERIOD = (
    r"(?:years?|months?|weeks?|weekends?|decades?|century|centuries|summer|winter|spring|fall|season|quarter)"
)
_SIGNS = re.compile(
    r"\b(?:[Tt]his|[Ee]very|[Ee]ach|[Pp]er|[Pp]revious|[Pp]receding)\s(?:year|month|summer|winter|spring|fall|decade)\b"
    rf"|\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin|[Tt]hroughout)\s(?:the\s)?(?:past|last|recent|previous|preceding|same|first)\s"
    rf"(?:(?:few|several|two|three|four|five|six|seven|eight|nine|ten|twelve|\d{{1,3}})\s)?(?:{_PERIOD}|days|24\shours|48\shours)\b"
    r"|\b(?:a|per)\s(?:year|month|week|day)\b(?=[\s,.]+(?:$|in\b|by\b|from\b|on\b))"
    r"|\b(?:(?:[Aa]bout|[Aa]round|[Aa]t)\sthe\ssame\stime|[Ss]oon\safter|[Tt]hat\syear|(?:minutes|hours?)\searlier|several\shours\slater|"
    r"(?:the\s)?previous\sday|[Ii]n\saddition\sto\s[A-Z][a-z]+day|the\sday\sbefore|blocks?\saway|compared\s(?:with|to)|weekend\s(?:that\ssaw|violence|of\sviolence)|"
    r"(?:violent|bloody|deadly|past|[Mm]emorial\sDay|Labor\sDay)\sweekend|(?:over|during)\s(?:the|a)\s(?:\w+\s)?(?:weekend|span)(?=[,.;]|\s(?:that|in|across|of)\b|$)|"
    r"(?:shootings|attacks|incidents|homicides|killings|crashes)\s(?:across|throughout|around|over|since|citywide|overnight)|"
    r"(?:killed|shot|dead|injured|wounded|hurt|slain|murdered)\s(?:\w+\s){0,2}across|"
    r"in\s(?:[A-Z]\w+\s){1,3}(?:shootings|attacks|homicides|killings|crashes)|since\s(?:January|the\sbeginning))\b"
    r"|\b(?:annually|yearly|historically|nationwide|citywide|statewide|worldwide|on\saverage|average\sof|so\sfar\sthis|"
    r"to\sdate|of\sthe\syear|in\sthe\syear|year-to-date|at\sthe\ssame\stime\slast|same\speriod)\b"
    r"|\b(?:separate|unrelated|different|similar|another|earlier|previous|prior|past|other|second|third|last\smajor)\s"
    r"(?:[\w-]+\s)?(?:incidents?|shootings?|attacks?|crash(?:es)?|explosions?|bombings?|blasts?|cases?|accidents?|raids?|strikes?|"
    r"disasters?|massacres?|killings?|homicides?|murders?|derailments?|earthquakes?|quakes?|fires?|floods?|storms?)\b"
    r"(?!\s(?:victims?|suspects?|deaths?|scenes?|sprees?|sites?))"
    r"|\b(?:in|over|within|during)\s(?:(?:about|just|less\sthan|roughly|under|an?)\s){0,2}"
    r"(?:(?:several|few|two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,3})\shours\b|[\w]{1,8}-hour\b)"
    r"|\b(?:retaliation|revenge|avenge[ds]?)\b"
    r"|\b(?:[Pp]reviously|in\s(?:stark\s)?contrast|anniversary|not\sthe\sfirst|"
    r"in\shistory|insurgency|uprising|in\sthe\swake\sof\sthe|reminiscent|series\sof|string\sof|spate\sof|wave\sof)\b"
)
_BACK = re.compile(
    r"\b[Ll]ast\s(?:year|month|summer|winter|spring|fall|decade)\b"
    r"|\b(?:[Ss]everal|[Mm]any|[Aa]\sfew|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Aa]|\d{1,3})\s"
    r"(?:weeks?|months?|years?|decades?)\s(?:ago|earlier|before|prior|later|after)\b"
    r"|\b(?:years|months|decades|weeks)\s(?:ago|earlier|before|later)\b"
)
"""Words that count back from the article's day, and may mean the event itself in an article written long after."""
_LATE = timedelta(days=21)
_MARGIN = timedelta(days=10)
"""A day this much before the first report of the event is another event's: first reports follow within days."""

_WEEK_MARGIN = timedelta(days=3)
"""`last week` is said of what came before the event, unless its first report is late."""
_STAMP = re.compile(r"\b(?:[Pp]osted|[Uu]pdated|[Pp]ublished|POSTED|UPDATED|PUBLISHED)\b[^\w]{0,3}(?:on\s)?")
"""A page's own time stamp is no date of its sentence."""


def background(
    article: Article, sentence: Span, phrases: Sequence[TimePhrase], first_day: date | None
) -> Span | None:
    """Find the words that set a sentence apart from the event; None when there are none.

    `first_day` is the first declared day of the event's articles. Without it any year, and a month
    without a day, counts as another time.
    """
    text = article.body[sentence.start : sentence.end]
    for phrase in phrases:
        stamped = _STAMP.search(article.body, max(sentence.start, phrase.start - 16), phrase.start)
        if phrase.names_day and not stamped and _is_past(phrase, article, text, first_day):
            return Span(phrase.start, phrase.end)
    for match in _YEAR.finditer(text):
        inside = any(p.start <= sentence.start + match.start() < p.end for p in phrases)
        if not inside and (first_day is None or int(match[0][:4]) != first_day.year):
            return Span(sentence.start + match.start(), sentence.start + match.end())
    is_late = article.date is not None and first_day is not None and article.date - first_day >= _LATE
    if sign := _SIGNS.search(text) or (None if is_late else _BACK.search(text)):
        return Span(sentence.start + sign.start(), sentence.start + sign.end())
    return None


def _is_past(phrase: TimePhrase, article: Article, text: str, first_day: date | None) -> bool:
    if phrase.month is None and phrase.year is not None:
        return True
    if first_day is None:
        return phrase.month is not None and (phrase.day is None or phrase.year is not None)
    days = interval(phrase, article, text)
    if days is None:
        return phrase.month is not None and phrase.day is None
    return days.end < first_day - (_WEEK_MARGIN if phrase.relative == "last week" else _MARGIN)
