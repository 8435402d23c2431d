"""JSON Feed 1.1 as a JSON Schema, written from https://www.jsonfeed.org/version/1.1/ for what is used of it.

Without a `site_url` an item's `url` is relative to the feed.
"""

_TEXT = {"type": "string", "minLength": 1}
_DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
_LANGUAGE = {"type": "string", "pattern": "^[a-z]{2,3}$"}
_ADDRESS = {"type": "string", "pattern": "^https?://"}

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": _TEXT,
        "home_page_url": _ADDRESS,
        "feed_url": _ADDRESS,
        "language": _LANGUAGE,
        "authors": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "required": ["name"], "properties": {"name": _TEXT}},
        },
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "content_html"],
                "properties": {
                    "id": _TEXT,
                    "url": {"type": "string", "pattern": r"^(https?://|(\.\./)*[a-z0-9])"},
                    "title": _TEXT,
                    "content_html": _TEXT,
                    "summary": _TEXT,
                    "date_published": _DATE,
                    "date_modified": _DATE,
                    "language": _LANGUAGE,
                },
            },
        },
    },
}
