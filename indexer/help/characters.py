"""Chinese that is miswritten, or typed as pinyin → what the texts of the index have instead, judged by pairs of neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from math import log

from indexer.analysis.chinese import Segmenter
from indexer.analysis.pinyin import homophones, readings
from indexer.engine import Reader
from indexer.expanding.generic import is_particle

_STREAM = "passage_characters"
_NEIGHBOURS = 400
_BROKEN, _CHANGED = -4.0, 3.0
_LONGEST = 24
"""Characters of a run that are looked at."""
_KEPT = 3
_MOST_PLACES = 6
"""Broken pairs that are looked into: a run with more is no slip of the pen."""
_MOST_SYLLABLES = 12


class Pairs:
    """Which characters stand side by side in the texts of an index, and how often; asked once each."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._after: dict[str, Mapping[str, int]] = {}

    def after(self, character: str) -> Mapping[str, int]:
        """What follows a character."""
        if character not in self._after:
            found = self._reader.terms(_STREAM, character, _NEIGHBOURS)
            self._after[character] = {pair[1]: count for pair, count in found if len(pair) == 2}
        return self._after[character]

    def count(self, left: str, right: str) -> int:
        """How often two characters stand side by side; also in headings, abstracts and titles."""
        streams = ("text_characters", "title_characters")
        pair = left + right
        return self._reader.frequency(_STREAM, pair) or max(self._reader.frequency(stream, pair) for stream in streams)


def broken(run: str, pairs: Pairs, words: Segmenter) -> list[int]:
    """Where a pair of a run is in no text though it should be: inside a word, or beside a character alone that is no particle."""
    if not 1 < len(run) <= _LONGEST:
        return []
    found: list[int] = []
    cut = words.words(run)
    whole = [len(word) > 1 or is_particle(word) for word in cut for _ in word]
    ends = set(accumulate(map(len, cut)))
    for at in range(len(run) - 1):
        between_words = at + 1 in ends and whole[at] and whole[at + 1]
        if not between_words and not pairs.count(run[at], run[at + 1]):
            found.append(at)
    return found[:_MOST_PLACES]


def sounding(run: str, places: Sequence[int], pairs: Pairs) -> str:
    """A run with characters at the broken places changed to others that sound or look alike, the likeliest way."""
    doubtful = {at + more for at in places for more in (0, 1)}
    choices = [(one, *alike(one)) if at in doubtful else (one,) for at, one in enumerate(run)]
    return _likeliest(choices, pairs)


def written(sounds: Sequence[str], pairs: Pairs) -> str:
    """Syllables as the texts write them; empty where they are none of this index."""
    choices = [tuple(homophones().get(sound, "")) for sound in sounds]
    if not all(choices) or not 1 < len(choices) <= _MOST_SYLLABLES:
        return ""
    found = _likeliest([("", *each) for each in choices], pairs)
    return found if len(found) == len(sounds) and all(pairs.count(left, right) for left, right in pairwise(found)) else ""


def edited(run: str, places: Sequence[int], pairs: Pairs, words: Segmenter) -> list[str]:
    """A run with one character swapped with the next, left out, put in or replaced, so that nothing of it is broken."""
    found: dict[str, float] = {}
    for at in places:
        for candidate, weight in _edits(run, at, pairs):
            if not broken(candidate, pairs, words):
                found[candidate] = max(weight, found.get(candidate, 0.0))
    return sorted(found, key=lambda one: (-found[one], one))[:_KEPT]


def alike(character: str) -> tuple[str, ...]:
    """Characters that sound or look like one."""
    sounds = (other for sound in readings(character) for other in homophones().get(sound, ""))
    return tuple(dict.fromkeys(other for other in (*sounds, *_look_alikes().get(character, "")) if other != character))


def _likeliest(choices: Sequence[Sequence[str]], pairs: Pairs) -> str:
    """One of each; the first of each is what was typed, and costs nothing. The best path through the pairs (Viterbi)."""
    paths = {one: (-_CHANGED * (one != choices[0][0]), one) for one in choices[0] if one}
    for each in choices[1:]:
        longer: dict[str, tuple[float, str]] = {}
        for one in filter(None, each):
            ways = ((score + _side_by_side(pairs, last, one), path + one) for last, (score, path) in paths.items())
            best, path = max(ways)
            longer[one] = best - _CHANGED * (one != each[0]), path
        paths = longer
    return max(paths.values())[1]


def _side_by_side(pairs: Pairs, left: str, right: str) -> float:
    count = pairs.after(left).get(right, 0)
    return log(1 + count) if count else _BROKEN


def _edits(run: str, at: int, pairs: Pairs) -> Iterator[tuple[str, float]]:
    """Runs that differ by one edit at a broken pair, with how frequent the rarest of their new pairs is."""
    left, right = run[at], run[at + 1]
    before, after = run[:at], run[at + 2 :]
    yield f"{before}{right}{left}{after}", 2.0 * (1 + pairs.count(right, left))
    if len(run) < 3:
        return
    for kept in (left, right):
        yield f"{before}{kept}{after}", 1.0
    for one, count in pairs.after(left).items():
        if pairs.count(one, right):
            yield f"{before}{left}{one}{right}{after}", float(min(count, pairs.count(one, right)))
        if after and pairs.count(one, after[0]):
            yield f"{before}{left}{one}{after}", float(min(count, pairs.count(one, after[0])))
    for one, count in (pairs.after(before[-1]) if before else {}).items():
        if pairs.count(one, right):
            yield f"{before}{one}{right}{after}", float(min(count, pairs.count(one, right)))


@cache
def _look_alikes() -> Mapping[str, str]:
    text = files(__package__).joinpath("look_alikes.tsv").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for line in [line for line in text.splitlines() if not line.startswith("#")][1:]:
        for one in line.split():
            found[one] = found.get(one, "") + "".join(line.split())
    return found
