"""DOCX files: heading styles, labels that Word generates from numbering.xml, tables, footnotes, heads and feet."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from tests.quality.builders.printing import Printed, printed
from tests.quality.cases import ExpectedDocument

_FORMATS = {  # role → (number format, text of the label)
    "part": ("chineseCountingThousand", "第%1编"),
    "chp": ("chineseCountingThousand", "第%1章"),
    "art": ("chineseCountingThousand", "第%1条"),
    "policy": ("chineseCountingThousand", "%1、"),
    "point": ("chineseCountingThousand", "（%1）"),
    "indent": ("decimal", "%1."),
}
_STYLES = {"title": "Title", "heading": "Heading 1", "policy": "Heading 2"}
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def made(documents: Sequence[ExpectedDocument], options: dict[str, Any]) -> bytes:
    """The bytes of a Word file of these documents."""
    word = docx.Document()
    if "head" in options:
        word.sections[0].header.paragraphs[0].text = options["head"]
    if "foot" in options:
        word.sections[0].footer.paragraphs[0].text = options["foot"]
    numbering = _Numbering(word) if options.get("numbering") else None
    for document in documents:
        for piece in printed(document, options):
            _add(word, piece, numbering)
    if "footnote" in options:
        _footnote(word, options["footnote"])
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _add(word: Word, piece: Printed, numbering: _Numbering | None) -> None:
    if piece.is_table:
        rows = piece.rows
        table = word.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        return
    role = _role(piece)
    generated = numbering is not None and role in _FORMATS
    for line in (piece.text if generated else piece.whole).split("\n"):
        paragraph = word.add_paragraph(line, style=_STYLES.get(piece.role if len(piece.text) < 40 else ""))
        if piece.is_centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if generated and numbering:
            numbering.put(paragraph, role)


def _role(piece: Printed) -> str:
    return {"第": {"编": "part", "章": "chp", "条": "art"}.get(piece.label[-1:], "")}.get(piece.label[:1], piece.role)


class _Numbering:
    """A list a kind of label; a list begins anew whenever a label above it comes (points after each article)."""

    _ORDER = ("part", "chp", "art", "policy", "point", "indent")

    def __init__(self, word: Word) -> None:
        self._root = word.part.numbering_part.element
        self._lists: dict[str, int] = {}
        self._next = 100
        for offset, (role, (number_format, text)) in enumerate(_FORMATS.items()):
            self._root.insert(offset, parse_xml(_abstract(900 + offset, number_format, text)))
            self._lists[role] = 0

    def put(self, paragraph: Paragraph, role: str) -> None:
        """Give a paragraph the next number of its list."""
        for lower in self._ORDER[self._ORDER.index(role) + 1 :]:
            if not (role in ("part", "chp") and lower == "art"):
                self._lists[lower] = 0
        if not self._lists[role]:
            self._lists[role] = self._next = self._next + 1
            self._root.append(parse_xml(_number(self._next, 900 + list(_FORMATS).index(role))))
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx offers no other way
        numbering = OxmlElement("w:numPr")
        for tag, value in (("w:ilvl", 0), ("w:numId", self._lists[role])):
            element = OxmlElement(tag)
            element.set(qn("w:val"), str(value))
            numbering.append(element)
        properties.append(numbering)


def _abstract(identifier: int, number_format: str, text: str) -> str:
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identifier}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    )


def _number(identifier: int, abstract: int) -> str:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return f'<w:num {nsdecls("w")} w:numId="{identifier}"><w:abstractNumId w:val="{abstract}"/>{start}</w:num>'


def _footnote(word: Word, text: str) -> None:
    """A footnote to the last paragraph of running text."""
    blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>'
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, blob.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    run = word.paragraphs[-1].add_run()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "2")
    run._r.append(reference)  # noqa: SLF001 - python-docx offers no other way
