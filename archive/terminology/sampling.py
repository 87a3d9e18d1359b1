"""A sample of an archive's passages of which the number need not be known before."""

from __future__ import annotations

from collections.abc import Iterable

SIZE = 150
"""So many passages are kept, at most twice as many."""


class Sample:
    """English of passages, evenly over all of them, with the terms that their Chinese has."""

    def __init__(self) -> None:
        self._kept: list[tuple[str, frozenset[str]]] = []
        self._seen, self._step = 0, 1

    def add(self, en: str, terms: Iterable[str]) -> None:
        """Offer a passage."""
        if self._seen % self._step == 0:
            self._kept.append((en, frozenset(terms)))
            if len(self._kept) == 2 * SIZE:
                del self._kept[1::2]
                self._step *= 2
        self._seen += 1

    def without(self, term: str) -> list[str]:
        """The texts whose Chinese lacks a term."""
        return [en for en, terms in self._kept if term not in terms]
