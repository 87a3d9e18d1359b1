"""Titles that articles have behind their labels: 第三条（管辖）, Article 3 Jurisdiction."""

from __future__ import annotations

import re

_IN_BRACKETS = re.compile(r"【[^】]*】|[（(][^（）()]*[）)]|\[[^\]]*\]")
_LONGEST = {"zh": 16, "en": 80}


def is_article_title(text: str) -> bool:
    """Whether what stands behind an article's label is its title: in brackets, or a few words without a full stop."""
    longest = _LONGEST["en" if text.isascii() else "zh"]
    plain = len(text) <= longest and not re.search(r"[，。；：、,.;:!?！？]$|，", text)
    return bool(_IN_BRACKETS.fullmatch(text)) or plain
