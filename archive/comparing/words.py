"""What changed inside a passage: the words that went and the words that came, as few and as whole as can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
_LONGEST = 3_000_000
"""Comparisons (words times words) up to which every word is looked at; a longer passage is one change between what agrees."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a passage: in both texts, only in the older, only in the newer."""

    op: Literal["same", "removed", "added"]
    text: str


def changed_words(old: str, new: str) -> tuple[Piece, ...]:
    """Both texts in one row of pieces: without the added ones they are the old text, without the removed ones the new."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    start = _agreeing(before, after)
    end = _agreeing(before[start:][::-1], after[start:][::-1])
    middle = before[start : len(before) - end], after[start : len(after) - end]
    pieces = [Piece("same", "".join(before[:start])), *_middle(*middle), Piece("same", "".join(before[len(before) - end :]))]
    return tuple(_joined([piece for piece in pieces if piece.text]))


def _agreeing(one: list[str], other: list[str]) -> int:
    count = 0
    for here, there in zip(one, other, strict=False):
        if here != there:
            break
        count += 1
    return count


def _middle(before: list[str], after: list[str]) -> list[Piece]:
    if len(before) * len(after) > _LONGEST:
        return [Piece("removed", "".join(before)), Piece("added", "".join(after))]
    pieces: list[Piece] = []
    for tag, i, j, k, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[i:j]), "".join(after[k:end])
        if tag == "equal" and not (len(old.strip()) < 2 and pieces and j < len(before) and end < len(after)):
            pieces.append(Piece("same", old))
        else:  # one character that stayed between two changes is part of one change
            pieces += [Piece("removed", old), Piece("added", new)]
    return [piece for piece in pieces if piece.text]


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbouring changes as one: all that went, then all that came."""
    joined: list[Piece] = []
    removed = added = ""
    for piece in [*pieces, Piece("same", "")]:
        if piece.op == "removed":
            removed += piece.text
        elif piece.op == "added":
            added += piece.text
        else:
            joined += [one for one in (Piece("removed", removed), Piece("added", added), piece) if one.text]
            removed = added = ""
    return joined
