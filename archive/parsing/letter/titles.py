"""What can be a line of a title, and what stands above one: issuing bodies, a letterhead (…文件)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.parsing.statute.header import history_length
from archive.parsing.structure.contents import has_leader, is_contents_title
from archive.reading import Block
from archive.reading.blocks import width
from archive.reading.form_entries import is_entry
from archive.text.bodies import body_names
from archive.text.dates import parse_date
from archive.text.document_number import find_numbers, parse_number
from archive.text.labels import split_label

_LONGEST = 240
_MOST_JOINT = 8
"""So many bodies at most stand above the number of a joint decree."""
_ADDRESS = re.compile(r"\S+\.\S+")
_OPENS_NO_TITLE = re.compile(r"附件[：:]|[(（|]")
_ENTRIES = re.compile(r"(?:[^\s：:，。]{2,8}[：:]\s*\S+(?:\s+|$)){2,}")
"""主办：…　编辑：…　准印证号：… is of the print, not of a title."""
_STATEMENT = re.compile(r"(?:关于|印发|转发)")
_MASTHEAD = re.compile(
    r".{0,60}文\s*件|签发人.*|.{0,60}明\s*传\s*电\s*报|特\s*提|(?:特|加|平)\s*急|[绝機机秘]\s*密(?:★.{0,6})?|发电单位.*|\d{6}"
)
_BYLINE = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)|\d{4}年\d{1,2}月\d{1,2}日\s")
"""A web page's line of date and department stands beside the title and is none."""
_RULE = re.compile(r"[\W_]*")
_BULLETS = ("·", "•", "●", "■", "◆", "★", "※")
_CLAUSE_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*(?:\s+\S|(?![年月日号届个周项])[\u4e00-\u9fff])")
"""1 适用范围, as standards number their clauses."""
_NO_TITLES = (_RULE, _ENTRIES, _ADDRESS)
_STATUTE = re.compile(
    r".*(?:法|法典|条例|條例|规定|規定|办法|辦法|规则|規則|细则|細則|准则|准則|章程|规范|修正案|规程|守则)(?:\s*[（(][^（）()]{1,20}[）)])*$"
)
_ENGLISH_STATUTE = re.compile(r"\b(?:Law|Regulations?|Measures|Rules|Provisions|Code|Constitution|Act)\b", re.IGNORECASE)
_EDITION_IN_BRACKETS = re.compile(r"[（(].{0,20}(?:年|版|试行|修订|暂行|稿|草案).{0,4}[）)]")


def is_title_line(block: Block) -> bool:
    """Whether a block can be a line of a title: no sentence, label, date, number, signature, form or table of contents."""
    text = block.text
    if block.is_table or block.is_closed or width(text) > _LONGEST or is_form_line(block) or has_leader(text):
        return False
    opens_other = text.startswith(_BULLETS) or _OPENS_NO_TITLE.match(text) or _BYLINE.match(text)
    if opens_other or any(line.fullmatch(text) for line in _NO_TITLES) or is_contents_title(text) or history_length([block]):
        return False
    return not (split_label(text) or find_numbers(text) or parse_date(text) or body_names(text))


def continues_title(block: Block) -> bool:
    """Whether a block behind a title line belongs to the title though it could not begin one: （2024年版）, （试行）."""
    return is_edition(block) or (is_title_line(block) and not _CLAUSE_NUMBER.match(block.text))


def is_form_line(block: Block) -> bool:
    """Whether a block is an entry of a page's form block: 发文字号：…"""
    return ("：" in block.text or ":" in block.text) and is_entry(block.text)


def is_statute_title(text: str) -> bool:
    """Whether a title is that of a set of rules: …法, …条例, …办法（试行）, Law of …, Measures for …"""
    return bool(_STATUTE.fullmatch(text) or (text.isascii() and _ENGLISH_STATUTE.search(text)))


def is_edition(block: Block) -> bool:
    """Whether a block says in brackets which edition a title means: （2024年版）, （试行）."""
    return bool(_EDITION_IN_BRACKETS.fullmatch(block.text)) and not history_length([block])


def opens_statement(block: Block) -> bool:
    """Whether a title line needs the bodies above it for its beginning: 关于…的通知."""
    return is_title_line(block) and bool(_STATEMENT.match(block.text))


def stands_under_letterhead(blocks: Sequence[Block], number: int) -> bool:
    """Whether the lines above a number are a letterhead: …文件, or the body alone where the title stands under the number."""
    above = blocks[number - 1]
    if is_masthead(above):
        return True
    decree = parse_number(blocks[number].text)
    if (
        decree
        and decree.decreeing_body
        and decree.year is None
        and number < _MOST_JOINT
        and all(body_names(b.text) for b in blocks[:number])
    ):
        return True
    title = blocks[number + 1] if number + 1 < len(blocks) else None
    behind_sentence = number > 1 and blocks[number - 2].is_closed  # then it signs the document before
    return bool(body_names(above.text)) and not behind_sentence and title is not None and is_title_line(title)


def is_masthead(block: Block) -> bool:
    """Whether a block is of a letterhead: …文件, 签发人 …"""
    return bool(_MASTHEAD.fullmatch(block.text))
