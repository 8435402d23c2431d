"""What a page says of itself to programs: Open Graph for link previews, JSON-LD (schema.org) for machines.

Only what the page shows as well. The texts are others' work: a page of ours is a `CollectionPage` that cites
them, never an article of its own, and a source's page is based on the article that it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from digest.briefing import Card, Edition, Event
from digest.model import Article
from digest.stages.render import addresses
from digest.stages.render.words import Phrases
from digest.text.escape import json_block, one_line

DATA_BYTES = 600
"""Most bytes of a page's JSON-LD: further sources or events stand on the page and in `data/events.json` only."""

_Node: TypeAlias = dict[str, Any]
Way: TypeAlias = Sequence[tuple[str, str]]
"""Names and addresses of the pages that lead to a page, the front page left out, itself included."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Template `partials/metadata.html`."""

    title: str
    description: str
    site: str
    locale: str
    """`en_GB`; `` where the territory is not known."""
    url: str
    """Absolute; `` when the site has no address."""
    image: str
    """Absolute address of the card; `` without one or without an address of the site."""
    feeds: str
    """Folder of the feeds of what the page shows, as seen from it; `` without any."""
    image_text: str
    """What the card says."""
    data: str
    """JSON-LD that may stand inside a script element; `` for none."""


@dataclass(frozen=True, slots=True)
class Describer:
    """Describes the pages of one site."""

    site: str
    url: str
    """Absolute, with a trailing slash; `` when not configured."""

    def page(
        self,
        path: str,
        title: str,
        description: str,
        lang: str,
        *,
        data: str = "",
        card: Card | None = None,
        feeds: str = "",
    ) -> Metadata:
        """The metadata of a page; `title` and `description` on one line."""
        return Metadata(
            title=title,
            description=description,
            site=self.site,
            locale=_LOCALES.get(lang, ""),
            url=self.url and self.url + path,
            image=self.url + card.path if card and self.url else "",
            image_text=" · ".join((card.site, card.headline, card.days, *card.counts)) if card else "",
            feeds=feeds,
            data=data,
        )

    def event(self, event: Event, path: str) -> str:
        """JSON-LD of an event's page: what it cites."""
        days = event.days
        page = self._page(path, one_line(event.title)) | _present(
            datePublished=_day(days[0] if days else None),
            dateModified=_day(days[-1] if len(days) > 1 else None),
        )
        copies = (copy.article for text in event.texts for copy in text.copies)
        sources = (*(text.article for text in event.texts), *copies)
        return self._block(page, (), "citation", map(_article, sources))

    def source(self, article: Article, path: str, way: Way) -> str:
        """JSON-LD of a source's page: the article that it is based on."""
        page = self._page(path, one_line(article.title), "WebPage")
        return self._block(page, way, "isBasedOn", (_article(article),))

    def edition(self, edition: Edition, path: str, title: str, way: Way) -> str:
        """JSON-LD of an edition: its first events in their order; the front page is the site itself."""
        kind = "WebSite" if path == addresses.FRONT else "CollectionPage"
        page = self._page(path, title, kind) | _present(datePublished=_day(edition.day) if way else "")
        events = (
            _present(
                type="CollectionPage",
                name=one_line(entry.event.title),
                url=self.url and self.url + addresses.event(entry.event),
            )
            for entry in edition.entries
        )
        return self._block(page, way, "hasPart", events)

    def other(self, path: str, title: str, way: Way) -> str:
        """JSON-LD of a page of lists: where it stands."""
        return self._block(self._page(path, title), way, "", ())

    def _page(self, path: str, name: str, kind: str = "CollectionPage") -> _Node:
        return _present(type=kind, name=name, url=self.url and self.url + path)

    def _block(self, page: _Node, way: Way, relation: str, parts: Iterable[_Node]) -> str:
        """The page with as many of its parts as there is room for, at least one, and the way to it."""
        page = {"@context": "https://schema.org"} | page | _present(breadcrumb=self._way(way))
        block = json_block(page)
        kept: list[_Node] = []
        for part in parts:
            longer = json_block(page | {relation: [*kept, part]})
            if kept and len(longer.encode()) > DATA_BYTES:
                break
            block = longer
            kept.append(part)
        return block

    def _way(self, way: Way) -> _Node:
        """The breadcrumbs; they are addresses, so a site without one has none."""
        if not self.url or not way:
            return {}
        steps = [
            {"@type": "ListItem", "position": at, "name": one_line(name), "item": self.url + path}
            for at, (name, path) in enumerate(((self.site, addresses.FRONT), *way), start=1)
        ]
        del steps[-1]["item"]  # the page itself, whose address stands above
        return {"@type": "BreadcrumbList", "itemListElement": steps}


_LOCALES = {"en": "en_GB"}
"""Open Graph wants a territory, which no other text of the site declares."""


def card(event: Event, site: str, words: Phrases) -> Card:
    """What the picture of an event says; nothing that is true on one day only."""
    files, texts = len(event.articles), len(event.texts)
    publishers = len({article.outlet for article in event.articles if article.outlet})
    return Card(
        path=addresses.card(event),
        site=one_line(site),
        headline=one_line(event.title),
        days=words.days(event.days),
        counts=words.counts(files, publishers, texts),
        files=files,
        texts=texts,
    )


def _article(article: Article) -> _Node:
    licence = one_line(article.licence or "")
    is_address = licence.startswith(("https://", "http://")) and " " not in licence
    return _present(
        type="NewsArticle",
        headline=one_line(article.title),
        creditText=one_line(article.author or ""),  # a byline may name a person or an agency
        publisher=_present(type="Organization", name=one_line(article.outlet)) if article.outlet else None,
        datePublished=_day(article.date),
        license=licence if is_address else "",
        copyrightNotice="" if is_address else licence,
        url=article.url,
    )


def _present(**fields: Any) -> _Node:
    """The fields that say something; `type` is `@type`."""
    return {"@type" if name == "type" else name: value for name, value in fields.items() if value}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
