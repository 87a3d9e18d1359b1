"""Words of one language → words of the other: the term base, else what the archive's translations taught, and CC-CEDICT."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.analysis import segmenter
from indexer.expanding.dictionary_lines import stems
from indexer.expanding.dictionary_table import chinese_of, english_of
from indexer.expanding.generic import is_generic
from indexer.expanding.keys import Frequency, content_of, key, key_of_leaves, least_frequency, text_of
from indexer.expanding.known import Known
from indexer.expanding.spelling import spellings
from indexer.query.leaves import Leaf, content

MOST = 3
"""Renderings of one term."""
_LONGEST_TERM = 8
_LONGEST_HEADWORD = 4
_ALIKE = 0.5
"""Weights are raised to it: in a passage that has any of the renderings it hardly matters which one."""
_FORM_OF_TERM = 0.8
_LEARNED = 0.7
"""What the archive's translations seldom have goes before a dictionary's third gloss, what they have half the time before all."""
_DOUBTED, _SURE = 0.4, 0.5
"""How closely words go together in the archive's translations that need no dictionary's word for it, that outdo a dictionary."""
_OTHER_FORM = 0.6
"""Of a gloss that only has the same stem: coordinator, to coordinate."""
_LONGEST_CUT = 12


@dataclass(frozen=True, slots=True)
class Rendering:
    """Words of the other language for ``of``. ``weight``: at most 1; ``source``: terms, archive or cedict."""

    form: str
    of: str
    source: str
    leaves: tuple[Leaf, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Leaves that are rendered together; without ``renderings`` nothing renders them."""

    leaves: tuple[Leaf, ...]
    renderings: tuple[Rendering, ...]


def pieces(leaves: Sequence[Leaf], known: Known, frequency: Frequency) -> Iterator[Piece]:
    """Words typed side by side as the terms that they consist of, the longest first; function words left out.

    A Chinese word that no list has is rendered by its parts, each of them a piece.
    """
    wanted = content(leaves)
    start = 0
    while start < len(leaves):
        if leaves[start] not in wanted:
            start += 1
            continue
        piece = _piece(leaves[start:], known, frequency)
        yield from [piece] if piece.renderings else _cut(piece.leaves, known, frequency)
        start += len(piece.leaves)


def _cut(leaves: tuple[Leaf, ...], known: Known, frequency: Frequency) -> Iterator[Piece]:
    """A Chinese word that nothing renders, by its parts; without those that nothing renders, nor particles."""
    if leaves[0].kind != "word":
        yield Piece(leaves, ())
    elif rendered := [found for part in _worth(leaves[0]) if (found := _renderings(part, known, frequency))]:
        yield from (Piece(leaves, found) for found in rendered)
    elif len(leaves[0].terms) > 1:
        yield Piece(leaves, ())


def _worth(leaf: Leaf) -> Sequence[str]:
    """The parts of a Chinese word without those that say little."""
    parts = _parts(leaf.text[:_LONGEST_CUT])
    return [part for part in parts if not is_generic(part)] or parts


def _piece(leaves: Sequence[Leaf], known: Known, frequency: Frequency) -> Piece:
    """The longest term of the term base that these leaves begin with, else the longest words that anything renders."""
    sizes = range(min(len(leaves), _LONGEST_TERM), 0, -1)
    runs = [run for size in sizes if key_of_leaves(run := tuple(leaves[:size]))]
    terms = [run for run in runs if known.rendered(key_of_leaves(run))]
    for run in [*terms, *runs[-_LONGEST_HEADWORD:]]:
        if found := _renderings(text_of(run), known, frequency):
            return Piece(run, found)
    return Piece(tuple(leaves[:1]), ())


def _renderings(text: str, known: Known, frequency: Frequency) -> tuple[Rendering, ...]:
    """What renders a text and stands in the index, the best first; a single character, which many words have, only alone."""
    best: dict[str, Rendering] = {}
    for form, weight, source in _candidates(text, known):
        leaves = content_of(form)
        if least_frequency(leaves, frequency):
            one = Rendering(form, text, source, leaves, weight**_ALIKE)
            best.setdefault(key(form), one)
    longer = [one for one in best.values() if len(one.form) > 1]
    return tuple(longer or best.values())[:MOST]


def _candidates(text: str, known: Known) -> list[tuple[str, float, str]]:
    """Form, weight and source, the best first. What the term base knows, in any spelling, is not looked up elsewhere."""
    spelled = [text, *(" ".join(words) for words in spellings(tuple(text.split())))] if text.isascii() else [text]
    for one in spelled:
        if forms := known.rendered(key(one)):
            return [(form, _FORM_OF_TERM**rank, "terms") for rank, form in enumerate(forms)]
    return sorted((found for one in spelled for found in _listed(one, known)), key=lambda found: -found[1])


def _listed(text: str, known: Known) -> Iterator[tuple[str, float, str]]:
    """What the archive taught, and the dictionary; where the archive is sure, of the dictionary only what is like it."""
    stem = "".join(stems(text)) if text.isascii() else text
    glosses = list(_chinese(text) if text.isascii() else _english(text))
    glossed = {feature for gloss, _ in glosses for feature in _sayings(gloss)}
    taught = [(form, weight) for form, weight in known.learned.get(stem, ()) if weight >= _DOUBTED or _sayings(form) & glossed]
    sure = {feature for form, weight in taught if weight >= _SURE for feature in _sayings(form)}
    yield from ((form, min(1.0, _LEARNED + weight * 0.6), "archive") for form, weight in taught)
    yield from ((form, weight, "cedict") for form, weight in glosses if not sure or _sayings(form) & sure)


def _sayings(form: str) -> frozenset[str]:
    """What two renderings that are alike share: a stem, or a Chinese character."""
    return frozenset(stems(form) if form.isascii() else form)


def _english(word: str) -> Iterator[tuple[str, float]]:
    for rank, gloss in enumerate(english_of(word)):
        yield gloss, (1 + rank) ** -0.5


def _chinese(text: str) -> Iterator[tuple[str, float]]:
    for glossed in chinese_of(stems(text)):
        form = 1.0 if glossed.gloss == text else _OTHER_FORM
        for rank, word in enumerate(glossed.words):
            yield word, form * (1 + rank) ** -0.5


def _parts(word: str) -> Sequence[str]:
    """A Chinese word as the most likely shorter headwords; a single character as it is."""
    likelihood = segmenter().likelihood
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(word) + 1):
        cut = [(best[start], word[start:end]) for start in range(end) if end - start < max(len(word), 2)]
        known = ((before, part) for before, part in cut if len(part) == 1 or english_of(part))
        best.append(max((score + likelihood(part), (*parts, part)) for (score, parts), part in known))
    return best[-1][1]
