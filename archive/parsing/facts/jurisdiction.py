"""Whose text it is: level and region, by the first issuer, the number's letter, or the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.data import body, coded_bodies, is_of_region, table
from archive.model import Bilingual, Level
from archive.text.document_number import parse_number

_NATIONAL = ("国家", "中华人民共和国", "中国", "中华", "全国", "国务院", "中共中央", "中央", "最高人民")
_PLACE = re.compile(r"(?:[\u4e00-\u9fff]{2,7}?(?:自治州|自治县|自治旗|地区|市|州|盟|县|区|旗))+")
_ABOVE = re.compile(r"^(?:中共|共青团|中国共产党|国家税务总局|中国人民政治协商会议)")
_DISTRICT_OF = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:区|县|市|旗)")


def level_and_region(issuers: Sequence[Bilingual], number: str | None, title: str = "") -> tuple[Level | None, str | None]:
    """Level and region of the first issuer, by the lists of bodies, its name, the region's letter in the number, or the title."""
    name = issuers[0].zh or "" if issuers else ""
    parsed = parse_number(number or "")
    coded = coded_bodies(parsed.agency, parsed.year) if parsed else []
    known = body(name) or (coded[0] if coded and not name else None)
    if known and known.level == "national":
        return "national", None
    if found := _of_place(known.region if known else name):
        return found
    agency = parsed.agency if parsed else ""
    if not name and (region := next((row["zh"] for row in table("regions") if is_of_region(agency, row)), None)):
        return "provincial", region
    if name.startswith(_NATIONAL):
        return "national", None
    if title.startswith("中华人民共和国"):
        return "national", None
    return _of_place(title) or (None, None)


def _of_place(text: str) -> tuple[Level, str] | None:
    """The place that a name begins with: a province, or what lies in one (a city, a county, a district of Shanghai)."""
    text = _ABOVE.sub("", text)
    region = next((row["zh"] for row in table("regions") if text.startswith(row["zh"])), None)
    inside = text.removeprefix(region or "")
    if inside.startswith(("人民", "市场", "地区", "区域")):  # 河北省市场监督管理局 is no city's
        return ("provincial", region) if region else None
    if region and region.endswith("市"):
        district = _DISTRICT_OF.match(inside)
        return ("municipal", region + district[0]) if district and not inside.startswith("城市") else ("provincial", region)
    place = _PLACE.match(inside)
    if place and not re.search(r"[省部委厅局院会]|城市|全国|自治区", place[0]):
        return "municipal", place[0]
    return ("provincial", region) if region else None
