"""A query tree → tantivy's query for one kind of entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tantivy import FieldType, Occur, Query, Schema
from whoosh import query as q

from indexer.engine import GAP
from indexer.engines.tantivy.fields import EXACT, STREAMS, safe

_LATEST = 99999999
_MANY = 64
"""More values than these are looked up as a set; below, each by itself is several times quicker."""


def _filter(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def everything() -> Query:
    """Every entry, with score 0."""
    return _filter(Query.all_query())


def both(query: Query, filters: Iterable[Query]) -> Query:
    """What matches a query and all filters, scored by the query."""
    needed = [(Occur.Must, each) for each in filters]
    return Query.boolean_query([(Occur.Must, query), *needed]) if needed else query


def without(query: Query, excluded: Query) -> Query:
    """What matches the first only."""
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, excluded)])


class Translation:
    """Of query trees for one kind of entry. What the kind does not have matches nothing."""

    def __init__(self, schema: Schema, kind: str) -> None:
        self._schema, self._streams, self._exact = schema, STREAMS[kind], EXACT[kind]
        self._dated = "issuer" in self._exact

    def any_of(self, field: str, values: Sequence[str]) -> Query:
        """A filter: entries with any of these whole values."""
        known = [safe(value) for value in values]
        if len(known) > _MANY:
            return _filter(Query.term_set_query(self._schema, field, known))
        return _filter(_joined([(Occur.Should, Query.term_query(self._schema, field, value, "basic")) for value in known]))

    def issued(self, first: int | None, last: int | None) -> Query:
        """A filter: documents issued between two days, both included; an unknown date (0) is outside."""
        lower, upper = max(1, first or 0), _LATEST if last is None else min(last, _LATEST)
        if lower > upper or not self._dated:
            return Query.empty_query()
        return _filter(Query.range_query(self._schema, "issued", FieldType.Integer, lower, upper))

    def query(self, node: q.Query) -> Query:
        """Of a node and everything under it."""
        match node:
            case q.Term():
                found = self._term(node.fieldname, node.text, node.boost)
            case q.Phrase():
                found = self._phrase(node)
            case q.ConstantScoreQuery():
                found = Query.const_score_query(self.query(node.child), node.score)
            case q.NumericRange() if node.fieldname == "issued":
                first = None if node.start is None else node.start + bool(node.startexcl)
                found = self.issued(first, None if node.end is None else node.end - bool(node.endexcl))
            case q.Every():
                found = everything()
            case q.Not():
                found = without(everything(), self.query(node.query))
            case _:
                found = _boosted(self._compound(node), node.boost)
        return found

    def _compound(self, node: q.Query) -> Query:
        match node:
            case q.And():
                return self._all(node.subqueries)
            case q.Or():
                parts = [(Occur.Should, self.query(part)) for part in node.subqueries]
                return Query.boolean_query(parts, node.minmatch) if node.minmatch > 1 else _joined(parts)
            case q.DisjunctionMax():
                return Query.disjunction_max_query([self.query(part) for part in node.subqueries], node.tiebreak)
            case q.AndMaybe():
                return Query.boolean_query([(Occur.Must, self.query(node.a)), (Occur.Should, self.query(node.b))])
            case _:
                return Query.empty_query()

    def _all(self, parts: Sequence[q.Query]) -> Query:
        """A Not beside parts that are needed takes away from them, instead of from everything."""
        needed = [(Occur.Must, self.query(part)) for part in parts if not isinstance(part, q.Not)]
        excluded = [(Occur.MustNot, self.query(part.query)) for part in parts if isinstance(part, q.Not)]
        if excluded and not needed:
            needed = [(Occur.Must, everything())]
        return _joined([*needed, *excluded])

    def _term(self, field: str, text: str, boost: float) -> Query:
        if field in self._exact:
            return self.any_of(field, [text])
        if field not in self._streams:
            return Query.empty_query()
        return _boosted(Query.term_query(self._schema, field, safe(text), "freq"), boost)

    def _phrase(self, node: q.Phrase) -> Query:
        """Gaps at the ends do not count; tantivy's phrases have two words at least."""
        words = [(offset, safe(word)) for offset, word in enumerate(node.words) if word != GAP]
        if not words or not self._streams.get(node.fieldname):
            return Query.empty_query()
        if len(words) == 1:
            return self._term(node.fieldname, words[0][1], node.boost)
        first = words[0][0]
        placed: list[str | tuple[int, str]] = [(offset - first, word) for offset, word in words]
        return _boosted(Query.phrase_query(self._schema, node.fieldname, placed), node.boost)


def _joined(parts: list[tuple[Occur, Query]]) -> Query:
    return parts[0][1] if len(parts) == 1 and parts[0][0] is not Occur.MustNot else Query.boolean_query(parts)


def _boosted(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)


def level(node: q.Query) -> float | None:
    """The score of every match, where all have the same; None where they may differ."""
    match node:
        case q.ConstantScoreQuery():
            return float(node.score)
        case q.Every() | q.Not() | q.NumericRange():
            return 0.0
        case q.Term() if node.fieldname in EXACT["documents"]:
            return 0.0
        case q.And():
            levels = [level(part) for part in node.subqueries]
            return None if None in levels else node.boost * sum(each or 0.0 for each in levels)
        case q.Or() if len(node.subqueries) == 1 or not any(level(part) != 0.0 for part in node.subqueries):
            first = level(node.subqueries[0]) if node.subqueries else 0.0
            return None if first is None else node.boost * first
        case _:
            return None
