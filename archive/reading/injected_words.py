"""Words of an advertisement pushed into a text: reported with their lines, never taken out.

A brand in Latin letters shows at once in Chinese text; one in Chinese characters by the words of advertising that follow it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from archive.data import alternation
from archive.errors import Problem
from archive.reading.blocks import Block

_LATIN = r"[A-Za-z][A-Za-z0-9.]{2,19}"
_HAN = "\u4e00-\u9fff"
_CLAUSE = re.compile(r"[^，,。；！？]+")
_FEWEST_CLAUSES = 3


def injected_words(blocks: Sequence[Block]) -> Iterator[Problem]:
    """Brand names that stand as a clause of their own, alone or with a word of advertising: ，imToken下载，."""
    sure = [*_latin_brands(blocks), *_chinese_brands(blocks)]
    if sure:
        places = ", ".join(f"{clause} (line {block.line})" for clause, block in sure)
        message = f"words that do not belong to the text seem to be injected: {places}; nothing was taken out, mend them by hand"
        yield Problem("warning", message, min(block.line for _, block in sure))


def _latin_brands(blocks: Sequence[Block]) -> list[tuple[str, Block]]:
    found: list[tuple[str, str, Block]] = [
        (match["brand"], match["brand"] + match["word"], block) for block in blocks for match in _clause().finditer(block.text)
    ]
    advertised = {brand for brand, clause, _ in found if clause != brand}
    text = "".join(block.text for block in blocks)
    return [
        (clause, block)
        for brand, clause, block in found
        if not re.search(rf"[（(]{re.escape(brand)}[）)]", text) and (brand in advertised or _is_brand_like(brand))
    ]


def _chinese_brands(blocks: Sequence[Block]) -> list[tuple[str, Block]]:
    """A name that comes as a clause with several words of advertising (某某下载, 某某官网, 某某登录) and never without."""
    places: dict[str, list[tuple[str, Block]]] = defaultdict(list)
    for block in blocks:
        for clause in _CLAUSE.findall(block.text):
            match = _advertised().fullmatch(clause.strip())
            if match:
                places[match["brand"]].append((match[0], block))
    text = "".join(block.text for block in blocks)
    return [
        place
        for brand, found in places.items()
        if len({clause for clause, _ in found}) >= _FEWEST_CLAUSES and text.count(brand) == len(found)
        for place in found
    ]


@cache
def _clause() -> re.Pattern[str]:
    """A Latin word between commas, with Chinese text on both sides; behind it at most words of advertising."""
    return re.compile(rf"(?<=[{_HAN}”][，,])\s*(?P<brand>{_LATIN})(?P<word>(?:{_words()})*)(?=[，,。；]\s*[{_HAN}])")


@cache
def _advertised() -> re.Pattern[str]:
    """A name in Chinese characters with words of advertising."""
    return re.compile(rf"(?P<brand>[{_HAN}]{{3,10}}?)(?:{_words()})+")


@cache
def _words() -> str:
    return alternation("advertising")


def _is_brand_like(word: str) -> bool:
    """Written as brands are: a capital inside, small letters around it (imToken); abbreviations have capitals only."""
    return bool(re.search(r"[a-z][A-Z]", word))
