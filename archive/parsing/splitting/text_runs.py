"""The runs of one language in a page, each text once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.errors import Problem
from archive.reading import Block
from archive.text.sentences import language_of

SMALLEST_TEXT = {"zh": 200, "en": 400}
"""Characters of a run that is a text and not a remark; a Chinese character says about twice as much as a letter."""
_SMALLEST_RUN = 40
_REPEATED = 0.9


@dataclass(frozen=True, slots=True)
class Text:
    """A run of blocks in one language and the kind of place it comes from."""

    blocks: list[Block]
    is_forum: bool

    @property
    def language(self) -> str:
        """``zh`` or ``en``."""
        return language_of("".join(block.text for block in self.blocks))

    @property
    def size(self) -> int:
        """Characters."""
        return sum(len(block.text) for block in self.blocks)


def by_language(post: Sequence[Block]) -> list[list[Block]]:
    """A post's Chinese runs of some length, and all the rest of it."""
    runs = runs_of(post)
    large = [run for run in runs if language_of(run[0].text) == "zh" and Text(run, is_forum=True).size >= SMALLEST_TEXT["zh"]]
    rest = [block for run in runs if run not in large for block in run]
    return [run for run in (rest, *large) if run]


def runs_of(blocks: Sequence[Block]) -> list[list[Block]]:
    """Runs of blocks in one language; a few characters of Latin (an address) inside Chinese text, and figures, go with it."""
    runs: list[list[Block]] = []
    for block in blocks:
        says_language = any(character.isalpha() for character in block.text)
        if not runs or (says_language and language_of(block.text) != language_of(runs[-1][0].text)):
            runs.append([])
            if len(runs) >= 3 and language_of(block.text) == "zh" and Text(runs[-2], is_forum=False).size < _SMALLEST_RUN:
                runs[-3:] = [runs[-3] + runs[-2]]
        runs[-1].append(block)
    return runs


def once(texts: Sequence[Text]) -> tuple[list[Text], list[Problem]]:
    """The texts without those that repeat another, wholly or but for a remark."""
    kept: list[Text] = []
    problems: list[Problem] = []
    for text in texts:
        original = next((other for other in kept if _repeats(text, other)), None)
        if original is None:
            kept.append(text)
            continue
        message = (
            f"{named_lines(text.blocks)} repeat {named_lines(original.blocks)} and were taken once; look whether they say more"
        )
        problems.append(Problem("note", message, text.blocks[0].line))
    return kept, problems


def _repeats(text: Text, other: Text) -> bool:
    known = {block.text for block in other.blocks}
    return sum(len(block.text) for block in text.blocks if block.text in known) >= _REPEATED * text.size


def named_lines(blocks: Sequence[Block]) -> str:
    """``lines 3 to 8``, for a message."""
    return f"lines {blocks[0].line} to {blocks[-1].last_line}"
