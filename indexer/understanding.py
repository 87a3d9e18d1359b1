"""What a reader types → what is looked for, with everything that is looked for besides."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from indexer import query as reading
from indexer.engine import Reader
from indexer.expanding.everyday import widened
from indexer.expanding.expansion import Expansion
from indexer.expanding.expansions import Expanded, expanded
from indexer.keeping.knowledge import Knowledge
from indexer.query import Expression, Leaf, Most, Words, patterns
from indexer.query.expression import All, in_its_language, typed
from indexer.query.note import Note

_MEASURED = 3
"""Terms of a number with its measure word (13号), which is a phrase that nobody put in quotation marks."""
_QUOTATION_MARKS = frozenset('"＂“”„‟«»「」『』〝〞〟')
NO_EXPANSIONS = "*"
"""Among what is switched off: all expansions."""


@dataclass(frozen=True, slots=True)
class Understood:
    """``read``: the query as typed; ``expression``: with its expansions; ``off``: those that a reader switched off."""

    text: str
    read: reading.Query
    expression: Expression | None
    expansions: Sequence[Expansion] = ()
    off: Sequence[Expansion] = ()
    notes: Sequence[Note] = ()

    @property
    def typed(self) -> Expression | None:
        """What is looked for without the expansions."""
        return typed(self.expression)

    @property
    def in_its_language(self) -> Expression | None:
        """What is looked for without the translations."""
        return in_its_language(self.expression)

    def leaves(self) -> tuple[Leaf, ...]:
        """What to mark in a text that was found."""
        return reading.wanted(self.expression)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for, which finds everything."""
        return not self.text.strip()

    @property
    def is_plain(self) -> bool:
        """Whether it is words side by side, without operators, fields, quotation marks or references."""
        if not _QUOTATION_MARKS.isdisjoint(self.text):
            return False
        return _is_plain(self.read.expression) and not any(map(_is_exact, reading.wanted(self.read.expression)))

    @property
    def is_relaxed(self) -> bool:
        """Whether all words together find nothing, so that most of them are enough."""
        return any(note.code == "most" for note in self.notes)

    @property
    def can_be_relaxed(self) -> bool:
        """Whether it is words that nobody put together on purpose; of one, everyday words for it may be found."""
        return self.is_plain and not self.is_question and bool(reading.wanted(self.read.expression))

    @property
    def is_question(self) -> bool:
        """Whether documents are ranked by their best passages, as answers to a question are."""
        return isinstance(self.expression, Most)


def understand(text: str, knowledge: Knowledge, reader: Reader, off: Collection[str] = ()) -> Understood:
    """What a query stands for over an index. ``off``: keys of expansions that are not wanted. Raises BadQuery."""
    read = reading.read(text, knowledge.segmenter)
    return _widened(text, read, read.expression, knowledge, reader, off)


def relaxed(asked: Understood, knowledge: Knowledge, reader: Reader, off: Collection[str] = ()) -> Understood:
    """The same words with the greater part of them enough (see ``can_be_relaxed``)."""
    most = Most(tuple(Words((leaf,)) for leaf in reading.wanted(asked.read.expression)))
    found = _widened(asked.text, asked.read, most, knowledge, reader, off)
    return replace(found, notes=[*found.notes, Note("most", {})]) if len(most.parts) > 1 else found


def _widened(  # noqa: PLR0913, PLR0917 - what a query is widened with
    text: str, read: reading.Query, expression: Expression | None, knowledge: Knowledge, reader: Reader, off: Collection[str]
) -> Understood:
    whole, notes = patterns.expand(expression, reader.terms)
    notes = (*read.notes, *notes)
    if NO_EXPANSIONS in off:
        return Understood(text, read, whole, notes=notes)
    kept = frozenset(off)

    def rendered(words: Expression | None) -> Expanded:
        return expanded(words, knowledge.known, reader.frequency, kept)

    more = rendered(whole)
    if not isinstance(more.expression, Most):
        return Understood(text, read, more.expression, more.added, more.off, notes)
    lay = widened(more.expression, text, knowledge.segmenter, kept, reader.frequency, rendered)
    return Understood(text, read, lay.expression, (*more.added, *lay.added), (*more.off, *lay.off), notes)


def _is_plain(expression: Expression | None) -> bool:
    match expression:
        case Words():
            return True
        case All(parts=parts) | Most(parts=parts):
            return all(map(_is_plain, parts))
    return False


def _is_exact(leaf: Leaf) -> bool:
    return leaf.kind in ("reference", "near") or (leaf.kind == "phrase" and len(leaf.terms) > _MEASURED)
