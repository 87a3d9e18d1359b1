"""Each kind of leaf to the quickest way that finds it exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.occurrences.by_tokens import Cut, may_have
from indexer.occurrences.letters import is_plain, is_word
from indexer.occurrences.rows import Range, Row
from indexer.occurrences.words import WordForms
from indexer.query.leaves import Leaf


class Occurrences:
    """The occurrences of some leaves."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        self._rows: list[Row] = []
        self._others: list[Leaf] = []
        words: list[Leaf] = []
        for leaf in leaves:
            if leaf.kind in ("english", "pattern") and all(map(is_word, (leaf.stem,) if leaf.kind == "english" else leaf.forms)):
                words.append(leaf)
            elif leaf.kind in ("word", "phrase") and all(map(is_plain, leaf.terms)):
                self._rows.append(Row(leaf.terms))
            else:
                self._others.append(leaf)
        self._words = WordForms(words) if words else None

    def ranges(self, folded: str) -> Iterator[Range]:
        """All matches in folded text, in any order; they may overlap."""
        for row in self._rows:
            yield from row.ranges(folded)
        if self._words:
            yield from self._words.ranges(folded)
        others = [leaf for leaf in self._others if may_have(folded, leaf)]
        if others:
            cut = Cut(folded)
            for leaf in others:
                yield from cut.ranges(leaf)
