"""What was found → the answer, with all that helps to ask better."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from whoosh.query import Query

from indexer import query as reading
from indexer import trees
from indexer.direct import named
from indexer.engine import Reader
from indexer.expanding.related import related
from indexer.finding import Choice, Found, NearestPassages, find, find_passages
from indexer.help import emptying, missing
from indexer.help.helper import Helper
from indexer.keeping.knowledge import Knowledge
from indexer.remembered import Remembered
from indexer.showing.facets import facet_values
from indexer.showing.highlight import Highlighter
from indexer.showing.passages_shown import best_passages
from indexer.showing.presenting import passage, result
from indexer.showing.results import Answer, Direct, PassageAnswer
from indexer.showing.through import found_through
from indexer.understanding import NO_EXPANSIONS, Understood, relaxed, understand

_TOGETHER = 2
"""So many words may stand in different passages of a document that is found."""


@dataclass(frozen=True, slots=True)
class Asking:
    """An index, what it knows, and what a reader wants of it. ``off``: keys of expansions that are not wanted."""

    index: Reader
    knowledge: Knowledge
    off: Collection[str] = ()
    nearest: NearestPassages | None = None
    remembered: Remembered = field(default_factory=Remembered)

    def documents(self, asked: Understood, choice: Choice, passages: int) -> Answer:
        """One page of documents. Words that no document has together are looked for again, the greater part of them enough."""
        direct = named(asked.read, self.index)
        if direct and not asked.read.place:  # a number: other words for its characters are noise
            asked = replace(asked, expression=asked.typed, expansions=(), off=())
        found = find(self.index, asked, choice, self.nearest)
        if not (direct and found.documents.total) and asked.can_be_relaxed and self._is_scattered(asked, found):
            looser = relaxed(asked, self.knowledge, self.index, self.off)
            more = find(self.index, looser, choice, self.nearest)
            if more.documents.total:
                found, asked = more, looser
        return self._answer(asked, found, direct, choice, passages)

    def instead(self, asked: Understood, answer: Answer, choice: Choice, passages: int) -> Answer:
        """Where plain words find nothing at all: the answer to what was probably meant, if that finds something.

        What the characters of a word that stands nowhere mean one by one (器管: device, manage) is nothing.
        """
        if not answer.suggestion or not asked.is_plain or (answer.total and not _is_by_character(answer)):
            return answer
        meant = self.documents(understand(answer.suggestion, self.knowledge, self.index, self.off), choice, passages)
        return replace(meant, showing=answer.suggestion, suggestion=None, missing=answer.missing) if meant.total else answer

    def passages(self, asked: Understood, limit: int) -> PassageAnswer:
        """Passages ranked on their own. Words that no passage has together are taken for a question."""
        if asked.can_be_relaxed and not self._stand_together(asked):
            asked = relaxed(asked, self.knowledge, self.index, self.off)
        found = find_passages(self.index, asked, limit, self.nearest)
        marks = Highlighter(asked.leaves())
        shown = [passage(hit.stored, hit.score, marks) for hit in found.hits]
        return PassageAnswer(found.total or 0, 0.0, shown, asked.expansions, asked.notes)

    def _is_scattered(self, asked: Understood, found: Found) -> bool:
        """Whether no text has the words, or other words for them, together: no document two of them, no passage three or more.

        What only a translation of all of them finds is rarely what was meant.
        """
        if not found.documents.total:
            return True
        if len(reading.wanted(asked.typed)) > _TOGETHER:
            return not self._stand_together(asked)
        if asked.in_its_language == asked.expression:  # which is what was found
            return False
        return not self.index.documents(trees.for_documents(asked.in_its_language), filters={}, limit=0, facets=False).total

    def _stand_together(self, asked: Understood) -> bool:
        """Whether a passage has all the words as typed; or, where the index has none of them, as they were translated."""
        if self._is_there(trees.for_whole_passages(asked.in_its_language)):
            return True
        return not self._is_there(trees.for_passages(asked.typed)) and self._is_there(trees.for_whole_passages(asked.expression))

    def _is_there(self, tree: Query) -> bool:
        return bool(self.index.passages(tree, limit=1, count=False).hits)

    def _answer(self, asked: Understood, found: Found, direct: Sequence[Direct], choice: Choice, passages: int) -> Answer:
        marks = Highlighter(asked.leaves())
        shown = best_passages(self.index, asked, found, passages, marks)
        through = found_through(self.index, asked, found, shown)
        answer = Answer(
            total=found.documents.total,
            took_ms=0.0,
            results=[result(hit, shown.get(hit.id, ()), marks, through.get(hit.id)) for hit in found.documents.hits],
            facets=facet_values(found.documents.facets, self.knowledge.issuers),
            expansions=asked.expansions,
            off=asked.off,
            notes=asked.notes,
            direct=direct,
            related=related(asked.read.expression, self.knowledge.known),
            semantic=self.nearest is not None,
        )
        return self._helped(answer, asked, choice) if self._needs_help(answer, asked) else answer

    def _needs_help(self, answer: Answer, asked: Understood) -> bool:
        as_typed = any(not one.through for one in answer.results)
        return not asked.is_empty and (not as_typed or asked.is_relaxed or asked.is_question)

    def _helped(self, answer: Answer, asked: Understood, choice: Choice) -> Answer:
        """With what finds nothing, and what was probably meant."""
        lacking, meant = self.remembered.get(("helped", asked.text), self.index, self.knowledge, lambda: self._help(asked))
        emptied = self._emptying(asked, choice) if not answer.total else ()
        return replace(answer, missing=lacking, emptying=emptied, suggestion=meant)

    def _help(self, asked: Understood) -> tuple[Sequence[str], str | None]:
        expression, helper = asked.read.expression, Helper(self.index, self.knowledge)
        return missing(expression, self.index), helper.did_you_mean(asked.text, expression, self._count)

    def _emptying(self, asked: Understood, choice: Choice) -> Sequence[str]:
        tree = trees.for_documents(asked.expression)
        return emptying(
            lambda filters, issued: self.index.documents(tree, filters=filters, issued=issued, limit=0, facets=False).total,
            choice.filters,
            choice.issued,
        )

    def _count(self, text: str) -> int:
        """How many documents a query finds as it is typed, without expansions: they find something for what is misspelt too."""
        asked = understand(text, self.knowledge, self.index, (NO_EXPANSIONS,))
        return self.index.documents(trees.for_documents(asked.expression), filters={}, limit=0, facets=False).total


def _is_by_character(answer: Answer) -> bool:
    """Whether a query that finds nothing as typed was taken apart into single characters."""
    return bool(answer.missing and answer.expansions) and all(
        len(one.of) == 1 and one.of not in answer.missing for one in answer.expansions
    )
