"""Texts as counts of columns: every word of a language has a column, every name one for all its variants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digest.text.likeness.vocabulary import Numbers, Vocabulary
from digest.text.naming.names import Names

_LEAD = 60
"""Words of the body that count as its lead."""
_BLOCK = 2048
"""Texts counted at once: some 20 MB of words."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Phrases = tuple[tuple[tuple[int, ...], int], ...]
"""(forms of a variant, form of the name), longest first."""
Told = tuple[str, str, str]
"""Title, prose, language."""


class Lexicon:
    """Columns in the order in which their words first occur: the same texts in the same order give the same ones."""

    def __init__(self, names: Names, vocabulary: Vocabulary) -> None:
        self._names = names
        self._vocabulary = vocabulary
        self._forms: list[Numbers] = []
        """Column → its form, in pieces."""
        self._column = np.zeros(0, dtype=np.int64)
        """Form → its column, −1 for none."""
        self._seen = np.zeros(0, dtype=np.int64)
        """Word → how often it was seen."""
        self._starts: dict[int, Phrases] = {}
        """Form that begins a name → the variants that it begins."""
        self._languages: set[str] = set()

    def counts(self, texts: Sequence[Told]) -> Any:
        """texts × columns (CSR): log(1 + how often), the lead counted twice and the title three times."""
        from scipy import sparse

        blocks = [self._block(texts[at : at + _BLOCK]) for at in range(0, len(texts), _BLOCK)]
        columns = np.concatenate([np.zeros(0, dtype=np.int64), *(block[0] for block in blocks)])
        counts = np.concatenate([np.zeros(0), *(block[1] for block in blocks)])
        ends = np.cumsum(np.concatenate([np.zeros(1, dtype=np.int64), *(block[2] for block in blocks)]))
        return sparse.csr_matrix((np.log1p(counts), columns, ends), shape=(len(texts), len(self.forms)))

    @property
    def forms(self) -> Numbers:
        """Column → its form."""
        return np.concatenate([np.zeros(0, dtype=np.int32), *self._forms])

    def spread(self, values: Mapping[str, float]) -> Floats:
        """For each column the value of its language."""
        by_language = np.array([values.get(lang, 0.0) for lang in self._vocabulary.languages])
        return np.asarray(by_language[self._vocabulary.language_of[self.forms]], dtype=np.float64)

    def background(self) -> Floats:
        """Background idf of each column, in nats."""
        idf = self._vocabulary.idf
        for key, rarity in self._names.rarity.items():
            for lang in self._languages:
                form = self._vocabulary.known_form(key, lang)
                if form is not None and rarity:
                    idf[form] = rarity
        return np.asarray(idf[self.forms])

    def weights(self) -> Floats:
        """How much of its weight each column keeps, see `Vocabulary.weight`."""
        return np.asarray(self._vocabulary.weight[self.forms])

    def terms(self) -> Terms:
        """What each column stands for."""
        return Terms(self._vocabulary, self._names, self.forms, self._form_of(), self._seen)

    def _form_of(self) -> Numbers:
        """Word → form; an acronym that is also a word is a name where it stands in capitals."""
        form_of = self._vocabulary.form_of
        for word, key in self._names.acronyms.items():
            for lang in self._languages:
                number = self._vocabulary.word(word, lang)
                if number is not None:
                    form_of[number] = self._vocabulary.form(key, lang)
        return form_of

    def _block(self, texts: Sequence[Told]) -> tuple[Ints, Floats, Ints]:
        """Columns, counts, and number of columns of each text."""
        parts: list[Numbers] = []
        names: list[tuple[int, list[int]]] = []
        length = 0
        for title, prose, lang in texts:
            parts += [self._vocabulary.read(prose, lang), self._vocabulary.read(title, lang)]
            if lang not in self._languages:
                names.append((length + len(parts[-2]), self._learn(lang)))
            length += len(parts[-2]) + len(parts[-1])
        words = np.concatenate(parts)
        self._seen = _longer(self._seen, len(self._vocabulary.words), 0)
        self._seen += np.bincount(words, minlength=len(self._seen))
        forms = self._form_of()[words]
        self._enter(forms, names)
        ends = np.cumsum([len(part) for part in parts])
        forms, ends = self._folded(forms, ends)
        columns = self._column[forms]
        return _counted(columns, ends, len(self.forms))

    def _learn(self, lang: str) -> list[int]:
        """The names as forms of one language; all their forms in order."""
        self._languages.add(lang)
        forms: list[int] = []
        for first, phrases in sorted(self._names.phrases.items()):
            start = self._vocabulary.form(first, lang)
            known = tuple(
                (
                    tuple(self._vocabulary.form(token, lang) for token in tokens),
                    self._vocabulary.form(key, lang),
                )
                for tokens, key in phrases
            )
            self._starts[start] = known
            forms += [start, *(form for variant, key in known for form in (*variant, key))]
        return forms

    def _enter(self, forms: Numbers, names: Sequence[tuple[int, list[int]]]) -> None:
        """Give new forms columns; `names` are forms that stand before a place in `forms`."""
        places = np.repeat([at for at, _ in names], [len(more) for _, more in names]).astype(np.int64)
        told = np.insert(forms, places, [form for _, more in names for form in more])
        self._column = _longer(self._column, len(self._vocabulary.forms), -1)
        first = np.full(len(self._column), -1, dtype=np.int64)
        first[told[::-1]] = np.arange(len(told))[::-1]
        new = np.flatnonzero((first >= 0) & (self._column < 0))
        new = new[np.argsort(first[new])]
        before = sum(len(piece) for piece in self._forms)
        self._column[new] = np.arange(before, before + len(new))
        self._forms.append(new.astype(np.int32))

    def _folded(self, forms: Numbers, ends: Ints) -> tuple[Numbers, Ints]:
        """The same with one form for each name; `ends` are the ends of titles and bodies."""
        folded, kept = forms.copy(), np.ones(len(forms), dtype=np.int64)
        after = 0
        places = self._places(forms)
        for at, end in zip(
            places.tolist(), ends[np.searchsorted(ends, places, "right")].tolist(), strict=True
        ):
            if at < after:
                continue
            for variant, key in self._starts[int(forms[at])]:
                if tuple(forms[at : min(at + len(variant), end)].tolist()) == variant:
                    after = at + len(variant)
                    folded[at] = key
                    kept[at + 1 : after] = 0
                    break
        return folded[kept > 0], np.concatenate([[0], np.cumsum(kept)])[ends]

    def _places(self, forms: Numbers) -> Ints:
        """Where a name may begin: a form that is one, or two that begin one."""
        size = len(self._vocabulary.forms)
        alone, begins = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
        pairs = []
        for start, phrases in self._starts.items():
            begins[start] = True
            alone[start] = any(len(variant) == 1 for variant, _ in phrases)
            pairs += [start * size + variant[1] for variant, _ in phrases if len(variant) > 1]
        places = np.flatnonzero(begins[forms])
        following = forms[np.minimum(places + 1, len(forms) - 1)]
        pair = forms[places].astype(np.int64) * size + following
        return places[alone[forms[places]] | np.isin(pair, np.array(pairs, dtype=np.int64))]


