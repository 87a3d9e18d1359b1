"""Labels as printed at the head of a passage: 第八条, （一）, 1., Article 8, (a); and the segment ids they lead to.

Levels of statutes: 编 part, 章 chapter, 节 section, 条 article, 款 paragraph, 项 point, 目 indent.
Policy papers: 一、 （一） 1. （1）.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.text.numerals import NUMERAL, parse_numeral, parse_roman

_HAN = "[〇零一二两三四五六七八九十百千]+"
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINAL = rf"\d{{1,6}}|[IVXLC]+|(?i:{'|'.join(reversed(_WORDS))})"
_HEADS = r"(?![.,]?\s+[a-z])(?=\W|$)[.:]?"
"""An English label stands before a capital letter; before a small one it is a citation: Article 5 of the Regulations."""
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("part", rf"第(?P<n>{NUMERAL})编"),
        ("chp", rf"第(?P<n>{NUMERAL})章"),
        ("sec", rf"第(?P<n>{NUMERAL})节"),
        ("art", rf"第(?P<n>{NUMERAL})条(?:之(?P<m>{_HAN}))?"),
        ("policy", rf"(?P<n>{_HAN})、"),
        ("point", rf"[（(](?P<n>{_HAN})[）)]"),
        ("sub", r"（(?P<n>\d{1,6})）"),
        ("point", r"\((?P<n>\d{1,6})\)"),
        ("indent", r"(?P<n>\d{1,3})(?:[.．](?!\d)|、)"),
        ("indent", r"\((?P<n>[a-z])\)"),
        ("att", r"附[件录](?P<n>[0-9０-９]{0,6})(?![0-9０-９]*[：:.．])(?=[\s：]|$)"),
        ("part", rf"(?i:Part) (?P<n>{_ORDINAL})\b{_HEADS}"),
        ("chp", rf"(?i:Chapter) (?P<n>{_ORDINAL})\b{_HEADS}"),
        ("sec", rf"(?i:Section) (?P<n>{_ORDINAL})\b{_HEADS}"),
        ("art", rf"(?i:Article) (?P<n>\d{{1,6}})(?:-(?P<m>\d{{1,6}}))?\b{_HEADS}"),
        ("policy", rf"(?P<n>[IVX]+)\.{_HEADS}"),
        ("att", r"(?:Annex|Appendix)(?: (?P<n>\d{1,6}))?(?=\s|$)"),
    )
)


HEADING_KINDS = frozenset({"part", "chp", "sec", "policy", "att"})
"""Kinds of label that open a heading."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed, what kind of unit it opens, its number (``8``, ``120_1``), and the text behind it."""

    printed: str
    kind: str
    number: str
    rest: str


def split_label(text: str) -> Label | None:
    """The label that a text begins with; None where there is none. White space behind the label is dropped."""
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        number = _number(match) if match else None
        if match and number:
            return Label(match[0], kind, number, text[match.end() :].strip(" \t\u3000"))
    return None


def _number(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    number = _ordinal(groups["n"] or "1")
    inserted = _ordinal(groups["m"]) if groups.get("m") else None
    return f"{number}_{inserted}" if inserted else str(number) if number else None


def _ordinal(text: str) -> int | None:
    if text.lower() in _WORDS:
        return _WORDS.index(text.lower()) + 1
    if len(text) == 1 and text.islower():
        return ord(text) - ord("a") + 1
    return parse_roman(text) if text.isascii() and text.isupper() else parse_numeral(text)
