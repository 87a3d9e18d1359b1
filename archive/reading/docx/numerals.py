"""Numbers as Word writes them before a paragraph: the formats of ``w:numFmt`` (ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

from archive.text.numerals import format_numeral, format_roman

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FINANCIAL = str.maketrans("一二三四五六七八九十百千零", "壹贰叁肆伍陆柒捌玖拾佰仟零")
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_LARGEST_HAN, _LARGEST_ROMAN = 9999, 399
_LETTERS = 26


def formatted(value: int, number_format: str) -> str:
    """The number in a format; Arabic digits where the format has no such number or is not known."""
    make = _FORMATS.get(number_format)
    return (make(value) if make else "") or str(value)


def _han(value: int) -> str:
    return format_numeral(value) if 0 < value <= _LARGEST_HAN else "零" if value == 0 else ""


def _legal(value: int) -> str:
    text = _han(value).translate(_FINANCIAL)
    return f"壹{text}" if text.startswith("拾") else text


def _roman(value: int) -> str:
    return format_roman(value) if 0 < value <= _LARGEST_ROMAN else ""


def _letter(value: int) -> str:
    """A … Z, AA, BB … ZZ: Word repeats the letter."""
    place = (value - 1) % _LETTERS
    return chr(ord("A") + place) * min(9, (value - 1) // _LETTERS + 1) if value > 0 else ""


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else ""


def _signs(first: str, count: int) -> Callable[[int], str]:
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= count else ""


def _ordinal(value: int) -> str:
    tens = value % 100
    ending = "th" if 10 < tens < 14 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: " ",
    "decimalZero": lambda value: f"{value:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda value: _letter(value).lower(),
    "ordinal": _ordinal,
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"), _han),
    **dict.fromkeys(("taiwaneseCountingThousand", "japaneseDigitalTenThousand"), _han),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital"), lambda value: str(value).translate(_DIGITS)),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _legal),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _signs("①", 20)),
    "decimalEnclosedParen": _signs("⑴", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "ideographEnclosedCircle": _signs("㊀", 10),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), lambda value: str(value).translate(_FULL_WIDTH)),
    "numberInDash": lambda value: f"- {value} -",
}
