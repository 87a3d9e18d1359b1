"""Terms in a row: Chinese characters, clause marks and words of letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.occurrences.letters import is_letter, is_word, next_term

Range = tuple[int, int]
"""Where a match begins and ends in folded text."""


class Row:
    """Terms one behind the other, whatever ``analysis.tokens`` steps over between them; a word of letters is a whole word."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._first, *self._others = ((term, is_word(term)) for term in terms)
        self._together = "".join(terms) if not any(word for _, word in (self._first, *self._others)) else None
        self._needed = max(terms, key=len)

    def ranges(self, folded: str) -> Iterator[Range]:
        """All matches, overlapping ones too."""
        if self._needed in folded:
            start = folded.find(self._first[0])
            while start >= 0:
                end = self._end(folded, start)
                if end:
                    yield start, end
                start = folded.find(self._first[0], start + 1)

    def _end(self, folded: str, start: int) -> int:
        """Where the row that begins at a place ends; 0 where none does."""
        if self._together and folded.startswith(self._together, start):
            return start + len(self._together)
        end, word = _after(folded, start, *self._first), self._first[1]
        for term, is_next_word in self._others:
            if not end:
                return 0
            if not folded.startswith(term, end):
                end = next_term(folded, end, after_word=word)
            end = _after(folded, end, term, is_next_word)
            word = is_next_word
        return end


def _after(folded: str, start: int, term: str, word: bool) -> int:
    """The end of a term that stands at a place; 0 where it does not, or only as a part of a word."""
    end = start + len(term)
    if not folded.startswith(term, start):
        return 0
    if word and ((start and is_letter(folded[start - 1])) or is_letter(folded[end : end + 1])):
        return 0
    return end
