"""The form at the head of a government page printed to PDF: 索引号, 发文机关 … as entries ``发文字号：…``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.reading.blocks import Block
from archive.reading.form_entries import entries, is_entry
from archive.text.tables import cell_texts

_AT_HEAD = 12
"""So many blocks may stand before the form: the site's name, its menu, the title."""
_FEWEST_LABELS = 3


def with_form(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with those of the first form replaced by its entries, one a block; what else stands in it follows them."""
    for first in range(min(_AT_HEAD, len(blocks))):
        last = first
        while last < len(blocks) and _is_form(blocks[last]):
            last += 1
        cells = [cell for block in blocks[first:last] for cell in _cells(block)]
        found, used = entries(cells)
        if sum(map(is_entry, cells)) and len(found) >= _FEWEST_LABELS:
            place = blocks[first]
            texts = [f"{label}：{value}" for label, value in found]
            rest = [cell for i, cell in enumerate(cells) if i not in used]
            form = [replace(place, text=text, is_table=False, is_heading=False) for text in [*texts, *rest]]
            return [*blocks[:first], *form, *blocks[last:]]
    return list(blocks)


def _is_form(block: Block) -> bool:
    cells = _cells(block)
    return sum(map(is_entry, cells)) >= (_FEWEST_LABELS if block.is_table else 1)


def _cells(block: Block) -> list[str]:
    rows = cell_texts(block.text) if block.is_table else []
    return [cell for row in rows for cell in row if cell] if rows else [block.text]
