"""The words of ``archive/data/web_pages.tsv``: names of a page's parts, and patterns of what is printed on every page."""

from __future__ import annotations

import re
from functools import cache

from archive.data import table


@cache
def values(kind: str) -> frozenset[str]:
    """The values of a kind in ``web_pages.tsv``."""
    return frozenset(row["value"] for row in table("web_pages") if row["kind"] == kind)


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """The patterns of a kind as one, for a whole line."""
    return re.compile("|".join(f"(?:{row['value']})" for row in table("web_pages") if row["kind"] == kind))
