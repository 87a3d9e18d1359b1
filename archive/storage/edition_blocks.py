"""An edition's text in Markdown ↔ segments: one block a segment (documents/README.md is the format)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.model import Segment
from archive.text.labels import split_label
from archive.text.segment_ids import SegmentIds

_HEADING_MARKS = re.compile(r"#{1,6}[ \t]+")
_LABEL = re.compile(r"\*\*(?P<label>(?:[^*\\]|\\.)+)\*\*(?:\s+|\Z)", re.DOTALL)
_ID = re.compile(r"(?:^|\s)\{#(?P<id>[^{}]*)\}\s*\Z")
_ESCAPE_OR_WRAP = re.compile(r"\\(?P<literal>.)|[ \t]*\n[ \t]*", re.DOTALL)
_NEEDS_ESCAPE = re.compile(r"[\\*\n]|\{(?=#)|^#", re.MULTILINE)
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]")
_HEADING_DEPTH = {"part": 1, "annex": 2, "chapter": 2, "section": 3, "heading": 3}


def placed_segments(text: str, first_line: int) -> Iterator[tuple[Segment, int]]:
    """The segments of a text, each with its line; ``first_line``: the line (1-based) on which the text begins."""
    ids = SegmentIds()
    return ((_segment(block, ids), line) for block, line in blocks(text, first_line))


def blocks(text: str, first_line: int) -> Iterator[tuple[str, int]]:
    """What stands between blank lines, each with its line."""
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], first_line):
        if line.strip():
            lines.append(line)
        elif lines:
            yield "\n".join(lines), number - len(lines)
            lines = []


def unmarked(block: str) -> str:
    """A block without its heading marks, label and id, the escapes still in it."""
    heading = _HEADING_MARKS.match(block)
    text = _ID.sub("", block[heading.end() :] if heading else block)
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def _segment(block: str, ids: SegmentIds) -> Segment:
    """One block; an id or label that is not marked is worked out from the text."""
    heading = _HEADING_MARKS.match(block)
    text = block[heading.end() :] if heading else block
    given = _ID.search(text)
    text = text[: given.start()] if given else text
    marked = _LABEL.match(text)
    label = _unescape(marked["label"]) if marked else ""
    text = _unescape(text[marked.end() :] if marked else text).strip()
    if given:
        return Segment(ids.placed(given["id"], text), label, text)
    found = split_label(f"{label} {text}".strip()) if label else split_label(text)
    if found:
        return Segment(ids.labelled(found.kind, found.number, found.rest), label or found.printed, text if label else found.rest)
    return Segment(ids.heading() if heading else ids.paragraph(), label, text)


def _unescape(text: str) -> str:
    """Undo escapes; a line break without a backslash is a wrap: nothing between wide characters, else a space."""

    def replacement(match: re.Match[str]) -> str:
        if match["literal"] is not None:
            return match["literal"]
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return "" if _WIDE.match(before) or _WIDE.match(after) else " "

    return _ESCAPE_OR_WRAP.sub(replacement, text)


def block(segment: Segment) -> str:
    """The block of a segment: heading marks, label, text, id."""
    depth = _HEADING_DEPTH.get(segment.level, 0) if _is_heading(segment) else 0
    marks = "#" * depth
    label = f"**{_escape(segment.label)}**" if segment.label else ""
    return " ".join(filter(None, [marks, label, _escape(segment.text), f"{{#{segment.id}}}"]))


def _is_heading(segment: Segment) -> bool:
    return segment.is_heading or (segment.level == "section" and len(segment.text) < 60)


def _escape(text: str) -> str:
    return _NEEDS_ESCAPE.sub(lambda match: "\\" + match[0], text)
