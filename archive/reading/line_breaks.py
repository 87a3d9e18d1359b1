"""Lines of one block parted by line breaks (``<br>``, Word's soft ones) → its paragraphs, with white space as it is shown.

A line break of the source between Chinese characters is nothing, elsewhere a space. Each line is a paragraph but where a text was
wrapped by hand with ``<br>``: a full line that no sentence ends goes on in the next one.
"""

from __future__ import annotations

import re

from archive.reading.blocks import IS_WIDE, is_number_date_or_signature, join, width
from archive.text.labels import split_label
from archive.text.sentences import ends_a_sentence

_SPACE = "\\s\ufeff\u200b"
_RUN = re.compile(f"[{_SPACE}]+")
_INDENTED = re.compile(r"(?<=[。；：！？”）])[ \t\r\n\u00a0]*[\u3000\u2003]{2,}|[\r\n]+[ \t]*[\u3000\u2003]{2,}")
_INDENT = re.compile("[ \t\r\n]*(?:\u3000|\u2003|\u00a0{2})")
_FULL_LINE = 40
"""Columns; a shorter line is not wrapped text."""
_ALIKE = 0.8


def paragraphs(lines: list[str]) -> list[str]:
    """The paragraphs of the lines of one block, none of them empty."""
    found: list[str] = []
    goes_on = False
    widest = max((width(shown(line)) for line in lines), default=0) if len(lines) > 2 else 0
    for line in lines:
        for number, part in enumerate(_INDENTED.split(line)):
            text = shown(part)
            if text and number == 0 and goes_on and not _INDENT.match(part) and not _begins(text):
                found[-1] = join(found[-1], text)
            elif text:
                found.append(text)
            goes_on = bool(text) and _FULL_LINE <= width(text) >= _ALIKE * widest > 0 and not _is_whole(text)
    return found


def _begins(text: str) -> bool:
    return bool(split_label(text)) or is_number_date_or_signature(text)


def _is_whole(text: str) -> bool:
    return ends_a_sentence(text) or is_number_date_or_signature(text)


def shown(text: str) -> str:
    """The text with each run of white space as one space, or nothing where Chinese text was wrapped in the source.

    A full-width space stays: 　 parts a label from its text, or names in a signature.
    """
    if not any(character.isspace() or character in "\ufeff\u200b" for character in text):
        return text
    return _RUN.sub(_space, text).strip(" \u3000")


def _space(run: re.Match[str]) -> str:
    if "\u3000" in run[0] or "\u2003" in run[0]:
        return "\u3000"
    if not run[0].strip("\ufeff\u200b"):
        return ""
    beside = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    return "" if ("\n" in run[0] or "\r" in run[0]) and all(map(IS_WIDE.match, beside)) else " "
