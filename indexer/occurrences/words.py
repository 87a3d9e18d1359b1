"""Single words by their stems, or that are one of some forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.analysis import english
from indexer.analysis.tokens import compounds
from indexer.occurrences.letters import end_of_word, is_letter
from indexer.occurrences.rows import Range
from indexer.query.leaves import Leaf

_SHORT = 3
"""A rule may change all of a stem so short but its first letter: die has dying. Of a longer one it changes the last: parti."""


class WordForms:
    """Words of letters that have one of the stems of English leaves, or are one of the forms of patterns."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._stems = frozenset(leaf.stem for leaf in leaves if leaf.kind == "english")
        self._forms = frozenset(form for leaf in leaves if leaf.kind == "pattern" for form in leaf.forms)
        self._begins = {*self._forms, *(begin for stem in self._stems for begin in _beginnings(stem))}

    def ranges(self, folded: str) -> Iterator[Range]:
        """All matches."""
        for begin in self._begins:
            start = folded.find(begin)
            while start >= 0:
                end = self._end(folded, start)
                if end:
                    yield start, end
                start = folded.find(begin, start + 1)
        for compound in compounds(folded):
            if english.stem(compound.term) in self._stems:
                yield compound.start, compound.end

    def _end(self, folded: str, start: int) -> int:
        """The end of a word that begins at a place and is looked for; 0 where none does."""
        if start and is_letter(folded[start - 1]):
            return 0
        end = end_of_word(folded, start)
        word = folded[start:end]
        return end if word in self._forms or english.stem(word) in self._stems else 0


def _beginnings(stem: str) -> Iterator[str]:
    """Letters that every word with a stem begins with one of."""
    yield stem[:1] if len(stem) <= _SHORT else stem[:-1]
    yield from english.listed_words(stem)
