"""Page furniture: page numbers, and the running heads and feet that stand at page breaks, also in the middle of a sentence.

A head is learned from the file: it comes again at page breaks and hardly anywhere else, or names a periodical's issue. Page
breaks show as form feeds or page numbers; in a text without either, as lines that come again at even distances.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from archive.errors import Problem
from archive.reading.blocks import Line, is_number_date_or_signature
from archive.reading.plain.page_numbers import page_numbers
from archive.reading.running_heads import has_letter, shape
from archive.text.dates import parse_date
from archive.text.labels import split_label
from archive.text.sentences import ends_a_sentence

_ISSUE = re.compile(
    r"(?:公报|政报|Gazette|Bulletin).{0,12}\d{4}\s*[·.．年/-]\s*(?:第\s*)?\d{1,3}|\d{4}\s*[·.．年]\s*(?:第\s*)?\d{1,3}\s*期?.{0,12}(?:公报|政报)"
)
_SENTENCE_END = re.compile(r"[。；：，、！？]$")
_BESIDE = 2
_LONGEST_HEAD = 60
_FEWEST = 3
_MOSTLY = 0.8
_FEWEST_WITHOUT_PAGES = 4
_PAGE = range(12, 80)
"""Lines of a page."""
_EVEN = 0.15
_INSIDE_SENTENCES = 0.2


def without_furniture(lines: Sequence[Line], page_starts: frozenset[int] = frozenset()) -> tuple[list[Line], list[Problem]]:
    """The non-blank lines without page furniture, and a note that says what was left out.

    ``page_starts``: the numbers of the lines that stand first behind a form feed.
    """
    pages = page_numbers(lines, page_starts)
    breaks = [i for i, line in enumerate(lines) if line.number in page_starts]
    dropped = pages | (_heads_at_breaks(lines, pages, breaks) if pages or breaks else _evenly_spaced(lines))
    if not dropped:
        return list(lines), []
    kept = [line for i, line in enumerate(lines) if i not in dropped]
    numbers = [lines[i].number for i in sorted(dropped)]
    places = ", ".join(map(str, numbers[:8])) + (" …" if len(numbers) > 8 else "")
    message = f"page numbers and running heads were left out (lines {places}); look whether one of them is text"
    return kept, [Problem("note", message, numbers[0])]


def _heads_at_breaks(lines: Sequence[Line], pages: set[int], breaks: Sequence[int]) -> set[int]:
    """Running heads and feet beside page numbers and form feeds."""
    edges = {i for page in pages for i in range(page - _BESIDE, page + _BESIDE + 1)}
    edges |= {i for start in breaks for i in range(start - _BESIDE, start + _BESIDE)}
    beside = sorted(i for i in edges - pages if 0 <= i < len(lines) and _can_be_head(lines, i))
    at_edges = Counter(shape(lines[i].text) for i in beside)
    everywhere = Counter(look for line in lines if len(line.text) <= _LONGEST_HEAD and (look := shape(line.text)) in at_edges)
    inside = {shape(lines[i].text) for i in beside if pages & {i - 1, i + 1} and _is_torn(lines, i, pages)}
    again = {
        look
        for look, count in at_edges.items()
        if count >= (_FEWEST - 1 if look in inside else _FEWEST) and count >= _MOSTLY * everywhere[look]
    }
    again |= _at_every_break(lines, pages, {i for i in beside if everywhere[shape(lines[i].text)] < _FEWEST})
    heads = [i for i in beside if _ISSUE.search(lines[i].text) or shape(lines[i].text) in again]
    return set(heads) - _first_headings(lines, set(heads))


def _at_every_break(lines: Sequence[Line], pages: set[int], beside: set[int]) -> set[str]:
    """The shape of a head in a text of few pages: the same line stands first on every page but the first, and nowhere else."""
    last = len(lines) - 1
    behind = [page + 1 for page in sorted(pages) if page < last]
    texts = {lines[i].text for i in behind}
    if len(behind) < _FEWEST - 1 or len(texts) > 1 or not beside.issuperset(behind):
        return set()
    text = lines[behind[0]].text
    return set() if split_label(text) or is_number_date_or_signature(text) else {shape(text)}


def _first_headings(lines: Sequence[Line], heads: set[int]) -> set[int]:
    """A running head that repeats a heading or the title: the heading itself, where it stands first, is text."""
    found: dict[str, int] = {}
    for i, line in enumerate(lines):
        if line.text not in found and (i in heads or split_label(line.text)):
            found[line.text] = i
    return {i for text, i in found.items() if i in heads and (i == 0 or split_label(text))}


def _evenly_spaced(lines: Sequence[Line]) -> set[int]:
    """Lines that come again at even distances and now and then inside a sentence: heads of pages without numbers."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if len(line.text) <= _LONGEST_HEAD:
            places[line.text].append(i)
    found: set[int] = set()
    for same in places.values():
        if len(same) < _FEWEST_WITHOUT_PAGES or not _can_be_head(lines, same[0]) or split_label(lines[same[0]].text):
            continue
        gaps = [after - before for before, after in pairwise(same)]
        middle = median(gaps)
        even = sum(abs(gap - middle) <= max(1, _EVEN * middle) for gap in gaps)
        inside = sum(_is_inside_sentence(lines, i) for i in same)
        if _PAGE.start <= middle < _PAGE.stop and even >= _MOSTLY * len(gaps) and inside >= _INSIDE_SENTENCES * len(same):
            found.update(same)
    return found


def _is_torn(lines: Sequence[Line], i: int, pages: set[int]) -> bool:
    """Whether a head beside a page number tears a sentence."""
    before = i - 1 - (i - 1 in pages)
    return before >= 0 and len(lines[before].text) >= _LONGEST_HEAD // 4 and not ends_a_sentence(lines[before].text)


def _is_inside_sentence(lines: Sequence[Line], i: int) -> bool:
    """Whether the lines around are of one sentence: the one before is no shorter than a head, the one after has no label."""
    if not 0 < i < len(lines) - 1 or split_label(lines[i + 1].text):
        return False
    return (
        len(lines[i - 1].text) >= _LONGEST_HEAD // 4
        and not ends_a_sentence(lines[i - 1].text)
        and not split_label(lines[i - 1].text)
    )


def _can_be_head(lines: Sequence[Line], i: int) -> bool:
    """Whether a line can be a running head: short, with letters, no clause of a text, no date, no signature above one."""
    text = lines[i].text
    if len(text) > _LONGEST_HEAD or _SENTENCE_END.search(text) or not has_letter(text) or parse_date(text):
        return False
    return not (i + 1 < len(lines) and parse_date(lines[i + 1].text))
