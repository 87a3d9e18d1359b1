"""What the term base, and the archive's own translations, say of words: other forms, and renderings in the other language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain
from typing import Any

from archive.data import Body, bodies
from archive.model import Term
from indexer.expanding.keys import features, key
from indexer.expanding.learning import learned
from indexer.expanding.variants import variants

_STATUSES = ("preferred", "admitted", "deprecated")


@dataclass(frozen=True)
class Known:
    """By the ``key`` of a term; JSON-able, so that an index can carry it.

    ``variants``: other forms in the same language; ``renderings``: in the other one, preferred ones first; ``learned``: by the
    stem of a word, words of the other language that go with it in the archive's own translations, and how closely (0..1).
    """

    variants: Mapping[str, Sequence[str]] = field(default_factory=dict)
    renderings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    learned: Mapping[str, Sequence[tuple[str, float]]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Plain dicts and lists."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def of_json(cls, plain: Mapping[str, Any]) -> Known:
        """The same, read back; of an older index what it has."""
        return cls(**{one.name: plain.get(one.name, {}) for one in fields(cls)})

    def other_forms(self, of: str) -> Sequence[str]:
        """Forms in the same language, of a term or of an issuing body."""
        return self.variants.get(of) or _of_bodies().variants.get(of, ())

    def rendered(self, of: str) -> Sequence[str]:
        """Forms in the other language, of a term or of an issuing body."""
        return self.renderings.get(of) or _of_bodies().renderings.get(of, ())

    @cached_property
    def terms(self) -> tuple[tuple[str, str], ...]:
        """The terms of the term base (Chinese, English), each Chinese one with its first rendering."""
        chinese = dict.fromkeys(form for forms in self.renderings.values() for form in forms if not form.isascii())
        return tuple((form, english[0]) for form in chinese if (english := self.renderings.get(key(form))))

    @cached_property
    def by_feature(self) -> Mapping[str, Sequence[int]]:
        """Which terms say a thing, by their places in ``terms``; see ``keys.features``."""
        found: dict[str, list[int]] = {}
        for number, forms in enumerate(self.terms):
            for feature in frozenset().union(*map(features, forms)):
                found.setdefault(feature, []).append(number)
        return found


def known(terms: Iterable[Term], pairs: Iterable[tuple[str, str]] = ()) -> Known:
    """From a term base and the texts (Chinese, English) of translation units; what renders a part of a term is learned too."""
    terms = sorted(terms, key=lambda term: _STATUSES.index(term.status))
    renderings: dict[str, dict[str, None]] = {}
    for term in terms:
        renderings.setdefault(key(term.zh), {})[term.en] = None
        renderings.setdefault(key(term.en), {})[term.zh] = None
    return Known(
        variants(terms),
        {one: list(forms) for one, forms in renderings.items()},
        learned(chain(((term.zh, term.en) for term in terms), pairs)),
    )


@cache
def _of_bodies() -> Known:
    """The names of issuing bodies: full, short and abbreviated, in both languages."""
    variants_of: dict[str, list[str]] = {}
    renderings: dict[str, list[str]] = {}
    for body in bodies():
        chinese, english = _names(body)
        for names, others in ((chinese, english), (english, chinese)):
            for name in names:
                found = key(name)
                variants_of.setdefault(found, []).extend(other for other in names if other != name)
                renderings.setdefault(found, []).extend(others)
    return Known(variants_of, renderings)


def _names(body: Body) -> tuple[list[str], list[str]]:
    abbreviation = body.abbreviation if body.abbreviation.lower() not in _everyday_words() else ""
    return [one for one in (body.name.zh, *body.short) if one], [one for one in (body.name.en, abbreviation) if one]


@cache
def _everyday_words() -> frozenset[str]:
    """Abbreviations of bodies that are words as well (MOST), so that nobody who types them means the body."""
    return frozenset(files(__package__).joinpath("everyday_words.txt").read_text(encoding="utf-8").split())
