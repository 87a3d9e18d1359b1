"""Cells that a spreadsheet would take for a formula, made harmless so that they come back exactly.

What begins with ``=``, ``+``, ``-`` or ``@`` (their full-width forms too, also behind white space or apostrophes) is written
with an apostrophe before it, which spreadsheets take as the sign of a text. Reading takes one such apostrophe away again.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]")
_GUARDED = re.compile(r"'+\s*[=+\-@＝＋－＠]")


def guarded(cell: str) -> str:
    """The cell as a spreadsheet takes it for text."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that ``guarded`` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell
