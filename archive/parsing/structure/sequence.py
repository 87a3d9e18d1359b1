"""Whether the numbers of articles and chapters follow one another: where not, something may be missing or misread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.errors import Problem
from archive.model import Segment

_INSERTED = re.compile(r"之|-")


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment and the line of the file where it begins."""

    segment: Segment
    line: int


def sequence_problems(placed: Sequence[Placed]) -> list[Problem]:
    """A warning for each article and chapter that does not follow the one before it."""
    problems: list[Problem] = []
    for level in ("chapter", "article"):
        at_level = (place for place in placed if place.segment.level == level)
        numbered = [(place, _number(place.segment.id)) for place in at_level if not _INSERTED.search(place.segment.label)]
        for (before_place, before), (place, number) in pairwise(numbered):
            elsewhere = level == "chapter" or _parent(before_place) != _parent(place)  # in a new part or annex
            if number != before + 1 and not (number == 1 and elsewhere):
                message = f"{level} {number} follows {level} {before}: look whether one is missing or its number was misread"
                problems.append(Problem("warning", message, place.line))
    return problems


def _parent(place: Placed) -> str:
    return place.segment.id.rpartition("__")[0]


def _number(segment_id: str) -> int:
    return int(segment_id.rpartition("__")[2].split("_")[1])
