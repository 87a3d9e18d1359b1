"""The genre of a document (文种), as its title ends with it; the list is ``archive/data/types.tsv``."""

from __future__ import annotations

import re

from archive.data import table
from archive.text.folding import simplified

_BRACKETS_AT_END = re.compile(r"[（(][^（）()]*[）)]$")


def document_type(title: str) -> str | None:
    """The genre a title ends with (文种): 规则, 办法, 意见 …; None where it is not in the list."""
    bare = simplified(_BRACKETS_AT_END.sub("", title.strip()).rstrip("》"))
    known = sorted((row["zh"] for row in table("types")), key=len, reverse=True)
    found = next((name for name in known if bare.endswith(name)), None)
    if found or not bare.isascii():
        return found or ("法" if bare.endswith("法典") else None)
    words = {row["en"].casefold(): row["zh"] for row in table("types")}
    return next((zh for en, zh in words.items() if re.search(rf"\b{en}\b", bare.casefold())), None)
