"""Web pages: a document's pieces as HTML inside a page as government sites have them (skeletons/)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from string import Template
from typing import Any

from tests.quality.builders.printing import Printed, printed
from tests.quality.builders.text_files import SKELETONS
from tests.quality.cases import ExpectedDocument


def made(documents: Sequence[ExpectedDocument], options: dict[str, Any]) -> bytes:
    """The bytes of a page that holds these documents."""
    style = options.get("style", "p")
    pieces = [piece for document in documents for piece in printed(document, options)]
    title = next(piece for piece in pieces if piece.role == "title")
    left_out = [title, *(p for p in pieces if p.role == "number")] if "number" in options.get("without", "") else [title]
    body = [_html(piece, style, options) for piece in pieces if "without" not in options or piece not in left_out]
    text = "\n".join(body)
    if style == "rows":
        text = "\n".join(f"<tr><td>{part}</td></tr>" for part in body)
    skeleton = Template((SKELETONS / options["skeleton"]).read_text(encoding="utf-8"))
    page = skeleton.substitute(document=text, title=escape(title.text), **{"attachment": "", **options.get("slots", {})})
    return page.encode(options.get("encoding", "utf-8"))


def _html(piece: Printed, style: str, options: dict[str, Any]) -> str:
    if piece.is_table:
        return _table(piece)
    lines = [escape(line, quote=False) for line in piece.whole.split("\n")]
    if style == "br":
        return "".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}<br>\n" for line in lines)
    if piece.role == "title" and "heading" in options:
        return f"<{options['heading']}>{lines[0]}</{options['heading']}>"
    align = "center" if piece.is_centred else "right" if piece.role == "signature" else "justify"
    if style == "spans":  # as word processors save it: a span for every few characters
        lines = [
            "".join(f'<span style="font-size:16pt">{line[i : i + 7]}</span>' for i in range(0, len(line), 7)) for line in lines
        ]
    return "".join(f'<p style="text-align:{align};text-indent:2em">{line}</p>' for line in lines)


def _table(piece: Printed) -> str:
    first, *rest = piece.rows
    head = "".join(f"<th>{escape(cell)}</th>" for cell in first)
    rows = ("".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) for row in rest)
    return f'<table border="1"><tr>{head}</tr>{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'
