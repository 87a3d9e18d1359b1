"""The header of a statute (题注): who adopted it and when, by which decree it was published, and every amendment since.

（1979年7月1日第五届全国人民代表大会第二次会议通过　根据1996年…《…的决定》修正　2018年…修订　自…起施行）; English "(Adopted at
the … on July 1, 1979; amended …)"; in law databases without brackets, a line for each event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from archive.parsing.statute.clauses import ENGLISH_ACTS, body_in, clauses, meeting_in
from archive.parsing.statute.enactments import Amendment, Enactment, StatuteHeader
from archive.reading import Block
from archive.text.dates import find_dates
from archive.text.document_number import find_numbers
from archive.text.labels import split_label
from archive.text.work_titles import WORK

_MOST_LINES = 20
_LONGEST_LINE = 400
_MOST_ABOVE = 3
_YEAR = r"[12０-９〇零○一二三四五六七八九\d][\d０-９〇零○一二三四五六七八九\s]{3,6}年"
_VERB = r"通过|通過|公布|公佈|发布|發布|颁布|頒布|修正|修订|修訂|修改|施行|批准|印发|印發|制定"
_OPENING = re.compile(rf"[（(]\s*(?:[^（）()]{{0,60}}?{_YEAR}|根据|(?i:{ENGLISH_ACTS})\b)")
_NAMES_EVENT = re.compile(rf"{_VERB}|第\S{{1,8}}次[会會][议議]|令|(?i:{ENGLISH_ACTS})")
_YEAR_OF_THE_REPUBLIC = r"(?:中華)?民國\s*[\d一二三四五六七八九十百〇○]{1,5}\s*年"
_LINE = re.compile(
    rf"(?:根据|自|经)?\s*(?:{_YEAR_OF_THE_REPUBLIC}.{{0,80}}?(?:訂定|發布|修正)|{_YEAR}.{{0,200}}?(?:{_VERB}))(?:全文.{{1,8}}[条條])?(?:[（(][^（）()]*[）)])?"
)
_BRACKETS = str.maketrans({"（": "(", "）": ")"})
_AMENDED = re.compile(r"修正|修订|修訂|修改|(?i:amended|revised)")
_IN_FORCE = re.compile(r"施行|生效|实施|實施|执行|(?i:effective|in force|into force)")
_FROM_PUBLICATION = re.compile(r"自(?:公布|公佈|发布|發布|颁布|頒布|印发|印發)之日起(?:施行|实施|實施|生效|执行)")
_ADOPTED = re.compile(r"通过|通過|制定|批准|[会會][议議]\s*$|(?i:adopted|approved|passed)")


def history_length(blocks: Sequence[Block]) -> int:
    """How many blocks at the head of a text are a statute's header; 0 where there is none."""
    if not blocks or blocks[0].is_table:
        return 0
    if _OPENING.match(blocks[0].text):
        return _bracketed(blocks)
    count = 0
    while count < min(len(blocks), _MOST_LINES) and _is_line(blocks[count]):
        count += 1
    return count


def header_above(blocks: Sequence[Block], number: int | None) -> int:
    """Where the header begins that stands between a title and its number, as in judicial interpretations; else ``number``."""
    places = range(max(1, (number or 0) - _MOST_ABOVE), number or 0)
    return next((i for i in places if history_length(blocks[i:number]) == (number or 0) - i), number or 0)


def parse_header(text: str) -> StatuteHeader:
    """What the lines of a header say; a header that says nothing is empty."""
    adopted: Enactment | None = None
    published: Enactment | None = None
    amendments: list[Amendment] = []
    effective: date | None = None
    for clause in clauses(_FROM_PUBLICATION.sub("", text)):
        day = next((day for _, _, day in find_dates(clause)), None)
        if _IN_FORCE.search(WORK.sub("", clause)) and not _AMENDED.search(clause):
            effective = day or effective
        elif _AMENDED.search(WORK.sub("", clause)):
            amendments.append(_amendment(clause, day))
        elif _ADOPTED.search(clause) and not adopted:
            adopted = _enactment(clause, day)
        elif day:
            published = _enactment(clause, day)
    if not effective and _FROM_PUBLICATION.search(text):
        effective = published.day if published else adopted.day if adopted else None
    return StatuteHeader(adopted, published, tuple(amendments), effective)


def _bracketed(blocks: Sequence[Block]) -> int:
    """The blocks from an opening bracket to the one that closes it; 0 where what stands between is no header."""
    text = ""
    for count, block in enumerate(blocks[:_MOST_LINES], 1):
        text += block.text
        if text.translate(_BRACKETS).count("(") <= text.translate(_BRACKETS).count(")"):
            whole = block.text.rstrip(" 。.").endswith(("）", ")"))
            return count if whole and _NAMES_EVENT.search(text) and _dated(text) else 0
        if count > 1 and split_label(block.text):
            break
    return 0


def _dated(text: str) -> bool:
    return bool(find_dates(text)) or bool(re.search(r"《.+》|[会會][议議]", text))


def _is_line(block: Block) -> bool:
    """Whether a block is one event of a header that is printed without brackets."""
    text = block.text.strip()
    return len(text) <= _LONGEST_LINE and "。" not in text and bool(_LINE.fullmatch(text))


def _amendment(clause: str, day: date | None) -> Amendment:
    plain = WORK.sub("", clause)
    kind: Literal["修正", "修订"] = "修订" if re.search(r"修订|(?i:revised)", plain) else "修正"
    decision = WORK.search(clause)
    return Amendment(day, kind, decision["title"] if decision else None, body_in(plain), _number(plain))


def _enactment(clause: str, day: date | None) -> Enactment:
    return Enactment(day, body_in(clause), meeting_in(clause), _number(clause))


def _number(clause: str) -> str | None:
    return next(_numbers(clause), None)


def _numbers(clause: str) -> Iterator[str]:
    """Numbers in a clause; the date before one is no part of its agency: 2019年3月18日国务院令第710号."""
    for _, _, number in find_numbers(re.sub(r"^.*?日\s*", "", clause)):
        yield str(number)
