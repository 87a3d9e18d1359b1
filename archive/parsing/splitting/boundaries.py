"""Where the documents of a file begin: at a number with its title, at a title under a signature, at the title of a statute."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.parsing.letter.attached import issues, opens_statute, statute_title_start
from archive.parsing.letter.titles import (
    is_form_line,
    is_masthead,
    is_title_line,
    opens_statement,
    stands_under_letterhead,
)
from archive.parsing.statute.header import header_above, history_length
from archive.reading import Block
from archive.text.bodies import body_names
from archive.text.dates import parse_date
from archive.text.document_number import parse_number
from archive.text.labels import split_label
from archive.text.work_titles import bare_title, works_named

_MOST_TITLE_LINES = 4
_FEWEST_SENTENCES = 2
"""A number behind others that head no text heads one itself only where so many sentences or a signature stand under it."""
_LETTER = re.compile(r".+(?:通知|公告|通告|公示|通报|批复|复函|的函|决定|决议|令|意见|公报)(?:[（(][^（）()]*[）)])?")
_HEAD = 16


def number_starts(blocks: Sequence[Block]) -> list[int]:
    """The beginnings of documents that print their number on a line of its own; numbers that are only listed are left out."""
    numbers = [i for i, block in enumerate(blocks) if parse_number(block.text)]
    candidates: list[tuple[int, int]] = []
    for number in numbers:
        start = _first_title_line(blocks, number, after=candidates[-1][1] if candidates else -1)
        candidates.append((start, number))
    ends = [*(start for start, _ in candidates[1:]), *([len(blocks)] if candidates else [])]
    texts = [_sentences(blocks[number + 1 : end]) for (_, number), end in zip(candidates, ends, strict=True)]
    starts: list[int] = []
    for i, (start, number) in enumerate(candidates):
        below = blocks[number : ends[i]]
        listed = i > 0 and not texts[i - 1] and texts[i] < _FEWEST_SENTENCES and not (texts[i] and _signed(below))
        heads = texts[i] or i == 0 or i == len(candidates) - 1 == 0
        if heads and not listed and (not starts or _stands_alone(blocks, start, number)):
            starts.append(start)
    return starts


def letter_starts(blocks: Sequence[Block], numbered: Sequence[int]) -> list[int]:
    """Letters without a number: a title …的通知 under the date or signature of the letter before, with a signature of its own."""
    starts: list[int] = []
    heads = set(numbered)
    for i in range(1, len(blocks)):
        if i in heads or not parse_date(blocks[i - 1].text) or not is_title_line(blocks[i]):
            continue
        end = next((start for start in numbered if start > i), len(blocks))
        if _LETTER.fullmatch(_title_lines(blocks, i, end)) and _signed(blocks[i:end]):
            starts.append(i)
    first = [0] if starts and not numbered else []
    return [*first, *starts]


def statute_starts(blocks: Sequence[Block], starts: Sequence[int]) -> list[int]:
    """The titles of statutes that stand one behind another, each with its header, contents or first article under it."""
    found: list[int] = []
    begun = articles = 0
    known = set(starts)
    for i in range(len(blocks)):
        if i in known:
            begun, articles = i, 0
        if (label := split_label(blocks[i].text)) and label.kind == "art":
            articles += 1
        start = statute_title_start(blocks, i, max(begun - 1, *(found[-1:] or [-1]))) if opens_statute(blocks, i) else None
        if start is None or start in known or start == begun or not _has_articles(blocks, i):
            continue
        before = blocks[begun:start]
        if _belongs(before, blocks[start:i]) or not (articles > (label is not None and label.kind == "art") or _is_cover(before)):
            continue
        found.append(start)
        begun, articles = start, 0
    of_first = [0] if found and not starts and not _is_cover(blocks[: found[0]]) else []
    return [*of_first, *found]


def _has_articles(blocks: Sequence[Block], i: int) -> bool:
    """Whether chapters or articles begin under a statute's header; a short decision has none."""
    i += history_length(blocks[i : i + 20])
    label = split_label(blocks[i].text) if i < len(blocks) else None
    return opens_statute(blocks, i) or (label is None and i + 1 < len(blocks) and opens_statute(blocks, i + 1))


def _belongs(before: Sequence[Block], title: Sequence[Block]) -> bool:
    """Whether a statute stands with the document before it: as its annex, or because that document issues or names it."""
    last = before[-1]
    label = split_label(last.text)
    if label and label.kind == "att":
        return True
    name = bare_title("".join(block.text for block in title))
    head = [block.text for block in before[:_HEAD]]
    named = any(name in works_named(text) for text in head)
    return named or any(issues(text) and name in bare_title(text) for text in head[:_MOST_TITLE_LINES])


def _is_cover(blocks: Sequence[Block]) -> bool:
    """Whether blocks are only a cover and a table of contents, without a sentence."""
    return bool(blocks) and not any(block.is_closed or block.is_table for block in blocks)


def _first_title_line(blocks: Sequence[Block], number: int, after: int) -> int:
    """Where a document begins: with the title lines above its number, the bodies above 关于…, its letterhead, its form."""
    start = number
    if start - 1 > after and stands_under_letterhead(blocks, number):
        while start - 1 > after and (is_masthead(blocks[start - 1]) or body_names(blocks[start - 1].text)):
            start -= 1
        return start
    start = number = max(header_above(blocks, number), after + 1)
    while start - 1 > after and number - start < _MOST_TITLE_LINES and is_title_line(blocks[start - 1]):
        start -= 1
    while start < number and opens_statement(blocks[start]) and start - 1 > after and body_names(blocks[start - 1].text):
        start -= 1
    if start < number and after < 0 and all(body_names(block.text) for block in blocks[:start]):
        start = 0  # the body above 行政处罚决定书, at the head of the file
    while start - 1 > after and is_form_line(blocks[start - 1]):
        start -= 1
    return start


def _stands_alone(blocks: Sequence[Block], start: int, number: int) -> bool:
    """Whether a number is a document's own: a title stands above it or below it, and no label that lists it."""
    label = split_label(blocks[start].text)
    below = number + 1 < len(blocks) and is_title_line(blocks[number + 1])
    decree = parse_number(blocks[number].text)
    return not label and (start < number or below or bool(decree and decree.decreeing_body))


def _sentences(blocks: Sequence[Block]) -> int:
    return sum(block.is_closed for block in blocks)


def _signed(blocks: Sequence[Block]) -> bool:
    """Whether a signature or a date stands in the blocks, or addressees."""
    return any(parse_date(block.text) for block in blocks)


def _title_lines(blocks: Sequence[Block], start: int, end: int) -> str:
    count = start
    while count < min(end, start + _MOST_TITLE_LINES) and is_title_line(blocks[count]):
        count += 1
    return "".join(block.text for block in blocks[start:count])
