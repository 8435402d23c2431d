"""As many articles as wanted, made by recombining real ones: for measuring time and memory.

An event draws its sentences from three real articles and gets names of its own; its one to nine
articles each take most of these sentences in their order, up to about 600 words. The vocabulary
grows with the number of events, as it does in news.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

_WORDS = 600
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_SYLLABLES = "ba den kor lin mas nor pel qua rus sta tir vol wen yar zel hok jun fad gri mun".split()


def write(path: Path, corpora: Sequence[Path], count: int) -> int:
    """Write `count` records to `path`; the number of words in them."""
    chance = random.Random(count)
    texts = [json.loads(line)["text"] for corpus in corpora for line in corpus.open(encoding="utf-8")]
    pools = [found for found in (_SENTENCE.findall(text) for text in texts) if len(found) > 5]
    written = words = 0
    with path.open("w", encoding="utf-8") as out:
        while written < count:
            day = date(2020, 1, 1) + timedelta(days=chance.randrange(1000))
            sentences = _renamed([s for pool in chance.sample(pools, 3) for s in pool], chance)
            for _ in range(min(1 + int(chance.expovariate(0.6)), 9, count - written)):
                text = _article(sentences, chance)
                words += len(text.split())
                written += 1
                record = {"id": f"r{written}", "title": text.split(".")[0][:90], "text": text, "lang": "en"}
                out.write(
                    json.dumps(record | {"date": str(day + timedelta(days=chance.randrange(3)))}) + "\n"
                )
    return words


def _renamed(sentences: list[str], chance: random.Random) -> list[str]:
    """Half of the names replaced by invented ones."""
    names = sorted({name for sentence in sentences for name in _NAME.findall(sentence)})
    new = {n: "".join(chance.choices(_SYLLABLES, k=3)).capitalize() for n in names if chance.random() < 0.5}
    return [_NAME.sub(lambda found: new.get(found[0], found[0]), sentence.strip()) for sentence in sentences]


def _article(sentences: Sequence[str], chance: random.Random) -> str:
    taken: list[str] = []
    length = 0
    for sentence in sentences * 3:
        if length >= _WORDS:
            break
        if chance.random() < 0.45:
            taken.append(sentence)
            length += len(sentence.split())
    return "\n\n".join(" ".join(taken[at : at + 4]) for at in range(0, len(taken), 4))
