"""Where a passage stands, in the words of its document: 第十二条（五）, Article 12 (5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.model import Edition


def place(edition: Edition, segment_id: str) -> str:
    """The labels of a segment and of all it lies in, outermost first; empty where none has a label."""
    labels: dict[str, str] = {}
    parts = segment_id.split("__")
    for end in range(1, len(parts) + 1):
        segment = edition.segment("__".join(parts[:end]))
        if segment and segment.label:
            labels[segment.id] = segment.label.strip()
    return (" " if edition.language == "en" else "").join(labels.values())
