"""The line that names those to whom a letter goes: 各省、自治区、直辖市财政厅（局）： and 河北省人民政府，自然资源部： alike."""

from __future__ import annotations

import re

_LONGEST = 600
_NAME_END = (
    r"(?:委|厅|局|部|院|会|办|校|府|署|行|司|团|站|社|旗|盟|馆|室|队|大学|单位|中心|机构|企业|公司|部门|协会|医院|总队"
    r"|联|协|工会|团体|组织|机关|街道|同志|代表|[一-龥]人)"
)
_BRACKETED = r"(?:\s*[（(][^（）()]*[）)])*"
_NAME = rf"[^，,；;。：:《》“”]*{_NAME_END}{_BRACKETED}"
_ALL_OF = r"各[^。；：:《》]*?(?<!如下)(?<!事项)(?<!通知)"
_ADDRESSEES = re.compile(rf"(?:{_ALL_OF}|{_NAME}(?:[，,；;]\s*{_NAME})*)\s*[：:]")
_SPEAKS = re.compile(r"(?:现将|现就|如下|根据|经研究|按照|应当|以下|包括|下列|申请人|负责人|当事人|联系人)")


def are_addressees(text: str) -> bool:
    """Whether a line is addressees: names of bodies, or 各…, and a colon; not the beginning of a sentence that lists."""
    text = text.strip()
    return len(text) <= _LONGEST and bool(_ADDRESSEES.fullmatch(text)) and not _SPEAKS.search(text)
