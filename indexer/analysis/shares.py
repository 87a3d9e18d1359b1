"""Fractions and percentages: 三分之二 = 2/3 = two-thirds, 百分之二十 = 20% = 20 per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from archive.data import number_words
from archive.text.numerals import NUMERAL, parse_numeral
from archive.text.quantities.quantity import SLASHED
from indexer.analysis.reference import Reference

_OF = re.compile(rf"(?P<whole>{NUMERAL})分之(?P<part>{NUMERAL})(?:[.点](?P<rest>[\d〇零一二三四五六七八九]{{1,6}}))?")
_PERCENT = re.compile(r"(?<![\d.,])(?P<value>\d{1,6}(?:\.\d{1,6})?)\s*(?:%|per ?cent(?![a-z]))")
_UNITS, _WHOLES = number_words("unit"), number_words("denominator")
_WHOLE = "|".join(sorted(_WHOLES, key=len, reverse=True))
_WORDS = re.compile(rf"(?<![a-z-])(?P<part>{'|'.join(_UNITS)})[ -](?P<whole>{_WHOLE})(?![a-z])")


def shares(folded: str) -> Iterator[Reference]:
    """The fractions and percentages of a folded text, as ``q:2/3`` and ``q:20%``."""
    if "分之" in folded:
        yield from filter(None, map(_chinese, _OF.finditer(folded)))
    if "%" in folded or "cent" in folded:
        yield from (Reference(*match.span(), (_percent(match["value"]),)) for match in _PERCENT.finditer(folded))
    if "/" in folded:
        yield from filter(None, (_share(match, int(match["part"]), int(match["whole"])) for match in SLASHED.finditer(folded)))
    if "th" in folded or "hal" in folded or "quarter" in folded or "fifth" in folded:
        yield from filter(None, (_share(one, _UNITS[one["part"]], _WHOLES[one["whole"]]) for one in _WORDS.finditer(folded)))


def _chinese(match: re.Match[str]) -> Reference | None:
    whole, part = (100 if match["whole"] == "百" else parse_numeral(match["whole"])), parse_numeral(match["part"])
    if not whole or part is None:
        return None
    if whole == 100:
        return Reference(*match.span(), (_percent(f"{part}.{_decimals(match['rest'])}" if match["rest"] else str(part)),))
    return _share(match, part, whole)


def _share(match: re.Match[str], part: int, whole: int) -> Reference | None:
    if not 0 < part < whole:
        return None
    value = Fraction(part, whole)
    return Reference(*match.span(), (f"q:{value.numerator}/{value.denominator}",))


def _percent(printed: str) -> str:
    value = printed.rstrip("0").rstrip(".") if "." in printed else printed
    return f"q:{value.lstrip('0') or '0'}%" if not value.startswith("0.") else f"q:{value}%"


def _decimals(printed: str) -> str:
    return "".join(str(parse_numeral(digit)) for digit in printed)
