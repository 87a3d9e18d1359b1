"""Taking one document apart (GB/T 9704—2012): title, number, addressees, text, signature, date, imprint, attached text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.parsing.attached import attached_behind, issued_inside, issues
from archive.parsing.closing import at_signature, leading_imprint, trailing_imprint
from archive.parsing.statute_header import history_length
from archive.parsing.titles import (
    bare_title,
    continues_title,
    is_edition,
    is_form_line,
    is_masthead,
    is_title_line,
    opens_statement,
)
from archive.reading import Block
from archive.reading.blocks import close_gaps, join
from archive.text.bodies import body_names
from archive.text.document_number import parse_number
from archive.text.labels import split_label

_ADDRESSEES = re.compile(r"(?:各|[^，。《》]*(?:委|厅|局|部|院|会|办|校|单位|中心))[^。；《》]*[：:]")
_MOST_TITLE_LINES = 4
_MOST_HEAD = 14
"""So many blocks may stand above a document's number."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The parts of one document, each a list of blocks in the order of the text.

    ``history`` is the header of a statute (题注), of the attached one where a notice issues it. ``attached`` with a title is
    what a notice issues; without one, what follows the signature of the document itself.
    """

    masthead: Sequence[Block]
    title: Sequence[Block]
    number: Block | None
    addressees: Sequence[Block]
    text: Sequence[Block]
    signature: Sequence[Block]
    date: Block | None
    imprint: Sequence[Block]
    attached_title: Sequence[Block]
    attached: Sequence[Block]
    history: Sequence[Block] = ()
    notice_history: Sequence[Block] = ()

    @property
    def issues_another(self) -> bool:
        """Whether it is a notice that issues a regulation, which is then the document."""
        return bool(self.attached_title)


def take_apart(blocks: Sequence[Block]) -> Letter:
    """The parts of a document's blocks; parts that are not there are empty or None."""
    number = _number_place(blocks)
    title = list(blocks[:number]) if number else []
    masthead: list[Block] = []
    if title and is_masthead(title[-1]):
        masthead, title = title, masthead
    rest = list(blocks[number + 1 :]) if number is not None else list(blocks)
    if not title:
        title, rest = _leading_title(rest)
    history, rest = _cut(rest, history_length(rest))
    addressees, rest = _cut(rest, 1 if rest and _ADDRESSEES.fullmatch(rest[0].text) else 0)
    text, signature, date, after = at_signature(rest)
    imprint, after = leading_imprint(after)
    after, last_imprint = trailing_imprint(after)
    layout, attached_title, attached = attached_behind(title_text(title), after)
    if not attached:
        text, attached_title, attached = issued_inside(title_text(title), text)
    of_notice, history = (history, []) if attached_title else ([], history)
    if attached_title:
        history, attached = _cut(attached, history_length(attached))
    return Letter(
        masthead=masthead,
        title=title,
        number=blocks[number] if number is not None else None,
        addressees=addressees,
        text=text,
        signature=signature,
        date=date,
        imprint=[*imprint, *layout, *last_imprint],
        attached_title=attached_title,
        attached=attached,
        history=history,
        notice_history=of_notice,
    )


def title_text(blocks: Sequence[Block]) -> str:
    """A title from its lines; a line that is there already (the title in the page's head) is taken once."""
    text = ""
    for i, block in enumerate(blocks):
        if not any(bare_title(block.text) == bare_title(before.text) for before in blocks[:i]):
            text = join(text, block.text)
    return close_gaps(text)


def _number_place(blocks: Sequence[Block]) -> int | None:
    """Where the document's own number stands: above the text, not one that the text quotes on a line of its own."""
    for i, block in enumerate(blocks[:_MOST_HEAD]):
        if parse_number(block.text):
            return i
        if block.is_closed or block.is_table or (split_label(block.text) and not is_form_line(block)):
            return None
    return None


def _cut(blocks: list[Block], count: int) -> tuple[list[Block], list[Block]]:
    return blocks[:count], blocks[count:]


def _leading_title(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Title lines at the head of a text; Markdown's first heading alone is one, with the lines that continue it."""
    if blocks and blocks[0].is_heading and not split_label(blocks[0].text):
        again = 1 + (len(blocks) > 1 and bare_title(blocks[0].text) == bare_title(blocks[1].text))
        return blocks[:again], blocks[again:]
    bodies = 0
    while bodies < len(blocks) and body_names(blocks[bodies].text):
        bodies += 1
    if not (bodies < len(blocks) and (opens_statement(blocks[bodies]) or is_title_line(blocks[bodies]))):
        bodies = 0
    count = bodies
    for block in blocks[bodies : bodies + _MOST_TITLE_LINES]:
        if block.is_heading or not (_goes_on(blocks[count - 1], block) if count > bodies else is_title_line(block)):
            break
        count += 1
    return (blocks[:count], blocks[count:]) if count > bodies else ([], blocks)


def _goes_on(line: Block, following: Block) -> bool:
    """Whether a title has another line: one that follows at once and is no longer than a title line."""
    if issues(line.text) and not is_edition(following):
        return False
    near = following.line - line.last_line <= 2
    capitals = line.text.isupper() and following.text.isupper()
    return continues_title(following) and ((near and not line.text.isascii()) or (near and capitals))
