"""Names and headings set with spaces between their characters: 河 北 省 公 安 厅, 第 一 章　总 则, 目　　录."""

from __future__ import annotations

import re

_HAN = "[\u3400-\u4dbf\u4e00-\u9fff〇]"
_GAP = "[ \t\u3000]"
_SPACED = re.compile(rf"(?<![^ \t\u3000]){_HAN}(?: {_HAN}){{2,}}(?![^ \t\u3000])")
"""Three characters or more, each with one space behind it, and white space or nothing around."""
_WHOLE_LINE = re.compile(rf"(?P<label>第{_GAP}*(?:{_HAN}{_GAP}*){{1,4}}[编章节]{_GAP}+)?(?P<name>{_HAN}(?:{_GAP}+{_HAN}){{1,5}})")
_SPACE = re.compile(rf"{_GAP}+")


def close_names(line: str) -> str:
    """The line with such names closed up; the spaces between two names, and every other space, stay."""
    if " " not in line and "\u3000" not in line:
        return line
    whole = _WHOLE_LINE.fullmatch(line)
    if whole and not whole["label"]:
        return _SPACE.sub("", line)
    if whole:
        label = whole["label"]
        gap = label[len(label.rstrip(" \t\u3000")) :]
        return _SPACE.sub("", label) + gap + _SPACE.sub("", whole["name"])
    return _SPACED.sub(lambda match: match[0].replace(" ", ""), line)
