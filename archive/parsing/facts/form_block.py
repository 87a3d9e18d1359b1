"""The form that a government page prints above a text (索引号, 发文机关, 成文日期, 发文字号 …): read as facts, off the text.

Which label means which fact is ``archive/data/form_entries.tsv``. An entry stands in a block of its own, two stand in one
line, or label and value are two lines or two cells of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from archive.data import table
from archive.reading import Block
from archive.reading.form_entries import EMPTY_VALUE
from archive.text.bodies import body_names
from archive.text.dates import find_dates, parse_date
from archive.text.document_number import parse_number
from archive.text.tables import cell_texts

_ALONE = ("number", "publisher", "published")
"""Entries that are a form by themselves at the head of a page."""
_HEAD = 12
_LONGEST = 300
_LONGEST_VALUE = 60
_FEWEST = 2
_BULLET = re.compile(r"^[•·●■◆*▪\s]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a form: the fact it states (see form_entries.tsv), label and value as printed, and where."""

    fact: str
    label: str
    value: str
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """The entries of one form, in the order printed; ``line`` is its last line."""

    entries: tuple[Entry, ...]
    line: int

    def entry(self, fact: str) -> Entry | None:
        """The first entry that states a fact and has a value."""
        return next((entry for entry in self.entries if entry.fact == fact and entry.value), None)


def take_off(blocks: Sequence[Block]) -> tuple[list[Block], list[Form]]:
    """The blocks that are text, and the forms that stood among them."""
    text: list[Block] = []
    forms: list[Form] = []
    position = 0
    while position < len(blocks):
        end, entries = _form(blocks, position)
        if entries:
            forms.append(Form(tuple(entries), blocks[end - 1].last_line))
            position = end
        else:
            text.append(blocks[position])
            position += 1
    return text, forms


def _form(blocks: Sequence[Block], start: int) -> tuple[int, list[Entry]]:
    """The form that begins at a block, with the position behind it."""
    entries: list[Entry] = []
    position = start
    while position < len(blocks) and (found := _entries(blocks[position])):
        entries += found
        position += 1
        last = entries[-1]
        if (
            not last.value
            and position < len(blocks)
            and (_completes(last, blocks[position]) or _between_labels(blocks, position))
        ):
            entries[-1] = Entry(last.fact, last.label, blocks[position].text.strip(), last.line, last.page)
            position += 1
    enough = len({entry.fact for entry in entries}) >= _FEWEST and len(entries) >= _FEWEST
    alone = start < _HEAD and len(entries) == 1 and entries[0].fact in _ALONE and entries[0].value
    return (position, entries) if enough or alone else (start, [])


def _entries(block: Block) -> list[Entry]:
    """The entries that a block consists of; empty for any other block."""
    if block.is_table:
        return list(_cells(block))
    text = _BULLET.sub("", block.text)
    if len(text) > _LONGEST or not _label().match(text):
        return []
    labels = list(_label().finditer(text))
    ends = [*(label.start() for label in labels[1:]), len(text)]
    return [_entry(label[1], text[label.end() : end], block) for label, end in zip(labels, ends, strict=True)]


def _cells(block: Block) -> Iterator[Entry]:
    """A table whose cells are labels and values in turn."""
    cells = [cell for row in cell_texts(block.text) for cell in row]
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    known = [_label().fullmatch(f"{name.rstrip('：:')}：") for name, _ in pairs]
    if pairs and all(match or not name for match, (name, _) in zip(known, pairs, strict=True)):
        yield from (_entry(match[1], value, block) for match, (_, value) in zip(known, pairs, strict=True) if match)


def _entry(label: str, value: str, block: Block) -> Entry:
    value = value.strip(" \t\u3000|；;•")
    name = re.sub(r"\s", "", label)
    return Entry(_facts()[name], name, "" if EMPTY_VALUE.fullmatch(value) else value, block.line, block.page)


def _between_labels(blocks: Sequence[Block], position: int) -> bool:
    """Whether a block that is no label stands between two labels, and so is the value of the first."""
    following = blocks[position + 1] if position + 1 < len(blocks) else None
    short = len(blocks[position].text) <= _LONGEST_VALUE and not _entries(blocks[position])
    return short and following is not None and bool(_entries(following))


def _completes(entry: Entry, block: Block) -> bool:
    """Whether a block is the value of the label above it, and not the text that follows an empty entry."""
    text = block.text.strip()
    if entry.fact in ("issued", "published", "effective", "expires"):
        return bool(parse_date(text) or (len(text) < 30 and find_dates(text)))
    fitting = {"number": parse_number(text), "issuers": body_names(text), "index": re.fullmatch(r"[\w/\-.:—]{4,60}", text)}
    return bool(fitting.get(entry.fact))


@cache
def _facts() -> dict[str, str]:
    return {row["label"]: row["fact"] for row in table("form_entries")}


@cache
def _label() -> re.Pattern[str]:
    """A label with its colon; spaces may stand between its characters and brackets around it."""
    names = sorted(_facts(), key=len, reverse=True)
    spaced = "|".join(r"\s*".join(name) for name in names)
    return re.compile(rf"(?<![\u4e00-\u9fff])[【\[]?({spaced})[】\]]?\s*[：:]")
