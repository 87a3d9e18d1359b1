"""Word files (.docx): text as Word prints it, with the numbers it generates; tables as pipe tables.

Footnotes and endnotes: the number stands in brackets where the note is referred to, ``[1]``, and the notes follow behind the
whole text, so that a note never becomes a 款 of the article it explains. Insertions are taken, deletions left out: the text as it
would read with all changes accepted. Headers, footers and comments are left out. A block's line is the number of its paragraph.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from lxml import etree

from archive.errors import Problem, UnreadableFile
from archive.reading.blocks import Block, Limits
from archive.reading.docx.body import Body
from archive.reading.docx.names import value, w
from archive.reading.docx.numbering import read_numbering
from archive.reading.docx.package import Package, open_package
from archive.reading.docx.runs import Runs
from archive.reading.docx.styles import read_styles
from archive.reading.visible import without_invisible

_MESSAGES = {
    "changes": "the file has {} tracked changes; it was read as if all were accepted: settle them in the word processor",
    "hidden": "{} runs of hidden text were left out; unhide in the word processor what belongs to the text",
    "pictures": "{} pictures were left out; look whether one of them is a page, a table or a seal with text",
    "symbols": "{} symbols of a font of signs are not known and stand as \ufffd; compare the places with the printed page",
    "chunks": "{} parts of the file are other files inside it and were left out; hand them in on their own",
    "comments": "{} comments were left out; copy into the text what belongs to it",
}


def read_blocks(data: bytes, path: Path, limits: Limits) -> tuple[list[Block], list[Problem]]:
    """The blocks of a Word file. Raises UnreadableFile where it is damaged, encrypted or unpacks to more than the limits."""
    package = open_package(data, path, limits)
    root = package.part(package.main)
    body = root.find(w("body")) if root is not None else None
    if body is None:
        raise UnreadableFile("the Word file has no text; open it in a word processor and save it again", path)
    styles = read_styles(package.part("styles.xml"))
    reader = Body(styles, read_numbering(package.part("numbering.xml"), styles))
    try:
        found = [*reader.blocks(body), *_notes(package, reader)]
    except RecursionError as error:
        raise UnreadableFile("the Word file's elements are nested too deep; save it again in a word processor", path) from error
    blocks, dropped = without_invisible(found)
    if not blocks and reader.runs.counts["pictures"]:
        raise UnreadableFile("the Word file has only pictures; recognise their text first (OCR) and hand in the .txt", path)
    return blocks, [*_problems(reader.runs, package), *dropped]


def _notes(package: Package, reader: Body) -> list[Block]:
    """The footnotes and endnotes that the text refers to, each ``[1] text``."""
    blocks: list[Block] = []
    parts = {kind: _by_id(package.part(f"{kind}s.xml"), kind) for kind in ("footnote", "endnote")}
    asked = list(reader.runs.notes)  # notes of notes are not followed
    for place, (kind, note_id) in enumerate(asked, 1):
        note = parts[kind].get(note_id)
        for first, block in enumerate(reader.blocks(note) if note is not None else ()):
            text = block.text if first or block.is_table else f"[{place}] {block.text}"
            blocks.append(Block(text, block.line, block.last_line, is_table=block.is_table))
    return blocks


def _by_id(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    notes = root.iterchildren(w(kind)) if root is not None else ()
    return {value(note, "id") or "": note for note in notes if value(note, "type") in {None, "normal"}}


def _problems(runs: Runs, package: Package) -> list[Problem]:
    comments = package.part("comments.xml")
    counts = Counter(runs.counts)
    counts["changes"] = counts["inserted"] + counts["deleted"]
    counts["comments"] = len(comments.findall(w("comment"))) if comments is not None else 0
    names = ", ".join(package.empty)
    empty = f"of its parts these are empty: {names}; numbers or notes may be missing, compare it with the printed page"
    return [
        *([Problem("warning", empty)] if package.empty else []),
        *[
            Problem("warning" if kind in {"changes", "symbols", "chunks"} else "note", message.format(counts[kind]))
            for kind, message in _MESSAGES.items()
            if counts[kind]
        ],
    ]
