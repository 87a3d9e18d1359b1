"""What stands in brackets and in the marks of titles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator

_CLOSED_BY = {"（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "[": "]"}
_BRACKET = re.compile(r"[（(《〈【\[）)》〉】\]]")
_LONGEST = 400
_DEEPEST = 8


class Spans:
    """Stretches of a text that do not overlap."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def hold(self, place: int) -> bool:
        """Whether a place is inside one."""
        found = bisect_right(self._starts, place) - 1
        return found >= 0 and place < self._ends[found]


def bracketed(text: str) -> Spans:
    """What stands in brackets and titles, the outermost, where they close soon: a stop in there ends nothing."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(_pairs(text)):
        if not spans or start > spans[-1][1]:
            spans.append((start, end))
    return Spans(spans)


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    opened: deque[tuple[str, int]] = deque(maxlen=_DEEPEST)
    for match in _BRACKET.finditer(text):
        if match[0] in _CLOSED_BY:
            opened.append((_CLOSED_BY[match[0]], match.start()))
            continue
        waiting = [place for place, (closing, _) in enumerate(opened) if closing == match[0]]
        while waiting and len(opened) > waiting[-1]:
            _, start = opened.pop()
        if waiting and match.start() - start <= _LONGEST:
            yield start, match.start()
