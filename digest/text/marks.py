"""Hashes that stand for articles and clusters: two are the same when everything in them is. And the day that a
cluster's newest article came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import blake2b

from digest.memory import key
from digest.model import Article, Cluster, Text


class Marks:
    """Hashes of the articles of one reading, each made once."""

    def __init__(self) -> None:
        self._articles: dict[str, tuple[Article, str]] = {}
        self._clusters: dict[int, tuple[Cluster, str]] = {}
        self._newest: dict[int, tuple[Cluster, date | None]] = {}

    def article(self, article: Article) -> str:
        """Of everything that is known of the article."""
        known = self._articles.get(article.id)
        if known is None or known[0] is not article:
            known = self._articles[article.id] = (article, _article(article))
        return known[1]

    def articles(self, articles: Iterable[Article]) -> tuple[str, ...]:
        """Of each article."""
        return tuple(map(self.article, articles))

    def know(self, article: Article, mark: str) -> Article:
        """The article, of which the hash is known already."""
        self._articles[article.id] = (article, mark)
        return article

    def text(self, text: Text) -> tuple[object, ...]:
        """Of a text, its copies and what it reprints."""
        copies = ((self.article(copy.article), copy.similarity) for copy in text.copies)
        return (self.article(text.article), *copies, text.reprints)

    def cluster(self, cluster: Cluster) -> str:
        """Of the texts, why they are together and what an editor called them."""
        known = self._clusters.get(id(cluster))
        if known is None:
            texts = tuple(map(self.text, cluster.texts))
            # The cluster is held, so that no other one gets its number.
            known = self._clusters[id(cluster)] = (cluster, key(texts, cluster.evidence, cluster.title))
        return known[1]

    def newest(self, cluster: Cluster) -> date | None:
        """The last edition that brought an article of it; None when all are undated."""
        known = self._newest.get(id(cluster))
        if known is None:
            days = (article.edition for article in cluster.articles if article.edition)
            known = self._newest[id(cluster)] = (cluster, max(days, default=None))
        return known[1]


def _article(article: Article) -> str:
    fields = {name: getattr(article, name) for name in Article.__slots__}
    # Offsets as plain numbers, because the text form of a dataclass takes ten times as long.
    body, paragraphs, dropped = (fields.pop(name) for name in ("body", "paragraphs", "dropped"))
    return key(
        *fields.items(),
        blake2b(body.encode("utf-8", "surrogatepass"), digest_size=16).digest(),
        [(span.start, span.end) for span in paragraphs],
        [(line.span.start, line.span.end, line.line, line.rule, line.kept_as) for line in dropped],
    )
