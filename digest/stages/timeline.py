"""The dates that the texts of an event state, in order, each with everyone who states it.

A phrase that needs a declared date and has none stays as it is worded: nothing is dated by guessing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from digest.findings import Cited, Interval, TimelineEntry
from digest.model import Article, Cluster
from digest.text.facts.context import content, shared_share
from digest.text.facts.dates import TimePhrase, phrases
from digest.text.facts.intervals import interval
from digest.text.facts.quotation import quotations
from digest.text.passages import cited, sentences

_SAME = 0.4
"""Least overlap of content words for two dated sentences to tell the same thing on the same day."""
_LEAST_SHARED = 3
_WORDS = (6, 70)
"""Fewest and most words of a sentence that tells something: shorter are headings, longer are lists."""
_PER_TEXT = 40
"""Most dated sentences taken from one text, in reading order: a chronicle must not drown the others."""
_TELLS = re.compile(
    r"\b(?:was|were|is|are|has|have|had|be|been|said|says|took|killed|died|began|came|went|made|left|told|found|gave|led|held|"
    r"set|hit|shot|met|won|lost|fell|rose|broke|spoke|fled|became|struck|[a-z]{2,}ed)\b"
)
_VAGUE = re.compile(
    r"(?:this|next|following|the following|the next|previous|the previous)\b|today$|tonight$", re.IGNORECASE
)
_BOUNDARY = re.compile(r"(?:before|after|until|by)\b", re.IGNORECASE)
"""`before 2014` dates nothing that happened."""
_EN = "en"


@dataclass(frozen=True, slots=True)
class _Dated:
    cited: Cited
    phrase: TimePhrase
    interval: Interval | None
    words: frozenset[str]


def timeline(cluster: Cluster) -> tuple[TimelineEntry, ...]:
    """Give the dated statements of the texts of `cluster`, earliest first; those without a place in time last.

    English only: the phrases of other languages are not read, so nothing is said about them.
    """
    groups: list[list[_Dated]] = []
    for text in cluster.texts:
        for dated in _dated(text.article):
            same = next((group for group in groups if _tells_same(group, dated)), None)
            if same is None:
                groups.append([dated])
            else:
                same.append(dated)
    order = sorted(range(len(groups)), key=lambda k: (*_when(groups[k][0]), k))
    return tuple(_entry(groups[k]) for k in order)


def _dated(article: Article) -> list[_Dated]:
    if article.lang != _EN:
        return []
    found = []
    spoken = [q for p in article.paragraphs for q in quotations(article.body, p.start, p.end)]
    for sentence in sentences(article):
        text = article.body[sentence.start : sentence.end]
        times = [p for p in phrases(article.body, sentence.start, sentence.end) if p.names_day]
        if not times or not _WORDS[0] <= len(text.split()) <= _WORDS[1] or not _TELLS.search(text):
            continue
        for phrase in times:
            worded = article.body[phrase.start : phrase.end]
            quoted = text[0] in "'‘" or any(q.start < phrase.start < q.end for q in spoken)
            refers_back = article.body[phrase.end : phrase.end + 2] in ("'s", "’s")  # `Saturday's eruption`
            if refers_back or _BOUNDARY.match(worded) or (quoted and phrase.relative):
                continue  # `today` in a quotation counts from the day of speaking, which nobody states
            days = None if quoted and phrase.year is None else interval(phrase, article, text)
            if days is None and (phrase.year or phrase.relative or _VAGUE.match(worded)):
                continue
            found.append(
                _Dated(cited(article, sentence, phrase.start, phrase.end), phrase, days, content(text))
            )
    return found[:_PER_TEXT]


def _tells_same(group: list[_Dated], dated: _Dated) -> bool:
    """Whether a statement of another text belongs to the group: same days, same content."""
    first = group[0]
    if any(member.cited.sentence.article == dated.cited.sentence.article for member in group):
        return False
    if _days(first) != _days(dated):
        return False
    shared = len(first.words & dated.words)
    return shared >= _LEAST_SHARED and shared_share(first.words, dated.words) >= _SAME


def _days(dated: _Dated) -> tuple[object, ...]:
    """What must be equal for the same time: the interval, else the fields that the phrase states."""
    if dated.interval is not None:
        return dated.interval.start, dated.interval.end
    phrase = dated.phrase
    return phrase.month, phrase.day, phrase.weekday, phrase.relative, phrase.shade


def _when(dated: _Dated) -> tuple[bool, date, date]:
    if dated.interval is None:
        return True, date.min, date.min
    return False, dated.interval.start, dated.interval.end


def _entry(group: list[_Dated]) -> TimelineEntry:
    return TimelineEntry(group[0].cited.detail.text, group[0].interval, tuple(dated.cited for dated in group))
