"""YAKE's phrases of articles, a third of all that is done for one: found once, in whatever events and editions it
stands, remembered from run to run, and begun while events are still looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from digest.config import KeywordPolicy
from digest.memory import NONE, Memory, key
from digest.model import Article
from digest.sharing import Mapped, Meanwhile
from digest.stages import keywords
from digest.text.marks import Marks

_PHRASES = "phrases"


class Extraction:
    """Gives the phrases of an article, best first."""

    def __init__(self, policy: KeywordPolicy, marks: Marks, memory: Memory = NONE) -> None:
        self._extracted = partial(keywords.extracted, policy=policy)
        self._basis = key(policy)
        self._marks = marks
        self._memory = memory
        self._found: dict[str, str] = {}
        """A line for each phrase, by key; those of this run."""
        self._begun: Sequence[Article] = ()
        self._done: Callable[[], Sequence[tuple[str, ...]]] = tuple

    def begin(self, articles: Iterable[Article], meanwhile: Meanwhile) -> None:
        """Begin with the articles of which the phrases are not known, the last ones first."""
        self._begun = self._unknown(articles)[::-1]
        self._done = meanwhile(self._extracted, self._begun)

    def complete(self, articles: Iterable[Article], mapped: Mapped) -> None:
        """End what was begun, and find what is missing of these articles."""
        self._keep(zip(self._begun, self._done(), strict=False))
        self._begun, self._done = (), tuple
        lacking = self._unknown(articles)
        self._keep(zip(lacking, mapped(self._extracted, lacking), strict=True))

    def __call__(self, article: Article) -> tuple[str, ...]:
        """The phrases of an article."""
        name = self._key(article)
        found = self._found.get(name)
        if found is None:
            found = self._memory.find(_PHRASES, name)
        if found is None:
            return self._extracted(article)
        return tuple(found.split("\n")) if found else ()

    def _unknown(self, articles: Iterable[Article]) -> list[Article]:
        named = {self._key(article): article for article in articles}
        return [
            article
            for name, article in named.items()
            if name not in self._found and not self._memory.has(_PHRASES, name)
        ]

    def _keep(self, found: Iterable[tuple[Article, tuple[str, ...]]]) -> None:
        for article, phrases in found:
            name, lines = self._key(article), "\n".join(phrases)
            self._found[name] = lines
            self._memory.keep(_PHRASES, name, lines)

    def _key(self, article: Article) -> str:
        return key(self._basis, self._marks.article(article))
