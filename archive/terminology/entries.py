"""The term base by entries: a Chinese term with all its renderings, to be browsed and searched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from archive.alignment.words.dictionary import pinyin
from archive.alignment.words.segmenting import Segmenter
from archive.model import Language, Term
from archive.term_sources import document_ids
from archive.text.folding import fold

TermStatus = Literal["preferred", "admitted", "deprecated"]
STATUSES: tuple[TermStatus, ...] = ("preferred", "admitted", "deprecated")
INITIALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OTHER = "#"
"""The initial of what begins with no letter."""


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A Chinese term and its lines of the term base: preferred ones first, else in the order of the file."""

    zh: str
    terms: tuple[Term, ...]

    def of(self, status: str) -> tuple[Term, ...]:
        """Its renderings of one status."""
        return tuple(term for term in self.terms if term.status == status)

    @property
    def pinyin(self) -> str:
        """How it is read, as far as the dictionary knows: ``qiguan juanxian``; for sorting and for initials."""
        return reading(self.zh)

    @property
    def main(self) -> Term:
        """The rendering that it is listed by."""
        return self.terms[0]

    def initial(self, by: Language) -> str:
        """The letter that it stands under: of its pinyin, or of its first rendering."""
        words = self.pinyin if by == "zh" else fold(self.main.en)
        letter = next((one for one in words if one.isalnum()), "").upper()
        return letter if letter and letter in INITIALS else OTHER

    def documents(self, known: Iterable[str]) -> list[str]:
        """The documents that it occurs in, of those that are known."""
        ids = set(known)
        return list(dict.fromkeys(one for term in self.terms for one in document_ids(term, ids)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are wanted: with words in either language, a status, a document, an initial in the order asked for."""

    words: str = ""
    status: str = ""
    document: str = ""
    initial: str = ""
    by: Language = "zh"


def entries_of(terms: Iterable[Term]) -> list[TermEntry]:
    """The entries of a term base, in the order of its file; lines whose Chinese folds alike are one entry."""
    found: dict[str, list[Term]] = {}
    for term in terms:
        found.setdefault(fold(term.zh), []).append(term)
    return [TermEntry(lines[0].zh, tuple(sorted(lines, key=lambda one: STATUSES.index(one.status)))) for lines in found.values()]


def selected(entries: Iterable[TermEntry], wanted: Wanted) -> list[TermEntry]:
    """The entries that are wanted, without regard to the initial, in the order of pinyin or of the first rendering."""
    words = fold(wanted.words).split()
    found = [
        entry
        for entry in entries
        if (not words or any(all(word in text for word in words) for text in _texts(entry)))
        and (not wanted.status or entry.of(wanted.status))
        and (not wanted.document or any(wanted.document in term.source.split() for term in entry.terms))
    ]
    if wanted.by == "en":
        return sorted(found, key=lambda entry: (entry.initial("en") == OTHER, fold(entry.main.en).lstrip("“\"'("), entry.zh))
    return sorted(found, key=lambda entry: (entry.initial("zh") == OTHER, entry.pinyin, entry.zh))


def _texts(entry: TermEntry) -> list[str]:
    return [fold(entry.zh), *(fold(term.en) for term in entry.terms)]


@lru_cache(maxsize=1 << 15)
def reading(zh: str) -> str:
    """The pinyin of a Chinese term without tones, word by word; what no dictionary has is left out."""
    parts: Sequence[str] = _segmenter().words(fold(zh))
    return " ".join(readings[0] for word in parts if (readings := pinyin(word)))


@lru_cache(maxsize=1)
def _segmenter() -> Segmenter:
    return Segmenter()
