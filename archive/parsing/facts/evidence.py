"""How sure a fact is: where it stands in the file, and whether it is printed, derived from something else, or guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from archive.model import Relation, Segment
from archive.parsing.facts.form_block import Entry
from archive.reading import Block

How = Literal["printed", "derived", "guessed"]
_LONGEST_QUOTE = 120


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a fact rests on: the words of the file, with their line and page where one place can be named."""

    how: How
    line: int | None = None
    page: int | None = None
    quote: str = ""


def of_blocks(how: How, blocks: Sequence[Block]) -> Evidence:
    """The evidence that blocks give."""
    if not blocks:
        return Evidence(how)
    quote = " ".join(block.text for block in blocks)
    return Evidence(how, blocks[0].line, blocks[0].page, _cut(quote))


def of_entry(how: How, entry: Entry) -> Evidence:
    """The evidence that an entry of a form gives."""
    return Evidence(how, entry.line, entry.page, _cut(f"{entry.label}：{entry.value}"))


def of_segments(how: How, segments: Sequence[Segment], lines: Mapping[str, int]) -> Evidence:
    """The evidence that passages give; ``lines``: the line that each segment begins on, by its id."""
    return Evidence(
        how, lines.get(segments[0].id) if segments else None, quote=_cut(" ".join(segment.text for segment in segments))
    )


def of_relations(relations: Sequence[Relation], segments: Sequence[Segment], lines: Mapping[str, int]) -> dict[str, Evidence]:
    """By kind of relation, the first passage that states one; what is only cited states nothing."""
    by_id = {segment.id: segment for segment in segments}
    found: dict[str, Evidence] = {}
    for relation in relations:
        stating = [by_id[place] for place in relation.segments if place in by_id]
        if stating and relation.kind != "cites":
            found.setdefault(relation.kind, of_segments("printed", stating[:1], lines))
    return found


def derived(found: Evidence | None) -> Evidence | None:
    """The evidence of what follows from a fact that has this one."""
    return replace(found, how="derived") if found else None


def _cut(quote: str) -> str:
    return quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_LONGEST_QUOTE]}…"
