"""The Word file around the tables: page, styles with fonts and languages, made with python-docx."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from typing import Any

from archive.exchange.characters import escaped
from archive.exchange.facts import Facts

MAIN = "word/document.xml"
STYLES = {"zh": "DuizhaoChinese", "en": "DuizhaoEnglish", "small": "DuizhaoSmall"}
"""Ids of the paragraph styles of the columns."""
_FONTS = {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "eastAsia": "SimSun"}
_MARK = "duizhao-tables-stand-here"


@lru_cache(maxsize=4)
def parts(facts: Facts) -> tuple[list[tuple[str, bytes]], bytes, bytes]:
    """The parts of a package but for its main one, and what stands in that before and behind the tables."""
    written = io.BytesIO()
    _document(facts).save(written)
    with zipfile.ZipFile(written) as package:
        others = [(name, package.read(name)) for name in package.namelist() if name != MAIN]
        main = package.read(MAIN)
    place = main.index(_MARK.encode())
    before, behind = main.rindex(b"<w:p>", 0, place), main.index(b"</w:p>", place) + len(b"</w:p>")
    return others, main[:before], main[behind:]


def _document(facts: Facts) -> Any:
    from docx import Document  # noqa: PLC0415 - slow to load, and only this format needs it
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    document = Document()
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(18)
    _say(document.styles["Normal"], facts.en_code, facts.zh_code)
    for key, size in (("zh", 10.5), ("en", 10.5), ("small", 8)):
        style = document.styles.add_style(STYLES[key], 1)
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(0)
        _say(style, facts.en_code, facts.zh_code)
    properties = document.core_properties
    properties.author, properties.comments, properties.title = "Duizhao", "", escaped(facts.title)[:255]
    if facts.written is not None:
        properties.created = properties.modified = facts.written
    document.add_paragraph(_MARK)
    return document


def _say(style: Any, english: str, chinese: str) -> None:
    """Give a style its fonts and languages; East Asian text has its own of both."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    properties = style.element.get_or_add_rPr()
    for name, attributes in (("w:rFonts", _FONTS), ("w:lang", {"val": english, "eastAsia": chinese})):
        for old in properties.findall(qn(name)):
            properties.remove(old)
        made = OxmlElement(name)
        for key, value in attributes.items():
            made.set(qn(f"w:{key}"), value)
        properties.insert(0, made) if name == "w:rFonts" else properties.append(made)
