"""Short titles that a document gives to the works it cites: 《…法》（以下简称《X》）."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.model import Segment
from archive.text.work_titles import CITED

_INTRODUCED = re.compile(
    r"[（(][^（()）《》]{0,40}?(?:以下|下)?(?:简称|簡稱|统称|統稱)为?[：:]?\s*[《“\"「]?(?P<short>[^《》“”\"「」（()），,。]{1,30})[》”\"」]?\s*[）)]"
)


def short_titles(segments: Sequence[Segment]) -> dict[str, str]:
    """What a document calls other works after it has introduced the name: 《…法》（以下简称《X》, 以下简称条例）."""
    found: dict[str, str] = {}
    for segment in segments:
        for match in CITED.finditer(segment.text):
            introduced = _INTRODUCED.match(segment.text, match.end())
            if introduced:
                found.setdefault(introduced["short"].strip(), match["title"])
    return found
