"""Page numbers in text: dressed ones (- 6 -, 第6页) at sight, bare ones (6, 6 / 12, vi) where they run through the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from archive.reading.blocks import Line
from archive.reading.running_heads import DRESSED_PAGE_NUMBER
from archive.text.numerals import parse_roman
from archive.text.sentences import ends_a_sentence

_DRESSED = re.compile(DRESSED_PAGE_NUMBER, re.IGNORECASE)
_BARE = re.compile(r"(?P<number>\d{1,4})(?:\s*/\s*\d{1,4})?|(?P<roman>[ivxlc]{1,7}|[IVXLC]{1,7})", re.ASCII)
_FEWEST = 3
_FEWEST_SET_OFF = 2
_SHORTEST_PAGE = 8
_MOST_MISSING = 3
"""So many pages in a row may lack their number."""
_REGULAR = 2.5
_MOSTLY = 0.8
_INSIDE_SENTENCES = 0.2


def page_numbers(lines: Sequence[Line], page_starts: frozenset[int] = frozenset()) -> set[int]:
    """Which of the non-blank lines are page numbers; ``page_starts``: numbers of lines behind a form feed."""
    edges = {i for i, line in enumerate(lines) if line.number in page_starts}
    edges |= {i - 1 for i in edges if i} | ({len(lines) - 1} if edges else set())
    dressed = {i for i, line in enumerate(lines) if _DRESSED.fullmatch(line.text)}
    runs = _runs(lines)
    apart = _set_off(lines) if runs else set()
    return dressed | {i for run in runs if _is_of_pages(run, lines, edges) or _are_set_off(run, lines, apart) for i in run}


def _runs(lines: Sequence[Line]) -> list[list[int]]:
    """Bare numbers that count up, a page or more apart."""
    runs: list[list[int]] = []
    ending: dict[tuple[str, int], list[int]] = {}
    for i, line in enumerate(lines):
        found = _value(line.text)
        if found is None:
            continue
        kind, value = found
        before = next((run for step in range(1, _MOST_MISSING + 1) if (run := ending.get((kind, value - step)))), None)
        if before and i - before[-1] < _SHORTEST_PAGE and i < len(lines) - 1:
            continue
        run = before if before is not None else []
        if before is None:
            runs.append(run)
        run.append(i)
        ending[kind, value] = run
    return runs


def _value(text: str) -> tuple[str, int] | None:
    """The number that a line consists of and how it is written."""
    match = _BARE.fullmatch(text) if len(text) <= 12 else None
    if not match:
        return None
    if match["number"]:
        return "figures", int(match["number"])
    value = parse_roman(match["roman"].upper())
    return ("roman", value) if value else None


def _set_off(lines: Sequence[Line]) -> set[int]:
    """The lines with more blank lines around them than lines of this file mostly have."""
    gaps = [after.number - before.number for before, after in pairwise(lines)]
    usual = median(gaps) if gaps else 0
    return {
        i
        for i, (above, below) in enumerate(zip([usual + 1, *gaps], [*gaps, usual + 1], strict=True))
        if min(above, below) > usual
    }


def _are_set_off(run: list[int], lines: Sequence[Line], apart: set[int]) -> bool:
    """Whether numbers that count up stand apart from the text, and one inside a sentence or at the end of the file."""
    if len(run) < _FEWEST_SET_OFF or not apart.issuperset(run):
        return False
    return run[-1] == len(lines) - 1 or any(i and not ends_a_sentence(lines[i - 1].text) for i in run)


def _is_of_pages(run: list[int], lines: Sequence[Line], edges: set[int]) -> bool:
    """Whether numbers that count up are those of pages: at page breaks, or evenly spaced and now and then inside a sentence."""
    at_breaks = sum(i in edges for i in run)
    if at_breaks >= 2 and at_breaks >= _MOSTLY * (len(run) - 1):
        return True
    if len(run) < _FEWEST:
        return False
    gaps = [after - before for before, after in pairwise(run)]
    middle = median(gaps)
    even = sum(middle / _REGULAR <= gap <= middle * _REGULAR for gap in gaps)
    inside = sum(bool(i) and not ends_a_sentence(lines[i - 1].text) for i in run)
    return even >= _MOSTLY * len(gaps) and inside >= _INSIDE_SENTENCES * len(run)
