"""The date of effect; and the date of issue (成文日期): under the signature, in brackets below the title, in the form, in a
statute's header, on the print line as the last resort."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from archive.model import PartialDate, Segment
from archive.parsing.facts.effect import effective_date
from archive.parsing.facts.evidence import Evidence, of_blocks, of_entry, of_segments
from archive.parsing.facts.form_block import Form
from archive.parsing.letter.letterhead import Letter
from archive.parsing.statute.enactments import StatuteHeader
from archive.reading import Block
from archive.text.dates import find_dates, parse_date, parse_printed

_BRACKETED = re.compile(r"[（(]\s*([^（()）]{6,20})\s*[)）]")
_ENGLISH = re.compile(r"^[(]?(?:Issued|Promulgated|Released|Adopted|Approved|Date of issue)\b")
_LAST_LINES = 6

Found = tuple[date | PartialDate | None, Evidence | None]


def day_of_issue(letter: Letter, form: Form | None, header: StatuteHeader) -> Found:
    """The day, or the month where no day is printed, and what says so."""
    if letter.date and (day := parse_date(letter.date.text)):
        return day, of_blocks("printed", [letter.date])
    if header.issued:
        return header.issued, of_blocks("printed", letter.history)
    entry = form.entry("issued") if form else None
    if entry and (days := find_dates(entry.value) or _alone(entry.value)):
        return days[0][2], of_entry("printed", entry)
    return _elsewhere(letter, form)


def whole_day(issued: date | PartialDate | None) -> date | None:
    """The date of issue where its day is known."""
    return issued if isinstance(issued, date) else None


def day_of_effect(
    segments: Sequence[Segment],
    form: Form | None,
    header: StatuteHeader,
    issued: date | PartialDate | None,
    lines: Mapping[str, int],
) -> tuple[date | None, Evidence | None]:
    """The date of effect that the regulation states, else its notice, its header, the form; and what says so."""
    day = whole_day(issued)
    regulation = [segment for segment in segments if segment.level != "notice"]
    for passages in (regulation, segments):
        if found := effective_date("\n".join(segment.text for segment in passages), day):
            saying = next((s for s in reversed(passages) if effective_date(s.text, day) == found), None)
            return found, of_segments("printed", [saying] if saying else [], lines)
    if header.effective:
        return header.effective, Evidence("printed")
    entry = form.entry("effective") if form else None
    days = find_dates(entry.value) if entry else []
    return (days[0][2], of_entry("printed", entry)) if entry and days else (None, None)


def stated_expiry(form: Form | None) -> date | None:
    """The last day that a form states."""
    entry = form.entry("expires") if form else None
    return next((day for _, _, day in find_dates(entry.value)), None) if entry else None


def _elsewhere(letter: Letter, form: Form | None) -> Found:
    """A month under the signature, a date in brackets near the title, the day of publication or of printing."""
    closing = [*letter.signature, *letter.text[-_LAST_LINES:]]
    if month := next(((day, block) for block in reversed(closing) if (day := parse_printed(block.text))), None):
        return month[0], of_blocks("printed", [month[1]])
    for block in letter.text[:3]:
        if _ENGLISH.search(block.text) and (days := find_dates(block.text)):
            return days[0][2], of_blocks("printed", [block])
    for block in [*letter.title, *letter.text[:2]]:
        if (match := _BRACKETED.fullmatch(block.text) or _BRACKETED.search(block.text)) and (day := parse_date(match[1])):
            return day, of_blocks("derived", [block])
    entry = form.entry("published") if form else None
    if entry and (days := find_dates(entry.value) or _alone(entry.value)):
        return days[0][2], of_entry("guessed", entry)
    return _print_line(letter.imprint)


def _print_line(blocks: Sequence[Block]) -> Found:
    for block in blocks:
        if "印发" in block.text and (days := find_dates(block.text)):
            return days[-1][2], of_blocks("guessed", [block])
    return None, None


def _alone(text: str) -> list[tuple[int, int, date]]:
    """2024.7.5 and 2024/7/5, which are dates only where they stand alone; a time of day may follow."""
    day = parse_date(re.sub(r"\s+\d{1,2}:\d{2}(?::\d{2})?$", "", text.strip()))
    return [(0, len(text), day)] if day else []
