"""A document's truth → what a printer sets, line by line of the page: title, number, addressees, text, signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.quality.cases import ExpectedDocument, Passage

HEADINGS = frozenset({"part", "chp", "sec", "hdg"})
_CENTRED = frozenset({"title", "number", "masthead", "history", "heading"})


@dataclass(frozen=True, slots=True)
class Printed:
    """One piece of a page: its role, its label and its text (a table as a Markdown table)."""

    role: str
    text: str
    label: str = ""

    @property
    def whole(self) -> str:
        """Label and text as they stand on the page."""
        gap = "" if not self.label or self.label.endswith(("、", "）", ".")) else " " if self.label.isascii() else "　"
        if self.label.isascii() and self.label and not gap:
            gap = " " if self.label[0] in "(ACPS" else ""
        return f"{self.label}{gap if self.text else ''}{self.text}"

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return self.text.startswith("| ")

    @property
    def rows(self) -> list[list[str]]:
        """A table's cells, row by row, without the line of dashes."""
        lines = [line for line in self.text.split("\n") if not line.startswith("| ---")]
        return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]

    @property
    def is_centred(self) -> bool:
        """Whether it is set in the middle of the line."""
        return self.role in _CENTRED


def printed(document: ExpectedDocument, options: dict[str, Any]) -> list[Printed]:
    """The pieces of one document in the order of the page."""
    number = document.printed_number or next(iter(document.facts.get("number", [])), None)
    title, passages = Printed("title", document.title), list(document.passages)
    decree = [Printed("number", line) for line in options.get("decree", [])]
    numbers = [] if decree or number is None else [Printed("number", number)]
    notice = [p for p in passages if p.id.startswith("notice__")]
    rest = list(_pieces([p for p in passages if p not in notice]))
    if notice:
        head, before = numbers or decree, list(_pieces(notice))
        own = before[:1] if before[0].role == "title" else []
        return [*_headed(own, head, options), *before[len(own) :], title, *rest]
    masthead = [piece for piece in rest if piece.role == "masthead"]
    if masthead:
        return [*masthead, *numbers, title, *rest[1:]]
    return [*decree, title, *rest] if decree else [*_headed([title], numbers, options), *rest]


def _headed(title: list[Printed], number: list[Printed], options: dict[str, Any]) -> list[Printed]:
    return [*number, *title] if options.get("number_first") or not title else [*title, *number]


def _pieces(passages: list[Passage]) -> Iterator[Printed]:
    for passage in passages:
        last = passage.id.rpartition("__")[2]
        kind = last.partition("_")[0]
        if kind == "sec" and passage.label.endswith("、"):
            kind = "policy"
        role = "heading" if kind in HEADINGS else kind
        if kind == "att" and passage.text:
            yield Printed("att", passage.label)
            yield Printed("heading", passage.text)
        else:
            yield Printed(role, passage.text, passage.label)
