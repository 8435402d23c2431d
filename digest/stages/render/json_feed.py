"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) of what `feed.py` gathers."""

from __future__ import annotations

import json
from typing import Any

from digest.stages.render.feed import FeedEntry, FeedView


def json_feed(feed: FeedView) -> str:
    """The feed as JSON; what is not known is left out, as the format wants it."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        # Without a `site_url` only the entries lead anywhere, relative to the feed.
        "home_page_url": feed.home if feed.self_json else "",
        "feed_url": feed.self_json,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(_known(document), ensure_ascii=False, separators=(",", ":")) + "\n"


def _item(entry: FeedEntry) -> dict[str, Any]:
    return _known(
        {
            "id": entry.id,
            "url": entry.link,
            "title": entry.title,
            "summary": entry.summary,
            "content_html": entry.content,
            "date_published": entry.published,
            "date_modified": entry.updated if entry.published else "",
            "language": "" if entry.lang == "und" else entry.lang,
        }
    )


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value != ""}
