"""Structure: blocks → segments with labels, levels and ids (编 分编 章 节 条 款 项 目; 一、 （一） 1.; Article, (1), (a))."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from archive.model import Segment
from archive.parsing.statute.header import history_length
from archive.parsing.structure.annex_labels import annex_label, continues_annex_list, is_annex_list
from archive.parsing.structure.article_titles import is_article_title
from archive.parsing.structure.contents import contents
from archive.parsing.structure.sequence import Placed
from archive.reading import Block
from archive.reading.blocks import close_gaps, join
from archive.text.labels import Label, split_label
from archive.text.segment_ids import SegmentIds
from archive.text.work_titles import bare_title

_PREAMBLE = re.compile(r"[序前引导]\s*[言论]|序|Preamble|Foreword|Introduction", re.IGNORECASE)
_SHORT = 120
_HEADING = 30
"""Characters of a heading without number between articles."""
_LARGEST_GAP = 9
"""Articles that may be missing before a number is taken for a citation."""


class Structure:
    """Segments of one document, block by block.

    ``headings``: short lines without a full stop are headings (news, Markdown). ``annexed``: bare titles that head annexes.
    """

    def __init__(
        self, prefix: str = "", taken: set[str] | None = None, *, headings: bool = False, annexed: Set[str] = frozenset()
    ) -> None:
        self._ids = SegmentIds(prefix, taken)
        self._headings = headings
        self._annexed = annexed
        self._awaits_title = self._in_annex_list = False
        self._article = 0
        self._following: Label | None = None
        self.placed: list[Placed] = []

    def read(self, blocks: Sequence[Block]) -> list[Placed]:
        """The segments of the blocks, in order; nothing of the text is left out."""
        tables = contents(blocks)
        behind = 0
        for i, block in enumerate(blocks):
            if i in tables:
                behind = tables[i]
                self._add(self._ids.named("contents"), "", close_gaps(block.text), block)
            elif i < behind:
                self._extend(_entry(block.text), "\n")
            else:
                after = blocks[i + 1] if i + 1 < len(blocks) else None
                self._following = split_label(after.text) if after else None
                self._read(block, after)
        return self.placed

    def _read(self, block: Block, after: Block | None) -> None:
        text = close_gaps(block.text)
        label = None if block.is_table else self._label(block, after)
        if block.is_table:
            self._add(self._ids.table(), "", block.text, block)
        elif self._in_annex_list and continues_annex_list(block.text, label):
            self._extend(text, "\n")
        elif is_annex_list(block.text) and not label:
            self._add(self._ids.named("annexes"), "", text, block)
            self._in_annex_list = True
        elif label:
            self._in_annex_list = False
            self._read_labelled(label, block)
        elif self._awaits_title and not block.is_closed:
            self._extend(text)
            self._awaits_title = False
        else:
            self._in_annex_list = self._awaits_title = False
            self._read_unlabelled(text, block, after)

    def _label(self, block: Block, after: Block | None) -> Label | None:
        """The label of a block; 第五条 at the head of a paragraph that cites an article far from here is none."""
        label = split_label(block.text) or annex_label(block, after, in_list=self._in_annex_list)
        if label and label.kind == "art" and not label.set_off and self._article and block.is_closed:
            number, _, inserted = label.number.partition("_")
            near = range(self._article if inserted else self._article + 1, self._article + _LARGEST_GAP)
            if int(number) not in near and int(number) != 1:
                return None
        return label

    def _read_labelled(self, label: Label, block: Block) -> None:
        text = close_gaps(label.rest)
        if label.kind in ("part", "chp", "art") and label.number == "1" and self._article and self._is_another_text():
            heading = self.placed[-1].segment
            self.placed[-1] = replace(self.placed[-1], segment=replace(heading, id=self._ids.annex()))
        self._add(self._ids.labelled(label.kind, label.number, text), label.printed, text, block)
        if label.kind == "art":
            self._article = int(label.number.partition("_")[0])
        elif label.kind in ("att", "part"):
            self._article = 0
        self._awaits_title = not text and label.kind in ("att", "part", "subpart", "chp", "sec")

    def _is_another_text(self) -> bool:
        """Whether the articles begin again below a heading: a second set of rules."""
        return self.placed[-1].segment.level == "heading"

    def _read_unlabelled(self, text: str, block: Block, after: Block | None) -> None:
        last = self.placed[-1].segment if self.placed else None
        if last and last.level == "article" and not last.text:
            self._extend(text)
            self._ids.placed(last.id, text)
        elif self._opens_another(block, after):
            self._add(self._ids.annex(), "", text, block)
            self._article = 0
        elif self._is_heading(text, block, after):
            self._add(self._ids.heading(), "", text, block)
        else:
            if last and last.level == "article" and is_article_title(last.text) and block.is_closed:
                self._ids.titled(last.id)
            self._add(self._ids.paragraph(), "", text, block)
            self._ids.leads(text)

    def _opens_another(self, block: Block, after: Block | None) -> bool:
        """Whether a line is the title of a further text: it was announced, or the header of a statute stands under it."""
        if bare_title(block.text) in self._annexed and not block.is_closed:
            return True
        return bool(self.placed and after) and not block.is_closed and history_length([after] if after else []) > 0

    def _is_heading(self, text: str, block: Block, after: Block | None) -> bool:
        """Whether a line without label is a heading: by its mark, as 序言, or as a short line among articles (附则)."""
        if block.is_heading or _PREAMBLE.fullmatch(text) or (self._headings and not block.is_closed and len(text) <= _SHORT):
            return True
        if not self._article or block.is_closed or len(text) > _HEADING or re.search(r"[，,、]", text):
            return False
        opens = self._following is not None and self._following.kind in ("art", "chp", "part")
        return opens or bool(after and after.is_table and self.placed[-1].segment.level in ("paragraph", "article"))

    def _add(self, segment_id: str, label: str, text: str, block: Block) -> None:
        self.placed.append(Placed(Segment(segment_id, label, text), block.line))

    def _extend(self, text: str, separator: str = "") -> None:
        last = self.placed[-1]
        joined = f"{last.segment.text}{separator}{text}" if separator else join(last.segment.text, text)
        self.placed[-1] = replace(last, segment=replace(last.segment, text=joined))


def _entry(text: str) -> str:
    """An entry of a table of contents: label, one space, title."""
    label = split_label(text)
    return f"{label.printed} {close_gaps(label.rest)}".strip() if label else close_gaps(text)
