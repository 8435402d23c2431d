"""A site of as many pages as wanted: the pages of one real site, copied under addresses of their own.

Copied are the pages of events, storylines, sources and keywords, with the links between them; the others stand
once. So every page, citation and anchor of the archive is as real as those of the site it is made from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from digest.briefing import Asset, Card, Page, Site
from digest.stages.render import addresses

_COPIED = (addresses.EVENTS, addresses.SOURCES, addresses.KEYWORDS, addresses.STORYLINES, "texts/")


@dataclass(frozen=True, slots=True)
class Archive:
    """A site and the texts that its citations count into."""

    site: Site
    bodies: Mapping[str, str]
    """By article id."""


def archive(site: Site, bodies: Mapping[str, str], count: int) -> Archive:
    """At least `count` pages."""
    copied = [page for page in site.pages if page.path.startswith(_COPIED) and page.path.count("/") > 1]
    copies = range(2, 2 + max(0, -(-(count - len(site.pages)) // len(copied))))
    slugs = {page.path.split("/")[1] for page in copied}
    slugs |= {asset.path.split("/")[1].removesuffix(".txt") for asset in _texts(site)}
    movers = [_Mover(slugs, f"-{number}") for number in copies]
    pages = (*site.pages, *(mover.page(page) for mover in movers for page in copied))
    assets = {asset.path: asset for asset in site.assets}
    data = json.loads(assets[addresses.EVENTS_DATA].content)
    events = [*data["events"], *(mover.data(event) for mover in movers for event in data["events"])]
    text = json.dumps(data | {"events": events}, ensure_ascii=False, indent=1) + "\n"
    assets[addresses.EVENTS_DATA] = Asset(addresses.EVENTS_DATA, text)
    moved = (mover.asset(asset) for mover in movers for asset in _texts(site))
    texts = {**bodies, **{f"{name}{mover.mark}": body for mover in movers for name, body in bodies.items()}}
    cards = (*site.cards, *(mover.card(card) for mover in movers for card in site.cards))
    return Archive(replace(site, pages=pages, assets=(*assets.values(), *moved), cards=cards), texts)


def _texts(site: Site) -> Iterator[Asset]:
    return (asset for asset in site.assets if asset.path.startswith(_COPIED))


_PART = re.compile(r"(?<=/)([\w~-]+)(?=[/.])")


@dataclass(frozen=True, slots=True)
class _Mover:
    slugs: set[str]
    mark: str

    def _address(self, text: str) -> str:
        return _PART.sub(lambda found: found[1] + self.mark if found[1] in self.slugs else found[1], text)

    def page(self, page: Page) -> Page:
        head = self._address(page.head)
        return replace(page, path=self._address(page.path), body=self._address(page.body), head=head)

    def asset(self, asset: Asset) -> Asset:
        is_text = asset.path.endswith(".txt")
        return Asset(self._address(asset.path), asset.content if is_text else self._address(asset.content))

    def card(self, card: Card) -> Card:
        return replace(card, path=self._address(card.path))

    def data(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.data(item) for item in value]
        if not isinstance(value, dict):
            return value
        found = {key: self.data(item) for key, item in value.items()}
        for key in ("id", "article", "copy_of"):
            if isinstance(found.get(key), str):
                found[key] += self.mark
        for key in ("url", "text_url"):
            if isinstance(found.get(key), str) and found[key].startswith("../"):
                found[key] = self._address(found[key])
        return found
