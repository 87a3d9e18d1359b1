"""Whether the texts stand on the side they are said to stand on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.errors import Problem
from archive.exchange.units import ExchangedUnit
from archive.model import Language

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_LOOKED_AT = 2000
_MOSTLY = 0.5


def language_seen(text: str) -> Language | None:
    """The language that a text is written in, by its script: Chinese, English, or None where it does not tell."""
    start = text[:_LOOKED_AT]
    han, words = len(_HAN.findall(start)), len(_LATIN.findall(start))
    if han > words:
        return "zh"
    return "en" if words > 2 * han else None


def watched(units: Iterable[ExchangedUnit], path: Path, problems: list[Problem]) -> Iterator[ExchangedUnit]:
    """The same units; a warning behind them where in most of those that tell, the languages are swapped."""
    swapped = told = 0
    for unit in units:
        seen = language_seen(unit.zh), language_seen(unit.en)
        told += seen != (None, None)
        swapped += "zh" not in (seen[0], "zh" if seen[1] != "zh" else "") and seen != (None, None)
        yield unit
    if told and swapped > told * _MOSTLY:
        message = f"the languages seem to be swapped: in {swapped} of {told} units the Chinese side is not Chinese"
        problems.append(Problem("warning", f"{message}; give each text its own language code or heading", None, path))
