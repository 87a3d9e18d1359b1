"""What a segment is called when it is cited: ``art_8__para_1__point_3`` is 第八条第（三）项, Article 8, item (3)."""

from __future__ import annotations

import re
from collections.abc import Callable

from archive.text.numerals import format_numeral, format_roman

OTHER_WORD = r"(?!(?<=项)目|(?<=目)[录的标]|(?<=条)[例件款约道]|(?<=章)程|(?<=节)[课日点]|(?<=款)[式项])"
"""Behind 编章节条款项目: not where it begins another word (条例, 项目, 章程)."""

_Name = Callable[[int], str]

_IN_STATUTES: dict[str, tuple[_Name, _Name]] = {
    "art": (lambda n: f"第{_han(n)}条", lambda n: f"Article {n}"),
    "para": (lambda n: f"第{_han(n)}款", lambda n: f"paragraph {n}"),
    "point": (lambda n: f"第（{_han(n)}）项", lambda n: f"item ({n})"),
    "indent": (lambda n: f"第{n}目", lambda n: f"indent {n}"),
    "table": (lambda n: f"表{n}", lambda n: f"table {n}"),
}
_ELSEWHERE: dict[str, tuple[_Name, _Name]] = {
    "part": (lambda n: f"第{_han(n)}编", lambda n: f"Part {_roman(n)}"),
    "subpart": (lambda n: f"第{_han(n)}分编", lambda n: f"Subpart {_roman(n)}"),
    "chp": (lambda n: f"第{_han(n)}章", lambda n: f"Chapter {_roman(n)}"),
    "chpsec": (lambda n: f"第{_han(n)}节", lambda n: f"Section {n}"),
    "sec": (lambda n: f"{_han(n)}", lambda n: f"Section {_roman(n)}"),
    "point": (lambda n: f"（{_han(n)}）", lambda n: f" ({n})"),
    "indent": (str, lambda n: f" {n}"),
    "para": (lambda n: f"第{n}段", lambda n: f"paragraph {n}"),
    "table": (lambda n: f"表{n}", lambda n: f"table {n}"),
    "att": (lambda n: f"附件{n} ", lambda n: f"Annex {n}"),
    "sum": (lambda n: f"摘要{n}", lambda n: f"Digest {n}"),
    "hdg": (lambda n: f"第{n}个标题", lambda n: f"heading {n}"),
}
_SPECIAL = {
    "notice": ("印发通知", "Issuing notice"),
    "annexes": ("附件目录", "List of annexes"),
    "masthead": ("版头", "Masthead"),
    "title": ("标题", "Title"),
    "history": ("题注", "History"),
    "contents": ("目录", "Contents"),
    "addressees": ("主送机关", "Addressees"),
    "signature": ("落款", "Signature"),
    "imprint": ("版记", "Imprint"),
}
_ABOVE_ARTICLES = ("part", "subpart", "chp", "sec")
_NUMBER = re.compile("[1-9][0-9]{0,5}(?:_[1-9][0-9]{0,5})*")


def provision_name(segment_id: str, language: str) -> str:
    """The name of a place in a language (``zh``, ``en``); the id itself where it is of no form that is cited.

    Statutes: 条款项目, the chapter left out, and the first paragraph of an article too. Policy papers: 二（一）4第3段.
    Numbers above 9999 (in Roman numerals 399) are written in figures.
    """
    components = segment_id.split("__")
    article = next((place for place, one in enumerate(components) if one.startswith("art_")), None)
    names: list[str] = []
    for place, component in enumerate(components):
        kind, _, number = component.partition("_")
        if article is not None and place < article and kind in _ABOVE_ARTICLES:
            continue
        if kind == "sec" and place and components[place - 1].startswith("chp"):
            kind = "chpsec"
        name = _name(component, kind, number, language, statute=article is not None and place >= article)
        if name is None:
            return segment_id
        names.append(name)
    return _joined([name for name in names if name], language)


def _joined(names: list[str], language: str) -> str:
    """Chinese runs on; English levels are set apart by commas, but (1) and 4 of policy papers by a space."""
    if language == "zh":
        return "".join(names).strip()
    text = "".join(name if name.startswith(" ") else f", {name}" for name in names).removeprefix(", ").strip()
    return text[:1].upper() + text[1:]


def _name(component: str, kind: str, number: str, language: str, *, statute: bool) -> str | None:
    """The name of one level; empty for the first paragraph of an article; None where there is none."""
    if component in _SPECIAL:
        return _SPECIAL[component][language == "en"]
    forms = (_IN_STATUTES if statute else _ELSEWHERE).get(kind)
    if forms is None or not _NUMBER.fullmatch(number):
        return None
    if statute and component == "para_1":
        return ""
    main, *inserted = (int(part) for part in number.split("_"))
    between = "-{}" if language == "en" else "之{}"
    shown = (str(part) if language == "en" else _han(part) for part in inserted)
    return forms[language == "en"](main) + "".join(between.format(part) for part in shown)


def _han(value: int) -> str:
    return format_numeral(value) if value < 10_000 else str(value)


def _roman(value: int) -> str:
    return format_roman(value) if value < 400 else str(value)
