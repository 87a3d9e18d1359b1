"""Renderings that are one: organ procurement organization, Organ Procurement Organizations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from archive.model import Language, Term
from archive.text.folding import fold
from indexer.analysis import english
from indexer.concordance.results import NOT_FOUND, Group

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(("a", "an", "the"))


def group_key(rendering: str, language: Language) -> str:
    """The same for all inflected forms of a rendering: the stems of its words; Chinese folded, without spaces."""
    folded = fold(rendering)
    if language == "zh":
        return "".join(folded.split()) or NOT_FOUND
    words = [english.stem(word) for word in _WORD.findall(re.sub(r"['’]s\b", "", folded)) if word not in _ARTICLES]
    return " ".join(words) or NOT_FOUND


def groups(renderings: Iterable[str | None], language: Language, known: Mapping[str, Term]) -> list[Group]:
    """The groups of the renderings found (None: not found), the most frequent first, what was not found last.

    ``known``: the lines of the term base by group key; a rendering that it has is written as there.
    """
    forms: dict[str, Counter[str]] = {}
    for one in renderings:
        forms.setdefault(group_key(one, language) if one is not None else NOT_FOUND, Counter())[one or ""] += 1
    found = [_group(key, counts, language, known.get(key)) for key, counts in forms.items()]
    return sorted(found, key=lambda group: (group.key == NOT_FOUND, -group.count, group.key))


def by_key(terms: Sequence[Term], language: Language) -> dict[str, Term]:
    """Lines of the term base by the group key of their rendering in a language; of several the first."""
    return {group_key(_form(term, language), language): term for term in reversed(terms)}


def _group(key: str, counts: Counter[str], language: Language, term: Term | None) -> Group:
    if term:
        return Group(key, _form(term, language), counts.total(), term.status)
    return Group(key, "" if key == NOT_FOUND else _written(counts), counts.total())


def _form(term: Term, language: Language) -> str:
    return term.en if language == "en" else term.zh


def _written(counts: Counter[str]) -> str:
    """The form a group is shown by: in small letters where one occurs so, the most frequent, the shortest."""
    small = any(form[:1].islower() for form in counts)
    lowered: Counter[str] = Counter()
    for form, count in counts.items():
        lowered[form[:1].lower() + form[1:] if small and form[1:] == form[1:].lower() else form] += count
    return min(lowered, key=lambda form: (-lowered[form], len(form), form))
