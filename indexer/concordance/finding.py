"""Every occurrence of a wording in texts, with offsets in the original."""

from __future__ import annotations

from collections.abc import Iterator

from archive.text.folding import fold_with_offsets
from indexer.analysis import english
from indexer.concordance.patterns import Pattern, exact_pattern, form_pattern, raw_pattern, stems
from indexer.concordance.quick_folding import fold_ascii, irregular_for
from indexer.concordance.wording import Wording
from indexer.showing.results import Span

_LONGEST_WORD = 60
"""A longer run of letters is no inflected word of anything; it is found only as it was typed."""


class Finder:
    """Looks for one wording. Not for several threads at once: it learns the forms of words from what it reads."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self._raw, self._rests_on = raw_pattern(wording)
        self._irregular = irregular_for(self._rests_on)
        self._stems = stems(wording)
        self._candidates = {word: form_pattern(stem) for word, stem in self._stems.items()}
        self._seen: set[str] = set(self._stems)
        self._forms: dict[str, tuple[str, ...]] = {}
        self._exact: Pattern = exact_pattern(wording, self._forms)

    def may_have(self, text: str) -> bool:
        """Whether a text can have the wording at all; cheap, without folding it."""
        if text.isascii():
            return self._rests_on in fold_ascii(text)
        return bool(self._raw.search(text) or self._irregular.search(text))

    def occurrences(self, text: str) -> list[Span]:
        """Where the wording stands, in code points of the original, from left to right, none overlapping another."""
        if not self.may_have(text):
            return []
        folded = fold_with_offsets(text)
        self._learn(folded.text)
        return [
            folded.original_span(*match.span())
            for match in self._exact.of(folded.text).finditer(folded.text)
            if match.end() > match.start()
        ]

    def has(self, text: str) -> bool:
        """Whether a text has the wording."""
        return bool(self.occurrences(text))

    def _learn(self, folded: str) -> None:
        """Forms of the words looked for that have not been met before."""
        new = set(self._met(folded)) - self._seen
        if not new:
            return
        self._seen |= new
        before = dict(self._forms)
        for word, stem in self._stems.items():
            more = tuple(one for one in sorted(new) if len(one) <= _LONGEST_WORD and english.stem(one) == stem)
            self._forms[word] = (*self._forms.get(word, ()), *more)
        if self._forms != before:
            self._exact = exact_pattern(self.wording, self._forms)

    def _met(self, folded: str) -> Iterator[str]:
        for pattern in self._candidates.values():
            yield from pattern.of(folded).findall(folded)
