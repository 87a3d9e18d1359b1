"""What the sentences of a text state of other works: what it repeals, amends, carries out and rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.data import is_paper
from archive.model import Relation, RelationKind
from archive.parsing.facts.relations_en import english_amended, english_basis, english_implemented, english_repeals
from archive.relations import title_key
from archive.text.document_number import canonical, find_numbers
from archive.text.number_forms import NUMBER
from archive.text.numerals import NUMERAL, parse_numeral
from archive.text.sentences import has_han
from archive.text.work_titles import CITED

_STANDARD = re.compile(r"(?:[A-Z]{2,}(?:/T)?) ?\d+(?:\.\d+)?[—–-]\d{4}")
_REPEALED = re.compile(r"废止|失效|(?<!不)停止执行|不再执行")
_LIST_BEHIND = re.compile(r"(?:[^《，。；：:的前后]{0,40}(?:印发|发布|公布|制定)的|[^《，。；：:的前后]{0,20})[：:]?《")
_REST_ON = re.compile(r"根据|依据|依照|按照")
_PART_OF = re.compile(r"(?:中的|所附|的附件)")
_BASIS = re.compile(r"(?:根据|依据|依照|按照|遵照)([^。；，,]*(?:，?《[^。；，,]*)*)")
_IMPLEMENTS = re.compile(
    r"(?:贯彻落实|贯彻执行|贯彻|落实|执行|贯彻实施|实施好?)(?:好|中共中央、国务院|党中央、国务院|国务院)?(《[^。；，,]*)"
)
_AMENDS_BY_TITLE = re.compile(r"(?:修改|修订|修正|调整)([^。]*《[^。]*》)")
_AMENDED = re.compile(
    r"(?:（以下简称[^（）]*）)?(?:作如下|作出如下|作以下|作出以下|做如下|进行|予以|的部分条款|部分条款)[^。；]{0,12}(?:修改|修正|修订)"
    r"|第[^。；《》]{1,30}(?:修改为|改为|删去|增加)"
)
_REPLACED = re.compile(r"[（(]\s*(?:代替|替代)([^（）()]*)[)）]")
_ANNEX_AT_END = re.compile(rf"附件\s*({NUMERAL})\s*$")
_POLICY = re.compile(r"(?:意见|方案|规划|纲要|通知|决定|要点|计划|行动)(?:[（(][^（）()]*[）)])?$")
"""What is carried out, where a statute is what others rest on."""
_CARRIES_OUT = re.compile(r"实施(?:意见|方案)|贯彻|落实")
_CALLS = re.compile(r"(?:简称|统称)为?[：:]?\s*$")
"""What follows is another name of the work before it: 《…法典》（以下简称《…》）."""
_ASKED = re.compile(r"[^，。；]{0,8}(?:要求|部署|精神|安排)")


def repeals(texts: Sequence[str]) -> list[Relation]:
    """What the sentences on repeal name: titles with their numbers, else standards by number; also 代替 behind a standard."""
    found = english_repeals([text for text in texts if not has_han(text)])
    for sentence in (s for text in texts for s in re.split(r"(?<=[。；])", text)):
        if verb := _REPEALED.search(sentence):
            cited = list(_repealed(sentence, verb))
            found += cited
            if not cited:
                bare = _bare_numbers(sentence[: verb.start()]) or _bare_numbers(sentence[verb.end() :])
                found += [Relation("repeals", None, number) for number in bare]
        elif replaced := _REPLACED.search(sentence):
            found += [Relation("repeals", None, number[0]) for number in _STANDARD.finditer(replaced[1])]
    return list(dict.fromkeys(found))


def _bare_numbers(text: str) -> list[str]:
    """Standards and document numbers named without a title."""
    return [match[0] for match in _STANDARD.finditer(text)] or [str(number) for _, _, number in find_numbers(text)]


def _repealed(sentence: str, verb: re.Match[str]) -> Iterator[Relation]:
    """The titles that are the verb's: those before it (…同时废止) or right behind it (废止《…》), not those it rests on.

    Of 《X》（number）中的附件1《Y》 the annex is repealed, under the number of X.
    """
    behind = verb[0] == "废止" and bool(_LIST_BEHIND.match(sentence, verb.end()))
    clause = verb.end() if behind else 0
    within: str | None = None
    for match in CITED.finditer(sentence, clause, len(sentence) if behind else verb.start()):
        before = re.split("[，,]", sentence[clause : match.start()])[-1]
        clause = match.end()
        if _PART_OF.match(sentence, match.end()):
            within = _canonical(match["number"])
        elif not _REST_ON.search(before) and not is_paper(match["title"]):
            annex = _ANNEX_AT_END.search(before) if within else None
            provisions = (f"att_{parse_numeral(annex[1])}",) if annex else ()
            yield Relation("repeals", match["title"], _canonical(match["number"]) or within, provisions=provisions)


def basis(texts: Sequence[str], title: str = "") -> list[Relation]:
    """What the opening sentences rest on: 根据《…》《…》, 依据《…》.

    按照《…意见》要求, and an 实施意见 that rests on a policy paper, carry it out.
    """
    found = english_basis([text for text in texts if not has_han(text)])
    for clause in (match[1] for text in texts for match in _BASIS.finditer(text)):
        cited = [match for match in CITED.finditer(clause) if not _CALLS.search(clause, 0, match.start())]
        carried = bool(cited) and all(_POLICY.search(match["title"]) for match in cited)
        carried = carried and bool(_CARRIES_OUT.search(title) or _ASKED.match(clause, cited[-1].end()))
        kind: RelationKind = "implements" if carried else "based on"
        found += [Relation(kind, match["title"], _canonical(match["number"])) for match in cited]
    return list(dict.fromkeys(found))


def implemented(texts: Sequence[str]) -> list[Relation]:
    """What the opening sentences carry out: 为贯彻落实《…》, 为落实《…》."""
    english = [text for text in texts if not has_han(text)]
    return [*english_implemented(english), *_stated("implements", _IMPLEMENTS, texts)]


def amended(texts: Sequence[str], title: str = "") -> list[Relation]:
    """What a text changes: 关于修改《…》的决定, 对《…》作如下修改, 将《…》第三条修改为."""
    found = [
        Relation("amends", match["title"], _canonical(match["number"]))
        for clause in _AMENDS_BY_TITLE.findall(title)
        for match in CITED.finditer(clause)
    ]
    found += [] if has_han(title) else english_amended(title)
    for text in texts:
        found += [
            Relation("amends", match["title"], _canonical(match["number"]))
            for match in CITED.finditer(text)
            if _AMENDED.match(text, match.end()) and not _REST_ON.search(text[max(0, match.start() - 12) : match.start()])
        ]
    known = {title_key(title) for title in {relation.title or "" for relation in found if relation.number}}
    return [r for r in dict.fromkeys(found) if r.number or title_key(r.title or "") not in known]


def _stated(kind: RelationKind, words: re.Pattern[str], texts: Sequence[str]) -> list[Relation]:
    clauses = (match[1] for text in texts for match in words.finditer(text))
    found = [
        Relation(kind, match["title"], _canonical(match["number"])) for clause in clauses for match in CITED.finditer(clause)
    ]
    return list(dict.fromkeys(found))


def _canonical(number: str | None) -> str | None:
    if not number:
        return None
    match = NUMBER.search(number)
    return canonical(match[0]) if match else number.strip()
