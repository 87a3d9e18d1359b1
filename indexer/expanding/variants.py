"""Other words for what was typed, from the term base: a preferred term and its admitted or deprecated forms find one another.

Two forms in one language are variants where both render a term of the other language, one of them preferred, and the other
says nothing else: 器官捐赠 (admitted) and 器官捐献, OPO (admitted) and organ procurement organization; but not 撤销 and 注销,
since the former has other renderings too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, permutations
from typing import Protocol

from archive.model import Term
from archive.text.folding import fold
from indexer.analysis import english
from indexer.expanding.keys import Frequency, content_of, key, key_of_leaves, least_frequency, text_of
from indexer.query.leaves import Leaf, cut_leaves, quoted_leaves

_MOST_LEAVES = 8
_MOST_FORMS = 8


class HasOtherForms(Protocol):
    """What knows other forms of terms: see ``Known``."""

    def other_forms(self, of: str, /) -> Sequence[str]:
        """By the key of a term."""


def variants(terms: Iterable[Term]) -> dict[str, list[str]]:
    """The other forms of the terms of a term base, of both languages, by the key of a term."""
    renderings: dict[str, list[tuple[str, str]]] = {}
    said: dict[str, set[str]] = {}
    for term in terms:
        for form, rendering in ((term.zh, term.en), (term.en, term.zh)):
            renderings.setdefault(key(rendering), []).append((form, term.status))
            said.setdefault(key(form), set()).add(key(rendering))
    found: dict[str, dict[str, None]] = {}
    for forms in renderings.values():
        for (form, status), (other, other_status) in permutations(dict.fromkeys(forms), 2):
            says_nothing_else = said[key(other)] <= said[key(form)]
            if status == "preferred" != other_status and says_nothing_else and not _says_the_same(form, other):
                found.setdefault(key(form), {})[other] = None
                found.setdefault(key(other), {})[form] = None
    return {one: list(others) for one, others in found.items()}


def other_words(
    leaves: Sequence[Leaf], known: HasOtherForms, frequency: Frequency
) -> Iterator[tuple[str, str, tuple[Leaf, ...]]]:
    """The words with one term of them in another form that the index has: the form, what it stands for, and the whole.

    Of terms that overlap, the longest that begins first; at most eight forms.
    """
    return islice(_other_words(tuple(leaves), known, frequency), _MOST_FORMS)


def _other_words(
    leaves: tuple[Leaf, ...], known: HasOtherForms, frequency: Frequency
) -> Iterator[tuple[str, str, tuple[Leaf, ...]]]:
    start = 0
    while start < len(leaves):
        end = _end_of_term(leaves, start, known)
        for form in known.other_forms(key_of_leaves(leaves[start:end])):
            if least_frequency(content_of(form), frequency):
                for other in _as_written(form):
                    yield form, text_of(leaves[start:end]), leaves[:start] + other + leaves[end:]
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


def _end_of_term(leaves: tuple[Leaf, ...], start: int, known: HasOtherForms) -> int:
    """Where the longest known term ends that begins here; ``start`` where there is none."""
    ends = range(min(len(leaves), start + _MOST_LEAVES), start, -1)
    return next((end for end in ends if known.other_forms(key_of_leaves(leaves[start:end]))), start)


def _says_the_same(form: str, other: str) -> bool:
    """Whether one form has only words of the other, in its order: organ is no variant of human organ, nor donors of donor."""
    stems = [f" {' '.join(english.stem(word) for word in fold(text).split())} " for text in (form, other)]
    return stems[0] in stems[1] or stems[1] in stems[0]
