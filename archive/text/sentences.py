"""How text ends and what script it is in."""

from __future__ import annotations

import re

CLOSED = re.compile(r"[。；：！？;:.!?…][”’』」）)\"']*$")
"""How a sentence or clause ends."""
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


def ends_a_sentence(text: str) -> bool:
    """Whether a text ends as a sentence or clause does: running text rather than a heading."""
    return bool(CLOSED.search(text))


def count_han(text: str) -> int:
    """How many Chinese characters a text has."""
    return len(_HAN.findall(text))


def has_han(text: str) -> bool:
    """Whether a text has any Chinese character."""
    return bool(_HAN.search(text))
