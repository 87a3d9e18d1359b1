"""Facts that stand in the text: type, date of effect, what it repeals and what it rests on, level and region."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from archive.data import Body, body, coded_bodies, is_of_region, is_paper, table
from archive.model import Bilingual, Level, Relation
from archive.text.dates import find_dates
from archive.text.document_number import NUMBER, canonical, find_numbers, parse_number

_TITLE = r"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》"
CITED = re.compile(rf"{_TITLE}(?:\s*[（(]\s*(?P<number>[^（）()《》]*(?:[（(][0-9０-９]{{4}}[)）])?[^（）()《》]*?号)\s*[）)])?")
"""A cited work: 《title》, and its number in brackets where one follows."""
_STANDARD = re.compile(r"(?:[A-Z]{2,}(?:/T)?) ?\d+(?:\.\d+)?[—–-]\d{4}")
_REPEALED = re.compile(r"废止|失效|(?<!不)停止执行|不再执行")
_LIST_BEHIND = re.compile(r"(?:[^《，。；：:的前后]{0,40}(?:印发|发布|公布|制定)的|[^《，。；：:的前后]{0,20})[：:]?《")
_REST_ON = re.compile(r"根据|依据|依照|按照")
_PART_OF = re.compile(r"(?:中的|所附|的附件)")
_EFFECT = "(?:正式)?(?:施行|实施|生效|执行)"
_DAY = "\0"
"""Stands for a date in a text without white space, so that the patterns around it stay simple."""
_FROM_DATE = re.compile(
    rf"(?:自|从|于){_DAY}起?{_EFFECT}(?!的)|{_DAY}起{_EFFECT}(?!的)"
    rf"|{_EFFECT}(?:日期|之日)[为是]{_DAY}|{_DAY}[为是][^，。；]{{0,24}}{_EFFECT}(?:日期|之日)"
)
_OWN = re.compile(r"本(?:条例|规定|办法|规则|细则|法|意见|决定|方案|通知|通告|公告)")
_FROM_PUBLICATION = re.compile(r"自(?:公布|发布|印发|下发|颁布)之日起\s*(?:施行|实施|生效|执行)")
_ENGLISH_EFFECT = re.compile(r"(?:effective|into force|into effect|takes? effect|implemented)[^.]{0,40}", re.IGNORECASE)
_BASIS = re.compile(r"(?:根据|依据|依照|按照|贯彻落实)([^。；，,]*)")
_BRACKETS_AT_END = re.compile(r"[（(][^（）()]*[）)]$")


def document_type(title: str) -> str | None:
    """The genre a title ends with (文种): 规则, 办法, 意见 …; None where it is not in the list."""
    bare = _BRACKETS_AT_END.sub("", title.strip()).rstrip("》")
    known = sorted((row["zh"] for row in table("types")), key=len, reverse=True)
    found = next((name for name in known if bare.endswith(name)), None)
    if found or not bare.isascii():
        return found
    words = {row["en"].casefold(): row["zh"] for row in table("types")}
    return next((zh for en, zh in words.items() if re.search(rf"\b{en}\b", bare.casefold())), None)


def effective_date(text: str, issued: date | None) -> date | None:
    """The date from which a text says it applies; the date of issue where it says 自公布之日起."""
    sentences = [(s, day) for s in re.split(r"(?<=[，。；])|\n", text) if (day := _stated_day(s))]
    own = next((day for s, day in sentences if _OWN.search(s)), sentences[-1][1] if sentences else None)
    if own:
        return own
    if _FROM_PUBLICATION.search(text):
        return issued
    if match := _ENGLISH_EFFECT.search(text):
        return next((day for _, _, day in find_dates(match[0])), None)
    return None


def _stated_day(sentence: str) -> date | None:
    """自2024年5月1日起施行, 施行日期为2024年5月1日: the day from which a sentence says that something applies."""
    sentence = re.sub(r"[\s\0]+", "", sentence)
    dates = find_dates(sentence)
    bare, end = "", 0
    for start, stop, _ in dates:
        bare, end = bare + sentence[end:start] + _DAY, stop
    match = _FROM_DATE.search(bare + sentence[end:])
    return dates[bare[: match.end()].count(_DAY) - 1][2] if match and dates else None


def repeals(texts: Sequence[str]) -> list[Relation]:
    """What the sentences on repeal name: titles with their numbers, else standards by number."""
    found: list[Relation] = []
    for sentence in (s for text in texts for s in re.split(r"(?<=[。；])", text)):
        if verb := _REPEALED.search(sentence):
            cited = list(_repealed(sentence, verb))
            found += [Relation("repeals", match["title"], _canonical(match["number"])) for match in cited]
            if not cited:
                bare = _bare_numbers(sentence[: verb.start()]) or _bare_numbers(sentence[verb.end() :])
                found += [Relation("repeals", None, number) for number in bare]
    return list(dict.fromkeys(found))


def _bare_numbers(text: str) -> list[str]:
    """Standards and document numbers named without a title."""
    return [match[0] for match in _STANDARD.finditer(text)] or [str(number) for _, _, number in find_numbers(text)]


def _repealed(sentence: str, verb: re.Match[str]) -> Iterator[re.Match[str]]:
    """The titles that are the verb's: those before it (…同时废止) or right behind it (废止《…》), not those it rests on."""
    behind = verb[0] == "废止" and bool(_LIST_BEHIND.match(sentence, verb.end()))
    clause = verb.end() if behind else 0
    for match in CITED.finditer(sentence, clause, len(sentence) if behind else verb.start()):
        rests = _REST_ON.search(re.split("[，,]", sentence[clause : match.start()])[-1])
        clause = match.end()
        if not rests and not is_paper(match["title"]) and not _PART_OF.match(sentence[match.end() :]):
            yield match


def basis(texts: Sequence[str]) -> list[Relation]:
    """What the opening sentences rest on: 根据《…》《…》, 依据《…》."""
    clauses = (match[1] for text in texts for match in _BASIS.finditer(text))
    found = [
        Relation("based on", match["title"], _canonical(match["number"]))
        for clause in clauses
        for match in CITED.finditer(clause)
    ]
    return list(dict.fromkeys(found))


def issuer_names(names: Sequence[str]) -> tuple[Bilingual, ...]:
    """Bodies as printed → full names in both languages where the list of bodies has them."""
    known = (body(name) for name in names)
    full = [found.name if found else Bilingual(zh=name) for name, found in zip(names, known, strict=True)]
    return tuple(dict.fromkeys(full))


def issuing_body(number: str | None) -> Body | None:
    """The body that an agency code belongs to (国卫医急发 → 国卫): the longest code it begins with."""
    parsed = parse_number(number or "")
    return next(iter(coded_bodies(parsed.agency)), None) if parsed else None


def level_and_region(issuers: Sequence[Bilingual], number: str | None) -> tuple[Level | None, str | None]:
    """Level and region of the first issuer, by the list of bodies, its name, or the region's letter in the number."""
    name = issuers[0].zh or "" if issuers else ""
    known = body(name) or issuing_body(number)
    if known and known.level == "national":
        return "national", None
    regions = table("regions")
    agency = parsed.agency if (parsed := parse_number(number or "")) else ""
    region = next((row["zh"] for row in regions if row["zh"] in name or is_of_region(agency, row)), None)
    if region:
        return "provincial", region
    return ("national", None) if name.startswith(("国家", "中华人民共和国", "中国", "全国")) else (None, None)


def _canonical(number: str | None) -> str | None:
    if not number:
        return None
    match = NUMBER.search(number)
    return canonical(match[0]) if match else number.strip()
