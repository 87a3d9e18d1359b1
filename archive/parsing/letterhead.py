"""Taking one document apart (GB/T 9704—2012): title, number, addressees, text, signature, date, imprint, attached text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.parsing.titles import continues_title, is_edition, is_masthead, is_title_line, opens_statement
from archive.reading import Block
from archive.reading.blocks import close_gaps, join
from archive.text.bodies import body_names
from archive.text.dates import parse_date
from archive.text.document_number import parse_number
from archive.text.labels import split_label

_ADDRESSEES = re.compile(r"(?:各|[^，。《》]*(?:委|厅|局|部|院|会|办|校|单位|中心))[^。；《》]*[：:]")
_IMPRINT = re.compile(r"[（(]?(?:信息公开|此件|联系人|抄送|主题词)|.*年.*月.*日印发$")
_ISSUES = re.compile(r"(?:印发|发布|公布|转发)(?P<title>.+)的(?:通知|通告|公告|令)$")
_SIGNER = re.compile(
    r".{0,20}(?:主任|部长|省长|市长|州长|县长|区长|总理|主席|局长|署长|院长|行长|检察长)[：:\s\u3000]*[\u4e00-\u9fff]{1,2}[\s\u3000]*[\u4e00-\u9fff]{0,3}"
)
_LAYOUT = re.compile(r"[\s\u3000《》]")
_MOST_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class Letter:
    """The parts of one document, each a list of blocks in the order of the text.

    ``attached`` with a title is what a notice issues; without one, what follows the signature of the document itself.
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

    @property
    def issues_another(self) -> bool:
        """Whether it is a notice that issues a regulation, which is then the document."""
        return bool(self.attached_title)


def take_apart(blocks: Sequence[Block]) -> Letter:
    """The parts of a document's blocks; parts that are not there are empty or None."""
    number = next((i for i, block in enumerate(blocks) if parse_number(block.text)), None)
    title = list(blocks[:number]) if number else []
    masthead: list[Block] = []
    if title and is_masthead(title[-1]):
        masthead, title = title, masthead
    rest = list(blocks[number + 1 :]) if number is not None else list(blocks)
    if not title:
        title, rest = _leading_title(rest)
    addressees = rest[:1] if rest and _ADDRESSEES.fullmatch(rest[0].text) else []
    rest = rest[len(addressees) :]
    text, signature, date, after = _at_signature(rest)
    imprint, after = _leading_imprint(after)
    after, last_imprint = _trailing_imprint(after)
    layout, attached_title, attached = _attached(after, issues=bool(_ISSUES.search(title_text(title))))
    if not attached and not date:
        text, attached_title, attached = _issued_inside(title_text(title), text)
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
    )


def title_text(blocks: Sequence[Block]) -> str:
    """A title from its lines."""
    text = ""
    for block in blocks:
        text = join(text, block.text)
    return close_gaps(text)


def _leading_title(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Title lines at the head of a text; Markdown's first heading alone is one."""
    if blocks and blocks[0].is_heading and not split_label(blocks[0].text):
        return blocks[:1], blocks[1:]
    bodies = 0
    while bodies < len(blocks) and body_names(blocks[bodies].text):
        bodies += 1
    if not (bodies < len(blocks) and opens_statement(blocks[bodies])):
        bodies = 0
    count = bodies
    for block in blocks[bodies : bodies + _MOST_TITLE_LINES]:
        if block.is_heading or not (_goes_on(blocks[count - 1], block) if count > bodies else is_title_line(block)):
            break
        count += 1
    return blocks[:count], blocks[count:]


def _goes_on(line: Block, following: Block) -> bool:
    """Whether a title has another line: one that follows at once and is no longer than a title line."""
    return continues_title(following) and following.line - line.last_line <= 2 and not line.text.isascii()


def _at_signature(blocks: list[Block]) -> tuple[list[Block], list[Block], Block | None, list[Block]]:
    """Text, signature lines, date, and what stands behind the date."""
    for i, block in enumerate(blocks):
        if not parse_date(block.text):
            continue
        start = i
        while start and (body_names(blocks[start - 1].text) or _SIGNER.fullmatch(blocks[start - 1].text)):
            start -= 1
        ends_a_letter = i > 0 and blocks[i - 1].is_closed and i + 1 < len(blocks) and is_title_line(blocks[i + 1])
        if start < i or i >= len(blocks) - 1 or ends_a_letter:
            return blocks[:start], blocks[start:i], block, blocks[i + 1 :]
    return blocks, [], None, []


def _leading_imprint(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    count = 0
    while count < len(blocks) and _IMPRINT.match(blocks[count].text):
        count += 1
    return blocks[:count], blocks[count:]


def _trailing_imprint(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    count = len(blocks)
    while count and _IMPRINT.match(blocks[count - 1].text):
        count -= 1
    return blocks[:count], blocks[count:]


def _attached(blocks: list[Block], *, issues: bool) -> tuple[list[Block], list[Block], list[Block]]:
    """Layout, title and text of what follows a letter: the regulation it issues; without a title, annexes of the letter itself.

    A lone 附件 above the title of a regulation that is issued belongs to the layout; in another letter it opens an annex.
    """
    label = split_label(blocks[0].text) if len(blocks) > 1 else None
    layout = blocks[:1] if issues and label and label.kind == "att" and not label.rest and is_title_line(blocks[1]) else []
    rest = blocks[len(layout) :]
    count = 0
    while count < min(_MOST_TITLE_LINES, len(rest)) and (continues_title if count else is_title_line)(rest[count]):
        count += 1
    return (layout, rest[:count], rest[count:]) if 0 < count < len(rest) else ([], [], blocks)


def _issued_inside(title: str, text: list[Block]) -> tuple[list[Block], list[Block], list[Block]]:
    """Text, title and regulation where a notice without a signature (a web page) is followed by the title it announces."""
    match = _ISSUES.search(title)
    announced = _LAYOUT.sub("", match["title"]) if match else ""
    for start in range(min(len(text), 8) if announced else 0):
        for lines in range(1, _MOST_TITLE_LINES + 1):
            if _LAYOUT.sub("", title_text(text[start : start + lines])) == announced:
                end = start + lines + (len(text) > start + lines and is_edition(text[start + lines]))
                return text[:start], text[start:end], text[end:]
    return text, [], []
