"""An edition's Markdown file ↔ Edition: front matter, then one block a segment (documents/README.md is the format)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.errors import Problem
from archive.model import KINDS, SEGMENT_ID, Edition, Language, Provenance, Segment
from archive.storage.lined_yaml import dump, load
from archive.storage.typed_fields import Fields
from archive.text.labels import split_label
from archive.text.segment_ids import SegmentIds

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?P<yaml>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")
_HEADING_MARKS = re.compile(r"#{1,6}[ \t]+")
_LABEL = re.compile(r"\*\*(?P<label>(?:[^*\\]|\\.)+)\*\*(?:\s+|\Z)", re.DOTALL)
_ID = re.compile(r"(?:^|\s)\{#(?P<id>[^{}]*)\}\s*\Z")
_ESCAPE_OR_WRAP = re.compile(r"\\(?P<literal>.)|[ \t]*\n[ \t]*", re.DOTALL)
_NEEDS_ESCAPE = re.compile(r"[\\*\n]|\{(?=#)|^#", re.MULTILINE)
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]")
_HEADING_DEPTH = {"part": 1, "annex": 2, "chapter": 2, "section": 3, "heading": 3}


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    line: int


def parse(text: str, name: str, path: Path, problems: list[Problem]) -> Edition:
    """The edition in a file; ``name`` is the file's stem (``zh``, ``en.digest``). Mistakes are added to ``problems``."""
    text = text.replace("\r\n", "\n")
    language: Language = "en" if name.startswith("en") else "zh"
    match = _FRONT_MATTER.match(text)
    if match is None:
        problems.append(
            Problem("error", "no front matter; begin the file with the lines `---`, `kind: official`, `---`", 1, path)
        )
        return Edition(language, "digest" if name.endswith(".digest") else "official")
    fields = Fields(load(match["yaml"], path, problems, first_line=2), path, problems)
    first_line = text.count("\n", 0, match.end()) + 1
    return Edition(
        language=language,
        kind=_kind(fields, digest=name.endswith(".digest")),
        by=fields.text("by"),
        renders=fields.text("renders"),
        provenance=_provenance(fields),
        segments=_segments(_blocks(text[match.end() :], first_line), path, problems),
    )


def _kind(fields: Fields, *, digest: bool) -> Any:
    kind = fields.choice("kind", KINDS)
    if kind is None:
        fields.error("kind", f"kind is required; one of: {', '.join(KINDS)}")
    elif digest != (kind == "digest"):
        fields.error(
            "kind", "kind: digest belongs into a file named *.digest.md, and only there; rename the file or mend the kind"
        )
    return kind or ("digest" if digest else "official")


def _provenance(fields: Fields) -> Provenance | None:
    file, sha256, lines = fields.text("file"), fields.text("sha256"), fields.raw("lines")
    fields.done()
    if lines is not None and not (isinstance(lines, list) and len(lines) == 2 and all(isinstance(line, int) for line in lines)):
        fields.error("lines", "lines must be the first and last line in the file, such as [10, 250]")
        lines = None
    return Provenance(file, sha256, (lines[0], lines[1]) if lines else None) if file and sha256 else None


def _blocks(text: str, first_line: int) -> list[_Block]:
    blocks: list[_Block] = []
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], first_line):
        if line.strip():
            lines.append(line)
        elif lines:
            blocks.append(_Block("\n".join(lines), number - len(lines)))
            lines = []
    return blocks


def _segments(blocks: list[_Block], path: Path, problems: list[Problem]) -> tuple[Segment, ...]:
    ids = SegmentIds()
    lines: dict[str, int] = {}
    segments: list[Segment] = []
    for block in blocks:
        segment = _segment(block.text, ids)
        if not SEGMENT_ID.fullmatch(segment.id):
            problems.append(
                Problem(
                    "error", f"{segment.id!r} is not a segment id; write one such as art_8 or art_8__para_2", block.line, path
                )
            )
        elif segment.id in lines:
            message = f"the segment id {segment.id} is already used in line {lines[segment.id]}; give one of them another id"
            problems.append(Problem("error", message, block.line, path))
        else:
            lines[segment.id] = block.line
            segments.append(segment)
    return tuple(segments)


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


def write(edition: Edition) -> str:
    """The text of an edition's file."""
    front = {"kind": edition.kind, "by": edition.by, "renders": edition.renders}
    if edition.provenance:
        front |= {"file": edition.provenance.file, "sha256": edition.provenance.sha256}
        if edition.provenance.lines:
            front |= {"lines": list(edition.provenance.lines)}  # type: ignore[dict-item]  # the one value that is not text
    head = dump({key: value for key, value in front.items() if value is not None})
    return "\n".join([f"---\n{head}---", *(f"\n{_block(segment)}" for segment in edition.segments)]) + "\n"


def _block(segment: Segment) -> str:
    depth = _HEADING_DEPTH.get(segment.level, 0) if _is_heading(segment) else 0
    marks = "#" * depth
    label = f"**{_escape(segment.label)}**" if segment.label else ""
    return " ".join(filter(None, [marks, label, _escape(segment.text), f"{{#{segment.id}}}"]))


def _is_heading(segment: Segment) -> bool:
    return segment.is_heading or (segment.level == "section" and len(segment.text) < 60)


def _escape(text: str) -> str:
    return _NEEDS_ESCAPE.sub(lambda match: "\\" + match[0], text)
