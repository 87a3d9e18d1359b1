"""Whether a line opens a passage of its own, as its label, a heading or the addressees below a title show."""

from __future__ import annotations

import re
from functools import cache

from archive.data import alternation
from archive.reading.plain.measuring import Measured
from archive.text.labels import HEADING_KINDS, Label

_LIST_ITEM = re.compile(r"[A-Z]{2,}(?:/T)? \d+[—-]\d{4}|[（(]附件")
_ANNEX_LIST = re.compile(r"附件[：:]")
_CONTENTS = re.compile(r"目\s*[录錄]|(?:Table of )?Contents|(?:TABLE OF )?CONTENTS")
_CLAUSE = re.compile("[，。；：]")


class Labels:
    """The numbers seen so far, to tell the next label from a number at the head of a wrapped line."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def see(self, label: Label | None) -> None:
        """Note the label of a passage that has begun."""
        if label:
            self._last[label.kind] = int(label.number.partition("_")[0])

    def expects(self, label: Label) -> bool:
        """Whether a label is the first of its kind or follows the last one."""
        return int(label.number.partition("_")[0]) in (1, self._last.get(label.kind, 0) + 1)


def ends_as_title(text: str) -> bool:
    """Whether a line ends with what kind of document it names, as titles do: …的意见, …管理办法."""
    return bool(_title_end().search(text))


def opens_passage(block: list[Measured], after: Measured, labels: Labels) -> bool:
    """Whether a line opens a passage of its own: by its label, unless that is the wrapped rest of 第（三）项 or 第八条规定."""
    label, before = after.label, block[-1]
    if _CONTENTS.fullmatch(after.text):
        return True
    if label is None:
        return bool(_LIST_ITEM.match(after.text)) and not before.text.endswith(("、", "，", "和", "及"))
    if before.text.endswith("第"):
        return False
    if before.closed:
        return True
    if label.kind == "art" and not label.printed.isascii():
        return after.text[len(label.printed) :][:1].isspace()
    opened = block[0].label
    return labels.expects(label) or bool(opened and opened.kind in HEADING_KINDS) or bool(_ANNEX_LIST.match(block[0].text))


def is_heading(line: Measured, labels: Labels) -> bool:
    """Whether a line is a chapter's or section's heading: the next one, with its name behind a space."""
    label = line.label
    if label is None or label.kind not in HEADING_KINDS or line.closed or not labels.expects(label):
        return False
    return not line.text[len(label.printed) :].strip() or line.text[len(label.printed)].isspace()


def is_addressed(block: list[Measured], after: Measured) -> bool:
    """Whether a line behind a title (…的通知) names the addressees: 各县（市、区）人民政府："""
    if not after.text.endswith(("：", ":")) or not ends_as_title(block[-1].text):
        return False
    return block[0].label is None and not any(_CLAUSE.search(line.text) for line in block)


@cache
def _title_end() -> re.Pattern[str]:
    """A title ends with what kind of document it is: …的意见, …管理办法."""
    return re.compile(rf"(?:{alternation('types')})$")
