"""Titles of works in English, which no mark sets off: capitals and a genre show where they begin and end."""

from __future__ import annotations

import re

_GENRE = (
    "Laws?|Regulations?|Measures|Provisions|Rules|Constitution|Code|Decisions?|Opinions|Notice|Interpretations?|Guidelines|"
    "Standards|Catalogue|Circular|Announcement|Principles|Charter|Norms|Ordinance|Directive|Convention"
)
_QUALIFIERS = (
    "(?:(?:Interim|Provisional|Administrative|Detailed|Implementing|Implementation|Trial|Working|Several|Basic|General) )*"
)
_WORD = r"(?:[A-Z][\w’'-]*|[0-9]{4})"
_SMALL = (
    "(?:of|on|for|and|the|in|to|with|by|or|from|at|as|into|their|its|against|between|over|under|concerning|regarding|governing|"
    "involving)"
)
_PHRASE = rf"{_WORD}(?:,? (?:{_SMALL} ){{0,3}}{_WORD})*"
_STATE = r"(?: of the People[’']s Republic of China)"
_NOT_FIRST = (
    r"(?!(?:The|This|These|Those|Such|Under|In|According|Pursuant|Where|If|For|When|Any|All|With|By|Article|Articles|"
    r"Paragraph|Chapter|Section|Relevant|Other|Applicable|Violations?|As|No|Its|Their|Item|Ministry|Department|School|Bureau)\b)"
)
TITLE = re.compile(
    rf"(?<![\w-])(?:{_QUALIFIERS}(?:{_GENRE}){_STATE}?(?: \((?:Trial|Interim|Revised|for Trial)[^)]*\))? "
    rf"(?:on|for|of|concerning|regarding|governing) (?:the )?{_PHRASE}"
    rf"|{_NOT_FIRST}(?:{_WORD} (?:{_SMALL} ){{0,2}}){{1,9}}(?:{_GENRE})\b{_STATE}?"
    rf"|(?:Constitution|Criminal Law|Civil Code){_STATE}?)"
)
"""Regulations on Human Organ …, Law of the People's Republic of China on …, Personal Information Protection Law."""
_NEXT_WORK = re.compile(rf"(?:,(?: and| or)?| and| or) (?:the (?:{_WORD} )*?|{_QUALIFIERS})(?:{_GENRE})\b")
_DIVISION = re.compile(
    r"(?:General|Supplementary|Special|Miscellaneous|Other|Common|Final|Supplemental) (?:Provisions|Principles|Rules)"
)
"""What chapters are called."""
_OWN = re.compile(
    rf"(?:this|these|the present)\s+(?:{_QUALIFIERS})(?:{_GENRE})\b(?! (?:on|of|for)\b)|hereof\b|herein\b", re.IGNORECASE
)
_TRAILING = re.compile(rf"(?:,? {_SMALL})+$")
_ANY_ARTICLE = re.compile(r",? (?:Articles?|Paragraphs?|Chapters?|Items?|Sections?)(?: .*)?$")
_LAW_SCHOOL = re.compile(r"(?:Administration|Bureau|Ministry|Committee) (?:of|for|on) (?:[A-Z]\w+ )*$")


def title_at(match: re.Match[str]) -> str:
    """The title that a match of ``TITLE`` begins with, without what it took too much; empty where it names no work."""
    title = _ANY_ARTICLE.sub("", match[0])
    title = _TRAILING.sub("", _NEXT_WORK.split(title)[0])
    before = match.string[: match.start()]
    if _DIVISION.fullmatch(title):
        return ""
    if re.search(r"\b(?:this|these|such)\s+$", before, re.IGNORECASE) or _LAW_SCHOOL.search(before[-60:]):
        return ""
    return title if (re.search(rf"\b(?:{_GENRE})\b", title) and " " in title) or title == "Constitution" else ""


def own_name(text: str, position: int) -> int | None:
    """Where ``this Law`` or ``these Measures`` ends, if it stands at a position."""
    match = _OWN.match(text, position)
    return match.end() if match else None
