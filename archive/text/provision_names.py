"""What a segment is called when it is cited: ``art_8__para_1__point_3`` is 第八条第（三）项, Article 8, item (3)."""

from __future__ import annotations

import re
from collections.abc import Callable

from archive.text.numerals import format_numeral, format_roman

Name = Callable[[int], str]

_IN_STATUTES: dict[str, tuple[Name, Name]] = {
    "art": (lambda n: f"第{format_numeral(n)}条", lambda n: f"Article {n}"),
    "para": (lambda n: f"第{format_numeral(n)}款", lambda n: f", paragraph {n}"),
    "point": (lambda n: f"第（{format_numeral(n)}）项", lambda n: f", item ({n})"),
    "indent": (lambda n: f"第{n}目", lambda n: f", indent {n}"),
}
_ELSEWHERE: dict[str, tuple[Name, Name]] = {
    "part": (lambda n: f"第{format_numeral(n)}编", lambda n: f"Part {format_roman(n)}"),
    "chp": (lambda n: f"第{format_numeral(n)}章", lambda n: f"Chapter {format_roman(n)}"),
    "sec": (format_numeral, lambda n: f", Section {format_roman(n)}"),
    "chpsec": (lambda n: f"第{format_numeral(n)}节", lambda n: f", Section {n}"),
    "point": (lambda n: f"（{format_numeral(n)}）", lambda n: f" ({n})"),
    "indent": (str, lambda n: f" {n}"),
    "para": (lambda n: f"第{n}段", lambda n: f", paragraph {n}"),
    "att": (lambda n: f"附件{n} ", lambda n: f"Annex {n}"),
    "sum": (lambda n: f"摘要{n}", lambda n: f"Digest {n}"),
    "hdg": (lambda n: f"第{n}个标题", lambda n: f"heading {n}"),
}
_AROUND = {"notice": ("印发通知", "Issuing notice"), "annexes": ("附件目录", "List of annexes")}


def provision_name(segment_id: str, language: str) -> str:
    """The name of a place in a language (``zh``, ``en``); the id itself where it is of no form that is cited.

    Statutes: 条款项目, the chapter left out, and the first paragraph of an article too where nothing needs it. Policy papers:
    二（一）4第3段.
    """
    components = segment_id.split("__")
    article = next((place for place, component in enumerate(components) if component.startswith("art_")), None)
    if components[0].startswith("chp") and len(components) > 1 and article is None:
        components[1] = components[1].replace("sec_", "chpsec_")
    names = [_name(component, language, statute=article is not None) for component in components[article or 0 :]]
    if not all(name is not None for name in names):
        return segment_id
    name = "".join(name or "" for name in names).removeprefix(", ").strip(" ")
    return name[:1].upper() + name[1:]


def _name(component: str, language: str, *, statute: bool) -> str | None:
    """The name of one level; empty for the first paragraph of an article; None where there is none."""
    kind, _, number = component.partition("_")
    if component in _AROUND:
        return _AROUND[component][language == "en"]
    forms = (_IN_STATUTES if statute else _ELSEWHERE).get(kind)
    main, _, inserted = number.partition("_")
    if forms is None or not re.fullmatch("[0-9]{1,6}", main):
        return None
    if statute and component == "para_1":
        return ""
    name = forms[language == "en"](int(main))
    if inserted:
        name += f"-{inserted}" if language == "en" else f"之{format_numeral(int(inserted))}"
    return name
