"""Finished pages and files put into a site: pages in the theme's frames, files as they are."""

from __future__ import annotations

from digest.adapters.frames import Framed, Frames, Render, Slots
from digest.adapters.tree import Tree
from digest.briefing import Page, Site, Stream
from digest.text.escape import entities


def write(site: Site, tree: Tree, theme: str, render: Render) -> None:
    """Put the site's pages, files and what is kept of it into `tree`; `render` puts the theme around a page, and
    `theme` is the key of what its part follows from. Raises OSError."""
    frames = Frames(render)
    for page in site.pages:
        folder, _, leaf = page.path.rstrip("/").rpartition("/")
        html = frames.html(Framed(f"{folder}/", leaf, page.kind, page.lang, slots(page)))
        tree.write(f"{page.path}index.html", html.encode("utf-8"), file_key(page.key, theme))
    for asset in site.assets:
        if isinstance(asset, Stream):
            tree.stream(asset.path, asset.parts())
        else:
            tree.write(asset.path, asset.content.encode("utf-8"), file_key(asset.key, theme))
    for kept in site.kept:
        tree.stay(kept.file, file_key(kept.key, theme))


def slots(page: Page) -> Slots:
    """What the theme prints of a page; it escapes nothing, so titles are handed over as numeric entities."""
    return {
        "title": entities(page.title),
        "description": entities(page.description),
        "head": page.head,
        "content": page.body,
    }


def file_key(key: str, theme: str) -> str:
    """The key of a file that was made from `key` in a theme with that key; `` when one is not known."""
    return f"{key}-{theme[:16]}" if key and theme else ""
