"""The help that an index gives to whoever searches it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from archive.errors import BadQuery
from archive.model import Term
from indexer.analysis.tokens import is_han
from indexer.engine import Reader
from indexer.help.did_you_mean import did_you_mean
from indexer.help.more_like_this import like_document, like_passage, stored_passage
from indexer.help.names import Names
from indexer.help.suggesting import MOST, Suggestion, suggestions
from indexer.keeping.knowledge import Knowledge
from indexer.query.expression import Expression
from indexer.showing.highlight import Highlighter
from indexer.showing.presenting import passage, result
from indexer.showing.results import Passage, Result

MOST_LIKES = 100


@dataclass(frozen=True, slots=True)
class Helper:
    """``reader``: the index; ``knowledge``: what it knows besides its entries."""

    reader: Reader
    knowledge: Knowledge

    def names(self, terms: Iterable[Term]) -> Names:
        """The terms of a term base and the issuing bodies of the index, to be kept as long as neither changes."""
        return Names(terms, self.knowledge.issuers)

    def suggestions(self, typed: str, names: Names, limit: int = MOST) -> list[Suggestion]:
        """What typed text may become; see ``suggesting``."""
        return suggestions(typed, self.reader, names, self.knowledge.segmenter, limit)

    def did_you_mean(self, text: str, expression: Expression | None, count: Callable[[str], int]) -> str | None:
        """A query that finds more than this one, which it looks or sounds like; see ``did_you_mean``."""
        if expression is None:
            return None
        chinese = {form for forms in self.knowledge.known.renderings.values() for form in forms if form and is_han(form[0])}
        return did_you_mean(text, self.reader, sorted(chinese), self.knowledge.segmenter, count)

    def documents_like(self, document: str, limit: int = 10) -> list[Result]:
        """Documents with the most telling words of this one, the likest first. Raises NotFound, BadQuery."""
        _check(limit)
        tree, leaves = like_document(self.reader, document, self.knowledge.segmenter)
        marks = Highlighter(leaves)
        return [result(hit, (), marks) for hit in self.reader.documents(tree, filters={}, limit=limit, facets=False).hits]

    def passages_like(self, document: str, segment: str, language: str | None = None, limit: int = 10) -> list[Passage]:
        """Passages with the most telling words of this one, in either language, the likest first. Raises NotFound, BadQuery."""
        _check(limit)
        stored = stored_passage(self.reader, document, segment, language)
        tree, leaves = like_passage(self.reader, stored, self.knowledge.segmenter)
        marks = Highlighter(leaves)
        found: dict[tuple[str, str], Passage] = {}
        for hit in self.reader.passages(tree, limit=limit * 2, count=False).hits:
            found.setdefault((hit.document, hit.stored["segment"]), passage(hit.stored, hit.score, marks))
        return list(found.values())[:limit]


def _check(limit: int) -> None:
    if not 0 <= limit <= MOST_LIKES:
        raise BadQuery(f"limit is {limit}; it must be between 0 and {MOST_LIKES}")
