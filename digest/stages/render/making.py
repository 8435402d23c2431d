"""What is to be published is planned first and made then, on every core that there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeAlias

from digest.briefing import Asset, Card, Kept, Page
from digest.sharing import Mapped
from digest.stages.render import addresses, metadata
from digest.stages.render.keys import Keys, Known, nothing_known
from digest.stages.render.library import Library
from digest.stages.render.lists import Lister
from digest.stages.render.provenance import Provenance
from digest.stages.render.views import PageView, SiteView
from digest.stages.render.words import Phrases
from digest.text.escape import one_line

_DESCRIPTION_LENGTH = 200


class Template(Protocol):
    """Fills a template: name (`pages/event.html`) and variables to text."""

    def __call__(self, name: str, /, **variables: Any) -> str:
        """The filled template."""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the site is called and where it will stand."""

    name: str
    url: str
    """Absolute, with a trailing slash; `` when not configured."""
    version: str
    """Of this program."""
    schema: str
    """JSON Schema of `data/events.json`."""
    edition_schema: str
    """JSON Schema of `data/editions/*.json`."""
    provenance: Provenance
    words: Phrases
    """The interface's texts."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A page or file that is to be made."""

    path: str
    kind: str
    """As of a page; `asset` for a file, `data` for a part of one."""
    make: Callable[[], Page | str]
    key: str = ""
    """Hash of everything that it follows from; `` when that is not known."""
    of: str = ""
    """Address of what it belongs to, `` for none: what belongs together is made together, since it looks up the same."""

    def made(self) -> Page | Asset:
        """The page or file."""
        made = self.make()
        return Asset(self.path, made, self.key) if isinstance(made, str) else replace(made, key=self.key)


Finished: TypeAlias = Page | Asset | Kept


def made(planned: Iterable[Planned | Finished], mapped: Mapped) -> tuple[Finished, ...]:
    """What is planned, in its order, and between it what is finished already."""
    found: dict[int, Planned | Finished] = dict(enumerate(planned))
    things: dict[str, list[int]] = {}
    for at, one in found.items():
        if isinstance(one, Planned):
            things.setdefault(one.of or one.path, []).append(at)
    plans = [[one for at in places if isinstance(one := found[at], Planned)] for places in things.values()]
    for places, pages in zip(things.values(), mapped(_made, plans), strict=True):
        found.update(zip(places, pages, strict=True))
    return tuple(one for one in found.values() if not isinstance(one, Planned))


def _made(plans: Sequence[Planned]) -> list[Page | Asset]:
    return [plan.made() for plan in plans]


class Maker:
    """Plans pages and files, and makes pages from views."""

    def __init__(
        self, library: Library, facts: SiteFacts, template: Template, keys: Keys, known: Known
    ) -> None:
        self.library = library
        self.facts = facts
        self.words = facts.words
        self.template = template
        self.keys = keys
        self._known = known if keys.are_known else nothing_known
        self.describe = metadata.Describer(facts.name, facts.url)

    def plan(
        self, kind: str, path: str, make: Callable[[], Page | str], *, key: str = "", of: str = ""
    ) -> Planned | Kept:
        """A page or file, unless it stands already as it is made from `key`."""
        kept = Kept(path, kind, key)
        return kept if key and self._known(kept.file, key) else Planned(path, kind, make, key, of)

    def file(self, path: str, make: Callable[[], str], *, key: str = "", of: str = "") -> Planned | Kept:
        """The same for a file."""
        return self.plan("asset", path, make, key=key, of=of)

    def page(
        self,
        kind: str,
        path: str,
        title: str,
        view: object,
        *,
        about: str = "",
        lang: str = "",
        data: str = "",
        card: Card | None = None,
        feeds: str = "",
    ) -> Page:
        """The page of a view; `about` describes it."""
        lang = lang or self.words.lang
        title, description = one_line(title), _shortened(one_line(about))
        described = self.describe.page(path, title, description, lang, data=data, card=card, feeds=feeds)
        body = self.template(
            f"pages/{kind}.html",
            site=site_view(self.facts, path),
            page=PageView(title=title, lang=lang),
            view=view,
        )
        head = self.template("partials/metadata.html", view=described)
        return Page(path, title, description, body, lang, kind, head)

    def lister(self, page: str) -> Lister:
        """Makes the lists of a page."""
        return Lister(self.library, page)


def _shortened(text: str) -> str:
    """The text, cut after a word where it is too long for a description."""
    if len(text) <= _DESCRIPTION_LENGTH:
        return text
    room = text[:_DESCRIPTION_LENGTH]
    return f"{room.rpartition(' ')[0] or room[:-1]}…"


def site_view(facts: SiteFacts, page: str) -> SiteView:
    """The site's fixed places as seen from `page`."""

    def to(address: str) -> str:
        return addresses.relative(address, page)

    return SiteView(
        name=facts.name,
        url=facts.url,
        home=to(addresses.FRONT),
        archive=to(addresses.ARCHIVE),
        keywords=to(addresses.KEYWORDS),
        outlets=to(addresses.OUTLETS),
        storylines=to(addresses.STORYLINES),
        coverage=to(addresses.COVERAGE),
        about=to(addresses.ABOUT),
        feed=to(addresses.FEED),
    )
