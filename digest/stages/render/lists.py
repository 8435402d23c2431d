"""Views that several pages share: events in lists, source rows, counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from digest.briefing import Edition, Entry, Event
from digest.model import Article, Basis
from digest.stages.render import addresses, changes
from digest.stages.render.citations import Citer
from digest.stages.render.filters import keys
from digest.stages.render.library import Library
from digest.stages.render.parts import Changes, Link
from digest.stages.render.views import Counts, EntryView, SourceRow
from digest.stages.render.words import is_rtl
from digest.text.escape import one_line

_KEYWORDS_IN_LIST = 4


@dataclass(frozen=True, slots=True)
class Lister:
    """Makes the views of one page."""

    library: Library
    page: str
    """Address of the page that shows them."""

    def link(self, text: str, target: str, count: int | None = None) -> Link:
        """A link from this page."""
        return Link(text, addresses.relative(target, self.page), count)

    def undated(self, edition: Edition | None) -> Link | None:
        """A link to the edition of everything undated, where there is one."""
        if edition is None:
            return None
        return self.link(self.library.words.weekday(None), addresses.UNDATED, len(edition.entries))

    def entry(self, entry: Entry, rank: str = "") -> EntryView:
        """An event in an edition; `rank` says why it leads."""
        return self._entry(entry.event, entry, rank)

    def listed(self, events: Iterable[Event]) -> tuple[EntryView, ...]:
        """Events outside an edition, in the order given."""
        return tuple(self._entry(event, None) for event in events)

    def _entry(self, event: Event, entry: Entry | None, rank: str = "") -> EntryView:
        lede, lang, words = event.summary.lede, headline_lang(event, self.library), self.library.words
        citer, change = Citer(event, self.library, self.page, numbered=False), entry.change if entry else None
        return EntryView(
            title=event.title,
            href=addresses.relative(addresses.event(event), self.page),
            status=entry.status if entry else None,
            status_label=words.status(entry.status, entry.day_number) if entry else "",
            rank=rank,
            counts=counts(event),
            lede=citer.sentence(lede) if lede else None,
            changed=changes.first(change, citer) if change else None,
            keywords=self.keywords(event, _KEYWORDS_IN_LIST),
            outlets=tuple(sorted({a.outlet for a in event.articles if a.outlet})),
            days=words.days(event.days),
            lang=lang,
            rtl=is_rtl(lang),
            keys=keys(event, self.library),
        )

    def keywords(self, event: Event, most: int | None = None) -> tuple[Link, ...]:
        """The event's keywords, or the first of them, each a link to its page."""
        shown = event.keywords[:most]
        return tuple(self.link(keyword.text, addresses.keyword(keyword.slug)) for keyword in shown)

    def row(
        self,
        article: Article,
        *,
        similarity: int | None = None,
        copies: tuple[SourceRow, ...] = (),
        reprints: tuple[Link, ...] = (),
        changes: tuple[Changes, ...] = (),
        credits: tuple[str, ...] = (),
        cited: tuple[int, ...] = (),
    ) -> SourceRow:
        """One source file."""
        return SourceRow(
            title=article.title,
            title_from_text=article.title_basis is not Basis.DECLARED,
            href=addresses.relative(addresses.source(article), self.page),
            outlet=self.link(article.outlet, addresses.outlet(article.outlet)) if article.outlet else None,
            author=article.author,
            date=self.library.words.day(article.date),
            licence=article.licence,
            path=one_line(article.path),
            url=article.url,
            lang=article.lang,
            rtl=is_rtl(article.lang),
            sample=article.sample,
            similarity=similarity,
            copies=copies,
            reprints=reprints,
            changes=changes,
            credits=credits,
            cited=cited,
        )


def newest_first(events: Iterable[Event]) -> list[Event]:
    """The events by their newest day, undated last."""
    return sorted(events, key=_newest)


def _newest(event: Event) -> tuple[int, str]:
    days = event.days
    return (-days[-1].toordinal() if days else 1, event.id)


def counts(event: Event) -> Counts:
    """Files, publishers that are named, independent texts."""
    return Counts(
        files=len(event.articles),
        publishers=len({article.outlet for article in event.articles if article.outlet}),
        texts=len(event.texts),
    )


def headline_lang(event: Event, library: Library) -> str:
    """Language of the article that the event's headline is from."""
    return library.articles[event.summary.headline_article].lang
