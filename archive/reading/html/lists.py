"""Numbers of list items that a browser writes and the page's text does not hold (``<ol>``, ``<li value>``)."""

from __future__ import annotations

import re

from lxml import etree

from archive.text.labels import split_label
from archive.text.numerals import format_numeral, format_roman

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_PRINTED = re.compile(r"[(（【\[]?(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,5}|[一二三四五六七八九十]+)[)）】\].．、]|[①-⑳⑴-⒇]")
_LETTERS = 26
_MOST = 9999


class ItemLabels:
    """What stands before the items of a page's ordered lists; each list is counted once."""

    def __init__(self) -> None:
        self._numbers: dict[etree._Element, dict[etree._Element, int]] = {}

    def of(self, item: etree._Element) -> str:
        """The label of an item: ``1. ``, ``iv. ``, ``一、``; empty where there is none."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        if parent not in self._numbers:
            self._numbers[parent] = _counted(parent)
        return _formatted(self._numbers[parent][item], _kind(parent))


def has_label(text: str) -> bool:
    """Whether a label is printed at the head of an item's own text."""
    return bool(split_label(text) or _PRINTED.match(text))


def _counted(parent: etree._Element) -> dict[etree._Element, int]:
    """The number of each item of a list: its own value, or one step on from the item before it."""
    items = parent.findall("li")
    step = -1 if parent.get("reversed") is not None else 1
    start = _integer(parent.get("start"))
    number = (len(items) if step < 0 else 1) if start is None else start
    found: dict[etree._Element, int] = {}
    for item in items:
        value = _integer(item.get("value"))
        found[item] = number if value is None else value
        number = found[item] + step
    return found


def _integer(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else None


def _kind(parent: etree._Element) -> str:
    style = _STYLE.search(parent.get("style") or "")
    return style[1].lower() if style else parent.get("type") or "1"


def _formatted(number: int, kind: str) -> str:
    if kind == "none":
        return ""
    if 0 < number <= _MOST and re.match("cjk|simp-chinese|trad-chinese|japanese|hiragana", kind):
        return f"{format_numeral(number)}、"
    if kind in {"a", "A", "lower-alpha", "upper-alpha", "lower-latin", "upper-latin"} and number > 0:
        letters = ""
        while number:
            number, place = divmod(number - 1, _LETTERS)
            letters = chr(ord("a") + place) + letters
        return f"{letters.upper() if kind in {'A', 'upper-alpha', 'upper-latin'} else letters}. "
    if kind in {"i", "I", "lower-roman", "upper-roman"} and 0 < number < 400:
        roman = format_roman(number)
        return f"{roman if kind in {'I', 'upper-roman'} else roman.lower()}. "
    return f"{number}. "
