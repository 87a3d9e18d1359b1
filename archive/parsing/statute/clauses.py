"""Clauses of a statute's header: one for each act, and the body and meeting that a clause names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.text.dates import DATE
from archive.text.document_number import find_numbers
from archive.text.work_titles import WORK

_BEFORE_DATE = re.compile(r"(?:根据|自|经|由|于|和|、|\s|　|（|\()+$")
ENGLISH_ACTS = "adopted|promulgated|approved|issued|passed|amended|revised"
"""What is done with a statute, as an alternation for a regular expression."""
_ENGLISH_CLAUSE = re.compile(
    rf"(?:^|[;,]\s*(?:and\s+)?|\s+and\s+)(?=(?:first |second )?(?:{ENGLISH_ACTS}|effective|in(?:to)? force)\b)", re.IGNORECASE
)
_CONGRESS = re.compile(
    r"(?P<body>全国人民代表大会常务委员会|全国人民代表大会|全国人大常委会|全国人大"
    r"|[\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|自治县|县|区|特区|盟)(?:人民代表大会常务委员会|人民代表大会|人大常委会))"
)
_CONGRESS_BEHIND = re.compile(
    r"第\S{1,4}届(?=[\u4e00-\u9fff]{2,12}人民代表大会)|(?<=[省市区州县])第\S{1,4}届(?=人民代表大会)|中华人民共和国(?=第\S{1,4}届)"
)
_BODY = r"(?P<body>国务院|[\u4e00-\u9fff]{2,20}?(?:人民政府|委员会|部|局|署|总局|总署|办公室))"
_COURT_COMMITTEE = re.compile(r"(?<=法院)审判委员会$|(?<=检察院)检察委员会$")
_ORDINAL = re.compile(r"(?<=of the )\w+ (?=National People)")
_NTH_TIME = r"第\s*[\d一二三四五六七八九十百]+\s*次"
_COMMITTEE = re.compile(rf"{_BODY}\s*{_NTH_TIME}")
_PLAIN_BODY = re.compile(rf"{_BODY}(?=令|第|公布|发布|颁布|批准|通过|修订|修正|印发|制定)")
_MEETING = re.compile(rf"{_NTH_TIME}(?:[\u4e00-\u9fff]{{0,6}})?会议|\b\w+ (?:Session|Meeting)\b")
_ENGLISH_BODY = re.compile(
    r"Standing Committee of the (?:\w+ )?National People['’]s Congress|National People['’]s Congress|State Council"
    r"|Standing Committee of the [A-Z][\w ]+?Congress"
)


def clauses(text: str) -> Iterator[str]:
    """The parts of a header, each about one date (in English, one verb); dates inside 《》 do not count."""
    text = text.strip().removeprefix("（").removeprefix("(").rstrip("）) 。.")
    masked = WORK.sub(lambda match: "\0" * len(match[0]), text)
    starts = [_clause_start(masked, match.start()) for match in DATE.finditer(masked)]
    if not re.search("[\u4e00-\u9fff]", text):
        starts = [match.end() for match in _ENGLISH_CLAUSE.finditer(text)]
    if not starts:
        yield text
        return
    for start, end in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True):
        yield text[start:end].strip(" ;,\u3000")


def body_in(clause: str) -> str | None:
    """The body that a clause names: a congress or its standing committee, the State Council, a ministry, by name or decree."""
    plain = _CONGRESS_BEHIND.sub("", WORK.sub("", DATE.sub(" ", clause)))
    found = _CONGRESS.search(plain) or _COMMITTEE.search(plain)
    if found:
        return _COURT_COMMITTEE.sub("", found["body"].removeprefix("根据").removeprefix("中华人民共和国"))
    decree = next((n.decreeing_body for _, _, n in find_numbers(plain) if n.decreeing_body), None)
    plainly = _PLAIN_BODY.search(plain)
    english = [_ORDINAL.sub("", match[0]) for match in _ENGLISH_BODY.finditer(clause)]
    if english and decree == "主席":  # a law is the congress's, whoever promulgates it
        return english[0]
    return decree or (plainly["body"].removeprefix("中华人民共和国") if plainly else english[0] if english else None)


def meeting_in(clause: str) -> str | None:
    """The meeting that a clause names: 第二次会议, 第45次常务会议."""
    found = _MEETING.search(clause)
    return "".join(found[0].split()) if found and not found[0].isascii() else found[0] if found else None


def _clause_start(text: str, date_start: int) -> int:
    before = _BEFORE_DATE.search(text[:date_start])
    return before.start() if before else date_start
