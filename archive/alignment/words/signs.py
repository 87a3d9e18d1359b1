"""What is written alike in both languages, as tokens that compare equal: numbers in any script, Latin words, labels, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from archive.alignment.words.english_words import WORD, stem
from archive.data import number_words
from archive.text.dates import MONTHS
from archive.text.labels import split_label
from archive.text.numerals import parse_numeral

Sign = tuple[int, int, str]
"""Where it begins and ends, and the token: ``#12`` a number, ``@art_13`` a label, ``~?`` a mark, else the stem of a word."""
HAN_RUN = re.compile("[\u3400-\u9fff]+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_HAN_NUMERAL = re.compile("[〇零一二两三四五六七八九十百千万]{1,12}")
_LEAST_IN_HAN = 2
"""一 is more often an article than a number."""
_LABELLED = re.compile(
    r"[\s\u3000]*(?:第|[（(]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,3}[.、)）]|[①-⑳㈠-㈩]|[A-Z][a-z]+ [\dIVXLC]|[IVXLC]+\.)"
)
"""What may be a label, so that few lines have to be looked at closely."""
_WITHIN = re.compile(
    r"(?<=[.;:!?。；：！？”\"'])[\s\u3000]*"
    r"(?=第|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|(?:Article|Chapter|Section) [\dIVXLC])"
)
"""Where a label may begin behind the end of a sentence or clause."""
_LABEL_PART = 48
_STATUTE = ("part", "chp", "sec", "art", "att")
_MARKS = re.compile("[?？!！\"“「『]|(?:(?<=\\s)|^)['‘]")
_MARK_TOKENS = {"?": "~?", "？": "~?", "!": "~!", "！": "~!"}


def english_signs(text: str) -> Iterator[Sign]:
    """Numbers of an English text (figures, twelve, December), its labels and its marks."""
    held = labels(text)
    for match in _FIGURE.finditer(text):
        if not _inside(match.start(), held):
            yield match.start(), match.end(), f"#{_plain(match[0])}"
    for match in _number_words().finditer(text):
        if not _inside(match.start(), held):
            yield match.start(), match.end(), f"#{_values()[match[0].lower()]}"
    yield from held
    yield from _marks(text)


def chinese_signs(text: str) -> Iterator[Sign]:
    """Latin words (as stems), numbers, labels and marks of a Chinese text in Simplified characters."""
    held = labels(text)
    for match in WORD.finditer(text):
        if (one := stem(match[0])) and not _inside(match.start(), held):
            yield match.start(), match.end(), one
    for match in _FIGURE.finditer(text):
        if not _inside(match.start(), held):
            yield match.start(), match.end(), f"#{_plain(match[0])}"
    for match in _HAN_NUMERAL.finditer(text):
        value = parse_numeral(match[0])
        if value is not None and value >= _LEAST_IN_HAN and not _inside(match.start(), held):
            yield match.start(), match.end(), f"#{value}"
    yield from held
    yield from _marks(text)


def labels(text: str) -> list[Sign]:
    """The label at the head of a text, and those behind the end of a sentence or clause, as where two articles stand in one
    line. The number of a label is no other number of the text."""
    head = _LABELLED.match(text)
    places = [len(text) - len(text.lstrip())] if head else []
    places += [match.end() for match in _WITHIN.finditer(text)]
    return [label for start in places if (label := _label_at(text, start))]


def head_label(text: str) -> str:
    """The token of the label at the head of a text, empty where there is none."""
    held = labels(text[:_LABEL_PART]) if _LABELLED.match(text) else []
    return held[0][2] if held and not text[: held[0][0]].strip() else ""


def _label_at(text: str, start: int) -> Sign | None:
    label = split_label(text[start : start + _LABEL_PART])
    if label is None:
        return None
    kind = label.kind if label.kind in _STATUTE else "point"
    return start, start + len(label.printed), f"@{kind}_{label.number}"


def _inside(place: int, spans: Sequence[Sign]) -> bool:
    return any(start <= place < end for start, end, _ in spans)


def _marks(text: str) -> Iterator[Sign]:
    """The question mark of a text, its exclamation mark and its quotation marks, each once."""
    seen = set()
    for match in _MARKS.finditer(text):
        token = _MARK_TOKENS.get(match[0], "~'")
        if token not in seen:
            seen.add(token)
            yield match.start(), match.end(), token


def _plain(figure: str) -> str:
    return re.sub(r",(?=\d{3})", "", figure)


@cache
def _values() -> dict[str, int]:
    months = {name: number for number, name in enumerate(MONTHS, 1) if name not in ("march", "may")}
    return {word: value for word, value in number_words("unit", "ten").items() if value >= _LEAST_IN_HAN} | months


@cache
def _number_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_values(), key=len, reverse=True))})\b", re.IGNORECASE | re.ASCII)
