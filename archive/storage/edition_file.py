"""An edition's Markdown file ↔ Edition: front matter, then one block a segment (documents/README.md is the format)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive.errors import Problem
from archive.model import KINDS, SEGMENT_ID, Edition, Language, Provenance, Segment
from archive.storage.edition_blocks import block, blocks, placed_segments
from archive.storage.lined_yaml import dump, load
from archive.storage.typed_fields import Fields

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?P<yaml>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")


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
    return Edition(
        language=language,
        kind=_kind(fields, digest=name.endswith(".digest")),
        by=fields.text("by"),
        renders=fields.text("renders"),
        provenance=_provenance(fields),
        segments=_segments(placed_segments(*_body(text)), path, problems),
    )


def _body(text: str) -> tuple[str, int]:
    """What stands below the front matter, and the line (1-based) on which it begins."""
    match = _FRONT_MATTER.match(text)
    start = match.end() if match else 0
    return text[start:], text.count("\n", 0, start) + 1


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
    file, sha256 = fields.text("file"), fields.text("sha256")
    lines, pages = _first_and_last(fields, "lines"), _first_and_last(fields, "pages")
    fields.done()
    return Provenance(file, sha256, lines, pages) if file and sha256 else None


def _first_and_last(fields: Fields, key: str) -> tuple[int, int] | None:
    found = fields.raw(key)
    if found is None:
        return None
    if isinstance(found, list) and len(found) == 2 and all(isinstance(number, int) for number in found):
        return found[0], found[1]
    fields.error(key, f"{key} must be the first and last of the {key} in the file, such as [10, 250]")
    return None


def raw_blocks(text: str) -> Iterator[tuple[str, int]]:
    """The blocks of an edition's file as they are written, each with its line (1-based)."""
    return blocks(*_body(text.replace("\r\n", "\n")))


def segment_lines(text: str) -> dict[str, int]:
    """The line (1-based) of each segment of an edition's file, by segment id."""
    lines: dict[str, int] = {}
    for segment, line in placed_segments(*_body(text.replace("\r\n", "\n"))):
        lines.setdefault(segment.id, line)
    return lines


def _segments(placed: Iterator[tuple[Segment, int]], path: Path, problems: list[Problem]) -> tuple[Segment, ...]:
    lines: dict[str, int] = {}
    segments: list[Segment] = []
    for segment, line in placed:
        if not SEGMENT_ID.fullmatch(segment.id):
            message = f"{segment.id!r} is not a segment id; write one such as art_8 or art_8__para_2"
            problems.append(Problem("error", message, line, path))
        elif segment.id in lines:
            message = f"the segment id {segment.id} is already used in line {lines[segment.id]}; give one of them another id"
            problems.append(Problem("error", message, line, path))
        else:
            lines[segment.id] = line
            segments.append(segment)
    return tuple(segments)


def write(edition: Edition) -> str:
    """The text of an edition's file."""
    front: dict[str, Any] = {"kind": edition.kind, "by": edition.by, "renders": edition.renders}
    if edition.provenance:
        front |= {"file": edition.provenance.file, "sha256": edition.provenance.sha256}
        places = {"lines": edition.provenance.lines, "pages": edition.provenance.pages}
        front |= {key: list(place) for key, place in places.items() if place}
    head = dump({key: value for key, value in front.items() if value is not None})
    return "\n".join([f"---\n{head}---", *(f"\n{block(segment)}" for segment in edition.segments)]) + "\n"
