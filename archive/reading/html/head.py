"""What stands above a web page's text and belongs to it: its form, title and number; and what only ``<meta>`` elements say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from archive.reading.form_entries import date_alone, entries, is_entry
from archive.reading.html.flow import Flow
from archive.reading.html.main import is_furniture
from archive.reading.html.pieces import Piece
from archive.reading.html.title import TITLE_META, find_title, holds_title
from archive.reading.line_breaks import shown
from archive.text.dates import find_dates
from archive.text.document_number import parse_number
from archive.text.labels import split_label
from archive.text.sentences import ends_a_sentence, has_han

_META = {
    "pubdate": "发布日期",
    "publishdate": "发布日期",
    "firstpublishedtime": "发布日期",
    "article:published_time": "发布日期",
    "contentsource": "来源",
    "source": "来源",
}
_SAME = {
    "发布日期": {"发布时间", "公开日期", "公布日期", "时间", "日期", "公开时间"},
    "来源": {"信息来源", "文章来源", "稿件来源"},
}
_BEHIND = 12
_LONGEST_NUMBER, _LONGEST_DATELINE = 40, 80
_HISTORY = re.compile(r"[（(](?=.*年.*月.*日).*[）)]")


@dataclass(frozen=True, slots=True)
class Head:
    """Form entries, what is to be put before the main text, and the pieces that these were."""

    form: list[tuple[str, str]]
    above: list[Piece]
    used: set[int]


def page_head(flow: Flow, root: etree._Element, start: int, end: int) -> Head:
    """The head of a page whose main text is the pieces ``[start, end)``."""
    pieces, meta = flow.pieces, _meta(root)
    head_end = next((i for i in range(start, end) if _is_running_text(pieces[i])), end)
    behind = range(end, min(len(pieces), end + _BEHIND))
    places = [i for i in (*range(head_end), *behind) if not pieces[i].is_table and not pieces[i].is_heading]
    form, numbers = entries([pieces[i].text for i in places])
    used = {places[i] for i in numbers}
    said = next((value for label, value in form if label == "标题"), "")
    said = said or next((meta[name] for name in TITLE_META if name in meta), "")
    candidates = [i for i in range(min(end, head_end + 1)) if i not in used]
    title_at, title = find_title(pieces, candidates, said, shown(root.findtext(".//title") or ""))
    between = [i for i in range(max(title_at + 1, 0), start) if title_at >= 0 and i not in used]
    form += _dates_alone(form, [(i, pieces[i]) for i in between], used)
    form += _unseen(form, meta)
    text = [pieces[i] for i in range(start, end) if i not in used]
    above = [] if not title or holds_title(text, title) else [Piece(title, _line(pieces, title_at), is_heading=True)]
    kept = [i for i in between if i not in used and _belongs(pieces[i])]
    outside = {title_at} if 0 <= title_at < start else set[int]()
    if title_at >= start:
        pieces[title_at].is_heading = True
    return Head(form, [*above, *(pieces[i] for i in kept)], used | set(kept) | outside)


def _is_running_text(piece: Piece) -> bool:
    """Whether a piece is a sentence or passage, behind which a page has no form any more."""
    return not is_entry(piece.text) and (ends_a_sentence(piece.text) or bool(split_label(piece.text)))


def _line(pieces: list[Piece], place: int) -> int:
    return pieces[place].line if place >= 0 else 1


def _belongs(piece: Piece) -> bool:
    """Whether a line between the title and the text is part of the document: number, history, or an English dateline."""
    return (
        not is_furniture(piece)
        and not piece.linked
        and bool(
            (len(piece.text) < _LONGEST_NUMBER and parse_number(piece.text))
            or _HISTORY.fullmatch(piece.text)
            or (not has_han(piece.text) and len(piece.text) < _LONGEST_DATELINE and len(find_dates(piece.text)) == 1)
        )
    )


def _dates_alone(form: list[tuple[str, str]], between: list[tuple[int, Piece]], used: set[int]) -> list[tuple[str, str]]:
    """A line between title and text that is a date and no more, as the day of publication, where the form has none."""
    for i, piece in between:
        day = date_alone(piece.text) if i not in used else ""
        if day:
            used.add(i)
            return [] if _has(form, "发布日期") else [("发布日期", day)]
    return []


def _has(form: list[tuple[str, str]], label: str) -> bool:
    return any(printed == label or printed in _SAME[label] for printed, _ in form)


def _unseen(form: list[tuple[str, str]], meta: dict[str, str]) -> list[tuple[str, str]]:
    """Entries of ``<meta>`` elements that the visible page lacks."""
    added: dict[str, str] = {}
    for name, label in _META.items():
        value = meta.get(name, "")
        if label == "发布日期":
            value = value[:10].replace("T", "") if re.match(r"\d{4}[-/.]\d\d[-/.]\d\d", value) else ""
        if value and not _has(form, label):
            added.setdefault(label, value)
    return list(added.items())


def _meta(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iterfind(".//meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        content = shown(meta.get("content") or "")
        if name and content:
            found.setdefault(name, content)
    return found
