"""What can be a line of a title, and what stands above one: issuing bodies, a letterhead (…文件)."""

from __future__ import annotations

import re

from archive.reading import Block
from archive.reading.blocks import width
from archive.text.bodies import body_names
from archive.text.dates import parse_date
from archive.text.document_number import find_numbers
from archive.text.labels import split_label

_LONGEST = 240
_ADDRESS = re.compile(r"\S+\.\S+")
_FORM_LINE = re.compile(
    r"(?:索\s*引\s*号|主题分类|发文机关|成文日期|标\s*题|发文字号|发布日期|发布时间|公开方式|有效性|来\s*源)\s*[：:]|附件[：:]|[(（|]"
)
_CONTENTS_LINE = re.compile(r"…{2,}|\.{4,}|·{4,}")
_STATEMENT = re.compile(r"(?:关于|印发|转发)")
_MASTHEAD = re.compile(r".{0,60}文\s*件|签发人.*")
_EDITION_IN_BRACKETS = re.compile(r"[（(].{1,20}(?:年|版|试行|修订|暂行).{0,4}[）)]")


def is_title_line(block: Block) -> bool:
    """Whether a block can be a line of a title: no sentence, label, date, number, signature, form or table of contents."""
    text = block.text
    if block.is_closed or width(text) > _LONGEST or _FORM_LINE.match(text) or _CONTENTS_LINE.search(text):
        return False
    other = split_label(text) or find_numbers(text) or parse_date(text) or body_names(text) or _ADDRESS.fullmatch(text)
    return not other


def continues_title(block: Block) -> bool:
    """Whether a block behind a title line belongs to the title though it could not begin one: （2024年版）, （试行）."""
    return is_edition(block) or is_title_line(block)


def is_edition(block: Block) -> bool:
    """Whether a block says in brackets which edition a title means: （2024年版）, （试行）."""
    return bool(_EDITION_IN_BRACKETS.fullmatch(block.text))


def opens_statement(block: Block) -> bool:
    """Whether a title line needs the bodies above it for its beginning: 关于…的通知."""
    return is_title_line(block) and bool(_STATEMENT.match(block.text))


def is_masthead(block: Block) -> bool:
    """Whether a block is of a letterhead: …文件, 签发人 …"""
    return bool(_MASTHEAD.fullmatch(block.text))
