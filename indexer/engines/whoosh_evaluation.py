"""A query tree → the entries of a segment that match, with their scores: each node is one dictionary.

Whoosh's own way, a tree of matchers advanced entry by entry, takes several times as long for queries over many fields;
its phrases compare objects for every occurrence, and its Not may bring deleted entries back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from whoosh import query

from indexer.engines.whoosh_scoring import BM25, Statistics, postings

MAX_EXPANSIONS = 64
"""How many terms a prefix stands for at most: the most frequent ones."""

Scores = dict[int, float]
"""By number of the entry in its segment."""


class Evaluation:
    """Of one query for one kind of entry in one segment. Every and Not go by the entries of that kind."""

    def __init__(self, segment: Any, reader: Any, statistics: Statistics, kind: str) -> None:
        self._segment = segment
        self._reader = reader
        self._statistics = statistics
        self._kind = kind

    def scores(self, node: query.Query, within: Collection[int] | None = None) -> Scores:
        """The entries that match a node; only those of ``within`` are looked at if it is given."""
        match node:
            case query.Term():
                found = self._term(node.fieldname, node.text, node.boost, within)
            case query.Phrase():
                found = self._phrase(node, within)
            case query.Prefix():
                found = _sum(self._term(node.fieldname, term, node.boost, within) for term in self._expanded(node))
            case query.ConstantScoreQuery():
                found = dict.fromkeys(self.scores(node.child, within), node.score)
            case query.And():
                found = self._all(node.subqueries, within)
            case query.Or():
                found = _sum(self.scores(part, within) for part in node.subqueries)
            case query.AndMaybe():
                found = self.scores(node.a, within)
                found = _sum([found, self.scores(node.b, found.keys())]) if found else found
            case query.Not():
                excluded = self.scores(node.query, within)
                found = {entry: 0.0 for entry in self._of_kind(within) if entry not in excluded}
            case query.Every():
                found = dict.fromkeys(self._of_kind(within), 0.0)
            case _:
                found = {}
        return found

    def _all(self, parts: Iterable[query.Query], within: Collection[int] | None) -> Scores:
        """The parts in turn, from the rarest, each only where those before it matched."""
        found: Scores = {}
        for part in sorted(parts, key=lambda part: (isinstance(part, query.Not), part.estimate_size(self._segment))):
            here = self.scores(part, within)
            found = {entry: found.get(entry, 0.0) + score for entry, score in here.items()}
            within = found.keys()
            if not found:
                break
        return found

    def _term(self, field: str, term: str, boost: float, within: Collection[int] | None) -> Scores:
        if not self._segment.schema[field].scorable:
            return {matcher.id(): 0.0 for matcher in postings(self._segment, field, term, within)}
        model = BM25(self._segment, self._statistics, field)
        idf = self._statistics.idf(field, term) * boost
        return {m.id(): model.score(m.id(), idf, m.weight()) for m in postings(self._segment, field, term, within)}

    def _phrase(self, phrase: query.Phrase, within: Collection[int] | None) -> Scores:
        """Entries with the words at consecutive positions, scored as one term that occurs as often as they do."""
        field = phrase.fieldname
        offsets: dict[str, list[int]] = {}
        for offset, word in enumerate(phrase.words):
            offsets.setdefault(word, []).append(offset)
        starts: dict[int, tuple[set[int], float]] | None = None
        for word in sorted(offsets, key=lambda word: self._segment.doc_frequency(field, word)):
            starts = self._narrowed(field, word, offsets[word], starts, within)
            if not starts:
                return {}
        model = BM25(self._segment, self._statistics, field)
        idf = sum(self._statistics.idf(field, word) for word in phrase.words) * phrase.boost
        return {entry: model.score(entry, idf, weight * len(places)) for entry, (places, weight) in (starts or {}).items()}

    def _narrowed(
        self,
        field: str,
        word: str,
        offsets: list[int],
        starts: dict[int, tuple[set[int], float]] | None,
        within: Collection[int] | None,
    ) -> dict[int, tuple[set[int], float]]:
        """Where the phrase may begin in each entry, knowing one more word of it; and what an occurrence weighs there."""
        narrowed: dict[int, tuple[set[int], float]] = {}
        for matcher in postings(self._segment, field, word, within if starts is None else starts.keys()):
            entry, positions = matcher.id(), matcher.value_as("positions")
            places = starts[entry][0] if starts is not None else None
            for offset in offsets:
                here = {position - offset for position in positions}
                places = here if places is None else places & here
            if places:
                narrowed[entry] = places, matcher.weight() / len(positions)
        return narrowed

    def _expanded(self, prefix: query.Prefix) -> list[str]:
        terms = list(self._reader.expand_prefix(prefix.fieldname, prefix.text))
        if len(terms) > MAX_EXPANSIONS:
            terms.sort(key=lambda term: (-self._reader.doc_frequency(prefix.fieldname, term), term))
        return [term.decode() for term in terms[:MAX_EXPANSIONS]]

    def _of_kind(self, within: Collection[int] | None) -> Collection[int]:
        return self._term("kind", self._kind, 1.0, within).keys()


def _sum(parts: Iterable[Scores]) -> Scores:
    """Every entry of any part, with the sum of its scores."""
    total: Scores = {}
    for part in parts:
        for entry, score in part.items():
            total[entry] = total.get(entry, 0.0) + score
    return total
