"""Taking one document apart (GB/T 9704—2012): title, number, addressees, text, signature, date, imprint, attached text."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from archive.parsing.letter.addressed import are_addressees
from archive.parsing.letter.attached import attached_behind, issued_inside, issued_together
from archive.parsing.letter.closing import at_signature, leading_imprint, trailing_imprint
from archive.parsing.letter.head import leading_title, number_line, number_place, title_text
from archive.parsing.letter.titles import is_statute_title, is_title_line, stands_under_letterhead
from archive.parsing.statute.header import header_above, history_length
from archive.reading import Block
from archive.text.labels import split_label


@dataclass(frozen=True, slots=True)
class Letter:
    """The parts of one document, each a list of blocks in the order of the text.

    ``history`` is the header of a statute (题注), of the attached one where a notice issues it. ``attached`` with a title is
    what a notice issues; without one, what follows the signature of the document itself. ``annexed``: the bare titles of
    several regulations that a notice issues together; they are its annexes.
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
    annexed: Set[str] = frozenset()

    @property
    def issues_another(self) -> bool:
        """Whether it is a notice that issues a regulation, which is then the document."""
        return bool(self.attached_title)


def take_apart(blocks: Sequence[Block]) -> Letter:
    """The parts of a document's blocks; parts that are not there are empty or None."""
    if len(blocks) > 2 and _is_place_in_a_code(blocks[0], blocks[1]):
        return replace(take_apart(blocks[1:]), masthead=[blocks[0]])
    number = number_place(blocks)
    title = list(blocks[:number]) if number else []
    masthead: list[Block] = []
    if number and stands_under_letterhead(blocks, number):
        masthead, title = title, masthead
    rest = list(blocks[number + 1 :]) if number is not None else list(blocks)
    title, above = _cut(title, header_above(blocks, number)) if title else ([], [])
    if not title:
        title, rest = leading_title(rest)
    history, rest = _cut(rest, history_length(rest))
    history = [*above, *history]
    addressees, rest = _cut(rest, 1 if rest and are_addressees(rest[0].text) else 0)
    text, signature, date, after = at_signature(rest)
    imprint, after = leading_imprint(after)
    after, last_imprint = trailing_imprint(after)
    annexed = issued_together(title_text(title))
    layout, attached_title, attached = ([], [], after) if annexed else attached_behind(title_text(title), after)
    if not attached:
        text, attached_title, attached = (text, [], []) if annexed else issued_inside(title_text(title), text)
    of_notice, history = (history, []) if attached_title else ([], history)
    if attached_title:
        history, attached = _cut(attached, history_length(attached))
    return Letter(
        masthead=masthead,
        title=title,
        number=number_line(blocks[number]) if number is not None else None,
        addressees=addressees,
        text=text,
        signature=signature,
        date=date,
        imprint=[*imprint, *layout, *last_imprint],
        attached_title=attached_title,
        attached=attached,
        history=history,
        notice_history=of_notice,
        annexed=annexed,
    )


def _is_place_in_a_code(line: Block, title: Block) -> bool:
    """第599章 above the title of an ordinance: its place in the laws of Hong Kong, no chapter of it."""
    label = split_label(line.text)
    alone = label is not None and label.kind == "chp" and not label.rest
    return alone and label is not None and label.number != "1" and is_statute_title(title.text) and is_title_line(title)


def _cut(blocks: list[Block], count: int) -> tuple[list[Block], list[Block]]:
    return blocks[:count], blocks[count:]
