"""Words that the lexicon lacks, learned from the lines of this very text that surely translate each other: names, terms."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from archive.alignment.aligner.matching import answered, index_of, matches
from archive.alignment.aligner.profiles import Texts
from archive.alignment.aligner.settings import SETTINGS
from archive.alignment.words.signs import HAN_RUN

_SIZES = (2, 3, 4)
_LEAST = 2
_COMMON = 0.25
"""What stands in more than this share of the lines says nothing."""
_MOST_STEMS = 2
Candidate = tuple[float, int, str, str, float]
"""Evidence, length, Chinese string, stem, probability."""


def own_words(left: Sequence[tuple[str, set[str]]]) -> dict[str, dict[str, float]]:
    """Chinese string → stem → probability, from what is left of pairs of lines (see ``unanswered``): what the two sides share
    again and again."""
    grams = [_grams(text) for text, _ in left]
    often = Counter(chain.from_iterable(grams))
    most = max(_LEAST + 1, _COMMON * len(left))
    kept = [[gram for gram in line if _LEAST <= often[gram] <= most] for line in grams]
    places: dict[str, list[int]] = defaultdict(list)
    for place, (_, stems) in enumerate(left):
        for one in stems:
            places[one].append(place)
    found: list[Candidate] = []
    for one, where in places.items():
        if _LEAST <= len(where) <= most:
            together = Counter(chain.from_iterable([kept[place] for place in where]))
            found += _partners(one, together, often, len(where), len(left))
    return _settled(found)


def _partners(one: str, together: Counter[str], often: Counter[str], frequency: int, total: int) -> Iterable[Candidate]:
    for gram, count in together.items():
        if count >= _LEAST and 2 * count >= often[gram]:
            evidence = _evidence(count, often[gram], frequency, total)
            if evidence > SETTINGS["evidence"]:
                yield evidence, len(gram), gram, one, (count - 0.5) / often[gram]


def _settled(found: list[Candidate]) -> dict[str, dict[str, float]]:
    """Each stem has the string with the strongest evidence (the longest of equals), each string at most two stems."""
    answers: dict[str, dict[str, float]] = defaultdict(dict)
    taken: set[str] = set()
    for _, _, gram, one, probability in sorted(found, reverse=True):
        if one not in taken and len(answers[gram]) < _MOST_STEMS:
            answers[gram][one] = probability
            taken.add(one)
    return {gram: stems for gram, stems in answers.items() if stems}


def unanswered(texts: Texts, row: int, column: int) -> tuple[str, set[str]]:
    """The Chinese of a line with blanks for what has its answer, and the stems of the English one that have none."""
    line, tokens = texts.lines[row], texts.tokens[column]
    counts = {column: Counter(tokens)}
    found = matches(row, line, index_of(line), column, frozenset(tokens))
    _, covered, taken = answered(found, counts)
    mask, text = covered.get(row, 0), texts.plain[row]
    if mask:
        text = "".join([" " if mask >> place & 1 else one for place, one in enumerate(text)])
    return text, {one for one in counts[column] if (column, one) not in taken and one[0] not in "#@~"}


def _grams(text: str) -> set[str]:
    """The strings of two to four Chinese characters in a text."""
    found: set[str] = set()
    for run in HAN_RUN.findall(text):
        for size in _SIZES:
            found.update([run[start : start + size] for start in range(len(run) - size + 1)])
    return found


def _evidence(both: int, first: int, second: int, total: int) -> float:
    """Log likelihood ratio (Dunning) of two events that meet ``both`` times, in nats; 0 if they meet less than by chance."""
    if both * total <= first * second:
        return 0.0
    cells = (both, first - both, second - both, total - first - second + both)
    sides = (first, total - first, second, total - second)
    return sum(map(_entropy, cells)) - sum(map(_entropy, sides)) + _entropy(total)


def _entropy(count: int) -> float:
    return count * math.log(count) if count > 0 else 0.0
