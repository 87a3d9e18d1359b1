"""Structure: blocks → segments with labels, levels and ids (编 章 节 条 款 项 目; 一、 （一） 1. （1）; Article, (1), (a))."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.errors import Problem
from archive.model import Segment
from archive.reading import Block
from archive.reading.blocks import close_gaps, join
from archive.text.labels import HEADING_KINDS, Label, split_label
from archive.text.segment_ids import SegmentIds

_ANNEX_LIST = re.compile(r"附件[：:]")
_TITLE_OF_CONTENTS = re.compile(r"目[\s\u3000]*[录次]|(?:Table of )?Contents", re.IGNORECASE)
_NOT_ATTACHED = re.compile(r"[（(]附件")
_INSERTED = re.compile(r"之|-")
_SHORT = 120


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment and the line of the file where it begins."""

    segment: Segment
    line: int


class Structure:
    """Segments of one document, block by block. ``headings``: short lines without a full stop are headings (news, Markdown)."""

    def __init__(self, prefix: str = "", taken: set[str] | None = None, *, headings: bool = False) -> None:
        self._ids = SegmentIds(prefix, taken)
        self._headings = headings
        self._awaits_title = self._in_annex_list = False
        self._contents: str | None = None
        self.placed: list[Placed] = []

    def read(self, blocks: Sequence[Block]) -> list[Placed]:
        """The segments of the blocks, in order; nothing of the text is left out."""
        for block in blocks:
            self._read(block)
        return self.placed

    def _read(self, block: Block) -> None:
        label = split_label(block.text)
        if self._is_contents(block.text, label):
            return
        if _TITLE_OF_CONTENTS.fullmatch(block.text):
            self._add(self._ids.named("contents"), "", close_gaps(block.text), block)
            self._contents = ""
        elif _ANNEX_LIST.match(block.text):
            self._add(self._ids.named("annexes"), "", close_gaps(block.text), block)
            self._in_annex_list = True
        elif self._in_annex_list and ((label and label.kind == "indent") or _NOT_ATTACHED.match(block.text)):
            self._extend(close_gaps(block.text), "\n")
        elif label:
            self._in_annex_list = False
            self._read_labelled(label, block)
        elif self._awaits_title and not block.is_closed:
            self._extend(close_gaps(block.text))
            self._awaits_title = False
        else:
            self._in_annex_list = self._awaits_title = False
            self._read_unlabelled(close_gaps(block.text), block)

    def _is_contents(self, text: str, label: Label | None) -> bool:
        """Whether a line belongs to a printed table of contents, which ends where its first entry comes again."""
        entry = "".join(text.split())
        if self._contents is None or label is None or label.kind not in HEADING_KINDS or entry == self._contents:
            self._contents = None
            return False
        self._contents = self._contents or entry
        self._extend(f"{label.printed} {close_gaps(label.rest)}".strip(), "\n")
        return True

    def _read_labelled(self, label: Label, block: Block) -> None:
        text = close_gaps(label.rest)
        self._add(self._ids.labelled(label.kind, label.number, text), label.printed, text, block)
        self._awaits_title = not text and label.kind in ("att", "part", "chp", "sec")

    def _read_unlabelled(self, text: str, block: Block) -> None:
        last = self.placed[-1].segment if self.placed else None
        if last and last.level == "article" and not last.text:
            self._extend(text)
            self._ids.placed(last.id, text)
        elif block.is_heading or (self._headings and not block.is_closed and len(text) <= _SHORT):
            self._add(self._ids.heading(), "", text, block)
        else:
            self._add(self._ids.paragraph(), "", text, block)

    def _add(self, segment_id: str, label: str, text: str, block: Block) -> None:
        self.placed.append(Placed(Segment(segment_id, label, text), block.line))

    def _extend(self, text: str, separator: str = "") -> None:
        last = self.placed[-1]
        joined = f"{last.segment.text}{separator}{text}" if separator else join(last.segment.text, text)
        self.placed[-1] = replace(last, segment=replace(last.segment, text=joined))


def sequence_problems(placed: Sequence[Placed]) -> list[Problem]:
    """Articles and chapters whose numbers do not follow one another: something may be missing or misread."""
    problems: list[Problem] = []
    for level in ("chapter", "article"):
        at_level = (place for place in placed if place.segment.level == level)
        numbered = [(place, _number(place.segment.id)) for place in at_level if not _INSERTED.search(place.segment.label)]
        for (before_place, before), (place, number) in pairwise(numbered):
            elsewhere = level == "chapter" or _parent(before_place) != _parent(place)  # in a new part or annex
            if number != before + 1 and not (number == 1 and elsewhere):
                message = f"{level} {number} follows {level} {before}: look whether one is missing or its number was misread"
                problems.append(Problem("warning", message, place.line))
    return problems


def _parent(place: Placed) -> str:
    return place.segment.id.rpartition("__")[0]


def _number(segment_id: str) -> int:
    return int(segment_id.rpartition("__")[2].split("_")[1])
