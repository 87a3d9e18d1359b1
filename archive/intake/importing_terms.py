"""The terms of a file → what they add to a term base, and where they contradict it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archive.errors import Problem
from archive.exchange.characters import without_halves
from archive.intake.importing_admitted import HALVES
from archive.model import Term
from archive.text.folding import fold


@dataclass(frozen=True, slots=True)
class TermPlan:
    """What a file does to a term base. Nothing is written yet.

    ``terms``: the term base as it would be; ``added``: terms that it lacks; ``changed``: terms of it as they would be;
    ``same``: how many terms of the file say nothing new; ``problems``: where the file says otherwise.
    """

    terms: tuple[Term, ...]
    added: tuple[Term, ...]
    changed: tuple[Term, ...]
    same: int
    problems: tuple[Problem, ...]


def merged_terms(there: Sequence[Term], given: Iterable[Term], *, replace_terms: bool = False) -> TermPlan:
    """A term base with the terms of a file. What is there stays as it is; ``replace_terms``: what the file says takes its place.

    Case, width, script and spaces make no other term. A new rendering stands behind the others of its Chinese term; a second
    preferred one is taken in as admitted.
    """
    merging = _Merging(there, replace_terms=replace_terms)
    for number, term in enumerate(given, 1):
        merging.take(number, merging.mended(number, _on_one_line(term)))
    before = set(there)
    new = merging.added
    terms = tuple(merging.terms())
    changed = tuple(term for term in terms if term not in before and _key(term) not in new)
    return TermPlan(terms, tuple(term for term in terms if _key(term) in new), changed, merging.same, tuple(merging.problems))


class _Merging:
    def __init__(self, there: Sequence[Term], *, replace_terms: bool) -> None:
        self._replace = replace_terms
        self._by_zh: dict[str, dict[str, Term]] = {}
        self._doubled: list[Term] = []
        self.added: set[tuple[str, str]] = set()
        self.same = 0
        self.problems: list[Problem] = []
        for term in there:
            zh, en = _key(term)
            renderings = self._by_zh.setdefault(zh, {})
            self._doubled += [term] if en in renderings else []
            renderings.setdefault(en, term)

    def terms(self) -> Iterable[Term]:
        """All terms; those of one Chinese term stand together."""
        for renderings in self._by_zh.values():
            yield from renderings.values()
        yield from self._doubled

    def mended(self, number: int, term: Term) -> Term:
        """The term without halves of characters."""
        (zh, *rest), halves = zip(*map(without_halves, (term.zh, term.en, term.note, term.source)), strict=True)
        if not any(halves):
            return term
        self._tell(number, HALVES.format(sum(halves)))
        return Term(zh, rest[0], term.status, *rest[1:])

    def take(self, number: int, term: Term) -> None:
        """Take a term of the file in."""
        zh, en = _key(term)
        renderings = self._by_zh.setdefault(zh, {})
        known = renderings.get(en)
        if known is None:
            self.added.add((zh, en))
            renderings[en] = self._beside(number, term, renderings)
        elif (new := self._joined(number, known, term)) != known:
            renderings[en] = self._beside(number, new, renderings) if new.status != known.status else new
        else:
            self.same += 1

    def _beside(self, number: int, term: Term, renderings: dict[str, Term]) -> Term:
        """The term as it stands beside other renderings: one of them is preferred."""
        rivals = [(en, one) for en, one in renderings.items() if one.status == "preferred" and fold(one.en) != fold(term.en)]
        if term.status != "preferred" or not rivals:
            return term
        if self._replace:
            renderings.update({en: replace(one, status="admitted") for en, one in rivals})
            return term
        said = f"{term.zh}: {term.en!r} was taken as admitted, for {rivals[0][1].en!r} is preferred here"
        self._tell(number, f"{said}; --replace prefers that of the file")
        return replace(term, status="admitted")

    def _joined(self, number: int, known: Term, term: Term) -> Term:
        """A term that is known, with what the file says of it beyond that, or instead."""
        if self._replace:
            return replace(known, status=term.status, note=term.note or known.note, source=term.source or known.source)
        if term.status != known.status and not self._is_admitted_for_another(known, term):
            said = f"{term.zh} = {term.en}: it is {term.status} in the file and {known.status} here, which was kept"
            self._tell(number, f"{said}; --replace takes that of the file")
        for name, ours, theirs in (("note", known.note, term.note), ("source", known.source, term.source)):
            if ours and theirs and ours != theirs:
                self._tell(number, f"{term.zh} = {term.en}: the {name} of the file is another; the one here was kept")
        return replace(known, note=known.note or term.note, source=known.source or term.source)

    def _is_admitted_for_another(self, known: Term, term: Term) -> bool:
        """Whether the file prefers what had to be admitted beside a preferred rendering: that was told when it came in."""
        others = self._by_zh[_key(known)[0]].values()
        return (known.status, term.status) == ("admitted", "preferred") and any(one.status == "preferred" for one in others)

    def _tell(self, number: int, message: str) -> None:
        self.problems.append(Problem("warning", f"term {number}: {message}"))


def _key(term: Term) -> tuple[str, str]:
    return fold("".join(term.zh.split())), fold(" ".join(term.en.split()))


def _on_one_line(term: Term) -> Term:
    """A term as a line of ``terms.tsv`` holds it."""
    zh, en, note, source = (" ".join(text.split()) for text in (term.zh, term.en, term.note, term.source))
    return Term(zh, en, term.status, note, source)
