"""The form of a government page: 索引号, 发文机关, 成文日期, 发文字号 …, whether in a table, a list or a row of spans.

It reaches parsing as blocks of the shape ``发文字号：…``, before the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from archive.data import table
from archive.reading.page_words import pattern, values
from archive.text.dates import find_dates

_GAPS = re.compile(r"\s+")
_FRAME = re.compile(r"^[\[【]|[\]】:：]+$")
_FEWEST_LABELS = 2
_LONGEST_LABEL = 16
_LONGEST_VALUE = 200
_DATE = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
_TIME = re.compile(rf"(?P<date>{_DATE.pattern})(?:[\sT-]*\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?)?")
_OF_A_DATE = re.compile(r"日期|时间")
_OF_A_NUMBER = re.compile(r"[字文]号|编号|索引号")
EMPTY_VALUE = re.compile(r"[-—–/无\s]*")
"""What a form prints where it says nothing, for a whole value."""


def _key(text: str) -> str:
    return _FRAME.sub("", _GAPS.sub("", text))


@cache
def known_labels() -> frozenset[str]:
    """The labels of forms: those that state facts (``form_entries.tsv``), and others that pages print (``web_pages.tsv``)."""
    return values("form") | frozenset(row["label"] for row in table("form_entries"))


def is_label(text: str) -> bool:
    """Whether a text is a label of the form and nothing else."""
    return len(text) <= _LONGEST_LABEL and _key(text) in known_labels()


def holds_form(texts: Iterable[str]) -> bool:
    """Whether the cells of a table are those of the form and not data."""
    return sum(map(is_entry, texts)) >= _FEWEST_LABELS


def is_entry(text: str) -> bool:
    """Whether a text is a label of the form, or begins with one and its colon."""
    return bool(_parts(text))


@cache
def _labels() -> re.Pattern[str]:
    """Any label with its colon; the characters of a label may stand apart."""
    printed = _any_of(known_labels())
    sure = _any_of({name for name in known_labels() - values("weak") if len(name) > 2} | {"来源", "文号"})
    parted = rf"(?:^|(?<=[\s】\]|,，;；）)]))[\[【]?(?P<label>{printed})"
    return re.compile(rf"(?:{parted}|(?P<joined>{sure}))[\]】]?\s*[：:][\]】]?")


def _any_of(names: Iterable[str]) -> str:
    return "|".join(r"\s*".join(map(re.escape, name)) for name in sorted(names, key=lambda name: (-len(name), name)))


def entries(texts: Sequence[str]) -> tuple[list[tuple[str, str]], set[int]]:
    """The form's entries (label, value) in the order printed, and which of the texts they were; a label without a value is none.

    A text may be a label whose value is the next text, a label with its value, or a row of both.
    """
    found: list[tuple[str, str]] = []
    used: set[int] = set()
    waiting = ""
    for number, text in enumerate(texts):
        parts = _parts(text)
        if parts:
            used.add(number)
            found += [(label, value) for label, value in parts if value]
            waiting = "" if parts[-1][1] else parts[-1][0]
        elif waiting:
            if _can_be_value(waiting, text):
                found.append((waiting, _value(text)))
                used.add(number)
            waiting = ""
    kept = _without_repetition(found)
    return (kept, used) if _is_form(kept, found) else ([], set())


def _can_be_value(label: str, text: str) -> bool:
    """Whether the text behind a label may be its value: what stands behind 发布日期 is a date, or the form left it empty."""
    if _OF_A_DATE.search(label):
        return len(text) <= _LONGEST_VALUE and bool(_DATE.search(text) or find_dates(text) or EMPTY_VALUE.fullmatch(text))
    if _OF_A_NUMBER.search(label):
        return len(text) <= _LONGEST_VALUE and bool(re.search(r"\d|〔", text) or EMPTY_VALUE.fullmatch(text))
    return len(text) <= _LONGEST_VALUE


def _parts(text: str) -> list[tuple[str, str]]:
    if is_label(text):
        return [(_key(text), "")]
    if len(text) > 2 * _LONGEST_VALUE:
        return []
    matches = list(_labels().finditer(text))
    if not matches or matches[0].start() > 0:
        matches = []
        dated = _TIME.match(text)
        later = list(_labels().finditer(text)) if dated else []
        return [("发布日期", dated["date"].strip()), *_cut(text, later)] if dated and later else []
    return _cut(text, matches)


def _cut(text: str, matches: list[re.Match[str]]) -> list[tuple[str, str]]:
    ends = [match.start() for match in matches[1:]] + [len(text)]
    return [
        (_key(match["label"] or match["joined"]), _value(text[match.end() : end]))
        for match, end in zip(matches, ends, strict=True)
    ]


def _value(text: str) -> str:
    """A value without the page's controls behind it (字体：大 中 小) and without the time of day behind a date."""
    cut = re.split(rf"(?:^|[\s\[【|])(?:{pattern('control').pattern})(?:[\s\]】：:]|$)", text, maxsplit=1)[0].strip(
        " \u3000|[]【】"
    )
    time = _TIME.fullmatch(cut)
    cut = time["date"].strip() if time else cut
    return "" if EMPTY_VALUE.fullmatch(cut) else cut


def _without_repetition(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    kept: dict[str, str] = {}
    for label, value in found:
        if label not in values("dropped") and not pattern("line").fullmatch(f"{label}：{value}"):
            kept.setdefault(label, value)
    return list(kept.items())


def _is_form(kept: list[tuple[str, str]], found: list[tuple[str, str]]) -> bool:
    """Whether the entries can be a page's form: not words like 名称 alone, which other lists have too."""
    return (
        any(label not in values("weak") for label, _ in kept)
        or len({label for label, _ in found}) > 2
        or any(label == "来源" for label, _ in kept)
    )


def date_alone(text: str) -> str:
    """The date of a line that is nothing but a date, with or without a time of day and the page's controls; else empty."""
    match = _TIME.match(text)
    return match["date"].strip() if match and not _value(text[match.end() :]) else ""
