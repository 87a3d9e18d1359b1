"""What of a long passage is shown: a window around its best matches, … at the cuts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.showing.results import Span

LENGTH = {"zh": 160, "en": 320}
"""Code points of a window, by language."""

_CUT = "…"
_SLACK = 1.25
"""A text so much longer than a window is still shown whole."""
_BOUNDARY = re.compile(r"(?<=[，。；：、！？,.;:!?])\s*|\s+")


def fits(text: str, language: str) -> bool:
    """Whether a text is shown whole."""
    return len(text) <= LENGTH[language] * _SLACK


def window(text: str, spans: Sequence[Span], language: str) -> tuple[str, list[Span]]:
    """The text, or a cut of it with most of the matches in it, and the matches moved along. Words are not cut apart."""
    if fits(text, language):
        return text, list(spans)
    length = LENGTH[language]
    start = _best_start(spans, length)
    end = min(len(text), start + length)
    start = _later_boundary(text, start, min(end, next((s for s, _ in spans if s >= start), end)))
    end = _earlier_boundary(text, max([start + 1, *(e for _, e in spans if e <= end)]), end)
    before, after = (_CUT if start else ""), (_CUT if end < len(text) else "")
    moved = [(s - start + len(before), e - start + len(before)) for s, e in spans if start <= s and e <= end]
    return before + text[start:end].strip() + after, moved


def _best_start(spans: Sequence[Span], length: int) -> int:
    """Where the window begins that holds the most matches, with a quarter of it before the first of them."""
    if not spans:
        return 0
    room = length * 3 // 4
    best = max(spans, key=lambda span: (sum(1 for s, e in spans if span[0] <= s and e <= span[0] + room), -span[0]))
    return max(0, best[0] - length // 4)


def _later_boundary(text: str, start: int, limit: int) -> int:
    """The first boundary of a clause or word in ``start:limit``; ``start`` itself where there is none."""
    if start == 0:
        return 0
    match = _BOUNDARY.search(text, start, limit)
    return match.end() if match else start


def _earlier_boundary(text: str, limit: int, end: int) -> int:
    """The last boundary of a clause or word in ``limit:end``; ``end`` itself where there is none."""
    if end == len(text):
        return end
    matches = [match.start() for match in _BOUNDARY.finditer(text, limit, end)]
    return matches[-1] if matches else end
