"""Lines that print two parts of a document side by side, cut in two: a number and who signs, a signature and its date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.reading import Block
from archive.text.bodies import body_names
from archive.text.dates import DATE, parse_date
from archive.text.document_number import completed, find_numbers, parse_number
from archive.text.labels import split_label
from archive.text.number_forms import ENGLISH_SERIAL, NUMBER

_HEAD = 12
_SHORTEST_TITLE = 6
_LONGEST = 200
_SIGNER = re.compile(r"\s+签\s*发\s*人\s*[：:].*")
_SERIAL_BEHIND = re.compile(r"(?P<title>.*(?:公告|通告))\s*(?P<number>[（(]\s*\d{4}\s*年\s*第\s*\d{1,4}\s*号\s*[)）])")
_ENDS_LIKE_A_DATE = re.compile(r"[\d日）)]\s*$")
_SPACE = re.compile(r"\s+")
_LONGEST_HEADING = 80
_NUMBER_BEHIND = re.compile(rf"(?P<title>.*[^\s（(])\s*(?P<number>[（(]\s*(?:{NUMBER.pattern})\s*[)）])")


def separated(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with every line that holds two parts as two blocks, and a decree's number on several lines as one."""
    blocks = _with_whole_numbers(blocks)
    alone = {str(number) for block in blocks[: 2 * _HEAD] if (number := parse_number(block.text))}
    return [part for place, block in enumerate(blocks) for part in _parts(block, alone if place < _HEAD else None)]


def _with_whole_numbers(blocks: Sequence[Block]) -> list[Block]:
    """国务院令 / 第767号 and 国家药监局 / 公告 / 2017年第146号: one block each."""
    joined: list[Block] = []
    position = 0
    while position < len(blocks):
        for count in (3, 2):
            lines = blocks[position : position + count]
            if len(lines) == count and (count == 2 or body_names(lines[0].text)) and _is_one_number(lines):
                text = f"{_heading(lines)} {lines[-1].text.strip()}"
                if count == 3 and joined and lines[1].text.strip() == "令":
                    lines, text = _of_the_first(joined, lines, text)
                joined.append(replace(lines[0], text=text, last_line=lines[-1].last_line, last_page=lines[-1].last_page))
                position += count
                break
        else:
            joined.append(blocks[position])
            position += 1
    return joined


def _of_the_first(joined: list[Block], lines: Sequence[Block], text: str) -> tuple[Sequence[Block], str]:
    """A joint decree is counted by the body printed first: the other bodies stay lines of their own above its number."""
    first = len(joined)
    while first and len(body_names(joined[first - 1].text)) == 1:
        first -= 1
    if first == len(joined):
        return lines, text
    body = joined.pop(first)
    joined.append(lines[0])
    return [body, *lines[1:]], f"{_SPACE.sub('', body.text)}令 {lines[-1].text.strip()}"


def _is_one_number(lines: Sequence[Block]) -> bool:
    if "号" not in lines[-1].text[-3:] and not ENGLISH_SERIAL.fullmatch(lines[-1].text.strip()):
        return False
    heading = _heading(lines)
    return len(heading) <= _LONGEST_HEADING and bool(completed(heading, lines[-1].text))


def _heading(lines: Sequence[Block]) -> str:
    """What stands above the serial, without the spaces inside words (公　告); those between bodies stay."""
    first, *rest = (line.text.strip() for line in lines[:-1])
    if first.isascii():
        return " ".join([first, *rest])
    several = len(body_names(re.sub(r"\s*(?:令|公\s*告|通\s*告)$", "", first))) > 1
    return "".join([first if several else _SPACE.sub("", first), *(_SPACE.sub("", line) for line in rest)])


def _parts(block: Block, alone: set[str] | None) -> Iterator[Block]:
    """``alone``: the numbers that have a line of their own, at the head of the file; None behind it."""
    text = block.text
    whole = block.is_table or len(text) > _LONGEST
    cut = None if whole else _cut_before_date(text) or (_cut_at_number(text, alone) if alone is not None else None)
    texts = [part for part in (text[:cut].strip(), text[cut:].strip()) if part] if cut else [text]
    if len(texts) > 1 and _SIGNER.fullmatch(f" {texts[1]}"):  # who signs belongs to the letterhead, which stands above the number
        texts.reverse()
    yield from [replace(block, text=part) for part in texts] if len(texts) > 1 else [block]


def _cut_before_date(text: str) -> int | None:
    """国家卫生健康委 2024年5月1日: where the date begins, if all before it are names of bodies."""
    if not _ENDS_LIKE_A_DATE.search(text):
        return None
    match = next((match for match in DATE.finditer(text) if parse_date(text[match.start() :])), None)
    return match.start() if match and match.start() and body_names(text[: match.start()]) else None


def _cut_at_number(text: str, alone: set[str]) -> int | None:
    """甲发〔2024〕1号　签发人：…, 甲发〔2024〕1号《关于…》, 关于…的通知（甲发〔2024〕1号）."""
    if any(str(number) in alone for _, _, number in find_numbers(text)):  # the name of the page, not the document's head
        return None
    if (match := NUMBER.match(text)) and not text.isascii():
        behind = text[match.end() :]
        title = len(behind) >= _SHORTEST_TITLE and re.match(r"\s*《.*》$|\s+\S", behind)
        return match.end() if _SIGNER.fullmatch(behind) or (title and not _closed(text)) else None
    if split_label(text):  # 一、《…办法》（甲发〔2004〕8号） lists a work
        return None
    match = _NUMBER_BEHIND.fullmatch(text) or _SERIAL_BEHIND.fullmatch(text)
    long_enough = match and len(match["title"]) >= _SHORTEST_TITLE and parse_number(match["number"])
    return match.start("number") if match and long_enough and not _closed(match["title"]) else None


def _closed(text: str) -> bool:
    return bool(re.search(r"[。；：，]", text))
