"""Other words for what was typed: other spellings, other forms of a term, and the other language, each at its weight.

What was put in quotation marks, a pattern, a reference, and what stands under a NOT are looked for as they were typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.expanding.expansion import Expansion
from indexer.expanding.generic import is_generic
from indexer.expanding.keys import Frequency
from indexer.expanding.known import Known
from indexer.expanding.renderings import MOST, Piece, Rendering, pieces
from indexer.expanding.spelling import other_spellings
from indexer.expanding.variants import other_words
from indexer.query.expression import All, Either, Expression, Most, Origin, Within, Words
from indexer.query.leaves import Leaf

MOST_IN_ALL = 6
"""Words of the other language for one query."""
_SPELLING, _VARIANT, _TRANSLATION = 0.9, 0.5, 0.4


@dataclass(frozen=True, slots=True)
class Expanded:
    """A query with what is looked for besides. ``off``: expansions that there would be, had they not been switched off."""

    expression: Expression | None
    added: tuple[Expansion, ...] = ()
    off: tuple[Expansion, ...] = ()


def expanded(expression: Expression | None, known: Known, frequency: Frequency, off: frozenset[str] = frozenset()) -> Expanded:
    """The expression with its other words: ``Words`` become ``Either`` with the typed ones first; a translation of several terms
    is an ``All`` of what renders each. Words that the index does not have are left out. ``off``: keys (``en:organ donation``).
    """
    work = _Expander(known, frequency, off)
    found = work.expanded(expression)
    return Expanded(found, tuple(work.added.values()), tuple(work.switched_off.values()))


@dataclass(slots=True)
class _Expander:
    known: Known
    frequency: Frequency
    off: frozenset[str]
    added: dict[str, Expansion] = field(default_factory=dict)
    switched_off: dict[str, Expansion] = field(default_factory=dict)

    def expanded(self, expression: Expression | None) -> Expression | None:
        match expression:
            case Words():
                others = [*self._others(expression.leaves), *self._translated(expression.leaves)]
                return _either(expression, [_weighed(one, expression.weight) for one in others])
            case Most(parts=parts):
                return Most(tuple(self._each(parts)))
            case All(parts=parts) | Either(parts=parts):
                return type(expression)(tuple(filter(None, map(self.expanded, parts))))
            case Within(field="title" | "text", part=part):
                inner = self.expanded(part)
                return replace(expression, part=inner) if inner else expression
        return expression

    def _others(self, leaves: Sequence[Leaf]) -> Iterator[Words]:
        """The same words in other spellings, and with a term in its other forms."""
        for form, of, words in other_spellings(leaves, self.frequency):
            if self._wanted(form, of, "spelling", "spelling"):
                yield Words(words, _SPELLING, "spelling")
        for form, of, words in other_words(leaves, self.known, self.frequency):
            if self._wanted(form, of, "variant", "terms"):
                yield Words(words, _VARIANT, "variant")

    def _translated(self, leaves: Sequence[Leaf]) -> Iterator[Expression]:
        """The words in the other language; what nothing renders stands there as it was typed."""
        parts = [(piece, list(self._renderings(piece, most))) for piece, most in self._pieces(leaves)]
        if any(words for _, words in parts):
            kept = [_any(words) if words else Words(piece.leaves, _TRANSLATION, "translation") for piece, words in parts]
            yield kept[0] if len(kept) == 1 else All(tuple(kept))

    def _each(self, parts: Sequence[Expression]) -> Iterator[Expression]:
        """The words of a question, each with its own; a term of several is rendered beside each of them."""
        plain = {part.leaves[0]: at for at, part in enumerate(parts) if isinstance(part, Words) and len(part.leaves) == 1}
        beside: dict[int, list[Expression]] = {at: list(self._others([leaf])) for leaf, at in plain.items()}
        for piece, most in self._pieces(tuple(leaf for leaf in plain if not is_generic(leaf.text))):
            words = list(self._renderings(piece, most))
            for leaf in piece.leaves:
                beside[plain[leaf]] += words
        for at, part in enumerate(parts):
            yield _either(part, beside[at]) if at in beside else self.expanded(part) or part

    def _pieces(self, leaves: Sequence[Leaf]) -> Iterator[tuple[Piece, int]]:
        """Terms with the number of renderings that each may have, so that every one of a long query has some."""
        found = list(pieces(leaves, self.known, self.frequency))
        rendered = sum(1 for piece in found if piece.renderings) or 1
        yield from ((piece, max(1, min(MOST, MOST_IN_ALL // rendered))) for piece in found)

    def _renderings(self, piece: Piece, most: int) -> Iterator[Words]:
        for one in piece.renderings[:most]:
            if self._wanted(one.form, one.of, "translation", one.source):
                yield Words(one.leaves, _TRANSLATION * _share(one, piece), "translation")

    def _wanted(self, form: str, of: str, origin: Origin, source: str) -> bool:
        """Whether an expansion is looked for; it is noted either way."""
        lang = "en" if form.isascii() else "zh"
        one = Expansion(form, of, lang, origin, source, f"{lang}:{form}")
        if one.key in self.off:
            self.switched_off.setdefault(one.key, one)
            return False
        translations = sum(1 for other in self.added.values() if other.origin == "translation")
        if origin == "translation" and one.key not in self.added and translations >= MOST_IN_ALL:
            return False
        self.added.setdefault(one.key, one)
        return True


def _share(one: Rendering, piece: Piece) -> float:
    """A rendering of more words than were typed counts no more than they do."""
    return one.weight * min(1.0, len(piece.leaves) / len(one.leaves))


def _weighed(expression: Expression, weight: float) -> Expression:
    """What stands for typed words counts by what they count (``donor^2``)."""
    match expression:
        case Words():
            return expression if weight == 1 else replace(expression, weight=expression.weight * weight)
        case All(parts=parts) | Either(parts=parts):
            return type(expression)(tuple(_weighed(part, weight) for part in parts))
    return expression


def _any(words: Sequence[Words]) -> Expression:
    return words[0] if len(words) == 1 else Either(tuple(words))


def _either(expression: Expression, others: Sequence[Expression]) -> Expression:
    return Either((expression, *others)) if others else expression