class Terms:
    """What each column stands for, as the texts write it most often; names as their table writes them."""

    def __init__(
        self, vocabulary: Vocabulary, names: Names, forms: Numbers, form_of: Numbers, seen: Ints
    ) -> None:
        used = np.flatnonzero(seen)
        self._words = used[np.argsort(form_of[used], kind="stable")]
        self._ends = np.searchsorted(form_of[self._words], forms, "right")
        self._begins = np.searchsorted(form_of[self._words], forms, "left")
        self._forms, self._seen = forms, seen
        self._vocabulary, self._names = vocabulary, names
        self._found: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._forms)

    def __getitem__(self, column: int) -> str:
        if column not in self._found:
            self._found[column] = self._most_frequent(column)
        return self._found[column]

    def _most_frequent(self, column: int) -> str:
        key = self._vocabulary.forms[self._forms[column]]
        words = self._words[self._begins[column] : self._ends[column]].tolist()
        best = min(
            ((-int(self._seen[word]), self._vocabulary.words[word]) for word in words), default=(0, key)
        )
        return self._names.display.get(key) or best[1]


def _counted(columns: Ints, ends: Ints, size: int) -> tuple[Ints, Floats, Ints]:
    """Counts of the columns of each text, whose body and title end at two of `ends`."""
    pieces: list[Ints] = []
    lengths: list[int] = []
    begin = 0
    for body, title in zip(ends[::2].tolist(), ends[1::2].tolist(), strict=True):
        lead = min(_LEAD, body - begin)
        pieces += [columns[begin:title], columns[begin : begin + lead], columns[body:title]]
        lengths.append(title - begin + lead + title - body)
        begin = title
    rows = np.repeat(np.arange(len(lengths)), lengths)
    keys, counts = np.unique(rows * size + np.concatenate(pieces), return_counts=True)
    sizes = np.bincount(keys // max(size, 1), minlength=len(lengths))
    return keys % max(size, 1), counts.astype(np.float64), sizes


def _longer(values: Ints, length: int, filled: int) -> Ints:
    return np.concatenate([values, np.full(length - len(values), filled, dtype=np.int64)])
