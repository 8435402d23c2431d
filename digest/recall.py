"""What the content held before, put beside what it holds now: corrections, and addresses that lead nowhere.

Earlier versions are cleaned by the same stages as present ones; a failure on one of them stops no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digest.briefing import Correction, Past, Version, Withdrawal
from digest.config import Settings
from digest.model import Article, Manuscript
from digest.stages import corrections, parse
from digest.text.cleaning.lines import normalised
from digest.text.cleaning.zones import REPEATED


@dataclass(frozen=True, slots=True)
class Recalled:
    """What became of what was published before."""

    corrections: tuple[Correction, ...] = ()
    """By day, then article."""
    withdrawn: tuple[Withdrawal, ...] = ()
    """Files and records, by path."""
    published: frozenset[str] = frozenset()
    """Addresses that earlier states of the content had, as far as they are known."""

    def until(self, day: date | None) -> Recalled:
        """Without what went after `day`. Corrections stay: the text that is read is the corrected one."""
        gone = (w for w in self.withdrawn if day is None or w.day is None or w.day <= day)
        return replace(self, withdrawn=tuple(gone))


def recall(past: Past, articles: Sequence[Article], settings: Settings) -> Recalled:
    """What the past says of articles that are published, and of those that are not any more."""
    reader = _Reader(articles, settings)
    versions = {article.id: reader.stood(past.versions.get(article.id, ())) for article in articles}
    noted = [
        correction for article in articles for correction in reader.corrections(article, versions[article.id])
    ]
    known = {article.id: article for article in articles}
    noted += [
        corrections.again(correction, known[correction.article], settings.outlets)
        for correction in past.corrections
        if correction.article in known
    ]
    former = [(day, old) for stood in versions.values() for day, old in stood if old]
    former += [(day, old) for day, old in reader.stood(past.removed) if old]
    records = corrections.withdrawn((one for one in former if _is_record(one[1])), articles)
    gone = {withdrawal.slug: withdrawal for withdrawal in (*records, *past.withdrawn)}  # one for each address
    return Recalled(
        tuple(sorted(noted, key=lambda c: (c.day or date.max, c.article))),
        tuple(sorted(gone.values(), key=lambda withdrawal: (withdrawal.path, withdrawal.slug))),
    )


def _is_record(article: Article) -> bool:
    return article.path.lower().endswith(".jsonl")


class _Reader:
    """Reads earlier versions as the present ones were read."""

    def __init__(self, articles: Sequence[Article], settings: Settings) -> None:
        self._settings = settings
        self._newest = max((article.arrival for article in articles if article.arrival), default=None)
        # The lines that were furniture because many files shared them: an earlier version alone does not tell.
        self._repeated = frozenset(
            normalised(article.body[line.span.start : line.span.end])
            for article in articles
            for line in article.dropped
            if line.rule == REPEATED
        )

    def stood(self, versions: Sequence[Version]) -> tuple[corrections.Stood, ...]:
        """The versions cleaned; None for one that was not read, or is no article."""
        return tuple((version.day, self._article(version.manuscript)) for version in versions)

    def _article(self, manuscript: Manuscript | None) -> Article | None:
        if manuscript is None:
            return None
        try:
            return parse.article(
                manuscript, self._repeated, self._settings.outlets, self._settings.edition, self._newest
            )[0]
        except Exception:  # an earlier version must not stop the present ones; it counts as not read
            return None

    def corrections(self, article: Article, stood: Sequence[corrections.Stood]) -> Iterator[Correction]:
        """The corrections of one article; without revisions when comparing it fails."""
        try:
            yield from tuple(corrections.corrections(article, stood, self._settings.outlets))
        except Exception:  # as above: that it was changed is still told
            yield from (Correction(article.id, day, ()) for day, _ in stood[:-1])
