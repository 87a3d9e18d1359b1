"""What terminology is looked for in: a passage and its translation, with its place in the archive."""

from __future__ import annotations

from typing import NamedTuple

PROPOSED = "proposed"
"""The note of a line for the term base that nobody has looked through yet."""


class Where(NamedTuple):
    """Where a passage is: its document, and its unit's id there."""

    document: str
    unit: str


class Passage(NamedTuple):
    """A translation unit as text. ``unit``: its id in the document, the anchor of its row; an empty side: nothing answers."""

    document: str
    unit: str
    zh: str
    en: str
