"""Where what was typed so far stands in a suggestion: as it is written, or by its sound."""

from __future__ import annotations

from collections.abc import Sequence

from archive.text.folding import Folded, fold_with_offsets
from indexer.analysis.pinyin import syllables
from indexer.analysis.tokens import is_han, runs
from indexer.showing.results import Span


def marked(text: str, typed: str) -> list[Span]:
    """The one place where folded typed text begins a word of a text or, in Chinese, stands anywhere; empty where it does not.

    Spaces, brackets and marks do not count, and a Latin letter may stand for a Chinese character by its sound.
    """
    folded = fold_with_offsets(text)
    wanted = compact(typed)
    plain, places = _compact_with_places(folded)
    at = plain.find(wanted) if wanted else -1
    while at > 0 and not (is_han(wanted[0]) or _begins_word(folded.text, places[at])):
        at = plain.find(wanted, at + 1)
    if at >= 0:
        return [folded.original_span(places[at], places[at + len(wanted) - 1] + 1)]
    return by_sound(folded, wanted.replace("ü", "v")) if wanted.isalnum() and not wanted.isdecimal() else []


def words_marked(text: str, words: Sequence[str]) -> list[Span]:
    """The first word of a text that begins with each of these; empty where one is missing."""
    folded = fold_with_offsets(text)
    found: set[Span] = set()
    for word in words:
        run = next((run for run in runs(folded.text) if run.text.startswith(word)), None)
        if run is None:
            return []
        found.add(folded.original_span(run.start, run.start + len(word)))
    return sorted(found)


def compact(typed: str) -> str:
    """Letters, digits and characters alone."""
    return "".join(character for character in typed if character.isalnum())


def by_sound(folded: Folded, typed: str) -> list[Span]:
    """The stretch of a text that can be read as typed: each character by itself, its syllable or its first letter."""
    if typed.isascii() and not any(map(is_han, folded.text)):
        return []
    units = [
        (character, sound, run.start + at)
        for run in runs(folded.text)
        if run.kind != "mark"
        for at, (character, sound) in enumerate(
            zip(run.text, syllables(run.text) if run.kind == "chinese" else run.text, strict=True)
        )
    ]
    for start in range(len(units)):
        end = _read(units, start, typed, {})
        if end:
            return [folded.original_span(units[start][2], units[end - 1][2] + 1)]
    return []


def _read(units: list[tuple[str, str, int]], at: int, rest: str, known: dict[tuple[int, int], int]) -> int:
    """The unit behind the last one when all that is typed is read; 0 where it cannot be."""
    if not rest:
        return at
    if at == len(units):
        return 0
    place = at, len(rest)
    if place not in known:
        character, sound, _ = units[at]
        known[place] = 0
        if sound.startswith(rest):
            known[place] = at + 1
        for part in dict.fromkeys((character, sound, sound[:1])):
            if not known[place] and part and rest.startswith(part):
                known[place] = _read(units, at + 1, rest[len(part) :], known)
    return known[place]


def _compact_with_places(folded: Folded) -> tuple[str, list[int]]:
    places = [at for at, character in enumerate(folded.text) if character.isalnum()]
    return "".join(folded.text[at] for at in places), places


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum() or is_han(text[at - 1])
