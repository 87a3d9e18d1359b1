"""Language codes of other programs: zh, zh-Hans, zh_CN, zho, ZH-TW, en-GB … (BCP 47, with what older programs write)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.model import Language

_PRIMARY: dict[str, Language] = {
    **dict.fromkeys(("zh", "zho", "chi", "cmn"), "zh"),
    **dict.fromkeys(("en", "eng"), "en"),
}
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_.@][A-Za-z0-9._@-]*)?")


def language_of(code: str) -> Language | None:
    """The side that a language code means by its first subtag; None for any other language and for what is no code."""
    found = _CODE.fullmatch(code.strip())
    return _PRIMARY.get(found[1].lower()) if found else None


def listed(codes: Iterable[str]) -> str:
    """Codes for a message: sorted, quoted, each once, no more than five, none long."""
    found = sorted({repr(code[:20]) for code in codes})
    return ", ".join(found[:5]) + (" …" if len(found) > 5 else "")
