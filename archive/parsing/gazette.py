"""Splitting: the blocks of a file → the blocks of each document in it.

A document number on a line of its own is the sign of a document; it begins with the title lines that stand before the
number. A page that mixes languages falls into its runs of one language; a text that is quoted again is taken once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.errors import Problem
from archive.parsing.titles import is_masthead, is_title_line, opens_statement
from archive.reading import Block
from archive.text.bodies import body_names
from archive.text.document_number import parse_number
from archive.text.sentences import count_han

_SERIAL = re.compile(r"第\s*\S{1,8}\s*号")
_MOST_TITLE_LINES = 4
_SMALLEST_TEXT = 400
_SMALLEST_RUN = 40


def split(blocks: Sequence[Block]) -> tuple[list[list[Block]], list[Problem]]:
    """The documents' blocks in order, and what was left out."""
    blocks = _with_whole_numbers(blocks)
    numbers = [i for i, block in enumerate(blocks) if parse_number(block.text)]
    if not numbers:
        return _by_language(blocks)
    starts: list[int] = []
    for number in numbers:
        starts.append(_first_title_line(blocks, number, after=starts[-1] if starts else -1))
    ends = [*starts[1:], len(blocks)]
    left_out = [_left_out(blocks[: starts[0]])] if starts[0] else []
    return [list(blocks[start:end]) for start, end in zip(starts, ends, strict=True)], left_out


def language_of(text: str) -> str:
    """``zh`` where Chinese characters make up a fifth of the letters or more, else ``en``."""
    letters = sum(character.isalpha() for character in text)
    return "zh" if 5 * count_han(text) >= letters > 0 else "en"


def _first_title_line(blocks: Sequence[Block], number: int, after: int) -> int:
    """Where a document begins: with the title lines above its number, the bodies above 关于…, or its letterhead."""
    start = number
    if start - 1 > after and is_masthead(blocks[start - 1]):
        while start - 1 > after and (is_masthead(blocks[start - 1]) or body_names(blocks[start - 1].text)):
            start -= 1
        return start
    while start - 1 > after and number - start < _MOST_TITLE_LINES and is_title_line(blocks[start - 1]):
        start -= 1
    while start < number and opens_statement(blocks[start]) and start - 1 > after and body_names(blocks[start - 1].text):
        start -= 1
    return start


def _with_whole_numbers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with 国务院令 and 第767号 on two lines put together."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if before and before.text.endswith("令") and _SERIAL.fullmatch(block.text) and parse_number(before.text + block.text):
            joined[-1] = Block(before.text + block.text, before.line, block.last_line)
        else:
            joined.append(block)
    return joined


def _left_out(blocks: Sequence[Block]) -> Problem:
    message = f"{_lines(blocks)} stand before the first document and were not taken in; add them by hand if they are text"
    return Problem("warning", message, blocks[0].line)


def _by_language(blocks: Sequence[Block]) -> tuple[list[list[Block]], list[Problem]]:
    """One document, or one for each run of a language where a page holds substantial text in both."""
    runs = _runs(blocks)
    chinese = [run for run in runs if language_of(run[0].text) == "zh" and _size(run) >= _SMALLEST_TEXT]
    english = [block for run in runs if run not in chinese for block in run]
    if not chinese or _size(english) < _SMALLEST_TEXT or len(runs) < 2:
        return ([list(blocks)] if blocks else []), []
    return _without_repetition([english, *chinese])


def _runs(blocks: Sequence[Block]) -> list[list[Block]]:
    """Runs of blocks in one language; a few characters of Latin (an address) inside Chinese text go with it."""
    runs: list[list[Block]] = []
    for block in blocks:
        if not runs or language_of(block.text) != language_of(runs[-1][0].text):
            runs.append([])
            if len(runs) >= 3 and language_of(block.text) == "zh" and _size(runs[-2]) < _SMALLEST_RUN:
                runs[-3:] = [runs[-3] + runs[-2]]
        runs[-1].append(block)
    return runs


def _without_repetition(runs: list[list[Block]]) -> tuple[list[list[Block]], list[Problem]]:
    taken: dict[tuple[str, ...], list[Block]] = {}
    problems: list[Problem] = []
    for run in runs:
        text = tuple(block.text for block in run)
        if text in taken:
            problems.append(Problem("note", f"{_lines(run)} repeat {_lines(taken[text])} and were taken once", run[0].line))
        else:
            taken[text] = run
    first = runs[0][0]
    message = (
        "the file holds text in both languages; each was taken as a document: look for remarks and menus of a web page in them"
    )
    return list(taken.values()), [Problem("warning", message, first.line), *problems]


def _lines(blocks: Sequence[Block]) -> str:
    return f"lines {blocks[0].line} to {blocks[-1].last_line}"


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)
