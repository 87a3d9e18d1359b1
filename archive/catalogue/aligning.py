"""Keeping the units of the catalogue up to date: aligned when a document changes, scored anew when a term of theirs does.

A changed term base changes scores, seldom what belongs together. So the pairs stay, and only the scores of those that a changed
term stands in move; `archive index --rebuild` aligns everything anew. Words learned from confirmed pairs count from the next
document on that is aligned. Sentence vectors are not used here: units would differ from machine to machine, and cost ten times
as long.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from archive.alignment.aligner.aligning import score
from archive.alignment.editions.corrections import Correction
from archive.alignment.editions.odds import log_odds, with_odds
from archive.alignment.editions.rows import shown_editions
from archive.alignment.words.learning import learned_words
from archive.alignment.words.lexicon import Lexicon
from archive.catalogue.unit_queries import learned_in
from archive.catalogue.unit_rows import put_monolingual, put_problems, put_units
from archive.catalogue.units import is_low, units_of
from archive.errors import Problem
from archive.model import LANGUAGES, Document, Term

_NO_NEED = "DELETE FROM needs WHERE document = ? AND kind = ? AND position = ?"


class Aligner:
    """Writes units into a catalogue, in the transaction of whoever calls."""

    def __init__(self, connection: sqlite3.Connection, terms: Sequence[Term] | None) -> None:
        """``terms``: the term base; None where it cannot be read: then the last one that could counts."""
        self._connection = connection
        self._before = [Term(*row) for row in connection.execute("SELECT zh, en, status FROM scored_terms")]
        self._terms = self._before if terms is None else terms
        self._made: Lexicon | None = None
        self._confirmed = self._count_confirmed()

    @property
    def _lexicon(self) -> Lexicon:
        """Made when the first document needs it: reading the dictionary takes a while."""
        if self._made is None:
            self._made = Lexicon(self._terms, learned_in(self._connection))
        return self._made

    def put(self, document: Document, corrections: Sequence[Correction], problems: Sequence[Problem] = ()) -> None:
        """Write the units of a document, and what does not fit. Raises sqlite3.Error.

        ``problems``: what in its ``alignment.tsv`` could not be read.
        """
        if len(shown_editions(document)) < len(LANGUAGES):
            put_monolingual(self._connection, document)
            put_problems(self._connection, document.id, problems)
            return
        alignment = units_of(document, self._lexicon, corrections)
        put_units(self._connection, document, alignment)
        put_problems(self._connection, document.id, [*problems, *alignment.problems])

    def rescore(self) -> None:
        """Move the scores of pairs that a changed term stands in; before documents are put. Raises sqlite3.Error."""
        now = {(term.zh, term.en, term.status) for term in self._terms}
        changed = {zh for zh, _, _ in now ^ {(term.zh, term.en, term.status) for term in self._before}}
        if not changed:
            return
        for rowid, document, level, position, old, new in list(
            self._moved(changed, Lexicon(self._before, learned_in(self._connection)))
        ):
            self._connection.execute("UPDATE units SET score = ? WHERE rowid = ?", (new, rowid))
            if level == "passage" and is_low(old) != is_low(new):
                change = "INSERT OR IGNORE INTO needs VALUES (?, ?, ?)" if is_low(new) else _NO_NEED
                self._connection.execute(change, (document, "low score", position))
        self._connection.execute("DELETE FROM scored_terms")
        self._connection.executemany("INSERT INTO scored_terms VALUES (?, ?, ?)", sorted(now))

    def _moved(self, changed: Iterable[str], before: Lexicon) -> Iterator[tuple[int, str, str, int, float, float]]:
        """What the term base adds to or takes from the odds of a pair, added to those of its score."""
        pattern = re.compile("|".join(map(re.escape, sorted(changed, key=len, reverse=True))))
        columns = "rowid, document, level, position, score, zh_text, en_text"
        query = f"SELECT {columns} FROM units WHERE score > 0 AND origin <> 'confirmed'"  # noqa: S608 - our own names
        for rowid, document, level, position, old, zh, en in self._connection.execute(query):
            if pattern.search(zh):
                gain = log_odds(score(zh, en, self._lexicon)) - log_odds(score(zh, en, before))
                yield rowid, document, level, position, old, with_odds(old, gain)

    def learn(self) -> None:
        """Learn words anew where a confirmed pair came or went; after documents are put. Raises sqlite3.Error."""
        if self._count_confirmed() == self._confirmed:
            return
        pairs = self._connection.execute("SELECT zh_text, en_text FROM units WHERE origin = 'confirmed' AND score > 0")
        self._connection.execute("DELETE FROM learned")
        rows = [(zh, en, weight) for zh, words in learned_words(pairs).items() for en, weight in words.items()]
        self._connection.executemany("INSERT INTO learned VALUES (?, ?, ?)", rows)

    def _count_confirmed(self) -> list[tuple[object, ...]]:
        query = "SELECT document, count(*), total(length(zh_text)), total(length(en_text)) FROM units WHERE origin = 'confirmed' "
        return self._connection.execute(query + "GROUP BY document").fetchall()
