"""Quantities in a text of either language, as values: 三分之二 = two-thirds, 8万 = 80,000, 10% = 百分之十, 二级 = Grade II.

They make the two languages of a passage comparable: what one says in figures the other may say in words.
"""

from __future__ import annotations

from archive.text.quantities import chinese, english
from archive.text.quantities.quantity import Quantity, frequencies, shown

__all__ = ["Quantity", "find_quantities", "shown"]


def find_quantities(text: str, language: str) -> list[Quantity]:
    """Every quantity in a text of a language (``zh``, ``en``), the firm ones first, each group in the order of the text."""
    found = english.quantities(text) if language == "en" else chinese.quantities(text)
    return sorted([*found, *frequencies(text, language)], key=lambda quantity: (not quantity.firm, quantity.start))
