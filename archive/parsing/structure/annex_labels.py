"""附件：1.… is a list of annexes, 附件1：… its line or the heading of an annex: what comes behind it tells."""

from __future__ import annotations

import re

from archive.reading import Block
from archive.text.labels import Label, split_label

_ORDINAL = r"(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})"
_LIST = re.compile(rf"附\s*件?\s*[：:]|附\s*件\s*目\s*[录錄]|附\s*[件录錄表]\s*{_ORDINAL}\s*[：:.．]")
_WITH_COLON = re.compile(rf"附\s*[件录錄表圖图]?\s*(?P<n>{_ORDINAL})\s*[：:.．](?P<rest>.*)", re.DOTALL)
_NOT_ATTACHED = re.compile(r"[（(]附件")
_ALONE = re.compile(r"附\s*[：:]\s*")


def is_annex_list(text: str) -> bool:
    """Whether a block opens the list of annexes under a letter."""
    return bool(_LIST.match(text))


def continues_annex_list(text: str, label: Label | None) -> bool:
    """Whether a block behind a line of a list of annexes is of the list: 2.…, 附件2：…, a further 附件：…, （附件略）."""
    if label:
        return label.kind in ("indent", "sub")
    return bool(_WITH_COLON.fullmatch(text) or _NOT_ATTACHED.match(text)) or is_annex_list(text)


def annex_label(block: Block, after: Block | None, *, in_list: bool) -> Label | None:
    """The label 附件1： where it heads an annex: not in a list, and text or a table comes behind it."""
    if _ALONE.fullmatch(block.text) and after is not None and (after.is_table or _is_title(after)):
        return Label("".join(block.text.split()), "att", "1", "")
    match = _WITH_COLON.fullmatch(block.text)
    if not match or in_list or block.is_table or after is None or _continues_list(after):
        return None
    label = split_label(f"附件{match['n']}")
    printed = block.text[: match.start("rest")]
    return Label("".join(printed.split()), "att", label.number, match["rest"].strip()) if label else None


def _is_title(block: Block) -> bool:
    return not (block.is_closed or split_label(block.text) or _WITH_COLON.fullmatch(block.text))


def _continues_list(block: Block) -> bool:
    """Whether a block is of a list of annexes, or the signature and date that come behind one."""
    label = split_label(block.text)
    return bool(_WITH_COLON.fullmatch(block.text) or (label and label.kind == "indent" and not block.is_closed))
