"""Terms of the term base in a text: the longest one wins, so that 民政部门 is not 民政部."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from archive.model import Term
from archive.text.folding import fold

_SUFFIX = r"(?:['’]s|s['’]|e?s|e?d|ing)?"


class TermFinder:
    """The term base, ready to be looked for in Chinese text and its English renderings."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._entries: dict[str, list[Term]] = {}
        for term in terms:
            self._entries.setdefault(fold(term.zh), []).append(term)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """One alternation, longest first; None where there are no terms."""
        longest_first = sorted(self._entries, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def in_chinese(self, text: str) -> dict[str, list[Term]]:
        """The terms that occur in a Chinese text, each with all its lines, by the Chinese term as the term base has it."""
        if self._pattern is None:
            return {}
        found = dict.fromkeys(match[0] for match in self._pattern.finditer(fold(text)))
        return {self._entries[key][0].zh: self._entries[key] for key in found}


def renders(english: str, text: str) -> bool:
    """Whether an English text has a term, in any case, in the plural or in another form of the verb."""
    return _may_stand(english, text) and bool(_rendering(english).search(text))


def places(english: str, text: str) -> list[tuple[int, int]]:
    """Where an English text has a term, in any of the forms that ``renders`` knows."""
    return [match.span() for match in _rendering(english).finditer(text)] if _may_stand(english, text) else []


def any_renders(terms: Iterable[Term], text: str) -> bool:
    """Whether an English text has one of the forms that are not deprecated."""
    return any(renders(term.en, text) for term in terms if term.status != "deprecated")


def without(forms: Iterable[str], text: str) -> str:
    """A text with the places of these forms blanked out, the longest first."""
    for form in sorted(forms, key=len, reverse=True):
        text = _rendering(form).sub("…", text)
    return text


def _may_stand(english: str, text: str) -> bool:
    """Whether the beginnings of a term's words are there: most terms are not, and an expression need not be made for them."""
    folded = text.casefold()
    return all(beginning in folded for beginning in _beginnings(english))


@cache
def _beginnings(english: str) -> tuple[str, ...]:
    return tuple(word[: max(1, len(word) - 2)] for word in re.split(r"[\s-]+", english.strip().casefold()))


@cache
def _rendering(english: str) -> re.Pattern[str]:
    words = re.split(r"[\s-]+", english.strip())
    return re.compile(r"(?<!\w)" + r"[\s-]+".join(map(_inflected, words)) + r"(?!\w)", re.IGNORECASE)


def _inflected(word: str) -> str:
    """A word with the endings of plural, possessive and verb: party → parties, procure → procured, procuring."""
    if word.isalpha() and word.isupper() and len(word) > 1:
        return f"(?-i:{word}s?)"  # an abbreviation is written in capitals
    if not word.isalpha() or len(word) < 3:
        return re.escape(word)
    if word.endswith("y"):
        return rf"{re.escape(word[:-1])}(?:y{_SUFFIX}|ies|ied)"
    if word.endswith("e"):
        return rf"{re.escape(word[:-1])}(?:e{_SUFFIX}|ed|ing)"
    if word.endswith("is"):
        return rf"{re.escape(word[:-2])}(?:is|es)"
    return rf"{re.escape(word)}(?:{re.escape(word[-1])}(?=ed|ing))?{_SUFFIX}"
