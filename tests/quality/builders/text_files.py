"""Plain text and Markdown: clean, or as it comes out of a PDF: wrapped, with blank lines, page numbers and running heads."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Any

from archive.reading.blocks import width
from tests.quality.builders.printing import Printed, printed
from tests.quality.cases import ExpectedDocument

SKELETONS = Path(__file__).parent.parent / "skeletons"
_OPENING, _NOT_FIRST = "《（“〔", "，。；：、）》”！？〕"


def made(documents: Sequence[ExpectedDocument], options: dict[str, Any]) -> bytes:
    """The bytes of a text file of these documents."""
    texts = [_text(document, options) for document in documents]
    if "skeleton" in options:
        slots = {f"document{i}": text for i, text in enumerate(texts, 1)}
        text = Template((SKELETONS / options["skeleton"]).read_text(encoding="utf-8")).substitute(slots)
    else:
        text = "\n".join(_paged("\n".join(texts).split("\n"), options))
    return (text + "\n").encode(options.get("encoding", "utf-8"))


def _text(document: ExpectedDocument, options: dict[str, Any]) -> str:
    pieces = printed(document, options)
    if options["kind"] == "md":
        return "\n\n".join(_markdown(piece) for piece in pieces)
    return "\n".join(line for piece in pieces for line in _lines(piece, options))


def _markdown(piece: Printed) -> str:
    mark = {"title": "# ", "heading": "## ", "policy": "## " if len(piece.text) < 30 else ""}.get(piece.role, "")
    label = f"**{piece.label}** " if piece.role == "art" else ""
    return f"{mark}{label}{piece.text if label else piece.whole}".replace("\n", "\n\n" if not piece.is_table else "\n")


def _lines(piece: Printed, options: dict[str, Any]) -> list[str]:
    """The lines of one piece, each wrapped to the width of the page, with its indent."""
    found: list[str] = []
    for number, text in enumerate(piece.whole.split("\n")):
        found += _set(piece, _with_spaces(piece, _table_row(text, options) if piece.is_table else text, options), number, options)
    return [line for line in found if line.strip()]


def _with_spaces(piece: Printed, text: str, options: dict[str, Any]) -> str:
    """The spaces that printers and PDF software put inside names and before brackets."""
    if options.get("spaced_names") and piece.role == "signature" and not text[0].isdigit():
        text = "　　".join(" ".join(name) for name in text.split("　"))
    return text.replace("《", " 《").replace("〔", " 〔") if options.get("gaps") else text


def _table_row(text: str, options: dict[str, Any]) -> str:
    return text if options.get("pipes", True) else "" if text.startswith("| ---") else text.strip("| ").replace(" | ", "  ")


def _set(piece: Printed, text: str, number: int, options: dict[str, Any]) -> list[str]:
    columns = options.get("wrap", 0)
    flush = piece.is_centred or piece.role in ("addressees", "att", "contents", "masthead") or piece.is_table
    indent = "　" * options.get("indent", 0) if not flush else ""
    if piece.role == "annexes" and number:
        indent += "　　　"
    if piece.role == "signature" and options.get("indent"):
        indent = " " * max(4, (columns or 60) - width(text) - 6)
    if piece.is_centred and options.get("indent") and columns:
        indent = " " * max(0, (columns - width(text)) // 2)
    kept = piece.is_table or piece.role == "signature"
    lines = [f"{indent}{text}"] if kept or not columns else wrap(f"{indent}{text}", columns)
    return [line + "\n" for line in lines] if options.get("blank") else lines


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most so many columns (a Chinese character is two wide); no line begins with closing punctuation."""
    if text.isascii():
        return textwrap.wrap(text, columns, break_on_hyphens=False)
    lines, line = [], ""
    for character in text:
        if width(line + character) > columns and character not in _NOT_FIRST and not character.isascii():
            moved = line[-1] if line[-1] in _OPENING else ""
            lines.append(line.removesuffix(moved))
            line = moved
        line += character
    return [*lines, line]


def _paged(lines: list[str], options: dict[str, Any]) -> list[str]:
    """The lines with running heads, page numbers, form feeds and the glyphs of a lost font between pages."""
    length = options.get("page")
    if not length:
        return lines
    found: list[str] = []
    for number, start in enumerate(range(0, len(lines), length), options.get("first_page", 1)):
        found += [options["head"].format(n=number), ""] if "head" in options and start else []
        found += lines[start : start + length]
        found += ["", options["foot"].format(n=number), ""] if "foot" in options else []
        found += ["\U00100925" * 40, ""] if options.get("private_use") and number % 2 else []
        if options.get("form_feed") and start + length < len(lines):
            found.append("\f")
    return found
