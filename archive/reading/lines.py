"""A file with one segment a line → its lines, as aligners hand them to one another."""

from __future__ import annotations

from pathlib import Path

from archive.errors import Problem
from archive.reading.blocks import Limits
from archive.reading.decoding import decoded, load_any_bytes


def read_lines(path: Path, limits: Limits, problems: list[Problem]) -> list[str]:
    """Every line, an empty one too; the line break that ends the file makes no line. A file may be empty.

    A guessed encoding is added to ``problems``. Raises UnreadableFile for what is missing, too large or no text.
    """
    data = load_any_bytes(path, limits)
    text, found = decoded(data, path) if data else ("", [])
    problems += [Problem(one.severity, one.message, one.line, path) for one in found]
    lines = text.split("\n")
    return lines[:-1] if not lines[-1] else lines
