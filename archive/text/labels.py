"""Labels as printed at the head of a passage: 第八条, （一）, 1., Article 8, (a); what kind of unit each opens, and its number.

Levels of statutes: 编 part, 分编 subpart, 章 chapter, 节 section, 条 article, 款 paragraph, 项 point, 目 indent; Traditional
編 節 條 too. Policy papers: 一、 （一） 1. （1） ①. English: Part, Chapter, Section, Article, (1), (a), (i).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.data import number_words
from archive.text.numerals import parse_numeral, parse_roman
from archive.text.sentences import has_han

_GAP = r"[ \t\u3000]*"
_HAN = "[〇零一二两兩三四五六七八九十百千]+"
_FIGURE = "[〇零○一二两兩三四五六七八九十百千万萬0-9０-９]"
_N = rf"(?P<n>{_FIGURE}(?:{_GAP}{_FIGURE}){{0,15}})"
_SPACED_HAN = rf"(?P<n>[〇零一二两三四五六七八九十百](?:{_GAP}[〇零一二两三四五六七八九十百]){{0,7}})"
_WORDS = {word: value for word, value in number_words("unit", "ten").items() if 0 < value <= 20}
_ORDINAL = rf"\d{{1,6}}|[IVXLC]+|(?i:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_HEADS = r"(?![.,]?\s+[a-z])(?=\W|$)[.:]?"
"""An English label stands before a capital letter; before a small one it is a citation: Article 5 of the Regulations."""
_IS_CITED = (
    rf"(?!{_GAP}(?:第{_GAP}{_FIGURE}+{_GAP}[款项項目条條章节節]|[、和及与或至到](?:者)?{_GAP}第))"
    r"(?!的?规定[的，处]|的规定|的規定|之规定|所[列规述指](?!有)|中的|以外的|规定[情行条])"
)
"""第五条第一款 …, 第六条、第七条 … and 第五条规定的 … at the head of a passage are citations."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_BRACKETED_HAN = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("subpart", rf"第{_GAP}{_N}{_GAP}分{_GAP}[编編]{_IS_CITED}"),
        ("part", rf"第{_GAP}{_N}{_GAP}[编編]{_IS_CITED}"),
        ("chp", rf"第{_GAP}{_N}{_GAP}章{_IS_CITED}"),
        ("sec", rf"第{_GAP}{_N}{_GAP}[节節]{_IS_CITED}"),
        ("art", rf"第{_GAP}{_N}{_GAP}[条條](?:{_GAP}之{_GAP}(?P<m>{_HAN}|\d{{1,3}})(?!\d))?{_IS_CITED}"),
        ("art", rf"第{_GAP}(?P<n>\d{{1,6}})-(?P<m>\d{{1,3}}){_GAP}[条條]{_IS_CITED}"),
        ("policy", rf"{_SPACED_HAN}{_GAP}(?:、|[.．](?![\d.]))"),
        ("point", rf"[（(]{_GAP}{_SPACED_HAN}{_GAP}[）)]"),
        ("point", rf"(?P<n>[{_BRACKETED_HAN}])"),
        ("sub", rf"[（(]{_GAP}(?P<n>\d{{1,6}}){_GAP}[）)]"),
        ("sub", rf"(?P<n>[{_BRACKETED}])"),
        ("sub", r"(?P<n>\d{1,2})[)）](?![。，；、：）)])"),
        ("circled", rf"(?P<n>[{_CIRCLED}])"),
        ("indent", r"(?P<n>\d{1,3})(?:[.．](?!\d)|、)"),
        ("roman", r"[（(](?P<n>[ivx]{1,6})[）)]"),
        ("letter", r"[（(](?P<n>[a-z])[）)]"),
        ("letter", r"(?P<n>[a-z])[.)](?=\s)"),
        (
            "att",
            rf"附{_GAP}[件录錄表图圖]{_GAP}(?P<n>(?:[0-9０-９]{{1,6}}|[一二三四五六七八九十]{{1,3}}|[A-Z])?)(?![0-9０-９]*[：:.．])(?=[\s：]|$)",
        ),
        ("part", rf"(?i:Part) (?P<n>{_ORDINAL})\b{_HEADS}"),
        ("chp", rf"(?i:Chapter) (?P<n>{_ORDINAL})\b{_HEADS}"),
        ("sec", rf"(?i:Section) (?P<n>{_ORDINAL})\b{_HEADS}"),
        ("art", rf"(?i:Article|Art\.) ?(?P<n>\d{{1,6}}|[IVXLC]+)(?:-(?P<m>\d{{1,6}}))?\b{_HEADS}"),
        ("art", rf"§ ?(?P<n>\d{{1,6}})\b{_HEADS}"),
        ("policy", rf"(?P<n>[IVX]+)\.{_HEADS}"),
        ("att", r"(?i:Annex|Appendix)(?: (?P<n>\d{1,6}|[IVX]+|[A-Z])\b)?(?![.,]?\s+[a-z])(?=[\s:]|$):?"),
        ("att", r"(?i:Attachment|Schedule|Exhibit) (?P<n>\d{1,6}|[IVX]+|[A-Z])\b(?![.,]?\s+[a-z])(?=[\s:]|$):?"),
    )
)
_WHITE = re.compile(r"\s+")


def _opening(start: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, pattern) for kind, pattern in _PATTERNS if pattern.pattern.startswith(start))


_BY_FIRST = {"第": _opening("第"), "（": _opening("[（(]"), "(": _opening("[（(]")}
_ELSE = tuple(one for one in _PATTERNS if one not in _BY_FIRST["第"] and one not in _BY_FIRST["("])
"""Most lines begin with 第 or a bracket: only the patterns that can match are tried."""

HEADING_KINDS = frozenset({"part", "subpart", "chp", "sec", "policy", "att"})
"""Kinds of label that open a heading."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed, what kind of unit it opens, its number (``8``, ``120_1``), and the text behind it.

    ``set_off``: whether white space, a bracket or nothing stands behind it, which tells 第五条 from the beginning of a citation.
    """

    printed: str
    kind: str
    number: str
    rest: str
    set_off: bool = True


@lru_cache(maxsize=1 << 14)
def split_label(text: str) -> Label | None:
    """The label that a text begins with; None where there is none. White space inside and behind the label is dropped.

    Parsing asks this of the same paragraph again and again, one pass behind another: the last 16,384 answers are kept.
    """
    for kind, pattern in _BY_FIRST.get(text[:1], _ELSE):
        match = pattern.match(text)
        number = _number(match, kind) if match else None
        if match and number:
            return _label(match, kind, number, text[match.end() :])
    return None


def _label(match: re.Match[str], kind: str, number: str, behind: str) -> Label:
    """（1） stands below 1. in Chinese, (1) above (a) in English: the text behind it tells."""
    if kind == "sub" and match[0][0] in "(（" and (not has_han(behind) if behind.strip() else match[0][0] == "("):
        kind = "point"
    printed = _WHITE.sub("" if has_han(match[0]) else " ", match[0].strip())
    set_off = not behind or behind[0].isspace() or behind[0] in "【[（("
    return Label(printed, kind, number, behind.strip(" \t\u3000"), set_off)


def _number(match: re.Match[str], kind: str) -> str | None:
    groups = match.groupdict()
    number = _ordinal(_WHITE.sub("", groups["n"] or "1"), kind)
    inserted = _ordinal(groups["m"], kind) if groups.get("m") else None
    return f"{number}_{inserted}" if inserted else str(number) if number else None


def _ordinal(text: str, kind: str) -> int | None:
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    for row in (_CIRCLED, _BRACKETED, _BRACKETED_HAN):
        if text in row:
            return row.index(text) + 1
    if kind == "roman":
        return parse_roman(text.upper())
    if len(text) == 1 and (text.islower() or (kind == "att" and text.isupper() and text not in "IVX")):
        return ord(text.lower()) - ord("a") + 1
    return parse_roman(text) if text.isascii() and text.isupper() else parse_numeral(text.replace("兩", "两").replace("萬", "万"))
