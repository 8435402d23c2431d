"""`.txt`: the body is the decoded file itself, unchanged; a byte-order mark is not part of it."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from digest.adapters.readers.encoding import decode
from digest.model import Manuscript


def read(path: str, data: bytes) -> Iterator[Manuscript]:
    """Give the one manuscript of a text file. Raises `DecodingError`."""
    body, encoding = decode(data)
    yield Manuscript(
        path=path,
        record=None,
        body=body,
        declared=(),
        encoding=encoding,
        sha256=sha256(data).hexdigest(),
        flattened=True,
    )
