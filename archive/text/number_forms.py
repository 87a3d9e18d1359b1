"""How document numbers are printed: the patterns, apart from what they mean (``document_number``)."""

from __future__ import annotations

import re

from archive.text.numerals import NUMERAL, ZERO_LIKE

_OPEN, _CLOSE = r"[〔﹝\[［(（【〖]", r"[〕﹞\]］)）】〗]"
_YEAR = rf"(?:[0-9０-９]{{4}}|[〇零○{ZERO_LIKE}一二三四五六七八九]{{4}})"
_SERIAL = r"[0-9０-９]{1,5}"
_CODE = r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z]{0,15}?"
_BODY = r"[\u4e00-\u9fff](?:(?!关于|的)[\u4e00-\u9fff]|[ \u3000、](?=[\u4e00-\u9fff])){0,60}?"
GENRE = "令|公告|通告"
_CODED = rf"(?P<agency>{_CODE})\s*{_OPEN}\s*(?P<year>{_YEAR})\s*年?\s*{_CLOSE}\s*(?:第\s*)?(?P<serial>{_SERIAL})"
_YEARLY = (
    rf"(?P<yearly>(?:{_BODY})?(?:{GENRE}))\s*[（(]?\s*(?P<yearly_year>{_YEAR})\s*年\s*第\s*(?P<yearly_serial>{NUMERAL})\s*号"
)
_YEARLY_LAST = (
    rf"(?P<last>(?:{_BODY})?)\s*(?P<last_year>{_YEAR})\s*年\s*第\s*(?P<last_serial>{NUMERAL})\s*号\s*(?P<genre>{GENRE})"
)
_DECREE = rf"(?P<decree>(?:[\u4e00-\u9fff]{{1,24}}?)令)\s*[（(]?\s*第\s*(?P<decree_serial>{NUMERAL})\s*号(?:\s*[）)])?"
_DECREE_LAST = rf"(?P<of>[\u4e00-\u9fff]{{2,24}}?)\s*第\s*(?P<of_serial>{NUMERAL})\s*号\s*令"
_ENGLISH = r"(?P<pinyin>[A-Z][a-z]+(?: [A-Z][a-z]+){1,8}) ?[〔\[(](?P<pinyin_year>\d{4})[〕\])] ?No\. ?(?P<pinyin_serial>\d{1,5})"
NUMBER = re.compile(
    rf"{_CODED}\s*[号號]|{_YEARLY}(?:\s*[）)])?|{_YEARLY_LAST}|{_DECREE}|{_DECREE_LAST}(?![\u4e00-\u9fff])|{_ENGLISH}"
)
"""A document number in a running text."""
ALONE = re.compile(rf"{NUMBER.pattern}|(?:{_CODED.replace('?P<', '?P<bare_')})")
"""A number that a line consists of; 号 may be missing there."""
MARK = re.compile(rf"{_OPEN}\s*{_YEAR}|第\s*{NUMERAL}\s*号|No\. ?\d")
FARTHEST = 64
SENTENCE = re.compile(r".*(?:根据|依据|按照|依照|参照|遵照|执行|落实|[和及与见的由将对以])(?=.)")
"""What no agency code holds: words of the sentence in which a number is cited."""
CITING = re.compile(r".*(?:根据|依据|按照|依照|参照|遵照|见)(?=.)")
"""The same for a decree, whose body may have 和 in its name."""
OWN_COUNTRY = "中华人民共和国"
BRACKETED = re.compile(r"[（(]\s*(.+)[号號]\s*[）)]")
OF_AN_ANNOUNCEMENT = re.compile(rf"[（(]\s*({_YEAR})\s*年\s*第\s*({_SERIAL})\s*号\s*[）)]")
"""（2020年第46号） behind the title of an announcement."""
UNNAMED = re.compile(rf"[（(]?\s*(?:(?P<year>{_YEAR})\s*年\s*)?第\s*(?P<serial>{NUMERAL})\s*号\s*[）)]?")
ENGLISH_GENRE = re.compile(r"(?:Decree|Order) of the ")
ENGLISH_SERIAL = re.compile(r"\(?No\. ?\d{1,5}\)?")
"""An English decree's name and its serial, where each has a line."""
