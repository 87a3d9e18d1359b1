"""Characters of one line → its text: spaces where the gaps are wider than the line was stretched by, raised figures as such."""

from __future__ import annotations

from itertools import pairwise

from archive.reading.pdf.glyphs import Glyph

_LATIN_SPACE = 0.17
_WIDE_SPACE = 0.2
_MIXED_SPACE = 0.6
"""Ems; between Chinese and Latin characters programs leave a quarter of an em where no space was typed."""
_FIRST_WIDE = "\u2e80"
_CANNOT_BEGIN = frozenset("，。、；：？！）〕】》〉”’」』…—％%,.;:?!)]")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def first_word(visible: list[Glyph]) -> int:
    """How many characters stay together: a Latin word, a Chinese character with the signs behind it that begin no line."""
    if visible[0].text >= _FIRST_WIDE:
        return next((i for i, glyph in enumerate(visible[1:], 1) if glyph.text not in _CANNOT_BEGIN), len(visible))
    return next((i for i, glyph in enumerate(visible[1:], 1) if _gap(visible[i - 1], glyph) > 0), len(visible))


def spelled(glyphs: list[Glyph], size: float, base: float) -> str:
    """The text with spaces for gaps, and raised figures as such (m², a note's mark)."""
    parts: list[str] = []
    before: Glyph | None = None
    usual = _usual_gap(glyphs)
    small, high = 0.8 * size, base + 0.1 * size
    for glyph in glyphs:
        printed = glyph.text
        if before and glyph.left - before.right > _LATIN_SPACE * glyph.size:  # less is never a space; most gaps are less
            apart = not before.text.isspace() and not printed.isspace() and _gap(before, glyph, usual) > 0
            parts += " " * apart
        raised = glyph.size < small and glyph.bottom > high
        parts.append(printed.translate(_RAISED) if raised and len(printed) == 1 else printed)
        before = glyph
    return "".join(parts)


def _usual_gap(glyphs: list[Glyph]) -> float:
    """The ems between characters that text of Chinese characters is stretched by to fill its line."""
    gaps = sorted((after.left - before.right) / after.size for before, after in pairwise(glyphs) if after.text >= _FIRST_WIDE)
    return max(0.0, gaps[len(gaps) // 2]) if gaps else 0.0


def _gap(before: Glyph, after: Glyph, usual: float = 0.0) -> float:
    """By how many points the white space between two characters is wider than none would be."""
    wide = (before.text >= _FIRST_WIDE) + (after.text >= _FIRST_WIDE)
    least = (_LATIN_SPACE, _MIXED_SPACE, usual + _WIDE_SPACE)[wide]
    return after.left - before.right - least * max(before.size, after.size)
