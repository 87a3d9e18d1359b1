"""Latin letters as someone types pinyin → syllables: qiguan yizhi, qiguanyiz (the last unfinished), qgyz, qiguan yz."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import takewhile

from indexer.analysis.pinyin import INITIAL, syllables
from indexer.analysis.tokens import runs

UNFINISHED = "~"
"""Behind the beginning of a syllable."""
_MOST_LETTERS = 60
_LONGEST = 6
_KEPT = 3
_SYLLABLE, _UNFINISHED, _INITIAL = 1.0, 1.2, 1.5

Units = tuple[str, ...]
"""What was typed, a unit a character: a syllable, ``=q`` its first letter, ``zh~`` its beginning."""


def parses(typed: str) -> list[Units]:
    """The ways to read letters as pinyin, the likeliest first, at most three; none where they are no pinyin.

    First letters only stand behind all syllables; a space or an apostrophe always divides. ``xian`` is xian, then xi an.
    """
    typed = typed.replace("ü", "v")
    words = re.findall(r"[a-z]+", typed)
    if not words or not typed.isascii() or sum(map(len, words)) > _MOST_LETTERS or re.search(r"[^a-z'\s]", typed):
        return []
    found: list[tuple[float, Units]] = [(0.0, ())]
    for at, word in enumerate(words):
        last = at == len(words) - 1
        read = _word_parses(word, last=last)
        joined = [(cost + more, before + rest) for cost, before in found for more, rest in read if _in_order(before, rest)]
        found = sorted(joined)[:_KEPT]
    return [read for _, read in found]


def whole_parses(typed: str) -> list[Units]:
    """Those of ``parses`` that are syllables throughout."""
    return [read for read in parses(typed) if not any(unit[0] == INITIAL or unit[-1] == UNFINISHED for unit in read)]


def units(typed: str) -> list[Units]:
    """The same of folded text that may hold Chinese too: 器官yi is qi guan yi. No readings where anything else is in it."""
    found: list[Units] = [()]
    for run in runs(typed):
        read = parses(run.text) if run.kind == "latin" else [syllables(run.text)] if run.kind == "chinese" else []
        if not all(map(all, read)):  # a character without a reading
            return []
        found = [before + after for before in found for after in read if _in_order(before, after)][:_KEPT]
    return [one for one in found if one]


def known_head(typed: str) -> str:
    """The whole syllables in front of folded text, as letters."""
    for found in units(typed):
        return "".join(takewhile(lambda unit: unit[0] != INITIAL and unit[-1] != UNFINISHED, found))
    return ""


def _word_parses(word: str, *, last: bool) -> list[tuple[float, Units]]:
    """The best parses of one word, from its end: ``best[i]`` are those of ``word[i:]``."""
    best: list[list[tuple[float, Units]]] = [[] for _ in word] + [[(0.0, ())]]
    for start in range(len(word) - 1, -1, -1):
        found = [
            (cost + more, (unit, *rest))
            for unit, cost, end in _units_at(word, start, last=last)
            for more, rest in best[end]
            if _in_order((unit,), rest)
        ]
        best[start] = sorted(found)[:_KEPT]
    return best[0]


def _units_at(word: str, start: int, *, last: bool) -> Iterator[tuple[str, float, int]]:
    for end in range(min(len(word), start + _LONGEST), start, -1):
        if word[start:end] in _syllables():
            yield word[start:end], _SYLLABLE, end
    if word[start] in _initials():
        yield f"{INITIAL}{word[start]}", _INITIAL, start + 1
    rest = word[start:]
    if last and len(rest) > 1 and rest in _beginnings():
        yield f"{rest}{UNFINISHED}", _UNFINISHED, len(word)


def _in_order(before: Units, after: Units) -> bool:
    return not before or not after or before[-1][0] != INITIAL or all(unit[0] == INITIAL for unit in after)


@cache
def _syllables() -> frozenset[str]:
    text = files(__package__).joinpath("pinyin_syllables.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    return frozenset(initial.strip("-") + final for initial, finals in rows for final in finals.split())


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(one[:length] for one in _syllables() for length in range(1, len(one)))


@cache
def _initials() -> frozenset[str]:
    return frozenset(one[0] for one in _syllables())
