"""How text ends and what script it is in."""

from __future__ import annotations

import re
from typing import Literal

_STOPS = frozenset("。；：！？;:.!?…")
_CLOSING = "”’』」）)\"'"
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


def ends_a_sentence(text: str) -> bool:
    """Whether a text ends as a sentence or clause does: running text rather than a heading."""
    return text.removesuffix("\n").rstrip(_CLOSING)[-1:] in _STOPS


def count_han(text: str) -> int:
    """How many Chinese characters a text has."""
    return len(_HAN.findall(text))


def has_han(text: str) -> bool:
    """Whether a text has any Chinese character."""
    return bool(_HAN.search(text))


def language_of(text: str) -> Literal["zh", "en"]:
    """``zh`` where Chinese characters make up a fifth of the letters or more, else ``en``."""
    letters = sum(map(str.isalpha, text))
    return "zh" if 5 * count_han(text) >= letters > 0 else "en"
