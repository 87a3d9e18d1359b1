"""A query tree → the entries of a segment that match, with their scores: each node is one dictionary.

Whoosh's own way, a tree of matchers advanced entry by entry, takes several times as long for queries over many fields;
its phrases compare objects for every occurrence, and its Not may bring deleted entries back.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable

from whoosh import query

from indexer.engines.counting import inside
from indexer.engines.whoosh.fields import DOCUMENT, FILTERS, KIND_OF, OWNER
from indexer.engines.whoosh.phrases import occurrences, word_places
from indexer.engines.whoosh.postings import Scores, entries_with, scored, worth
from indexer.engines.whoosh.scoring import Statistics
from indexer.engines.whoosh.segment import OpenSegment
from indexer.engines.whoosh.sums import added, best_of, some

_ALL_DATES = (0, 99999999)


class Evaluation:
    """Of one query for one kind of entry in one segment. Every and Not go by the entries of that kind."""

    def __init__(self, segment: OpenSegment, deleted: Collection[int], statistics: Statistics, kind: str) -> None:
        self._segment = segment
        self._deleted = deleted
        self._statistics = statistics
        self._kind = kind

    def matches(self, tree: query.Query) -> Scores:
        """The entries that match, deleted ones left out."""
        found = self._scores(tree, None)
        for entry in found.keys() & self._deleted:
            del found[entry]
        return found

    def _scores(self, node: query.Query, within: Collection[int] | None) -> Scores:
        """The entries that match a node; only those of ``within`` are looked at if it is given."""
        found = self._unweighted(node, within)
        boost = node.boost if isinstance(node, (query.CompoundQuery, query.AndMaybe)) else 1.0
        return found if boost == 1 else {entry: score * boost for entry, score in found.items()}

    def _unweighted(  # noqa: C901, PLR0911 - a return a kind of node
        self, node: query.Query, within: Collection[int] | None
    ) -> Scores:
        match node:
            case query.Term():
                return self._term(node, within)
            case query.Phrase():
                return self._phrase(node, within)
            case query.NumericRange():
                return self._issued(node, within)
            case query.ConstantScoreQuery():
                return dict.fromkeys(self._scores(node.child, within), node.score)
            case query.DisjunctionMax():
                return best_of([self._scores(part, within) for part in node.subqueries], node.tiebreak)
            case query.And():
                return self._all(node.subqueries, within)
            case query.Or():
                return some([self._scores(part, within) for part in node.subqueries], node.minmatch)
            case query.AndMaybe():
                found = self._scores(node.a, within)
                return added([found, self._scores(node.b, found.keys())]) if found else found
            case query.Not():
                excluded = self._scores(node.query, within)
                return {entry: 0.0 for entry in self._of_kind(within) if entry not in excluded}
            case query.Every():
                return dict.fromkeys(self._of_kind(within), 0.0)
        return {}

    def _all(self, parts: Iterable[query.Query], within: Collection[int] | None) -> Scores:
        """The parts in turn, from the rarest, each only where those before it matched."""
        found: Scores = {}
        for part in sorted(parts, key=self._size):
            here = self._scores(part, within)
            found = {entry: found.get(entry, 0.0) + score for entry, score in here.items()}
            within = found.keys()
            if not found:
                break
        return found

    def _size(self, node: query.Query) -> int:  # noqa: PLR0911 - a return a kind of node
        """How many entries may match a node, at most."""
        match node:
            case query.Term():
                return self._segment.size(node.fieldname, node.text)
            case query.Phrase():
                return min((self._segment.size(node.fieldname, word) for word in word_places(node.words)), default=0)
            case query.And():
                return min(map(self._size, node.subqueries), default=0)
            case query.Or() | query.DisjunctionMax():
                return sum(map(self._size, node.subqueries))
            case query.ConstantScoreQuery():
                return self._size(node.child)
            case query.AndMaybe():
                return self._size(node.a)
        return sys.maxsize

    def _term(self, term: query.Term, within: Collection[int] | None) -> Scores:
        if term.fieldname in FILTERS[self._kind]:
            field = OWNER[self._kind] if term.fieldname == OWNER[DOCUMENT] else term.fieldname
            return dict.fromkeys(entries_with(self._segment, field, term.text, within), 0.0)
        if KIND_OF.get(term.fieldname) != self._kind:
            return {}
        weight = self._statistics.idf(term.fieldname, [term.text]) * term.boost
        return scored(self._segment, self._statistics, term.fieldname, term.text, weight=weight, within=within)

    def _phrase(self, phrase: query.Phrase, within: Collection[int] | None) -> Scores:
        """Scored as one term that occurs as often as the words do one after the other."""
        field, at = phrase.fieldname, word_places(phrase.words)
        if len(at) == 1 and len(words := [word for word in phrase.words if word in at]) == 1:
            return self._term(query.Term(field, words[0], boost=phrase.boost), within)
        if KIND_OF.get(field) != self._kind:
            return {}
        found = occurrences(self._segment, field, at, within)
        if not found:
            return {}
        weight = self._statistics.idf(field, [word for word in phrase.words if word in at]) * phrase.boost
        codes, saturations = self._segment.codes(field), self._statistics.saturations(field)
        return {entry: worth(weight, count, saturations[codes[entry]]) for entry, count in found.items()}

    def _issued(self, node: query.NumericRange, within: Collection[int] | None) -> Scores:
        if self._kind != DOCUMENT or node.fieldname != "issued":
            return {}
        first = _ALL_DATES[0] if node.start is None else node.start + node.startexcl
        last = _ALL_DATES[1] if node.end is None else node.end - node.endexcl
        return {entry: 0.0 for entry in self._of_kind(within) if inside(self._segment.row(entry).issued, first, last)}

    def _of_kind(self, within: Collection[int] | None) -> Collection[int]:
        return list(entries_with(self._segment, "kind", self._kind, within))
