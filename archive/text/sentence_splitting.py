"""Sentences of legal Chinese and English, as units that a translator renders one by one.

A label (第十三条, （一）, 1., Article 2.) stays with the sentence it opens. Where a list is printed in one paragraph each item
is a unit: ``：（一）…；（二）…。``. A semicolon or colon without a label behind it ends nothing: translators turn them into
commas, full stops and back, so what stands between two of them seldom has one counterpart. Tables are never split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.data.tables import table
from archive.text.brackets import bracketed
from archive.text.sentences import has_han
from archive.text.tables import is_table

_KINDS = {(row["word"], row["kind"]) for row in table("sentence_words")}
_FULL = "。｡！？"
_CLOSING = "”’」』）】〕》〉)\\]\"'"
_STOP = re.compile(
    rf"(?P<stop>[{_FULL}]+[{_FULL}!?…]*|[!?]+|\.{{1,6}}|…+)(?P<closing>[{_CLOSING}]*)"
    r"|(?P<item>[:：;；](?:\s*(?:and|or|及|和|或|以及|或者)\b)?)"
    r"\s*(?=[（(][一二三四五六七八九十]{1,3}[）)]|[（(](?:\d{1,2}|[a-z]|[ivx]{1,5})[）)]|[①-⑳⑴-⒇㈠-㈩]|\d{1,2}(?:[.．](?!\d)|、))"
    r"|(?P<gap>\n[^\S\n]*\n)"
)
_LABEL = re.compile(
    r"(?:(?i:Article|Art\.|Section|Sec\.|Chapter|Part|Annex|Appendix|Schedule|§)\s*)?"
    r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Za-z])[.．](?=\s)"
)
"""What opens a sentence and has a stop of its own."""
_GOES_ON = re.compile(r"[，、；：,;:。的之等]")
"""Behind a closing quotation mark: the quotation is part of a longer sentence."""
_NUMBER = re.compile(r"\s+[（(\[]?(?:\d|[IVXLC]+\b|[A-Z]\b)")
_NEXT = re.compile(r"\s*(?P<opening>[“‘「『（(\[《\"']*)(?P<word>\w?[\w'’-]*)")
_WORD_BEFORE = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]+$")
_LONGEST_QUOTATION = 400
_NEAR = 40
"""So much of the text before a stop says whether its word is an abbreviation."""


def split_sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Spans (code points) of the sentences of a text of a language (``zh``, ``en``), in order, without the white space between.

    They cover all of the text but white space; empty for a text that is nothing else.
    """
    if is_table(text):
        return _trimmed(text, 0, len(text))
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _ends(text, language):
        spans += _trimmed(text, start, end)
        start = end
    return spans + _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return [(start, end)] if start < end else []


def _ends(text: str, language: str) -> Iterator[int]:
    """Where sentences end: behind the stop and what closes with it."""
    inside = bracketed(text)
    begins = _behind_label(text, 0)
    for match in _STOP.finditer(text):
        if match.start() < begins or inside.hold(match.start()):
            continue
        if match["item"] or match["gap"] or _is_end(text, match, language):
            yield match.end()
            begins = _behind_label(text, match.end())


def _behind_label(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    label = _LABEL.match(text, start)
    return label.end() if label else start


def _is_end(text: str, match: re.Match[str], language: str) -> bool:
    """Whether a stop ends a sentence."""
    stop, behind = match["stop"], text[match.end() : match.end() + 1]
    if stop[0] in _FULL:
        return not match["closing"] or not _is_within(text, match, behind)
    before = text[max(0, match.start() - _NEAR) : match.start()]
    if has_han(before[-1:]):
        return stop[0] != "…" and (behind.isspace() or has_han(behind))
    if language == "zh" and has_han(before[-_NEAR // 2 :]):
        return False  # Art. 3(2), No. 5, example.org inside Chinese
    return _is_english_end(text, match, before)


def _is_within(text: str, match: re.Match[str], behind: str) -> bool:
    """Whether a quotation that ends with a stop is a part of the sentence around it: “是否合格？”一栏."""
    if _GOES_ON.match(behind):
        return True
    opening = {"”": "“", "’": "‘", "」": "「", "』": "『"}.get(match["closing"][-1])
    place = text.rfind(opening, max(0, match.start() - _LONGEST_QUOTATION), match.start()) if opening else -1
    return place > 0 and text[place - 1] not in "：:，,。！？；\n \u3000“‘「『" and has_han(behind)


def _is_english_end(text: str, match: re.Match[str], before: str) -> bool:
    """White space and a capital, a figure or Chinese behind the stop, and no abbreviation or initial before it."""
    following = _NEXT.match(text, match.end())
    word = following["word"] if following else ""
    spaced = text[match.end() : match.end() + 1].isspace()
    if not (spaced or has_han(word[:1])) or not (word[:1].isupper() or word[:1].isdigit() or has_han(word[:1])):
        return False
    found = _WORD_BEFORE.search(before)
    if match["stop"] != "." or found is None:
        return True
    return _may_end(found[0], word, bool(_NUMBER.match(text, match.end())))


def _may_end(abbreviation: str, following: str, is_number: bool) -> bool:
    if (abbreviation, "name") in _KINDS:
        return False
    if (abbreviation, "number") in _KINDS:
        return not is_number
    if (abbreviation, "may end") in _KINDS or (len(abbreviation) == 1 and abbreviation.isupper()) or "." in abbreviation:
        return (following, "begins") in _KINDS
    return True
