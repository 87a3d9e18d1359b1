"""How a letter closes (GB/T 9704—2012): signature, date, print notes (附注, 抄送, 印发机关)."""

from __future__ import annotations

import re

from archive.data import alternation
from archive.parsing.letter.titles import is_title_line
from archive.reading import Block
from archive.text.bodies import body_names
from archive.text.dates import parse_date

_IMPRINT = re.compile(r"[（(]?(?:信息公开|主动公开|依申请公开|不予公开|此件|联系人|抄送|主题词)|.*年.*月.*日印发$")
_SIGNER = re.compile(
    rf".{{0,20}}(?:{alternation('offices')})[：:\s]*[\u4e00-\u9fff]{{1,2}}\s*[\u4e00-\u9fff]{{0,3}}"
    r"|(?:Minister|Director(?:-General)?|Governor|Mayor|Premier|President|Chairman|Commissioner)(?: of [A-Z][\w ]+)?: ?\S.{1,40}"
)
"""Who signs for the body: 主任　张三, 部长：李四."""


def at_signature(blocks: list[Block]) -> tuple[list[Block], list[Block], Block | None, list[Block]]:
    """Text, signature lines, date, and what stands behind the date."""
    for i, block in enumerate(blocks):
        if not parse_date(block.text):
            continue
        start = i
        while start and (body_names(blocks[start - 1].text) or _SIGNER.fullmatch(blocks[start - 1].text)):
            start -= 1
        ends_a_letter = i > 0 and blocks[i - 1].is_closed and i + 1 < len(blocks) and is_title_line(blocks[i + 1])
        if start < i or i >= len(blocks) - 1 or ends_a_letter:
            return blocks[:start], blocks[start:i], block, blocks[i + 1 :]
    return blocks, [], None, []


def leading_imprint(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Print notes at the head of what stands behind a date, and the rest."""
    count = 0
    while count < len(blocks) and _IMPRINT.match(blocks[count].text):
        count += 1
    return blocks[:count], blocks[count:]


def trailing_imprint(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """What stands before the print notes at the end, and those."""
    count = len(blocks)
    while count and _IMPRINT.match(blocks[count - 1].text):
        count -= 1
    return blocks[:count], blocks[count:]
