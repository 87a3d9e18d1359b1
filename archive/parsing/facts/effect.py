"""From when and until when a text says that it applies: 自…起施行, 自公布之日起30日后施行, 有效期五年, 执行至…."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from archive.data import number_words
from archive.text.dates import find_dates
from archive.text.folding import simplified
from archive.text.numerals import NUMERAL, parse_numeral

_EFFECT = "(?:正式|试|暂)?(?:施行|实施|生效|执行|试行)"
_DAY = "\0"
"""Stands for a date in a text without white space, so that the patterns around it stay simple."""
_FROM_DATE = re.compile(
    rf"(?:自|从|于){_DAY}(?:零时)?(?:起|开始)?{_EFFECT}(?!的)|{_DAY}起{_EFFECT}(?!的)"
    rf"|{_EFFECT}(?:日期|之日|时间)[为是]{_DAY}|{_DAY}[为是][^，。；]{{0,24}}{_EFFECT}(?:日期|之日)"
)
_TO = rf"{_DAY}起?(?:至|到|—|-){_DAY}"
_RANGE = re.compile(rf"自?{_TO}(?:止|期间)?(?:{_EFFECT}|有效)|(?:期限|期间|时间|有效期)[为是]?自?{_TO}")
_OWN = re.compile(
    r"本(?:条例|规定|办法|规则|细则|法|意见|决定|方案|通知|通告|公告|解释|规范|标准|批复|措施|准则|程序|指南|章程|目录|文件|政策"
    r"|制度|规程|实施细则|实施意见|实施办法)"
)
_PUBLICATION = r"自?(?:公布|发布|印发|下发|颁布|颁发|发文|签发|签署|公告|通过)之日"
_FROM_PUBLICATION = re.compile(rf"{_PUBLICATION}起?{_EFFECT}(?!的)")
_AFTER_PUBLICATION = re.compile(rf"{_PUBLICATION}起?满?(?P<count>{NUMERAL})(?P<unit>日|天|个月|月)(?:之?后)?起?{_EFFECT}(?!的)")
_ENGLISH_EFFECT = re.compile(
    r"(?:effective|into force|into effect|takes? effect|implemented|come into operation)[^.]{0,40}", re.IGNORECASE
)
_ENGLISH_PUBLICATION = re.compile(
    r"(?:effective|into force|into effect|takes? effect|implemented)[^.]{0,20}(?:date|day) of (?:its |their )?"
    r"(?:promulgation|publication|issuance|issue|release)",
    re.IGNORECASE,
)
_FOR_YEARS = re.compile(
    rf"(?<!证)(?<!证书)(?:有效期|试行期|暂行期|施行期|实施期)限?(?:为|是|暂定)?(?P<count>{NUMERAL})(?P<unit>年|个月)"
    rf"|试行(?P<trial>{NUMERAL})年"
)
_UNTIL = re.compile(rf"(?:有效期限?|执行|实施|施行|试行期?|期限)(?:延续|截止)?(?:至|到|截至|截止){_DAY}")
_ENGLISH_UNTIL = re.compile(r"(?:valid|remain in (?:force|effect)|expires?) (?:until|through|on) [^.]{0,40}", re.IGNORECASE)
_WORDS = number_words("unit")
_ENGLISH_YEARS = re.compile(rf"valid for (?:a (?:term|period) of )?(?P<count>\d+|{'|'.join(_WORDS)}) years?", re.IGNORECASE)
_APPLIES = re.compile(rf"{_EFFECT}|(?:公布|发布|印发|下发)之日")
_OF_SOMETHING_ELSE = re.compile(r"许可|证书|证明|执照|合同|资格|批件|备案|延长|注册证|[^验认论保]证有效期")
_CLAUSE_END, _SENTENCE_END = re.compile(r"(?<=[，。；])|\n"), re.compile(r"(?<=[。；])|\n")
_MAY_SAY = re.compile(r"[施实执][\s\0]*行|实[\s\0]*施|生[\s\0]*效")
_LONGEST = 20_000


def effective_date(text: str, issued: date | None) -> date | None:
    """The date from which a text says it applies; the date of issue, or days after it, where it says 自公布之日起."""
    text = simplified(text)
    sentences = [sentence for sentence in _CLAUSE_END.split(text) if _may_say(sentence)]
    for own in (True, False):
        fitting = [sentence for sentence in sentences if bool(_OWN.search(sentence)) is own]
        dated = [day for sentence in fitting if (day := _stated_day(sentence))]
        if dated:
            return dated[0] if own else dated[-1]
        if issued and (counted := next(filter(None, (_counted_day(sentence, issued) for sentence in fitting)), None)):
            return counted
    if match := _ENGLISH_EFFECT.search(text):
        if day := next((day for _, _, day in find_dates(match[0])), None):
            return day
        return issued if _ENGLISH_PUBLICATION.search(text) else None
    return None


def expiry_date(text: str, start: date | None) -> date | None:
    """The last day on which a text says it applies; ``start``: its first day, from which 有效期五年 is counted."""
    text = simplified(text)
    for sentence in _SENTENCE_END.split(text):
        bare, days = _with_dates_marked(sentence) if "期" in sentence or "至" in sentence or "到" in sentence else ("", [])
        if not _APPLIES.search(bare) or _OF_SOMETHING_ELSE.search(bare):
            continue
        for pattern in (_RANGE, _UNTIL):
            if match := pattern.search(bare):
                return days[bare[: match.end()].count(_DAY) - 1]
        if start and (match := _FOR_YEARS.search(bare)):
            count = parse_numeral(match["count"] or match["trial"]) or 0
            return _last_day(start, count * (1 if match["unit"] == "个月" else 12)) if 0 < count < 100 else None
    return _english_expiry(text, start)


def _english_expiry(text: str, start: date | None) -> date | None:
    if match := _ENGLISH_UNTIL.search(text):
        return next((day for _, _, day in find_dates(match[0])), None)
    match = _ENGLISH_YEARS.search(text)
    if not match or not start:
        return None
    printed = match["count"].casefold()
    count = _WORDS[printed] if printed in _WORDS else int(printed) if len(printed) < 6 else 0
    return _last_day(start, count * 12) if 0 < count < 100 else None


def _may_say(sentence: str) -> bool:
    return bool(_MAY_SAY.search(sentence))


def _stated_day(sentence: str) -> date | None:
    """自2024年5月1日起施行, 施行日期为2024年5月1日: the day from which a sentence says that something applies."""
    bare, days = _with_dates_marked(sentence)
    if match := _FROM_DATE.search(bare):
        return days[bare[: match.end()].count(_DAY) - 1]
    if match := _RANGE.search(bare):
        return days[bare[: match.end()].count(_DAY) - 2]
    return None


def _counted_day(sentence: str, issued: date) -> date | None:
    """自公布之日起施行, 自公布之日起30日后施行."""
    bare = re.sub(r"[\s\0]+", "", sentence)
    if match := _AFTER_PUBLICATION.search(bare):
        count = parse_numeral(match["count"]) or 0
        if count > 1000:
            return None
        return issued + timedelta(days=count) if match["unit"] in "日天" else _later(issued, count)
    return issued if _FROM_PUBLICATION.search(bare) else None


def _with_dates_marked(sentence: str) -> tuple[str, list[date]]:
    """A sentence without white space in which a mark stands for each date, and the dates."""
    sentence = re.sub(r"[\s\0]+", "", sentence[:_LONGEST])
    dates = find_dates(sentence)
    bare, end = "", 0
    for start, stop, _ in dates:
        bare, end = bare + sentence[end:start] + _DAY, stop
    return bare + sentence[end:], [day for _, _, day in dates]


def _later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year <= date.max.year else date.max


def _last_day(start: date, months: int) -> date:
    return _later(start, months) - timedelta(days=1)
