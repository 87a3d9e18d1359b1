"""Other words for what was typed, from the term base: a preferred term and its admitted or deprecated forms find one another.

Two forms in one language are variants where both render a term of the other language, one of them preferred, and the other
says nothing else: 器官捐赠 (admitted) and 器官捐献, OPO (admitted) and organ procurement organization; but not 撤销 and 注销,
since the former has other renderings too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, permutations

from archive.model import Term
from archive.text.folding import fold
from indexer.analysis import english
from indexer.query.expression import All, Either, Expression, Words
from indexer.query.leaves import Leaf, cut_leaves, quoted_leaves

Variants = Mapping[str, Sequence[str]]
"""The other forms of a term, by its folded form without spaces."""

_WEIGHT = 0.3
_MOST_LEAVES = 8
_MOST_FORMS = 8


def variants(terms: Iterable[Term]) -> dict[str, list[str]]:
    """The variants of a term base, of both languages."""
    renderings: dict[str, list[tuple[str, str]]] = {}
    said: dict[str, set[str]] = {}
    for term in terms:
        for form, rendering in ((term.zh, term.en), (term.en, term.zh)):
            renderings.setdefault(_key(rendering), []).append((form, term.status))
            said.setdefault(_key(form), set()).add(_key(rendering))
    found: dict[str, dict[str, None]] = {}
    for forms in renderings.values():
        for (form, status), (other, other_status) in permutations(dict.fromkeys(forms), 2):
            says_nothing_else = said[_key(other)] <= said[_key(form)]
            if status == "preferred" != other_status and says_nothing_else and not _says_the_same(form, other):
                found.setdefault(_key(form), {})[other] = None
                found.setdefault(_key(other), {})[form] = None
    return {key: list(others) for key, others in found.items()}


def with_variants(expression: Expression | None, known: Variants) -> tuple[Expression | None, list[str]]:
    """The expression with each run of words also in its other forms, at a lower weight; and the forms that were added."""
    added: dict[str, None] = {}
    return _expanded(expression, known, added), list(added)


def _expanded(expression: Expression | None, known: Variants, added: dict[str, None]) -> Expression | None:
    match expression:
        case Words(leaves=leaves):
            others = list(islice(_other_words(leaves, known, added), _MOST_FORMS))
            return Either((expression, *others)) if others else expression
        case All(parts=parts):
            return All(tuple(filter(None, (_expanded(part, known, added) for part in parts))))
        case Either(parts=parts):
            return Either(tuple(filter(None, (_expanded(part, known, added) for part in parts))))
    return expression  # what is kept out is kept out as it was typed


def _other_words(leaves: tuple[Leaf, ...], known: Variants, added: dict[str, None]) -> Iterator[Words]:
    """The same words with one term of them in another form; of terms that overlap, the longest that begins first."""
    start = 0
    while start < len(leaves):
        end = _end_of_term(leaves, start, known)
        for form in known.get(_text(leaves[start:end]), ()):
            for other in _as_written(form):
                added[form] = None
                yield Words(leaves[:start] + other + leaves[end:], _WEIGHT)
        start = max(end, start + 1)


def _as_written(form: str) -> list[tuple[Leaf, ...]]:
    """A form of several words is looked for as a phrase, in English in the plural too: nobody typed its single words."""
    leaves = cut_leaves(form)
    if len(leaves) == 1:
        return [leaves]
    return [quoted_leaves(one) for one in dict.fromkeys([form, _plural(form)])]


def _plural(form: str) -> str:
    """Of an English form; any other form as it is."""
    if not form.isascii() or not form[-1:].isalpha() or form.endswith("s"):
        return form
    if re.search("[^aeiou]y$", form):
        return f"{form[:-1]}ies"
    return f"{form}es" if form.endswith(("x", "ch", "sh")) else f"{form}s"


def _end_of_term(leaves: tuple[Leaf, ...], start: int, known: Variants) -> int:
    """Where the longest known term ends that begins here; ``start`` where there is none."""
    ends = range(min(len(leaves), start + _MOST_LEAVES), start, -1)
    return next((end for end in ends if _text(leaves[start:end]) in known), start)


def _text(leaves: Sequence[Leaf]) -> str:
    """What unquoted leaves say together; what was quoted is looked for as it stands."""
    return "".join(leaf.text for leaf in leaves) if all(leaf.kind in ("word", "english") for leaf in leaves) else ""


def _key(form: str) -> str:
    return "".join(fold(form).split())


def _says_the_same(form: str, other: str) -> bool:
    """Whether one form has only words of the other, in its order: organ is no variant of human organ, nor donors of donor."""
    stems = [f" {' '.join(english.stem(word) for word in fold(text).split())} " for text in (form, other)]
    return stems[0] in stems[1] or stems[1] in stems[0]
