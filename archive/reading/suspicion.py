"""Signs that a text was tampered with: sentences shuffled, words of an advertisement injected. Nothing is ever mended.

Pages that copy others to draw visitors shuffle the clauses and put brand names between them. One sign alone may stand in a
good text; several together do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.errors import Problem
from archive.reading.blocks import Block
from archive.reading.injected_words import injected_words
from archive.text.numerals import parse_numeral
from archive.text.sentences import count_han

_FEWEST_SIGNS = 3
_SHORTEST = 300
_ENUMERATOR = re.compile(r"(?:^|(?<=[。；，,\s]))(?:第([一二三四五六七八九十]{1,2})[，,是]|(首先|其次|再次)[，,])")
_PLACES = {"首先": 1, "其次": 2, "再次": 3}
_SPEAKER_BEHIND_A_COMMA = re.compile(r"[，,]\s*[问答][：:]")
_ENDS_WITH_A_COMMA = re.compile(r"[，,]$")
_DOUBLED = re.compile(r"[，,、]\s*[，,。；]")
_COMMA = re.compile(r"[，,]")
_GAP = re.compile(r"[，,] +(?=[\u4e00-\u9fff\d])")
_SENTENCE_END = re.compile(r"[。；！？!?]")
_LEFT_HANGING = re.compile(
    r"[，,。；](?:近?[\d一二三四五六七八九十几]+年来|同时|目前|特别是|其中|此外|为此|因此|首先|另外)(?:[。；]|[，,]$)"
)
_OPENS_WITH_A_REST = re.compile(r"(?:^|[。！？])(?:并且?|且|从而|使得|以及|以便|等等)[\u4e00-\u9fff]")
_MOST_COMMAS = 4.5
_ALLOWED_GAPS = 0.25
_SOUND_ENDS = 0.75


def suspicions(blocks: Sequence[Block]) -> list[Problem]:
    """A warning where a text looks shuffled, and one where it carries injected words; with their lines."""
    chinese = [block for block in blocks if not block.is_table and 2 * count_han(block.text) >= len(block.text)]
    if sum(len(block.text) for block in chinese) < _SHORTEST:
        return []
    return [*_shuffled(chinese), *injected_words(chinese)]


def _shuffled(blocks: Sequence[Block]) -> Iterator[Problem]:
    text = "\n".join(block.text for block in blocks)
    signs = {
        "ordinals out of order": _ordinals_out_of_order(text),
        "doubled punctuation": _lines_with(_DOUBLED, blocks),
        "sentences that begin behind a comma": _gaps(blocks),
        "sentences that never end": _endless(text),
        "sentences cut off": _lines_with(_LEFT_HANGING, blocks),
        "sentences without a beginning": _lines_with(_OPENS_WITH_A_REST, blocks),
        "speakers behind a comma": _lines_with(_SPEAKER_BEHIND_A_COMMA, blocks),
        "paragraphs that end with a comma": _ends_with_commas(blocks),
    }
    seen = {sign: lines for sign, lines in signs.items() if lines is not None}
    if len(seen) < _FEWEST_SIGNS:
        return
    said = "; ".join(f"{sign} ({lines})" if lines else sign for sign, lines in seen.items())
    yield Problem("warning", f"the text looks shuffled: {said}; nothing was mended, look for a better copy", blocks[0].line)


def _ordinals_out_of_order(text: str) -> str | None:
    """第四，before 第一，: an ordinal that neither follows the one before it nor begins anew."""
    numbers = [_PLACES.get(match[2]) or parse_numeral(match[1]) or 0 for match in _ENUMERATOR.finditer(text)]
    wrong = [after for before, after in pairwise([0, *numbers]) if after not in (1, before, before + 1)]
    return "" if len(numbers) >= _FEWEST_SIGNS and wrong else None


def _gaps(blocks: Sequence[Block]) -> str | None:
    """A comma and a space where a paragraph once ended; where most commas have one, it is how the text is set."""
    commas = sum(len(_COMMA.findall(block.text)) for block in blocks)
    gaps = sum(len(_GAP.findall(block.text)) for block in blocks)
    return _lines_with(_GAP, blocks) if _FEWEST_SIGNS <= gaps <= _ALLOWED_GAPS * commas else None


def _endless(text: str) -> str | None:
    return "" if len(_COMMA.findall(text)) > _MOST_COMMAS * max(1, len(_SENTENCE_END.findall(text))) else None


def _ends_with_commas(blocks: Sequence[Block]) -> str | None:
    """Paragraphs end with a comma in a list of names here and there; many are sentences that lost their rest."""
    ends = sum(bool(_ENDS_WITH_A_COMMA.search(block.text)) for block in blocks)
    many = ends >= _FEWEST_SIGNS and ends > (1 - _SOUND_ENDS) * len(blocks)
    return _lines_with(_ENDS_WITH_A_COMMA, blocks) if many else None


def _lines_with(pattern: re.Pattern[str], blocks: Sequence[Block]) -> str | None:
    found = [str(block.line) for block in blocks if pattern.search(block.text)]
    return f"line{'s' * (len(found) > 1)} {', '.join(found)}" if found else None
