"""Web pages: the main text in paragraphs, headings and tables, its form (索引号 …) before it, its attachments behind it.

A block's line is that of the page's source where its element begins, as far as the parser tells it (65,535).
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from archive.errors import Problem, UnreadableFile
from archive.reading.blocks import Block, Limits
from archive.reading.html.decoding import page_text
from archive.reading.html.flow import Flow
from archive.reading.html.head import page_head
from archive.reading.html.links import attachments, page_address
from archive.reading.html.main import is_furniture, left_out, main_range, without_link_lists
from archive.reading.html.pieces import Piece
from archive.reading.html.tree import parse_page
from archive.reading.visible import without_invisible

_FRAME_OF_FILE = re.compile(r"\.(?:pdf|ofd|docx?)\b|pdf\.?js|viewer", re.IGNORECASE)
_GAPS = re.compile(r"\s+")
_ENDING = re.compile(r"\.\w{2,5}$")


def read_blocks(data: bytes, path: Path, _limits: Limits) -> tuple[list[Block], list[Problem]]:
    """The blocks of a page: ``发文字号：…`` entries, the text, ``附件：NAME (address)``.

    Raises UnreadableFile where its encoding cannot be told or it has no text: scripts, pictures, a frame around a file.
    """
    text, problems = page_text(data, path)
    root, flattened = parse_page(text, path)
    if flattened:
        message = "the page's elements are nested too deep; it was read as a row of paragraphs: look for menus in it"
        problems.append(Problem("warning", message, 1))
    flow = _flow(root)
    if not any(not is_furniture(piece) for piece in flow.pieces):
        raise UnreadableFile(_why_empty(root, flow), path)
    start, end = main_range(flow)
    head = page_head(flow, root, start, end)
    main = without_link_lists([flow.pieces[i] for i in range(start, end) if i not in head.used])
    problems += [*left_out(flow, start, end, head.used), *_pictures(flow, start, end)]
    entries = [Piece(f"{label}：{value}", head.above[0].line if head.above else 1) for label, value in head.form]
    files, notes = _attachments(flow, main, page_address(root, text))
    pieces = [*entries, *head.above, *main, *files]
    blocks, dropped = without_invisible(_blocks(pieces))
    return blocks, [*problems, *notes, *dropped]


def _flow(root: etree._Element) -> Flow:
    """The page's pieces; where nothing of it is shown before its scripts run, also what is hidden."""
    flow = Flow().read(root)
    if flow.hidden and all(is_furniture(piece) for piece in flow.pieces):
        return Flow().read(root, with_hidden=True)
    return flow


def _blocks(pieces: list[Piece]) -> list[Block]:
    """Lines never go back: what was put before the text gets the line of the first piece behind it where that is smaller."""
    blocks: list[Block] = []
    line = min((piece.line for piece in pieces if piece.line), default=1)
    for piece in pieces:
        line = max(line, piece.line, 1)
        blocks.append(Block(piece.text, line, line, is_heading=piece.is_heading, is_table=piece.is_table))
    return blocks


def _attachments(flow: Flow, main: list[Piece], address: str) -> tuple[list[Piece], list[Problem]]:
    """A line for each file that the text does not name itself, and a note with the addresses of those it does."""
    text = _GAPS.sub("", "".join(piece.text for piece in main))
    found = attachments([link for link, _ in flow.links], address)
    named = [(name, target) for name, target in found if _ENDING.sub("", _GAPS.sub("", name)) in text]
    line = main[-1].line if main else 1
    pieces = [Piece(f"附件：{name} ({target})", line) for name, target in found if (name, target) not in named]
    listed = "; ".join(f"{name}: {target}" for name, target in named)
    return pieces, [
        Problem("note", f"files attached to the page: {listed}; hand in those that belong to the document", line)
    ] if named else []


def _pictures(flow: Flow, start: int, end: int) -> list[Problem]:
    count = sum(start <= place <= end for place in flow.pictures)
    if not count or not flow.pieces:
        return []
    message = f"{count} pictures in the text were left out; look whether one of them is a page or a table"
    return [Problem("note", message, flow.pieces[min(start, len(flow.pieces) - 1)].line)]


def _why_empty(root: etree._Element, flow: Flow) -> str:
    """What to say of a page without text."""
    for frame in root.iter("iframe", "embed", "object", "frame"):
        address = frame.get("src") or frame.get("data") or ""
        if _FRAME_OF_FILE.search(address):
            return f"the page only shows a file in a frame; hand in that file: {address[:200]}"
    if next(root.iter("frame", "iframe"), None) is not None:
        return "the page's text is in a frame; open the frame on its own in a browser and save that page"
    if flow.pictures:
        return "the page has only pictures; recognise their text first (OCR) and hand in the .txt"
    return "the page has no text before its scripts run; open it in a browser and save it after it has loaded"
