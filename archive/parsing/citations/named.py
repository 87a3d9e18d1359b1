"""Works cited without 《》: laws by their name before an article, documents by their number alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.data import table
from archive.model import Citation, Segment
from archive.text.document_number import find_numbers

_GENRES = tuple(sorted((row["zh"] for row in table("types") if row["sort"] == "official"), key=len, reverse=True))
GENRES = "|".join(_GENRES)
"""What official documents end with, as an alternation for a regular expression."""
_NAMED = re.compile(rf"[\u4e00-\u9fff]{{2,60}}(?:{GENRES})$")
_BASIC = tuple(sorted((row["zh"] for row in table("basic_laws")), key=len, reverse=True))
"""Laws that everybody calls by their short name: 刑法第二百九十四条, also where nothing tells where the name begins."""
_LEADS_IN = re.compile(
    r"^.*(?:违反|依照|依据|根据|按照|遵照|适用|符合|参照|执行|触犯|援引|属于|具有|所称|(?<=[法例定则章款项])(?:和|与|及|以及|或者|或))"
)
_PINYIN = re.compile(r"(?:[A-Z][a-z]{1,5} ){1,7}(?:\[|\(|〔)?\d{4}(?:\]|\)|〕)?,? No\. ?\d{1,4}")


def named_law(before: str) -> str | None:
    """The law that words end with: 依照中华人民共和国刑法 → 中华人民共和国刑法; None where they name none."""
    match = _NAMED.search(before) if before.endswith(_GENRES) else None  # the search takes a hundred times as long
    if match is None:
        return _basic_law(before)
    country = match[0].rfind("中华人民共和国")
    name = match[0][country:] if country >= 0 else _without_lead(match[0])
    generic = re.fullmatch(rf"(?:本|该|上述|前述|有关|相关|其他|法律)?(?:{GENRES})", name)
    return None if generic or (not name.endswith("法") and country < 0) else name


def _without_lead(words: str) -> str:
    """讨论了刑法 → 刑法; 违反海关法 → 海关法."""
    name = _LEADS_IN.sub("", words)
    return (_basic_law(name) or name) if name == words else name


def _basic_law(words: str) -> str | None:
    """The short name that words end with."""
    return next((name for name in _BASIC if words.endswith(name)), None)


def chinese_number(segment: Segment, bracket: int) -> tuple[list[Citation], int]:
    """A document number in the running text: 国办发〔2020〕5号; not that of the document itself."""
    begin = max(0, bracket - 24)
    around = find_numbers(segment.text[begin : bracket + 40])
    found = next(((begin + s, begin + e, n) for s, e, n in around if begin + s < bracket < begin + e and n.year), None)
    if found is None or segment.id.rpartition("__")[2] in ("masthead", "imprint", "title", "contents"):
        return [], bracket + 1
    start, end, number = found
    return [Citation(segment.id, "", number=str(number), start=start, end=end)], end


def english_numbers(segment: Segment) -> Iterator[Citation]:
    """Document numbers: Guo Wei Yi Ji Fa [2024] No. 13, Decree No. 767 of the State Council."""
    if segment.id.rpartition("__")[2] in ("masthead", "imprint", "title"):
        return
    for match in _PINYIN.finditer(segment.text):
        yield Citation(segment.id, "", number=match[0], start=match.start(), end=match.end())
    for start, end, number in find_numbers(segment.text):
        if not number.agency.isascii():
            yield Citation(segment.id, "", number=str(number), start=start, end=end)
