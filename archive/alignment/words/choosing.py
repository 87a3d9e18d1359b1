"""Which words of the other side render a stretch: every sequence of words that may, judged by what speaks for it and against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

from archive.alignment.words.association import LONGEST, Gram
from archive.alignment.words.linked_stretches import Evidence, Span, overlap
from archive.alignment.words.rendering_features import NOTHING, WEIGHTS, Features, Stretch, features
from archive.alignment.words.segmenting import Word, is_content, word_runs
from archive.model import Language


class _Atom(NamedTuple):
    """A word with what it answers to (a bit for each place of the stretch) and how it counts.

    ``begins``, ``ends``: whether a rendering may begin or end with it: it cuts no linked words apart.
    """

    word: Word
    size: float
    places: int
    state: str
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What is rendered: a stretch ``span`` of the one text, with the evidence for it; ``near``: what goes with the term.

    ``other``: the other text, in ``language``.
    """

    span: Span
    stretch: Stretch
    evidence: Evidence
    other: str
    language: Language
    near: Mapping[Gram, float]


def best(asked: Question) -> Span | None:
    """The stretch of the other text that renders the one asked for; None where nothing there does."""
    chosen, most, weights = None, NOTHING[asked.language], WEIGHTS[asked.language]
    for found, values in candidates(asked):
        score = sum(map(mul, weights, values))
        if score > most:
            chosen, most = found, score
    return chosen


def candidates(asked: Question) -> Iterator[tuple[Span, Features]]:
    """Every sequence of words that something speaks for."""
    first_words = {gram[0] for gram in asked.near}
    for run in word_runs(asked.other, asked.language):
        atoms = [_atom(word, asked) for word in run]
        for first, atom in enumerate(atoms):
            if atom.begins:
                yield from _from(
                    atoms[first : first + LONGEST], asked.stretch, asked.near if atom.word.key in first_words else {}
                )


def _atom(word: Word, asked: Question) -> _Atom:
    place, evidence, places = (word.start, word.end), asked.evidence, 0
    text = asked.other[slice(*place)]
    linked = [(own, there) for own, there in evidence.inside if overlap(place, there)]
    for own, _ in linked:
        places |= ((1 << (own[1] - own[0])) - 1) << (own[0] - asked.span[0])
    content = is_content(text, asked.language)
    begins = content and all(there[0] >= word.start for _, there in linked)
    ends = content and all(there[1] <= word.end for _, there in linked)
    return _Atom(word, _size(text, asked), places, _state(place, evidence, content=content), begins, ends)


def _state(place: Span, evidence: Evidence, *, content: bool) -> str:
    if not content:
        return "function"
    if any(overlap(place, there) for _, there in evidence.inside):
        return "inside"
    if any(overlap(place, there) for there in evidence.outside):
        return "outside"
    return "maybe" if any(overlap(place, there) for there in evidence.maybe) else "free"


def _size(word: str, asked: Question) -> float:
    """Words of English, characters of Chinese; an abbreviation stands for as many as are to be expected."""
    if word.isascii() and word.isupper() and len(word) > 1:
        return max(1.0, asked.stretch.words)
    return 1.0 if asked.language == "en" else float(len(word))


def _from(atoms: Sequence[_Atom], stretch: Stretch, near: Mapping[Gram, float]) -> Iterator[tuple[Span, Features]]:
    """The sequences that begin with the first of these words."""
    places = 0
    gram: Gram = ()
    counts = dict.fromkeys(("inside", "outside", "free", "beyond", "maybe", "function"), 0.0)
    before = ""
    for atom in atoms:
        places |= atom.places
        before = "beyond" if atom.state == "free" and before in {"beyond", "function"} else atom.state
        counts[before] += atom.size
        gram = (*gram, atom.word.key)
        dice = near.get(gram, 0.0)
        if atom.ends and (places or dice or counts["maybe"]):
            yield (atoms[0].word.start, atom.word.end), features(stretch, counts, places.bit_count() / stretch.letters, dice)
