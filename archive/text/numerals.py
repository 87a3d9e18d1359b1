"""Chinese numerals: 一百二十 = 120, 二〇二四 = 2024, full-width and ASCII digits as they are."""

from __future__ import annotations

import re

_DIGITS = {"〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TOO_LARGE = 100_000_000
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_LONGEST = 16
NUMERAL = f"[〇零○一二两三四五六七八九十百千万0-9０-９]{{1,{_LONGEST}}}"
"""A regular expression for one numeral in either script."""
ZERO_LIKE = "OoОоΟο◯Ｏ"
"""Letters and circles of several scripts that are typed for 〇."""
AS_ZERO = str.maketrans(dict.fromkeys(ZERO_LIKE, "〇"))
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def parse_numeral(text: str) -> int | None:
    """The value of a Chinese or decimal numeral below 100,000,000; None if it is not one."""
    if len(text) > _LONGEST:
        return None
    if text.isdecimal():
        return value if (value := int(text)) < _TOO_LARGE else None
    if not text or any(character not in _DIGITS and character not in _UNITS for character in text):
        return None
    if not any(character in _UNITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _with_units(text)


def _with_units(text: str) -> int:
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
            continue
        unit = _UNITS[character]
        if unit == 10_000:
            total, section, digit = (section + digit) * unit, 0, 0
        else:
            section, digit = section + (digit or 1) * unit, 0
    return total + section + digit


def format_numeral(value: int) -> str:
    """A value from 1 to 9999 as printed in statutes: 十, 二十一, 一百零二."""
    text, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if pending_zero else "") + "〇一二三四五六七八九"[digit] + name
        pending_zero = bool(text) and not digit and bool(value)
    return text.removeprefix("一") if text.startswith("一十") else text


def parse_roman(text: str) -> int | None:
    """The value of an upper-case Roman numeral below 400; None if it is not one."""
    if not re.fullmatch(r"(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", text):
        return None
    values = [_ROMAN[character] for character in text]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))


def format_roman(value: int) -> str:
    """A value from 1 to 399 in upper-case Roman numerals."""
    text = ""
    for unit, name in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, value = divmod(value, unit)
        text += name * count
    return text
